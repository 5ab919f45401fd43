// The only module that touches the wasm instance.
import { type Command, emptySnapshot, type Problem, type RunOptions, type Snapshot } from './schema';
import type { Theme } from './theme';

/** What Emscripten hands over. */
interface WasmModule {
  /** Why it cannot draw, if it cannot. */
  failure?: string;
  readonly PThread?: { terminateAllThreads(): void };
  /** Hands over a text with the next call. False: out of memory. */
  passText(text: string): boolean;
  ccall(name: string, returns: 'string' | 'number' | null, types: 'number'[], values: number[]): unknown;
}

interface ModuleOptions {
  canvas: HTMLCanvasElement;
  wasmBinary: ArrayBuffer;
  wasmMemory: WebAssembly.Memory;
  onChange(): void;
  /** A call could not be answered. */
  onError(reason: string): void;
  onAbort(reason: unknown): void;
  print(text: string): void;
  printErr(text: string): void;
}

type CreateModule = (options: ModuleOptions) => Promise<WasmModule>;

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

export interface Engine {
  /** Takes over a program. With an error, the one that was there before stays. A run that is under way goes on. */
  load(source: string, filename: string): Problem[];
  /** Starts a run of the program; one that is under way is stopped first. @returns an error sentence, or nothing */
  run(): string;
  /** @returns an error sentence, or nothing */
  post(command: Command): string;
  /** A thread of a run lives, also while it is being stopped. */
  live(): boolean;
  /** Takes over what has happened without drawing: for a page that nobody sees. */
  pump(): void;
  /** The model of the run, as of the last frame or pump; of a module that has crashed or has no memory for it, the last one. */
  snapshot(): Snapshot;
  /** The canvas's place on the page has this size, in CSS pixels; or its device pixels have another. */
  resize(width: number, height: number): void;
  /** The colours of the picture; the page has its own. */
  theme(theme: Theme): void;
  /** Something in it has died, a worker for example: nothing of it runs any more, and no call enters it. */
  crash(reason: string): void;
  /** What the module's memory takes of the browser's. It never gets smaller. */
  memoryBytes(): number;
  /** For tests: the next call finds no memory. */
  refuseMemory(): void;
  /** Frames drawn so far. */
  frames(): number;
  /** What can be clicked in the picture that was drawn last. */
  widgets(): Widget[];
}

export interface EngineEvents {
  onProgress(progress: Progress): void;
  /** The model has changed; at most once a frame. */
  onChange(): void;
  /** Something could not be done; the rest can. */
  onError(reason: string): void;
  /** Nothing can be done any more. Told once. */
  onCrash(reason: string): void;
}

/** How much of the module has been loaded, in bytes. */
export interface Progress {
  readonly received: number;
  readonly total: number;
}

/** The browser gave no way to draw, for all that was asked before. */
export class CannotDraw extends Error {}

/** Where the build has put the module, seen from the page; wasmSize is in bytes, uncompressed. */
declare const __ENGINE__: { readonly script: string; readonly wasm: string; readonly wasmSize: number };

/** Reads a file piece by piece, so that its progress can be shown. @throws when it is not there */
async function fetchBytes(address: string, total: number, onProgress: (progress: Progress) => void): Promise<ArrayBuffer> {
  const response = await fetch(address, { credentials: 'same-origin' });
  if (!response.ok || !response.body) throw new Error(`${response.status} ${response.statusText}`);
  const bytes = new Uint8Array(total);
  let received = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (received + value.length > total) throw new Error('The server sent another version; it may be being updated');
    bytes.set(value, received);
    received += value.length;
    onProgress({ received, total });
  }
  if (received < total) throw new Error('The connection broke off');
  return bytes.buffer;
}

const pageBytes = 65536;
const firstMegabytes = 128;
/** Growing shared memory crashes Safari on iOS, which also has little: there it has one size from the beginning. */
const fixedMemory =
  /iP(hone|ad|od)/.test(navigator.userAgent) || (navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1);

