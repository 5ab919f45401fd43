// The types of the data between the wasm module and the page. Times are nanoseconds on the run's clock.
// Written by tools/schema.mjs from core/session/*.def: change a list there, then run `npm run schema`.

export type RunState = 'empty' | 'running' | 'idle' | 'shutdown' | 'finalizing' | 'ended';
export type Standing = 'empty' | 'running' | 'idle' | 'reading' | 'failed' | 'paused' | 'deadlocked' | 'stuck' | 'ended' | 'stopped';
export type ThreadState = 'initial' | 'starting' | 'running' | 'ready' | 'waiting' | 'ended' | 'failed' | 'stopped';
export type TimerState = 'initial' | 'counting' | 'fired' | 'cancelled';
export type FutureState = 'pending' | 'running' | 'returned' | 'raised' | 'cancelled';
export type OutputStream = 'out' | 'err' | 'echo';

/** The operation that a thread waits in. */
export interface Wait {
  readonly operation: string;
  /** The operation's name for people: "Barrier.wait". */
  readonly operation_text: string;
  /** The object that the program knows; 0 for a sleep. */
  readonly object: number;
  /** The part of that object that it waits on: a queue's condition; 0: the object itself. */
  readonly part: number;
  readonly since_ns: number;
  /** None: for ever. */
  readonly deadline_ns: number | null;
}

/** The state that a Timer has in addition to that of its thread. */
export interface Timer {
  readonly state: TimerState;
  readonly interval_s: number;
  readonly fires_at_ns: number | null;
  readonly fired_by_user: boolean;
}

/** One that exists, or one of the last that have ended. */
export interface Thread {
  readonly object: number;
  /** 0 until it has been started. */
  readonly id: number;
  readonly name: string;
  /** The first variable that it is stored in; may be empty. */
  readonly variable: string;
  readonly variable_is_global: boolean;
  /** A Python expression that reaches it from the Console thread. */
  readonly expression: string;
  /** The call that it makes, "greet('Ada')"; empty: not known. */
  readonly target: string;
  /** The executor whose worker it is; 0: none. */
  readonly executor: number;
  readonly daemon: boolean;
  readonly is_main: boolean;
  readonly is_console: boolean;
  readonly state: ThreadState;
  readonly wait: Wait | null;
  /** The wait in words, usually the program's call: "gate.wait()", "q.get()"; empty if it does not wait. */
  readonly wait_text: string;
  /** The locks that it holds. */
  readonly holds: readonly number[];
  readonly has_gil: boolean;
  /** "ValueError: it is odd" of an exception that nothing caught, and its line (0: not known); may be empty. */
  readonly exception: string;
  readonly exception_line: number;
  /** The last known line; 0: not known yet. */
  readonly line: number;
  readonly function: string;
  readonly timer: Timer | null;
  readonly begin_ns: number;
  readonly end_ns: number;
}

/** A lock, an event, a barrier … */
export interface Primitive {
  readonly id: number;
  readonly kind: string;
  readonly variable: string;
  readonly variable_is_global: boolean;
  readonly label: string;
  /** A module made it for itself or for the object `part_of`; 0: none. */
  readonly is_internal: boolean;
  readonly part_of: number;
  readonly expression: string;
  /** False: events about it were lost, and its state, null below, is not known yet. */
  readonly known: boolean;
  /** The object of the thread that holds a lock, or that runs a future; 0: none. */
  readonly owner: number | null;
  /** RLock: how often its owner holds it. */
  readonly count: number | null;
  /** Semaphore: permits left. */
  readonly value: number | null;
  /** Event: set. */
  readonly flag: boolean | null;
  /** Queue: items in it, the most it takes (0: no limit), items not reported done, and whether it is shut down; the last also of executors. */
  readonly size: number | null;
  readonly maxsize: number;
  readonly unfinished: number | null;
  readonly shut_down: boolean | null;
  /** Future. */
  readonly future: FutureState | null;
  /** The executor that a future was submitted to; 0: none. */
  readonly executor: number;
  /** Executor. */
  readonly max_workers: number;
  /** Barrier. */
  readonly parties: number;
  readonly n_waiting: number | null;
  readonly broken: boolean | null;
  /** The objects of the threads that wait for it or for a part of it, longest first. Always known. */
  readonly waiters: readonly number[];
}

