const leastPauseMs = 50;
// A snapshot of a long run is expensive: the page may spend a tenth of the main thread on it at most.
const pausePerWork = 9;

/** Calls `work` soon after a request, once for several requests, and with pauses in proportion to its cost. */
export function throttle(work: () => void): () => void {
  let asked = false;
  let pausing = false;
  const act = () => {
    asked = false;
    const began = performance.now();
    work();
    const cost = performance.now() - began;
    pausing = true;
    setTimeout(
      () => {
        pausing = false;
        if (asked) act();
      },
      Math.max(leastPauseMs, cost * pausePerWork),
    );
  };
  return () => {
    asked = true;
    if (!pausing) act();
  };
}

/** Calls `act` when the browser has nothing else to do, but once in any case. */
export function whenIdle(act: () => void): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act, { timeout: 10_000 });
  else setTimeout(act, 2000);
}
