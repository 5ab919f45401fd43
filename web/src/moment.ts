// The moment of a link: the views show it as soon as a run has reached it.
import type { Engine } from './engine';
import type { Snapshot } from './schema';

export interface PendingMoment {
  /** A run is about to begin. */
  begin(engine: Engine): void;
  /** The model has changed. */
  show(engine: Engine, model: Snapshot): void;
}

/** The moment that is looked at, as a link says it: since the program's first statement. What comes before that takes another time in every run. */
export function momentForLink(engine: Engine): number | undefined {
  const chosen = engine.moment();
  return chosen && Math.max(1, chosen.time_ns - engine.snapshot().begin_ns);
}

/** `ns`: since the program's first statement. It is shown once, in the first run after the link was opened; not if that ends earlier. @returns undefined if there is no such moment */
export function pendingMoment(ns: number | undefined): PendingMoment | undefined {
  if (ns === undefined) return undefined;
  let run: number | undefined;
  let shown = false;
  return {
    begin: (engine) => {
      run ??= engine.runs() + 1;
    },
    show: (engine, { time_ns, begin_ns, steps }) => {
      const hasBegun = begin_ns > 0 || steps !== null;
      if (shown || engine.runs() !== run || !hasBegun || time_ns - begin_ns < ns) return;
      shown = true;
      engine.showMoment(begin_ns + ns);
    },
  };
}
