// The only module that touches the wasm instance.
import { type Command, emptySnapshot, type Problem, type RunOptions, type Snapshot } from './schema';
import type { Colors, Theme } from './theme';

/** The module object of Emscripten. */
interface WasmModule {
  /** The reason why it cannot draw, if there is one. */
  failure?: string;
  readonly PThread?: { terminateAllThreads(): void };
  /** Lets go of the canvas and of the page's events. */
  retire(): void;
  /** Passes a text, or bytes, with the next call. Returns false if out of memory. */
  passText(text: string | Uint8Array): boolean;
  readBytes(place: number, size: number): Uint8Array<ArrayBuffer>;
  ccall(name: string, returns: 'string' | 'number' | null, types: 'number'[], values: number[]): unknown;
}

interface ModuleOptions {
  canvas: HTMLCanvasElement;
  wasmBinary: ArrayBuffer;
  wasmMemory: WebAssembly.Memory;
  onChange(): void;
  onLine(line: number): void;
  onModules(): void;
  /** Called when a call has failed. */
  onError(reason: string): void;
  onAbort(reason: unknown): void;
  print(text: string): void;
  printErr(text: string): void;
}

type CreateModule = (options: ModuleOptions) => Promise<WasmModule>;

/** A widget in the picture, in CSS pixels from the canvas's corner. */
export interface Widget {
  readonly label: string;
  /** The expression of its row, if there is one. */
  readonly context?: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly disabled?: boolean;
  /** Of one with two states: pressed in, selected, ticked, unfolded. */
  readonly on?: boolean;
  /** What is in a field, or what a notice says. */
  readonly text?: string;
}

/** A bar, a held lock or a mark of the timeline, in words and with its place: ui/views/timeline_items.h. */
export interface TimelineItem {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** When it begins, on the run's clock. */
  readonly time_ns: number;
  /** Of the program; 0: not known. */
  readonly line: number;
  readonly is_bar: boolean;
  readonly is_selected: boolean;
}

/** What the timeline shows: what is out of sight is not there. */
export interface Timeline {
  /** Sentences about the selected bar; empty: none is. */
  readonly selected: string;
  readonly lanes: readonly {
    /** Its object; 0: the lane of the GIL. */
    readonly thread: number;
    readonly name: string;
    /** Of the run with which the current one is compared. */
    readonly is_compared: boolean;
    readonly items: readonly TimelineItem[];
  }[];
}

/** A primitive's card in words. */
export interface CardText {
  readonly id: number;
  readonly text: string;
  /** The Python statements of its buttons. */
  readonly statements: readonly string[];
}

/** A file of the run. */
export interface RunFile {
  /** Without the folder in which the program works at first. */
  readonly path: string;
  readonly bytes: number;
}

/** What a thread did at a line of the program. */
export interface LineStory {
  readonly text: string;
  /** It is there now. */
  readonly is_there: boolean;
  /** When it was first and last seen there. */
  readonly first_ns: number;
  readonly last_ns: number;
  /** The same as on the time axis; empty: not known. */
  readonly first: string;
  readonly last: string;
}