/** A piece of output. */
export interface ConsoleLine {
  readonly stream: OutputStream;
  /** The thread that wrote it. */
  readonly thread: number;
  readonly time_ns: number;
  /** As written; line ends included. */
  readonly text: string;
}

/** A statement that the user typed or clicked, and what came of it. */
export interface StatementRow {
  /** The Console's thread that executes it. */
  readonly thread: number;
  /** The object whose button was clicked; 0: it was typed. */
  readonly origin: number;
  readonly text: string;
  /** What it has written: results, errors. Of a long answer the end. */
  readonly answer: string;
  readonly raised: boolean;
  readonly begin_ns: number;
  /** Null: it is under way. */
  readonly end_ns: number | null;
}

/** A top-level function of the program, on which the user can spawn a thread. */
export interface FunctionRow {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly line: number;
}

/** A moment of a thread that a finding rests on. */
export interface Evidence {
  readonly thread: number;
  /** The thread's line then; 0: not known. */
  readonly line: number;
  /** The number of the event in the log. */
  readonly event: number;
  readonly time_ns: number;
}

/** What is wrong with the program. docs/findings.md lists the names. */
export interface Finding {
  readonly name: string;
  readonly level: 'error' | 'warning' | 'hint';
  /** One sentence. */
  readonly text: string;
  readonly evidence: readonly Evidence[];
  /** The primitives that it is about. */
  readonly objects: readonly number[];
  /** The place in the list of the one that it explains. */
  readonly cause_of: number | null;
  /** How often it was found at the same lines. */
  readonly times: number;
  readonly time_ns: number;
}

/** How a run stands, in words for people. */
export interface Summary {
  readonly standing: Standing;
  readonly text: string;
  /** The line that the text names; 0: none. */
  readonly line: number;
  /** What *End main* will do. */
  readonly end_main: string;
}

/** What a thread of a stepped run can do next. */
export interface StepRow {
  readonly object: number;
  readonly name: string;
  /** It can be chosen. */
  readonly can_run: boolean;
  /** It waits with a timeout that the user can let pass; that of a Timer. */
  readonly can_expire: boolean;
  readonly is_timer: boolean;
  /** The statement that it would execute, or is in; 0: none. */
  readonly line: number;
  readonly text: string;
  /** "for lock a held by Thread-1"; empty if it can run. */
  readonly wait: string;
}

/** A variable, an element of a container, or an attribute. */
export interface Variable {
  readonly name: string;
  readonly text: string;
  /** The same number: the same object. 0: none. */
  readonly badge: number;
  readonly changed: boolean;
  /** What repr() returned or said; empty: the user has not asked. */
  readonly repr: string;
  /** Parts that were left out. */
  readonly more: number;
  readonly parts: readonly Variable[];
}

/** The global variables, or the locals of a call. */
export interface Scope {
  /** 0: the globals. */
  readonly thread: number;
  readonly function: string;
  readonly line: number;
  readonly more: number;
  readonly variables: readonly Variable[];
}

/** How a run stands that the user steps. */
export interface Steps {
  readonly position: number;
  /** The position up to which steps are known. */
  readonly recorded: number;
  /** The thread of the next recorded step; 0: none. */
  readonly next: number;
  /** The steps a second at which it plays; 0: it does not. */
  readonly speed: number;
  readonly threads: readonly StepRow[];
  /** The choices so far; empty if they are many. */
  readonly schedule: string;
  /** Why a schedule was not followed to its end; empty: it was. */
  readonly problem: string;
  readonly scopes: readonly Scope[];
  /** Calls that were left out. */
  readonly more: number;
}

