// The only module that touches the WebAssembly instance.
import type { EventKind } from './event_kinds.js';
import createEngine, { type EngineModule } from './threadbox-engine.js';

/** A problem of the program's text, as the engine reports it: core/session/snapshot.def. */
export interface ReportedProblem {
  readonly type: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly end_line: number;
  readonly end_column: number;
  readonly text: string;
  readonly severity: 'error' | 'warning';
}

/** What is new since the last call. */
export interface Progress {
  readonly live: boolean;
  readonly output: readonly (readonly [stream: 'out' | 'err', thread: number, text: string])[];
  readonly events?: readonly ReportedEvent[];
}

export interface ReportedEvent {
  readonly sequence: number;
  readonly timeNs: number;
  readonly thread: number;
  readonly kind: EventKind;
  readonly object: number;
  readonly text?: string;
  readonly seconds?: number | null;
  readonly argument?: number;
  readonly detail: number;
  readonly flags: number;
}

/** What is known of a run that has ended. */
export interface ReportedResult {
  readonly limit: string;
  readonly exitCode: number;
  readonly deadlocked: boolean;
  readonly misfit: boolean;
  readonly circle: readonly string[];
  readonly waits: readonly string[];
  readonly summary: string;
  readonly findings: readonly Finding[];
  readonly threads: readonly ReportedThread[];
  readonly endedThreads: number;
  readonly lostEvents: number;
  readonly schedule: string;
  readonly steps: number;
  readonly switches: number;
  readonly heapBytes: number;
  readonly seconds: number;
}

/** What is wrong with a program: docs/findings.md lists the names. */
export interface Finding {
  /** 'deadlock', 'forgotten-release' … */
  readonly name: string;
  readonly level: 'error' | 'warning' | 'hint';
  /** One sentence. */
  readonly text: string;
  /** 0: not known. */
  readonly line: number;
  /** How often it was found at the same lines. */
  readonly times: number;
}

export interface ReportedThread {
  readonly id: number;
  readonly name: string;
  readonly daemon: boolean;
  readonly isMain: boolean;
  readonly state: 'initial' | 'starting' | 'running' | 'ready' | 'waiting' | 'ended' | 'failed' | 'stopped';
  readonly exception: string;
  readonly exceptionLine: number;
}

/** The engine's own sentence about why a call has failed; later calls may succeed. */
export class EngineError extends Error {}

let compiled: Promise<WebAssembly.Module> | undefined;

/** Reads and compiles the engine once, from the file beside this module. */
function compile(): Promise<WebAssembly.Module> {
  compiled ??= (async () => {
    const url = new URL('./threadbox-engine.wasm', import.meta.url);
    if (url.protocol !== 'file:') return compileResponse(await fetch(url));
    const { readFile } = process.getBuiltinModule('node:fs/promises');
    return WebAssembly.compile(await readFile(url));
  })();
  // A later run tries again.
  compiled.catch(() => {
    compiled = undefined;
  });
  return compiled;
}

async function compileResponse(response: Response): Promise<WebAssembly.Module> {
  if (!response.ok) throw new Error(`The engine could not be loaded from ${response.url}: status ${response.status}.`);
  // A server may not know the type of a .wasm file.
  if (response.headers.get('Content-Type') === 'application/wasm') return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** One instance of the engine, which executes one run at a time. After an exception other than EngineError it cannot be used any more. */
export class Instance {
  private constructor(private readonly engine: EngineModule) {}

  static async create(): Promise<Instance> {
    const module = await compile();
    const instantiateWasm = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => {
      WebAssembly.instantiate(module, imports).then(done);
      return {};
    };
    return new Instance(await createEngine({ instantiateWasm }));
  }

  load(source: string, filename: string): readonly ReportedProblem[] {
    this.give(source);
    this.give(filename);
    return this.answer(this.engine._engine_load());
  }
  /** Begins a run. `options`: JSON, as run_options() in wasm/engine.cpp reads it. */
  begin(options: string, input: string): void {
    this.give(options);
    this.give(input);
    this.answer(this.engine._engine_begin());
  }
  /** Executes the run for some milliseconds. */
  advance(milliseconds: number): Progress {
    return this.answer(this.engine._engine_advance(milliseconds));
  }
  /** Stops the run, which is then to be advanced to its end. */
  stop(): void {
    this.engine._engine_stop();
  }
  result(): ReportedResult {
    return this.answer(this.engine._engine_result());
  }

  private give(text: string): void {
    const bytes = new TextEncoder().encode(text);
    const room = this.engine._engine_room(bytes.length);
    if (room === 0) throw new EngineError('out of memory');
    this.engine.HEAPU8.set(bytes, room);
  }

  private answer<T>(pointer: number): T {
    const answer = JSON.parse(this.engine.UTF8ToString(pointer)) as T & { readonly error?: string };
    if (answer.error !== undefined) throw new EngineError(answer.error);
    return answer;
  }
}
