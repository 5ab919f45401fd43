// The only module that touches the wasm instance.
import type { Command, Problem, Snapshot, Theme, Widget } from './snapshot';

type Scalar = string | number;

/** What Emscripten hands over. */
interface WasmModule {
  /** Why it cannot draw, if it cannot. */
  failure?: string;
  ccall(name: string, returns: 'string' | 'number' | null, types: ('string' | 'number')[], values: Scalar[]): unknown;
}

interface ModuleOptions {
  canvas: HTMLCanvasElement;
  wasmBinary: ArrayBuffer;
  onChange(): void;
  onAbort(reason: unknown): void;
  print(text: string): void;
  printErr(text: string): void;
}

type CreateModule = (options: ModuleOptions) => Promise<WasmModule>;

export interface Engine {
  /** Takes over a program. With an error, the one that was there before stays. A run that is under way goes on. */
  load(source: string, filename: string): Problem[];
  /** Starts a run of the program; one that is under way is stopped first. @returns an error sentence, or nothing */
  run(): string;
  /** @returns an error sentence, or nothing */
  post(command: Command): string;
  /** A thread of a run lives. */
  live(): boolean;
  /** Takes over what has happened without drawing: for a page that nobody sees. */
  pump(): void;
  snapshot(): Snapshot;
  /** The canvas's place on the page, in CSS pixels, and how many device pixels are one of them. */
  resize(width: number, height: number, pixel_ratio: number): void;
  theme(theme: Theme): void;
  /** Frames drawn so far. */
  frames(): number;
  /** What can be clicked in the picture that was drawn last. */
  widgets(): Widget[];
}

export interface EngineEvents {
  on_progress(progress: Progress): void;
  /** The model has changed; at most once a frame. */
  on_change(): void;
  on_crash(reason: string): void;
}

export interface Progress {
  readonly received: number;
  readonly total: number;
}

/** The browser gave no way to draw, for all that was asked before. */
export class CannotDraw extends Error {}

/** Where the build has put the module, seen from the page; wasm_size is in bytes, uncompressed. */
declare const __ENGINE__: { readonly script: string; readonly wasm: string; readonly wasm_size: number };

/** Reads a file piece by piece, so that its progress can be shown. @throws when it is not there */
async function fetch_bytes(address: string, total: number, on_progress: (progress: Progress) => void): Promise<ArrayBuffer> {
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
    on_progress({ received, total });
  }
  if (received < total) throw new Error('The connection broke off');
  return bytes.buffer;
}

/** Loads the module. @throws when a file is missing or the browser cannot run it; CannotDraw when it cannot draw */
export async function load_engine(canvas: HTMLCanvasElement, events: EngineEvents): Promise<Engine> {
  const { script, wasm, wasm_size } = __ENGINE__;
  const from_page = (path: string) => new URL(path, document.baseURI).href;
  const [wasmBinary, { default: create }] = await Promise.all([
    fetch_bytes(from_page(wasm), wasm_size, events.on_progress),
    import(/* @vite-ignore */ from_page(script)) as Promise<{ default: CreateModule }>,
  ]);
  const module = await create({
    canvas,
    wasmBinary,
    onChange: events.on_change,
    onAbort: (reason) => events.on_crash(String(reason)),
    print: (text) => console.log(text),
    printErr: (text) => console.warn(text),
  });
  if (module.failure) throw new CannotDraw(module.failure);
  return wrap(module);
}

function wrap(module: WasmModule): Engine {
  const call = (name: string, returns: 'string' | 'number' | null, ...values: Scalar[]) =>
    module.ccall(name, returns, values.map((value) => (typeof value === 'string' ? 'string' : 'number')), values);
  const text = (name: string, ...values: Scalar[]) => String(call(name, 'string', ...values));
  const number = (name: string, ...values: Scalar[]) => Number(call(name, 'number', ...values));
  return {
    load: (source, filename) => JSON.parse(text('tb_load', source, filename)) as Problem[],
    run: () => text('tb_run', '{}'),
    post: (command) => text('tb_post', JSON.stringify(command)),
    live: () => number('tb_live') !== 0,
    pump: () => void number('tb_pump'),
    snapshot: () => JSON.parse(text('tb_snapshot')) as Snapshot,
    resize: (width, height, pixel_ratio) => void call('tb_resize', null, width, height, pixel_ratio),
    theme: (theme) => void call('tb_theme', null, theme),
    frames: () => number('tb_frames'),
    widgets: () => JSON.parse(text('tb_widgets')) as Widget[],
  };
}
