// threadbox/engine: runs a program without the page, in a browser or in Node.
import { EngineError, type Finding, Instance, type ReportedEvent, type ReportedProblem, type ReportedResult } from './instance.js';
import { checkArguments, type EngineOptions, eventsAskedFor, inputText, optionsText } from './options.js';

export type { EventKind } from './event_kinds.js';
export type { Finding } from './instance.js';
export type { EngineOptions } from './options.js';

/**
 * How a run has ended:
 * - `ended`: the program ended by itself, also by sys.exit(); see `exitCode`, and `exceptions` of other threads than the main one
 * - `raised`: an exception that nothing caught ended the main thread
 * - `deadlock`: no thread could go on, and some of them wait for each other: `circle`
 * - `stuck`: no thread could go on, though none waits for itself by way of others
 * - `limit`: it was stopped by a limit, which `limit` names
 * - `stopped`: it was stopped by the AbortSignal
 * - `misfit`: the schedule is not one of this program; `stderr` says why
 * - `invalid`: the program has errors, `problems`, and was not run
 */
export type Outcome = 'ended' | 'raised' | 'deadlock' | 'stuck' | 'limit' | 'stopped' | 'misfit' | 'invalid';

/** An error or a warning about the program's text. Lines and columns are counted from 1. */
export interface Problem {
  /** 'SyntaxError', 'IndentationError', 'TabError'; of a warning 'SyntaxWarning'. */
  readonly type: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** As CPython prints it. */
  readonly text: string;
  readonly severity: 'error' | 'warning';
}

/** A thread of the program. `id` is its number in events; 0: it was not started. */
export interface ThreadResult {
  readonly id: number;
  readonly name: string;
  readonly daemon: boolean;
  readonly isMain: boolean;
  /** `stopped`: where it stood, as a daemon at the program's end or by a limit. */
  readonly state: 'initial' | 'ended' | 'failed' | 'stopped';
  /** What ended it, if nothing caught it. */
  readonly exception: ThreadException | null;
}

export interface ThreadException {
  /** The name of the thread. */
  readonly thread: string;
  /** The type's name: 'ValueError'. */
  readonly type: string;
  readonly message: string;
  /** 0: not known. */
  readonly line: number;
}

/** An event of the run; core/include/threadbox/trace/events.def says what each kind has in which field. */
export type RunEvent = ReportedEvent;

/** A text that the program has printed. */
export interface Written {
  readonly stream: 'out' | 'err';
  /** The number of the thread that printed it; 0: Threadbox. */
  readonly thread: number;
  readonly text: string;
}

export interface Result {
  readonly outcome: Outcome;
  readonly limit: 'steps' | 'time' | 'output' | null;
  /** As CPython's process would exit; null if the run was stopped. */
  readonly exitCode: number | null;
  /** What the program has printed on both streams, in order. */
  readonly output: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly written: readonly Written[];
  /** Errors and warnings about the program's text. */
  readonly problems: readonly Problem[];
  /** Those that nothing caught. */
  readonly exceptions: readonly ThreadException[];
  /** All threads; of more than a hundred that have ended, the last ones. */
  readonly threads: readonly ThreadResult[];
  /** `deadlock`: the names of the threads of which each waits for the next, and the last for the first. */
  readonly circle: readonly string[];
  /** `deadlock`, `stuck`: a sentence for each thread that waits: "Thread-1 waits for lock a held by Thread-2 (line 7)". */
  readonly waits: readonly string[];
  /** One sentence: "Failed: RuntimeError in line 7". */
  readonly summary: string;
  /** What is wrong with the program, as far as this run has shown it. */
  readonly findings: readonly Finding[];
  /** The choices that were made, for `schedule`. */
  readonly schedule: string;
  /** How many. */
  readonly steps: number;
  /** How often another thread went on. */
  readonly switches: number;
  /** Virtual time: a sleep of ten seconds adds ten, and takes none. */
  readonly seconds: number;
  /** Of the program's objects, at the end. */
  readonly heapBytes: number;
  /** If they were asked for. */
  readonly events: readonly RunEvent[];
  /** How many more there were. */
  readonly lostEvents: number;
}

/** How long the engine executes before it lets others go on: a page draws, a signal is heard. */
const sliceMs = typeof document === 'undefined' ? 50 : 12;

let instance: Instance | undefined;
let queue: Promise<unknown> = Promise.resolve();

/**
 * Runs a program to its end, one thread at a time in virtual time. Runs are executed one after the other, in slices of some milliseconds
 * on the calling thread: on a page's main thread, a program that computes for long makes it
 * sluggish: runInWorker() of threadbox/engine/worker does not.
 * @throws {TypeError} if an argument has the wrong type; {RangeError} if the schedule's text is not one
 */
export async function run(source: string, options: EngineOptions = {}): Promise<Result> {
  checkArguments(source, options);
  const result = queue.then(() => execute(source, options));
  queue = result.catch(() => undefined);
  return result;
}

