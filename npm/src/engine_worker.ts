// The worker's side of run_in_worker.ts: one run.
import { run } from './engine.js';
import type { WorkerRequest } from './run_in_worker.js';

const stopping = new AbortController();

addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
  if (data === 'stop') return stopping.abort();
  run(data.source, { ...data.options, signal: stopping.signal }).then(
    (result) => postMessage({ result }),
    (error: Error) => postMessage({ error }),
  );
});
