// The page inside another one: it answers the requests of the embedder and tells it what happens. docs/embedding.md describes the
// messages. Loaded only in a frame.
import { type Engine, takesTurns } from './engine';
import { bindFrame, nameLandmarks, showHalf, wantedHeight } from './frame';
import { type Answer, type ExerciseResult, type Hello, isMessage, type Notice, protocolVersion } from './protocol';
import { Reporter } from './reports';
import type { Command, Problem, Snapshot } from './schema';

/** What the embedder can do with the page. */
export interface Host {
  /** Undefined before it is loaded and after it has crashed. */
  engine(): Engine | undefined;
  /** @returns an error sentence, or nothing, once the run has begun */
  run(): Promise<string>;
  /** Shows another program in the editor. */
  open(name: string, source: string): void;
  /** Checks the program. Undefined if it has no exercise. */
  check(): Promise<ExerciseResult> | undefined;
  /** The name of the program. */
  name(): string;
  /** The height of all of the program's text, in CSS pixels. */
  codeHeight(): number;
}

export interface Embedding {
  /** A program can be run. */
  ready(): void;
  /** A line of the program is shown. */
  wentToLine(): void;
  /** The model has changed. */
  changed(model: Snapshot): void;
  /** A run has been asked for. */
  began(): void;
  /** A program could not be run. */
  refused(text: string, problems: readonly Problem[]): void;
  /** The engine cannot be loaded, or has crashed; `ready` follows if it starts again. */
  failed(text: string): void;
  /** The height may have changed. */
  resized(): void;
}

const mostSource = 4 << 20;
const mostCommand = 1 << 20;
const mostSteps = 1_000_000;

/** The only origin that is told anything. Undefined until the embedder has said hello. */
let pinned: string | undefined;

/** Two exceptions: a document without an origin of its own ("null") cannot be named; `window.parent` cannot change under a frame. */
const target = (origin: string) => (origin === 'null' ? '*' : origin);

function post(body: Notice | Answer, origin = pinned): void {
  if (origin !== undefined) parent.postMessage({ threadbox: protocolVersion, ...body }, target(origin));
}

/** Tells the embedder the result of an exercise. Does nothing outside a frame. */
export const postExercise = (result: ExerciseResult): void => post({ type: 'exercise', result });

type Fields = Readonly<Record<string, unknown>>;

/** @throws a sentence for the embedder */
function refuse(sentence: string): never {
  throw new Error(sentence);
}

function engineOf(host: Host): Engine {
  return host.engine() ?? refuse('The engine is not ready.');
}

function must(sentence: string): null {
  return sentence ? refuse(sentence) : null;
}

function step(host: Host, count: unknown): null {
  const engine = engineOf(host);
  if (typeof count !== 'number' || !Number.isInteger(count) || count === 0 || Math.abs(count) > mostSteps)
    return refuse(`“count” must be a whole number of steps other than 0, and at most ${mostSteps}.`);
  if (!engine.snapshot().steps) return refuse('The run is not a stepped one: its mode must be “random” or “turns”.');
  return must(engine.post(count > 0 ? { kind: 'step_on', count } : { kind: 'step_back', count: -count }));
}

function command(host: Host, given: unknown): null {
  if (typeof given !== 'string' && (typeof given !== 'object' || given === null || Array.isArray(given)))
    return refuse('“command” must be a statement, or an object with a “kind”.');
  if (JSON.stringify(given).length > mostCommand) return refuse('The command is larger than 1 MB.');
  return must(engineOf(host).post(typeof given === 'string' ? { kind: 'execute', statement: given } : (given as Command)));
}

function setSource(host: Host, source: unknown, name: unknown): null {
  if (typeof source !== 'string') return refuse('“source” must be a text.');
  if (typeof name !== 'string') return refuse('“name” must be a text.');
  if (source.length > mostSource) return refuse('The program is larger than 4 MB.');
  host.open(name, source.replaceAll('\r\n', '\n'));
  return null;
}