export interface Engine {
  /** Loads a program. On an error, the previous one stays. A run in progress goes on. */
  load(source: string, filename: string): Problem[];
  /** The names of the library's modules that the program, or a statement that waits, imports and that are not loaded: see modules.ts. */
  missingModules(): string[];
  /** Takes the text of such a module. @returns false if it is not one */
  giveModule(name: string, text: string): boolean;
  /** Executes the statements that wait for modules, also without them. */
  executeWaiting(): void;
  /** Starts a run of the program, after stopping one in progress. @returns an error sentence, or nothing */
  run(options?: RunOptions): string;
  /** Sets the files with which the next runs begin, by their names. @returns false if there is no memory for them */
  giveFiles(files: ReadonlyMap<string, Uint8Array>): boolean;
  /** Another number after each change of a file of the run, and in another run. */
  fileChanges(): number;
  /** The files of the run as they are now; those of one that has ended stay until the next one begins. */
  files(): RunFile[];
  /** The content of one; undefined: there is no such file, or no memory. */
  file(path: string): Uint8Array<ArrayBuffer> | undefined;
  /** @returns an error sentence, or nothing */
  post(command: Command): string;
  /** Whether a thread of a run lives, also while it is being stopped. */
  live(): boolean;
  /** How many runs have begun since the page was loaded: of which run the model is. Of two that are compared, each counts. */
  runs(): number;
  /** Folds new events into the model without drawing, for a hidden page. */
  pump(): void;
  /** The model as of the last frame or pump. If the module has crashed or is out of memory, the last one that could be read. */
  snapshot(): Snapshot;
  /** The model of the moment that the user has chosen on the timeline; undefined if that is the present. */
  moment(): Snapshot | undefined;
  /** The cards of that moment, or of the present. */
  cards(): CardText[];
  /** What the timeline of the last frame shows. */
  timeline(): Timeline;
  /** Selects a bar, as a click on it does: the thread's that begins at that moment; less than 0: the thread alone. */
  selectSpan(thread: number, ns: number): void;
  /** Scrolls the lane of a thread into sight. `compared`: of the run that is compared with the current one. */
  showLane(thread: number, compared: boolean): void;
  /** The selected thread or primitive: its object; 0: none. */
  selected(): number;
  /** Selects one, or none if it is selected already: as a click on its row or card does. */
  toggle(object: number): void;
  /** Puts a text into a field of the picture, or moves an edge by so many pixels; an empty text moves it back to where it was at first. */
  act(label: string, context: string, text: string): void;
  /** Lets the views show an earlier moment, in nanoseconds on the run's clock. */
  showMoment(ns: number): void;
  /** What threads did at a line of the program; empty if none was seen there. */
  lineStory(line: number): LineStory[];
  /** Shows these views of the picture alone, separated by commas: ui/parts.h has the names. Empty: all. */
  view(names: string): void;
  /** How many steps a second a stepped run plays by the button and the key of the picture. */
  playSpeed(stepsASecond: number): void;
  /** The schedule of a stepped run so far, as text; empty if none is stepped. */
  schedule(): string;
  /** Tells the size of the canvas in CSS pixels, after it or the device pixel ratio has changed. */
  resize(width: number, height: number): void;
  /** Sets the colours of the picture; those of the page are separate. */
  theme(theme: Theme, colors: Colors): void;
  /** Tells that a part of the module, for example a worker, has died. No further call enters the module. */
  crash(reason: string): void;
  /** The size of the module's memory in bytes. It never shrinks. */
  memoryBytes(): number;
  /** For tests: lets the next call run out of memory. */
  refuseMemory(): void;
  /** The number of frames drawn so far. */
  frames(): number;
  /** The widgets of the last frame. */
  widgets(): Widget[];
}

export interface EngineEvents {
  onProgress(progress: Progress): void;
  /** Called when the model has changed, at most once a frame. */
  onChange(): void;
  /** The user has clicked on something in the picture that names a line of the program. */
  onLine(line: number): void;
  /** A statement waits for modules. */
  onModules(): void;
  /** Called when a call has failed; later calls may succeed. */
  onError(reason: string): void;
  /** Called once, when the module can no longer be used. */
  onCrash(reason: string): void;
}

/** Called with the number of bytes loaded. */
export interface Progress {
  readonly received: number;
  readonly total: number;
}

/** Thrown when the browser provides no context to draw with. */
export class CannotDraw extends Error {}

/** Whether threads take turns on the page's own thread, since the browser allows it no others: src/first.ts has decided it. */
export const takesTurns = document.documentElement.dataset.engine === 'single';

const engineFiles = __ENGINES__[takesTurns ? 'single' : 'threads'];

/** Where the library's modules are that programs load when they import them. */
export const modulesFolder = () => new URL(engineFiles.modules, document.baseURI).href;

/** Reads a file in chunks, so that progress can be shown. @throws if it is missing */
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
/** As the modules are linked. */
const firstMegabytes = takesTurns ? 32 : 128;
const leastMegabytes = 128;
/** Growing shared memory crashes Safari on iOS, so there the memory has a fixed, smaller size. */
const fixedMemory =
  !takesTurns &&
  (/iP(hone|ad|od)/.test(navigator.userAgent) || (navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1));

/** Creates the largest memory that the browser grants. @throws RangeError if that is less than the module needs */
function makeMemory(): { memory: WebAssembly.Memory; bytes: number } {
  const pages = (megabytes: number) => (megabytes * 2 ** 20) / pageBytes;
  for (const most of fixedMemory ? [256, 128] : [1024, 512, 256, 128]) {
    try {
      const initial = pages(fixedMemory ? most : firstMegabytes);
      return { memory: new WebAssembly.Memory({ initial, maximum: pages(most), shared: !takesTurns }), bytes: most * 2 ** 20 };
    } catch (error) {
      if (most === leastMegabytes) throw error;
    }
  }
  throw new RangeError('There is no memory for the engine');
}

