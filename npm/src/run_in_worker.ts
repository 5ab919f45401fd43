// threadbox/engine/worker: the same as threadbox/engine, in a web worker of its own for each run.
import type { EngineOptions, Result } from './engine.js';
import { checkArguments } from './options.js';

/** @internal */
export type WorkerRequest = 'stop' | { readonly source: string; readonly options: Omit<EngineOptions, 'signal'> };

type Answer = { readonly result: Result } | { readonly error: Error };

/**
 * Runs a program as run() does, in a web worker, so that the page stays responsive. Several run at the same time.
 * @throws as run() does
 */
export async function runInWorker(source: string, options: EngineOptions = {}): Promise<Result> {
  checkArguments(source, options);
  const { signal, ...rest } = options;
  const worker = new Worker(new URL('./engine_worker.js', import.meta.url), { type: 'module' });
  const post = (request: WorkerRequest) => worker.postMessage(request);
  const stop = () => post('stop');
  try {
    return await new Promise<Result>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Answer>) =>
        'result' in data ? resolve(data.result) : reject(data.error),
      );
      worker.addEventListener('error', ({ message }) =>
        reject(new Error(`The engine's worker has failed${message ? `: ${message}` : '.'}`)),
      );
      post({ source, options: rest });
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop);
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    worker.terminate();
  }
}
