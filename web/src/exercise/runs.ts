// Runs a program in several orders, one after the other, in the engine of the page. Each run is a stepped one in virtual time, so that it is
// over in milliseconds and the same seed gives the same run again.
import type { Engine } from '../engine';
import type { RunOptions, Snapshot } from '../schema';
import type { Exercise } from './format';
import { type Observation, observe } from './observation';

const mostSteps = 1_000_000;
/** For all runs together. Those that have been made by then are judged. */
const mostMs = 20_000;
const stopMs = 5_000;
const drawnMs = 300;

/** What a run has been started with, and what it is called. */
export interface Order {
  readonly name: string;
  readonly options: RunOptions;
  /** The main thread goes as far as it can before the others do, so that it has started them all. */
  readonly mainFirst: boolean;
}

/** A run that was made. */
export interface Made {
  readonly order: Order;
  readonly seen: Observation;
}

/**
 * In the first order, each thread has its turn; in the others, threads are chosen at random. Every other one also lets them come in
 * between two instructions of a statement, such as `n += 1`; `finely`: unless there are too many. In half of both, all threads are started
 * first: a short one would often be over before the next one has begun.
 */
function orderOf({ seed }: Exercise, index: number, finely: boolean): Order {
  const stepSeed = seed + Math.max(0, index - 1);
  const stepInstructions = finely && index % 2 === 1;
  const mainFirst = index % 4 === 1 || index % 4 === 2;
  const options = { interactive: false, stepped: true, step_seed: stepSeed, round_robin: index === 0, step_instructions: stepInstructions };
  const name = `with seed ${stepSeed}${mainFirst ? ', the main thread first' : ''}${stepInstructions ? ', within statements' : ''}`;
  return { name: index === 0 ? 'in turn' : name, options, mainFirst };
}

/** After so long, the page gets its turn. */
const busyMs = 50;
let breathed = 0;

/** Lets the page react between two pieces of work, also when it is hidden. */
async function breathe(): Promise<void> {
  if (performance.now() - breathed < busyMs) return;
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
  breathed = performance.now();
}

const hasHung = ({ summary }: Snapshot) => summary?.standing === 'deadlocked' || summary?.standing === 'stuck';

/** Waits until no thread of the previous run lives. @returns whether that is so */
async function stop(engine: Engine): Promise<boolean> {
  if (engine.live()) engine.post({ kind: 'stop' });
  const began = performance.now();
  while (engine.live()) {
    if (performance.now() - began > stopMs) return false;
    engine.pump();
    await breathe();
  }
  return true;
}

/** @throws Error with a sentence */
async function start(engine: Engine, order: Order): Promise<void> {
  const error = (await stop(engine)) ? engine.run(order.options) : 'The run before could not be stopped.';
  if (error) throw new Error(error);
}

const choicesAtOnce = 64;
const mostRounds = 64;

/** Lets the main thread go on until it waits for something else than the begin of a thread that it starts, or has ended. */
function goOnWithMain(engine: Engine): void {
  engine.pump();
  for (let round = 0; round < mostRounds; ++round) {
    const { steps, threads } = engine.snapshot();
    const main = threads.find(({ is_main }) => is_main)?.object;
    const runnable = steps?.threads.filter(({ can_run }) => can_run) ?? [];
    const next = runnable.find(({ object }) => object === main) ?? runnable.find(({ line }) => line === 0);
    if (!next) return;
    // Of the main thread's, those after it waits do not fit, and are forgotten.
    for (let i = 0; i < (next.object === main ? choicesAtOnce : 1); ++i) engine.post({ kind: 'choose', thread: next.object });
    engine.pump();
  }
}

/** Takes a run that has just begun to its end, or to a time. */
async function finish(engine: Engine, exercise: Exercise, order: Order, deadline: number): Promise<Observation> {
  if (order.mainFirst) goOnWithMain(engine);
  engine.post({ kind: 'step_on', count: mostSteps });
  let lines = 0;
  for (;;) {
    engine.pump();
    const snapshot = engine.snapshot();
    if (snapshot.state === 'ended' || hasHung(snapshot)) return observe(snapshot, order.name, '');
    if (snapshot.summary?.standing === 'reading') {
      const text = exercise.input[lines++];
      if (text === undefined) return observe(snapshot, order.name, 'The program waits for input that the exercise does not have');
      engine.post({ kind: 'input', text });
      engine.pump();
      // A run that takes an input rests there.
      engine.post({ kind: 'step_on', count: mostSteps });
    } else if ((snapshot.steps?.position ?? 0) >= mostSteps)
      return observe(snapshot, order.name, `The program has not ended after ${mostSteps} steps`);
    else if (performance.now() > deadline) return observe(snapshot, order.name, `The program has not ended after ${mostMs / 1000} seconds`);
    await breathe();
  }
}

/**
 * Runs the loaded program in the orders of the exercise. Ends early after a run that was left before its end, and when the time is up.
 * `onRun`: called after each run with their number. @throws Error with a sentence if the engine fails
 */
export async function runAll(engine: Engine, exercise: Exercise, onRun: (count: number) => void): Promise<Made[]> {
  const deadline = performance.now() + mostMs;
  const runs: Made[] = [];
  let finely = true;
  while (runs.length < exercise.runs && performance.now() < deadline) {
    const order = orderOf(exercise, runs.length, finely);
    await start(engine, order);
    const seen = await finish(engine, exercise, order, deadline);
    // That the time is up during a later run says nothing about the program.
    if (seen.unfinished && runs.length > 0 && performance.now() > deadline) break;
    // A program that ends has more instructions than statements; perhaps too many.
    if (seen.unfinished && order.options.step_instructions) {
      finely = false;
      continue;
    }
    runs.push({ order, seen });
    onRun(runs.length);
    if (seen.unfinished) break;
    await breathe();
  }
  return runs;
}

/** Waits until the page has been drawn; a hidden page is not. */
const drawn = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    setTimeout(resolve, drawnMs);
  });

/** Runs the loaded program once more in an order, so that the user can look at it. The views see its begin, so that they forget other runs. */
export async function showRun(engine: Engine, exercise: Exercise, order: Order): Promise<void> {
  await start(engine, order);
  await drawn();
  await finish(engine, exercise, order, performance.now() + mostMs);
}