/** Loads the module. @throws if a file is missing or the browser cannot run it; CannotDraw if it cannot draw */
export async function loadEngine(canvas: HTMLCanvasElement, events: EngineEvents): Promise<Engine> {
  const { script, wasm, wasmSize } = engineFiles;
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
    onLine: events.onLine,
    onModules: events.onModules,
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

/** Converts to JSON. A lone surrogate becomes U+FFFD, as it does in the editor's text on its way to the module. */
const asJson = (value: unknown) => JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? part.toWellFormed() : part));

/** Those of engines that have crashed. */
let earlierRuns = 0;

/** Wraps the exports as an Engine. After a crash, no call enters the module. */
function wrap(module: WasmModule, memory: WebAssembly.Memory, mostBytes: number, events: EngineEvents): Engine {
  let alive = true;
  const earlier = earlierRuns;
  let runs = 0;
  const crash = (reason: string) => {
    if (!alive) return;
    alive = false;
    earlierRuns = earlier + runs;
    module.PThread?.terminateAllThreads();
    module.retire();
    events.onCrash(reason);
  };
  const call = <Answer>(
    name: string,
    returns: 'string' | 'number' | null,
    otherwise: Answer,
    texts: (string | Uint8Array)[],
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
  const unanswered = () => (alive ? 'The engine is out of memory for this.' : 'The engine has stopped.');
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
  let shown = emptySnapshot;
  return {
    load: (source, filename) => json('tb_load', alive ? [tooLarge] : [], source, filename),
    missingModules: () => json<string[]>('tb_missing_modules', []),
    giveModule: (name, text) => call('tb_give_module', 'number', 0, [name, text]) !== 0,
    executeWaiting: () => void call('tb_execute_waiting', null, null, []),
    run: (options) => call('tb_run', 'string', unanswered(), [asJson({ ...options, memory_bytes: mostBytes })]),
    giveFiles: (files) => {
      call('tb_forget_files', null, null, []);
      return [...files].every(([name, content]) => call('tb_give_file', 'number', 0, [name, content]) !== 0);
    },
    fileChanges: () => call('tb_file_changes', 'number', 0, []),
    files: () => json<RunFile[]>('tb_files', []),
    file: (path) => {
      const size = call('tb_file', 'number', -1, [path]);
      return size < 0 ? undefined : module.readBytes(call('tb_answer', 'number', 0, []), size);
    },
    post: (command) => call('tb_post', 'string', unanswered(), [asJson(command)]),
    live: () => call('tb_live', 'number', 0, []) !== 0,
    runs: () => {
      runs = call('tb_runs', 'number', runs, []);
      return earlier + runs;
    },
    pump: () => void call('tb_pump', 'number', 0, []),
    snapshot: () => (shown = json('tb_snapshot', shown)),
    moment: () => json<Snapshot | undefined>('tb_moment', undefined),
    cards: () => json<CardText[]>('tb_cards', []),
    timeline: () => json<Timeline>('tb_timeline', { selected: '', lanes: [] }),
    showLane: (thread, compared) => void call('tb_show_lane', null, null, [], thread, Number(compared)),
    selectSpan: (thread, ns) => void call('tb_select_span', null, null, [], thread, ns),
    selected: () => call('tb_selected', 'number', 0, []),
    toggle: (object) => void call('tb_toggle', null, null, [], object),
    act: (label, context, text) => void call('tb_act', null, null, [label, context, text]),
    showMoment: (ns) => void call('tb_show_moment', null, null, [], ns),
    lineStory: (line) => JSON.parse(call('tb_line_story', 'string', '[]', [], line)) as LineStory[],
    view: (names) => void call('tb_view', null, null, [names]),
    playSpeed: (stepsASecond) => void call('tb_play_speed', null, null, [], stepsASecond),
    schedule: () => call('tb_schedule', 'string', '', []),
    resize: (width, height) => void call('tb_resize', null, null, [], width, height),
    theme: (theme, colors) => void call('tb_theme', null, null, [JSON.stringify({ theme, colors })]),
    crash,
    memoryBytes: () => memory.buffer.byteLength,
    refuseMemory: () => void call('tb_refuse_memory', null, null, []),
    frames: () => call('tb_frames', 'number', 0, []),
    widgets: () => json<Widget[]>('tb_widgets', []),
  };
}
