// Isolates the page on a host that does not send the headers for it: by the service worker, which adds them from the next load on. Loaded only
// where the page is not isolated.
import { activeWorker, controller, registerWorker } from './worker_registration';

/** A worker that takes longer is used at the next visit. */
const patienceMs = 10_000;

/**
 * In the tab's storage: when the page was last reloaded for this. The host may have several such pages. The note is not deleted after a
 * success, since Chromium does not tell the page's next document of that if it is not isolated: after a reload with Shift.
 */
const key = `reloaded-for-isolation ${new URL('./', document.baseURI).pathname}`;
const restMs = 300_000;

/** What a reload could lose, or would interrupt: another navigation, too. */
const edits = ['beforeinput', 'keydown', 'paste', 'cut', 'drop', 'change', 'beforeunload'];

/** Whether a frame's own headers can isolate it in a page that is not isolated: Chromium on a desktop, from 137 on. */
function framesCanBeIsolated(): boolean {
  const { userAgentData } = navigator as { userAgentData?: { brands: { brand: string; version: string }[]; mobile: boolean } };
  const version = userAgentData?.brands.find(({ brand }) => brand === 'Chromium')?.version;
  return userAgentData?.mobile === false && Number(version) >= 137;
}

/** Notes that the page is being reloaded for this. @returns false if it has just been, without success */
function mayReload(): boolean {
  try {
    const last = Number(sessionStorage.getItem(key) ?? Number.NaN);
    if (Math.abs(Date.now() - last) < restMs) return false;
    sessionStorage.setItem(key, String(Date.now()));
    return true;
  } catch {
    // Without storage, the browser's own note must do.
    const [navigation] = performance.getEntriesByType('navigation');
    return navigation instanceof PerformanceNavigationTiming && navigation.type !== 'reload';
  }
}

/** Lets the service worker isolate the page, by one reload. @returns whether the page is being reloaded; if not, it remains as it is */
export async function reloadIsolated(): Promise<boolean> {
  // What a worker has answered has the headers; if they have not helped, a reload will not, either.
  if (!isSecureContext || controller() || (window !== window.top && !framesCanBeIsolated())) return false;
  let edited = false;
  const note = () => {
    edited = true;
  };
  for (const type of edits) addEventListener(type, note, { capture: true });
  const registration = await registerWorker();
  const worker = registration && (await activeWorker(registration, patienceMs));
  for (const type of edits) removeEventListener(type, note, { capture: true });
  if (!worker || edited || !mayReload()) return false;
  // Keeps the fragment and saves the program, as every reload.
  location.reload();
  return true;
}
