// What the page's two uses of the service worker share: isolation.ts and offline.ts.

const script = './service-worker.js';

/** Registers the worker. @returns undefined where there can be none: no secure context, a sandboxed frame, a private window, a host without its script */
export async function registerWorker(): Promise<ServiceWorkerRegistration | undefined> {
  try {
    // Asked for without the browser's cache, so that an update is found at the next visit.
    return await navigator.serviceWorker.register(script, { updateViaCache: 'none' });
  } catch {
    return undefined;
  }
}

/** The worker that answers the requests of this page. Undefined where there are none, and after a reload with Shift. */
export function controller(): ServiceWorker | undefined {
  try {
    const { controller: found } = navigator.serviceWorker;
    // The host may have another site above this one, whose worker does nothing for it.
    return found?.scriptURL === new URL(script, document.baseURI).href ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Waits until a worker is active. @returns undefined if it could not be installed, or not in time */
export function activeWorker(
  { active, installing, waiting }: ServiceWorkerRegistration,
  limitMs: number,
): Promise<ServiceWorker | undefined> {
  const worker = active ?? waiting ?? installing;
  if (!worker || worker.state === 'activated') return Promise.resolve(worker ?? undefined);
  return new Promise((resolve) => {
    const timer = window.setTimeout(() => resolve(undefined), limitMs);
    worker.addEventListener('statechange', () => {
      if (worker.state !== 'activated' && worker.state !== 'redundant') return;
      clearTimeout(timer);
      resolve(worker.state === 'activated' ? worker : undefined);
    });
  });
}
