// The steps of the tests of the service worker.
import { expect, type Page } from '@playwright/test';

/** The build that the page belongs to. */
export const pageBuild = (page: Page): Promise<string | null> => page.locator('meta[name="threadbox-build"]').getAttribute('content');

/** Waits until all that the page needs is kept, of its own build or the named one; or another part of it. */
export async function untilKept(page: Page, build?: string, part = 'page'): Promise<void> {
  const wanted = build ?? (await pageBuild(page)) ?? '';
  const isKept = () =>
    page.evaluate(
      async ([id, wantedPart]) => {
        const name = (await caches.keys()).find((one) => one.endsWith(id));
        const entry = name && (await (await caches.open(name)).match('kept-parts.json'));
        return Boolean(entry && (await entry.text()).includes(wantedPart) && navigator.serviceWorker.controller);
      },
      [wanted, part] as const,
    );
  // The page waits to be idle, up to ten seconds.
  await expect.poll(isKept, { timeout: 50_000 }).toBe(true);
}

/** Empties the browser's own cache, which may have what the worker lacks. */
export async function forgetCache(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await session.detach();
}

/** The line that offers the new version. */
export const offer = (page: Page) => page.getByRole('status').filter({ hasText: 'A new version is ready' });

/** Waits until the browser has looked for an update and has installed it, or failed to. @returns the state of its worker */
export function lookForUpdate(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const found = (await registration?.update()) as ServiceWorkerRegistration | undefined;
    const worker = found?.installing ?? found?.waiting;
    if (!worker) return 'none';
    while (worker.state === 'installing') await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
    return worker.state;
  });
}

/** Counts the documents that the page has loaded so far, also after reloads. */
export function countLoads(page: Page): { readonly loads: number } {
  const counter = { loads: 0 };
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) ++counter.loads;
  });
  return counter;
}

export const expectIsolated = async (page: Page, wanted: boolean) => expect(await page.evaluate(() => crossOriginIsolated)).toBe(wanted);