async function execute(source: string, options: EngineOptions): Promise<Result> {
  if (options.signal?.aborted) return unrun('stopped', [], 'Stopped');
  instance ??= await Instance.create();
  try {
    const problems = instance.load(source, options.filename ?? 'main.py').map(problemOf);
    const error = problems.findLast(({ severity }) => severity === 'error');
    if (error !== undefined) return unrun('invalid', problems, `${error.type} in line ${error.line}`);
    begin(instance, options);
    return await observe(instance, options, problems);
  } catch (error) {
    if (error instanceof RangeError && error.cause instanceof EngineError) throw error;
    instance = undefined; // The next run gets a new one.
    throw new Error(`The engine has failed: ${error instanceof Error ? error.message : error}.`, { cause: error });
  }
}

function begin(engine: Instance, options: EngineOptions): void {
  try {
    engine.begin(optionsText(options), inputText(options));
  } catch (error) {
    throw error instanceof EngineError ? new RangeError(`run: ${error.message}`, { cause: error }) : error;
  }
}

async function observe(engine: Instance, options: EngineOptions, problems: readonly Problem[]): Promise<Result> {
  const written: Written[] = [];
  const events: RunEvent[] = [];
  let aborted = false;
  for (let live = true; live; ) {
    const progress = engine.advance(sliceMs);
    for (const [stream, thread, text] of progress.output) written.push({ stream, thread, text });
    for (const event of progress.events ?? []) events.push(event);
    live = progress.live;
    if (live) await turn();
    if (!live || aborted || !options.signal?.aborted) continue;
    aborted = true;
    engine.stop();
  }
  return resultOf(engine.result(), { problems, written, events, lost: eventsAskedFor(options) > 0 });
}

/** Lets others go on. */
const turn = () =>
  new Promise<void>((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve);
  });

interface Observed {
  readonly problems: readonly Problem[];
  readonly written: readonly Written[];
  readonly events: readonly RunEvent[];
  /** Whether lost events count. */
  readonly lost: boolean;
}

function resultOf(reported: ReportedResult, { problems, written, events, lost }: Observed): Result {
  const threads = reported.threads.map(({ exception, exceptionLine, ...thread }) => ({
    ...thread,
    state: thread.state as ThreadResult['state'],
    exception: exception === '' ? null : exceptionOf(thread.name, exception, exceptionLine),
  }));
  const outcome = outcomeOf(reported, threads);
  const textOf = (part: readonly Written[]) => part.map(({ text }) => text).join('');
  return {
    outcome,
    limit: outcome === 'limit' ? (reported.limit as Result['limit']) : null,
    exitCode: outcome === 'limit' || outcome === 'stopped' ? null : reported.exitCode,
    output: textOf(written),
    stdout: textOf(written.filter(({ stream }) => stream === 'out')),
    stderr: textOf(written.filter(({ stream }) => stream === 'err')),
    written,
    problems,
    exceptions: threads.flatMap(({ exception }) => exception ?? []),
    threads,
    circle: reported.circle,
    waits: reported.waits,
    summary: reported.summary,
    findings: reported.findings,
    schedule: reported.schedule,
    steps: reported.steps,
    switches: reported.switches,
    seconds: reported.seconds,
    heapBytes: reported.heapBytes,
    events,
    lostEvents: lost ? reported.lostEvents : 0,
  };
}

function outcomeOf(reported: ReportedResult, threads: readonly ThreadResult[]): Outcome {
  if (reported.limit !== '') return reported.limit === 'stop' ? 'stopped' : 'limit';
  if (reported.misfit) return 'misfit';
  if (reported.deadlocked) return reported.circle.length > 0 ? 'deadlock' : 'stuck';
  return threads.some(({ isMain, exception }) => isMain && exception !== null) ? 'raised' : 'ended';
}

/** @param text "ValueError: it is odd" */
function exceptionOf(thread: string, text: string, line: number): ThreadException {
  const colon = text.indexOf(': ');
  const [type, message] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 2)];
  return { thread, type, message, line };
}

function problemOf({ end_line: endLine, end_column: endColumn, ...problem }: ReportedProblem): Problem {
  return { ...problem, endLine, endColumn };
}

/** The result of a program that was not run. What CPython prints about its errors is on standard error. */
function unrun(outcome: 'invalid' | 'stopped', problems: readonly Problem[], summary: string): Result {
  const stderr = problems.map(({ text }) => text).join('');
  return {
    ...{ outcome, limit: null, exitCode: outcome === 'invalid' ? 1 : null, output: stderr, stdout: '', stderr },
    written: stderr === '' ? [] : [{ stream: 'err', thread: 0, text: stderr }],
    ...{
      problems,
      exceptions: [],
      threads: [],
      circle: [],
      waits: [],
      summary,
      findings: [],
      schedule: '',
      steps: 0,
      switches: 0,
      seconds: 0,
    },
    ...{ heapBytes: 0, events: [], lostEvents: 0 },
  };
}
