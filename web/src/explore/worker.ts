// Explores a program: the engine without the page, in slices, so that a message of the page is heard between them.
import type { Problem } from '../schema';
import type { FromWorker, ToWorker } from './messages';
import type { Failures, Proof, Report } from './report';
import type { Branch } from './schedule_tree';

/** What of a worker's scope is used. */
declare const self: {
  postMessage(message: FromWorker): void;
  addEventListener(type: 'message', take: (event: MessageEvent<ToWorker>) => void): void;
};

/** What Emscripten writes of wasm/engine.cpp and wasm/engine_explore.cpp. */
interface Module {
  readonly HEAPU8: Uint8Array;
  readonly UTF8ToString: (pointer: number) => string;
  readonly _engine_room: (bytes: number) => number;
  readonly _engine_explore: () => number;
  readonly _engine_explore_advance: (milliseconds: number) => number;
  readonly _engine_explore_report: (tells: boolean) => number;
  readonly _engine_explore_tree: () => number;
  readonly _engine_explore_prove: () => number;
}
type Create = (options: {
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
}) => Promise<Module>;

interface Progress {
  readonly schedules: number;
  readonly outcomes: number;
  readonly done: number | null;
  readonly estimate: number | null;
  readonly goesOn: boolean;
}

const sliceMs = 50;

let module: Module | undefined;
let proofs: readonly Proof[] = [];
/** When it is to rest. */
let end = 0;
/** Since the last message that lets it work. */
let isStopped = false;
let isWalking = false;

const say = (message: FromWorker) => self.postMessage(message);

function give(engine: Module, text: string | Uint8Array): void {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const room = engine._engine_room(bytes.length);
  if (room === 0) throw new Error('out of memory');
  engine.HEAPU8.set(bytes, room);
}

function answer<T>(engine: Module, pointer: number): T {
  const given = JSON.parse(engine.UTF8ToString(pointer)) as T & { readonly error?: string };
  if (given.error !== undefined) throw new Error(given.error);
  return given;
}

async function load(script: string, wasm: string): Promise<Module> {
  const [{ default: create }, response] = await Promise.all([
    import(/* @vite-ignore */ script) as Promise<{ default: Create }>,
    fetch(wasm, { credentials: 'same-origin' }),
  ]);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  const bytes = await response.arrayBuffer();
  return create({
    instantiateWasm: (imports, done) => {
      WebAssembly.instantiate(bytes, imports).then(
        ({ instance }) => done(instance),
        (error: unknown) => say({ type: 'failed', reason: String(error) }),
      );
      return {};
    },
  });
}

/** `tells`: with the stories, which takes a while. */
const report = (engine: Module, tells: boolean) => answer<Report>(engine, engine._engine_explore_report(tells));

/** Lets messages in between two slices. */
const pause = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (port1.close(), resolve());
    port2.postMessage(0);
  });

async function walk(engine: Module): Promise<void> {
  if (isWalking) return;
  isWalking = true;
  let known = -1;
  for (;;) {
    const { schedules, outcomes, done, estimate, goesOn } = answer<Progress>(engine, engine._engine_explore_advance(sliceMs));
    if (!goesOn || performance.now() >= end) {
      say({ type: 'rests', report: report(engine, true), proofs, isOver: !goesOn });
      break;
    }
    say({ type: 'progress', schedules, done, estimate, report: outcomes === known ? undefined : report(engine, false), proofs });
    known = outcomes;
    await pause();
  }
  isWalking = false;
}

/** Tries the schedules that failed before the program was edited. */
function prove(engine: Module, failures: Failures | undefined): readonly Proof[] {
  if (!failures || failures.schedules.length === 0) return [];
  for (const text of [failures.source, ...failures.schedules]) give(engine, text);
  return answer<readonly Proof[]>(engine, engine._engine_explore_prove());
}

async function take(message: ToWorker): Promise<void> {
  if (message.type === 'stop') {
    isStopped = true;
    end = 0;
    return;
  }
  if (message.type === 'tree') {
    if (!module) return;
    give(module, message.open);
    return say({ type: 'tree', tree: answer<Branch>(module, module._engine_explore_tree()) });
  }
  isStopped = false;
  if (message.type === 'explore') {
    module ??= await load(message.script, message.wasm);
    say({ type: 'loaded' });
    give(module, message.source);
    give(module, message.filename);
    for (const part of [...message.files].flat()) give(module, part);
    const problems = answer<readonly Problem[]>(module, module._engine_explore());
    if (problems.some(({ severity }) => severity === 'error')) return say({ type: 'refused', problems });
    proofs = prove(module, message.failures);
  }
  // It may have been stopped while it was loaded.
  end = isStopped ? 0 : performance.now() + message.milliseconds;
  if (module) await walk(module);
}

self.addEventListener('message', ({ data }) => {
  take(data).catch((error: unknown) => say({ type: 'failed', reason: error instanceof Error ? error.message : String(error) }));
});
