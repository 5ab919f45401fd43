// The model as the wasm module tells it (core/session/snapshot.h). Times are nanoseconds on the run's clock.

export type RunState = 'empty' | 'running' | 'idle' | 'shutdown' | 'finalizing' | 'ended';
export type ThreadState = 'initial' | 'starting' | 'running' | 'waiting' | 'ended' | 'stopped';

export interface Wait {
  readonly operation: string;
  readonly operation_text: string;
  readonly object: number;
  readonly since_ns: number;
  readonly deadline_ns: number | null;
}

export interface Timer {
  readonly state: 'initial' | 'counting' | 'fired' | 'cancelled';
  readonly interval_s: number;
  readonly fires_at_ns: number | null;
}

export interface Thread {
  readonly object: number;
  readonly id: number;
  readonly name: string;
  readonly variable: string;
  readonly variable_is_global: boolean;
  readonly expression: string;
  readonly daemon: boolean;
  readonly is_main: boolean;
  readonly is_console: boolean;
  readonly state: ThreadState;
  readonly wait: Wait | null;
  readonly holds: readonly number[];
  readonly has_gil: boolean;
  readonly line: number;
  readonly function: string;
  readonly timer: Timer | null;
  readonly begin_ns: number;
  readonly end_ns: number;
}

export interface Primitive {
  readonly id: number;
  readonly kind: string;
  readonly variable: string;
  readonly variable_is_global: boolean;
  readonly label: string;
  readonly expression: string;
  /** False: events about it were lost, and its state, null below, is not known yet. */
  readonly known: boolean;
  /** The thread (its object) that holds it; 0: free. */
  readonly owner: number | null;
  /** RLock: how often its owner holds it. */
  readonly count: number | null;
  /** Semaphore: permits left. */
  readonly value: number | null;
  /** Event: set. */
  readonly flag: boolean | null;
  /** Queue: items in it, the most it takes (0: no limit), items not reported done, and whether it is shut down. */
  readonly size: number | null;
  readonly maxsize: number;
  readonly unfinished: number | null;
  readonly shut_down: boolean | null;
  /** Barrier. */
  readonly parties: number;
  readonly n_waiting: number | null;
  readonly broken: boolean | null;
  readonly waiters: readonly number[];
}

export interface ConsoleLine {
  readonly stream: 'out' | 'err' | 'echo';
  readonly thread: number;
  readonly time_ns: number;
  readonly text: string;
}

export interface Snapshot {
  readonly state: RunState;
  readonly event_count: number;
  readonly lost_events: number;
  readonly time_ns: number;
  readonly stopped_by_user: boolean;
  readonly exit_code: number | null;
  readonly threads: readonly Thread[];
  /** How many have ended that are not among them any more. */
  readonly ended_threads: number;
  readonly objects: readonly Primitive[];
  /** How many exist besides, and how many exist no more. */
  readonly unlisted_objects: number;
  readonly ended_objects: number;
  readonly console: readonly ConsoleLine[];
  readonly functions: readonly { readonly name: string; readonly parameters: readonly string[]; readonly line: number }[];
}

/** What is wrong with a program's text; line and column count from 1. */
export interface Problem {
  readonly type: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly end_line: number;
  readonly end_column: number;
  readonly text: string;
  /** A warning does not keep the program from running. */
  readonly severity: 'error' | 'warning';
}

export type Command =
  | { readonly kind: 'execute'; readonly statement: string }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'end_main' }
  | { readonly kind: 'stop' };

export type Theme = 'light' | 'dark';

/** Something to click in the picture, in CSS pixels from the canvas's corner. */
export interface Widget {
  readonly label: string;
  /** The expression of the row that it stands in, where there is one. */
  readonly context?: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