const pause = (host: Host): null => {
  const engine = engineOf(host);
  if (engine.snapshot().steps) return refuse('A stepped run is not paused: it goes on only by steps.');
  return must(engine.post({ kind: 'pause' }));
};

/** Does what the embedder asks for. @throws an Error whose message is a sentence for it */
async function perform(host: Host, { type, ...fields }: Fields): Promise<Snapshot | ExerciseResult | null> {
  switch (type) {
    case 'run':
      return must(engineOf(host) && (await host.run()));
    case 'stop':
      return must(engineOf(host).post({ kind: 'stop' }));
    case 'pause':
      return pause(host);
    case 'step':
      return step(host, fields.count ?? 1);
    case 'command':
      return command(host, fields.command);
    case 'setSource':
      return setSource(host, fields.source, fields.name ?? 'Program');
    case 'check':
      return host.check() ?? refuse('The program has no exercise.');
    case 'snapshot':
      return engineOf(host).snapshot();
    default:
      return refuse(`There is no request “${String(type).slice(0, 60)}”.`);
  }
}

/** Answers the embedder, if the page is in a frame. */
export function bindEmbedding(host: Host): Embedding {
  let failure = '';
  let height = 0;
  const reporter = new Reporter(post);
  const tell = () => {
    const engine = host.engine();
    if (pinned !== undefined && engine) reporter.tell(engine.runs(), engine.snapshot());
  };
  const resized = () => {
    nameLandmarks(host.name());
    const wanted = wantedHeight(host.codeHeight());
    if (pinned === undefined || wanted === height) return;
    height = wanted;
    post({ type: 'resize', height });
  };

  const hello = (origin: string): Hello => {
    if (pinned !== undefined && pinned !== origin) return refuse('Another origin has said hello before.');
    pinned = origin;
    return { version: protocolVersion, ready: host.engine() !== undefined, threads: !takesTurns };
  };
  /** @throws as perform() */
  const answerTo = async (message: Fields, origin: string): Promise<Hello | Snapshot | ExerciseResult | null> => {
    if (message.threadbox !== protocolVersion) return refuse(`This page speaks version ${protocolVersion} of the protocol.`);
    if (message.type === 'hello') return hello(origin);
    if (pinned !== origin) return refuse('The first request must be “hello”.');
    return perform(host, message);
  };

  const hear = async ({ origin, data }: MessageEvent<unknown>) => {
    if (!isMessage(data)) return;
    const { id: given, type } = data;
    const id = typeof given === 'string' || typeof given === 'number' ? { id: given } : {};
    let answer: Answer;
    try {
      answer = { type: 'answer', ...id, result: await answerTo(data as Fields, origin) };
    } catch (error) {
      answer = { type: 'answer', ...id, error: error instanceof Error ? error.message : String(error) };
    }
    post(answer, origin);
    if (type !== 'hello' || pinned !== origin) return;
    // What it has missed.
    if (failure) post({ type: 'error', reason: 'engine', text: failure, problems: [] });
    tell();
    resized();
  };

  bindFrame();
  nameLandmarks(host.name());
  // In the order of the requests, also while a run waits for its modules.
  let last = Promise.resolve();
  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source === parent) last = last.then(() => hear(event));
  });
  post({ type: 'hello' }, '*');
  return {
    ready: () => {
      failure = '';
      post({ type: 'ready' }, pinned ?? '*');
    },
    changed: (model) => {
      const engine = host.engine();
      if (pinned !== undefined && engine) reporter.tell(engine.runs(), model);
    },
    wentToLine: () => showHalf('code'),
    began: () => showHalf('picture'),
    refused: (text, problems) => {
      showHalf('code');
      post({ type: 'error', reason: 'program', text, problems });
    },
    failed: (text) => {
      failure = text;
      post({ type: 'error', reason: 'engine', text, problems: [] });
      reporter.lost();
    },
    resized,
  };
}
