const least_pause_ms = 50;
// A snapshot of a long run takes its time: the page may spend a tenth of the main thread on it, not more.
const pause_per_work = 9;

/** Does `work` soon after it was asked for, once for many requests, and with pauses in proportion to what it costs. */
export function at_leisure(work: () => void): () => void {
  let asked = false;
  let pausing = false;
  const act = () => {
    asked = false;
    const began = performance.now();
    work();
    const cost = performance.now() - began;
    pausing = true;
    setTimeout(() => {
      pausing = false;
      if (asked) act();
    }, Math.max(least_pause_ms, cost * pause_per_work));
  };
  return () => {
    asked = true;
    if (!pausing) act();
  };
}
