const leastPauseMs = 50;
// A snapshot of a long run takes its time: the page may spend a tenth of the main thread on it, not more.
const pausePerWork = 9;

/** Does `work` soon after it was asked for, once for many requests, and with pauses in proportion to what it costs. */
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
