// The types of <threading-sandbox>. The script itself is threading-sandbox.js, at the root of the site.

/** A command of a run: core/session/commands.def lists the kinds. */
export interface SandboxCommand {
  readonly kind: string;
  readonly [argument: string]: unknown;
}

/** The model of a run. web/src/schema.ts has all of its fields. */
export interface SandboxSnapshot {
  readonly state: 'empty' | 'running' | 'idle' | 'shutdown' | 'finalizing' | 'ended';
  readonly summary: { readonly standing: string; readonly text: string; readonly line: number } | null;
  readonly time_ns: number;
  readonly exit_code: number | null;
  readonly threads: readonly { readonly name: string; readonly state: string; readonly line: number; readonly [field: string]: unknown }[];
  readonly objects: readonly { readonly kind: string; readonly variable: string; readonly [field: string]: unknown }[];
  readonly console: readonly SandboxOutputLine[];
  readonly [field: string]: unknown;
}

export interface SandboxOutputLine {
  readonly stream: 'out' | 'err' | 'echo';
  readonly thread: number;
  readonly time_ns: number;
  readonly text: string;
}

export interface SandboxProblem {
  readonly type: string;
  readonly message: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
}

/** What came of a check of an exercise. */
export interface SandboxExerciseResult {
  readonly passed: boolean;
  /** `reason`: a sentence; empty if it is met. */
  readonly expectations: readonly { readonly ok: boolean; readonly text: string; readonly reason: string }[];
  /** In how many orders of its threads the program was run. 0: it has errors. */
  readonly runs: number;
}

/** The events of the element and their details. They do not bubble. `run` counts the runs since the frame was loaded, from 1. */
export interface ThreadingSandboxEventMap {
  /** A program can be run. */
  ready: CustomEvent<Record<string, never>>;
  started: CustomEvent<{ readonly run: number }>;
  /** The program has written. */
  output: CustomEvent<{ readonly run: number; readonly text: string; readonly lines: readonly SandboxOutputLine[] }>;
  /** Something that a learner should know: a deadlock, an exception that nothing caught … */
  finding: CustomEvent<{
    readonly run: number;
    readonly finding: { readonly kind: string; readonly text: string; readonly line: number; readonly thread: string };
  }>;
  ended: CustomEvent<{ readonly run: number; readonly standing: string; readonly text: string; readonly exitCode: number | null }>;
  /** The program has errors; the engine has failed; `src` cannot be read; the frame does not answer. */
  error: CustomEvent<{
    readonly reason: 'program' | 'engine' | 'source' | 'frame';
    readonly text: string;
    readonly problems: readonly SandboxProblem[];
  }>;
  /** The height in CSS pixels at which all of the program is visible. */
  resize: CustomEvent<{ readonly height: number }>;
  /** An exercise has been checked. */
  exercise: CustomEvent<{ readonly result: SandboxExerciseResult }>;
}

/** Attributes are properties of the same name in camel case; `readonly` is `readOnly`. An absent text is ''. */
export interface ThreadingSandbox extends HTMLElement {
  /** The address of a program; its server must allow this page to read it. */
  src: string;
  /** A lesson of the site. */
  lesson: string;
  /** The program's name. */
  name: string;
  /** The parts that are shown, separated by commas: timeline, code, console, threads, primitives, variables, graph. Empty: all. */
  view: string;
  /** 'compare', 'random' or 'turns'. Empty: real threads. */
  mode: string;
  /** 'off': without the GIL. */
  gil: string;
  /** Keep the run open at its end, as python -i. */
  keepOpen: boolean;
  seed: string;
  /** The first steps of a stepped run. */
  schedule: string;
  /** '0.01', '0.1', '1' or '10'. */
  speed: string;
  /** Run the program as soon as the engine is loaded. Loads the frame when it is near the viewport. */
  autorun: boolean;
  readOnly: boolean;
  /** 'light' or 'dark'. Empty: the reader's. */
  theme: string;
  exercise: string;
  /** The moment of the timeline that is looked at, in nanoseconds. */
  moment: string;
  /** In pixels, or a CSS length. Empty: as high as the program. */
  height: string;
  /** 'click': a press of Run loads the frame. 'near': being near the viewport does. */
  loading: string;
  /** An image that is shown instead of the program before the frame is loaded. */
  poster: string;
  /** The address of the site, if it is not that of the script. */
  site: string;
  /** The program's text as far as this page knows it: not what the reader has typed. */
  source: string;
  /** Whether the frame exists. */
  readonly loaded: boolean;

  /** Loads the frame. Settled when a program can be run. */
  load(): Promise<void>;
  /** Loads the frame if needed, and runs the program, after stopping a run in progress. Rejected if the program has errors. */
  run(): Promise<void>;
  stop(): Promise<void>;
  pause(): Promise<void>;
  /** Of a stepped run; negative: back. */
  step(count?: number): Promise<void>;
  /** A text is a statement that the Console executes. */
  command(command: SandboxCommand | string): Promise<void>;
  setSource(source: string, name?: string): Promise<void>;
  /** Checks the program as the button *Check* of its exercise does. The event `exercise` tells the result, too. */
  check(): Promise<SandboxExerciseResult>;
  snapshot(): Promise<SandboxSnapshot>;

  addEventListener<Type extends keyof ThreadingSandboxEventMap>(
    type: Type,
    listener: (this: ThreadingSandbox, event: ThreadingSandboxEventMap[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<Type extends keyof ThreadingSandboxEventMap>(
    type: Type,
    listener: (this: ThreadingSandbox, event: ThreadingSandboxEventMap[Type]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'threading-sandbox': ThreadingSandbox;
  }
}
