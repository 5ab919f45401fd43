// The moment of a link: the views show it as soon as a run has reached it.
import type { Engine } from './engine';
import type { Snapshot } from './schema';

export interface PendingMoment {
  /** A run is about to begin. */
  begin(engine: Engine): void;
  /** The model has changed. */
  show(engine: Engine, model: Snapshot): void;
}

/** `ns`: on the run's clock. It is shown once, in the first run after the link was opened; not if that ends earlier. @returns undefined if there is no such moment */
export function pendingMoment(ns: number | undefined): PendingMoment | undefined {
  if (ns === undefined) return undefined;
  let run: number | undefined;
  let shown = false;
  return {
    begin: (engine) => {
      run ??= engine.runs() + 1;
    },
    show: (engine, { time_ns }) => {
      if (shown || engine.runs() !== run || time_ns < ns) return;
      shown = true;
      engine.showMoment(ns);
    },
  };
}
