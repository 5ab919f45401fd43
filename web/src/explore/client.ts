// The explorer's worker, as the page sees it. A worker that dies or stays silent is told as a sentence.

import type { Found, FromWorker, ToWorker } from './messages';
import type { Failures } from './report';
import workerAddress from './worker?worker&url';

/** One run of a program may take no longer: the worker answers between runs. */
const longestSilenceMs = 15_000;
/** Of a network that does not answer. */
const longestLoadMs = 120_000;

export interface Client {
  /** Explores a program, whose runs begin with these files. `failures`: what is tried first. */
  explore(
    source: string,
    filename: string,
    files: ReadonlyMap<string, Uint8Array>,
    failures: Failures | undefined,
    milliseconds: number,
  ): void;
  continue(milliseconds: number): void;
  /** Asks for the tree of the schedules, with the points of one. Only while it rests. */
  tree(open: string): void;
  stop(): void;
  /** Ends the worker. */
  end(): void;
}

const died = 'The explorer has stopped: it probably had no memory left. What it had found stays.';
const silent =
  'The explorer was ended, since one run of this program takes too long: a loop without an end, or a very long computation. Make it smaller, and explore again.';
const notLoaded = 'The explorer could not be loaded: is there a network?';
const notStarted = 'This page may not start a worker, which explores the program. Open it in a tab of its own.';

/** Starts a worker. `onDeath` is called once, with a sentence; then the client cannot be used any more. */
export function startClient(onMessage: (message: Found) => void, onDeath: (sentence: string) => void): Client | undefined {
  let worker: Worker;
  let timer = 0;
  const die = (sentence: string) => {
    clearTimeout(timer);
    worker.terminate();
    onDeath(sentence);
  };
  const listen = (ms = longestSilenceMs, sentence = silent) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => die(sentence), ms);
  };
  try {
    worker = new Worker(workerAddress, { type: 'module', name: 'explorer' });
  } catch {
    onDeath(notStarted);
    return undefined;
  }
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    die(died);
  });
  worker.addEventListener('message', ({ data }) => {
    const message = data as FromWorker;
    clearTimeout(timer);
    if (message.type === 'progress' || message.type === 'loaded') listen();
    if (message.type === 'failed') die(sentenceOf(message.reason));
    else if (message.type !== 'loaded') onMessage(message);
  });
  const send = (message: ToWorker) => {
    if (message.type === 'explore') listen(longestLoadMs, notLoaded);
    else listen();
    worker.postMessage(message);
  };
  const { script, wasm } = __EXPLORER__;
  const fromPage = (path: string) => new URL(path, document.baseURI).href;
  return {
    explore: (source, filename, files, failures, milliseconds) =>
      send({
        type: 'explore',
        source: source.toWellFormed(),
        filename,
        script: fromPage(script),
        wasm: fromPage(wasm),
        files,
        failures: failures && { ...failures, source: failures.source.toWellFormed() },
        milliseconds,
      }),
    continue: (milliseconds) => send({ type: 'continue', milliseconds }),
    tree: (open) => send({ type: 'tree', open }),
    stop: () => worker.postMessage({ type: 'stop' } satisfies ToWorker),
    end: () => (clearTimeout(timer), worker.terminate()),
  };
}

/** Why the worker cannot go on, for people. */
function sentenceOf(reason: string): string {
  if (/memory|allocat/i.test(reason)) return died;
  if (/fetch|import|network|^\d{3} /i.test(reason)) return `${notLoaded} (${reason})`;
  return `The explorer has stopped: ${reason}`;
}