/** The state of a run after its first `event_count` events. */
export interface Snapshot {
  readonly state: RunState;
  /** Whether its threads execute at the same time, without a GIL; or in turn, by a schedule. */
  readonly free_threaded: boolean;
  readonly simulated: boolean;
  /** Whether it is an earlier moment, which the user looks at. */
  readonly is_past: boolean;
  /** How the run stands; null before anything has run. */
  readonly summary: Summary | null;
  readonly event_count: number;
  readonly lost_events: number;
  readonly time_ns: number;
  /** When the program's first statement began that is not an import. 0 until then. */
  readonly begin_ns: number;
  readonly stopped_by_user: boolean;
  /** Once ended. */
  readonly exit_code: number | null;
  /** In order of creation; the main thread first. */
  readonly threads: readonly Thread[];
  /** Threads that have ended and are not listed any more. */
  readonly ended_threads: number;
  readonly objects: readonly Primitive[];
  /** Objects that exist and are not listed, and objects that no longer exist. */
  readonly unlisted_objects: number;
  readonly ended_objects: number;
  readonly console: readonly ConsoleLine[];
  /** The last ones, oldest first. */
  readonly statements: readonly StatementRow[];
  readonly functions: readonly FunctionRow[];
  /** What is wrong with the program, in the order in which it was found. */
  readonly findings: readonly Finding[];
  /** Null unless the user steps the run. */
  readonly steps: Steps | null;
}

/** An error or warning about a program's text; line and column count from 1. */
export interface Problem {
  readonly type: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly end_line: number;
  readonly end_column: number;
  /** As CPython prints it, source line and caret included. */
  readonly text: string;
  /** A warning does not keep the program from running. */
  readonly severity: 'error' | 'warning';
}

/** Before anything has run. */
export const emptySnapshot: Snapshot = {
  state: 'empty',
  free_threaded: false,
  simulated: false,
  is_past: false,
  summary: null,
  event_count: 0,
  lost_events: 0,
  time_ns: 0,
  begin_ns: 0,
  stopped_by_user: false,
  exit_code: null,
  threads: [],
  ended_threads: 0,
  objects: [],
  unlisted_objects: 0,
  ended_objects: 0,
  console: [],
  statements: [],
  functions: [],
  findings: [],
  steps: null,
};

/** The options of a run. */
export interface RunOptions {
  /** Wait for input at the module's end, as `python -i` does. */
  readonly interactive?: boolean;
  /** Parallel runner: 0.5 is slow motion, half as fast. */
  readonly speed?: number;
  /** sys.argv[1:]. */
  readonly arguments?: readonly string[];
  /** Parallel runner: the lines before which the run is paused. */
  readonly breakpoints?: readonly number[];
  /** Parallel runner: without a GIL, as python3.13t; threads execute at the same time. */
  readonly free_threaded?: boolean;
  /** Parallel runner: the program is run with the GIL and then, if it has ended by itself, without; the views show both. */
  readonly compares?: boolean;
  /** The user chooses each step of the run, one thread at a time in virtual time: see session/stepper.h. */
  readonly stepped?: boolean;
  /** Stepped: the steps that the user does not choose are those of each thread in turn; otherwise they are at random, by the seed. */
  readonly round_robin?: boolean;
  readonly step_seed?: number;
  /** Stepped: a step ends before the thread's next instruction, not before its next statement, so that other threads can come in between. */
  readonly step_instructions?: boolean;
}

/** The commands that the page can send. */
export type Command =
  | { readonly kind: 'execute'; readonly statement: string }
  | { readonly kind: 'click'; readonly statement: string; readonly origin: number }
  | { readonly kind: 'input'; readonly text: string }
  | { readonly kind: 'cancel'; readonly thread: number }
  | { readonly kind: 'step_thread'; readonly thread: number }
  | { readonly kind: 'run_thread_on'; readonly thread: number }
  | { readonly kind: 'run_to'; readonly line: number }
  | { readonly kind: 'breakpoint'; readonly line: number }
  | { readonly kind: 'choose'; readonly thread: number }
  | { readonly kind: 'expire'; readonly thread: number }
  | { readonly kind: 'step_on'; readonly count: number }
  | { readonly kind: 'step_back'; readonly count: number }
  | { readonly kind: 'play'; readonly speed: number }
  | { readonly kind: 'repr'; readonly variable: number }
  | { readonly kind: 'follow'; readonly schedule: string }
  | { readonly kind: 'stop' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'end_main' };

/** The commands that are buttons, which are the ids of the buttons in the header. */
export const buttons = ['stop', 'pause', 'resume', 'interrupt', 'end_main'] as const;