/** As much as the browser lets it have. @throws RangeError when that is less than it needs */
function makeMemory(): { memory: WebAssembly.Memory; bytes: number } {
  const pages = (megabytes: number) => (megabytes * 2 ** 20) / pageBytes;
  for (const most of fixedMemory ? [256, 128] : [1024, 512, 256, 128]) {
    try {
      const initial = pages(fixedMemory ? most : firstMegabytes);
      return { memory: new WebAssembly.Memory({ initial, maximum: pages(most), shared: true }), bytes: most * 2 ** 20 };
    } catch (error) {
      if (most === firstMegabytes) throw error;
    }
  }
  throw new RangeError('There is no memory for the engine');
}

/** Loads the module. @throws when a file is missing or the browser cannot run it; CannotDraw when it cannot draw */
export async function loadEngine(canvas: HTMLCanvasElement, events: EngineEvents): Promise<Engine> {
  const { script, wasm, wasmSize } = __ENGINE__;
  const fromPage = (path: string) => new URL(path, document.baseURI).href;
  const [wasmBinary, { default: create }] = await Promise.all([
    fetchBytes(fromPage(wasm), wasmSize, events.onProgress),
    import(/* @vite-ignore */ fromPage(script)) as Promise<{ default: CreateModule }>,
  ]);
  const { memory, bytes } = makeMemory();
  let crash = (reason: string) => events.onCrash(reason);
  const module = await create({
    canvas,
    wasmBinary,
    wasmMemory: memory,
    onChange: events.onChange,
    onError: events.onError,
    onAbort: (reason) => crash(String(reason)),
    print: (text) => console.log(text),
    printErr: (text) => console.warn(text),
  });
  if (module.failure) throw new CannotDraw(module.failure);
  const engine = wrap(module, memory, bytes, events);
  crash = engine.crash;
  return engine;
}

/** As JSON. Half of a surrogate pair is no character: in the editor's text it becomes U+FFFD on its way, and so it does here. */
const asJson = (value: unknown) => JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? part.toWellFormed() : part));

/** The calls as an Engine. After one has died in the module no other one enters it. */
function wrap(module: WasmModule, memory: WebAssembly.Memory, mostBytes: number, events: EngineEvents): Engine {
  let alive = true;
  const crash = (reason: string) => {
    if (!alive) return;
    alive = false;
    module.PThread?.terminateAllThreads();
    events.onCrash(reason);
  };
  const call = <Answer>(
    name: string,
    returns: 'string' | 'number' | null,
    otherwise: Answer,
    texts: string[],
    ...numbers: number[]
  ): Answer => {
    if (!alive) return otherwise;
    try {
      if (!texts.every((text) => module.passText(text))) return otherwise;
      return module.ccall(
        name,
        returns,
        numbers.map(() => 'number'),
        numbers,
      ) as Answer;
    } catch (error) {
      crash(error instanceof Error ? error.message : String(error));
      return otherwise;
    }
  };
  const json = <Answer>(name: string, otherwise: Answer, ...texts: string[]): Answer => {
    const answer = call(name, 'string', '', texts);
    return answer ? (JSON.parse(answer) as Answer) : otherwise;
  };
  const unanswered = () => (alive ? 'The engine has no memory for that.' : 'The engine has stopped.');
  const tooLarge: Problem = {
    type: 'MemoryError',
    message: 'the engine has no memory for this program',
    line: 1,
    column: 1,
    end_line: 1,
    end_column: 1,
    text: '',
    severity: 'error',
  };
  const options: RunOptions & { readonly memory_bytes: number } = { memory_bytes: mostBytes };
  let shown = emptySnapshot;
  return {
    load: (source, filename) => json('tb_load', alive ? [tooLarge] : [], source, filename),
    run: () => call('tb_run', 'string', unanswered(), [asJson(options)]),
    post: (command) => call('tb_post', 'string', unanswered(), [asJson(command)]),
    live: () => call('tb_live', 'number', 0, []) !== 0,
    pump: () => void call('tb_pump', 'number', 0, []),
    snapshot: () => (shown = json('tb_snapshot', shown)),
    resize: (width, height) => void call('tb_resize', null, null, [], width, height),
    theme: (theme) => void call('tb_theme', null, null, [theme]),
    crash,
    memoryBytes: () => memory.buffer.byteLength,
    refuseMemory: () => void call('tb_refuse_memory', null, null, []),
    frames: () => call('tb_frames', 'number', 0, []),
    widgets: () => json<Widget[]>('tb_widgets', []),
  };
}
