// What is told to the embedder about a run: the difference between the model and what has been told already.
import type { Finding, Notice } from './protocol';
import type { ConsoleLine, Snapshot } from './schema';

/** The notices of the model that a learner should know of. */
export function findingsOf({ summary, threads, findings }: Snapshot): Finding[] {
  const found: Finding[] = [];
  if (summary?.standing === 'deadlocked' || summary?.standing === 'stuck') {
    const kind = summary.standing === 'stuck' ? 'stuck' : 'deadlock';
    found.push({ kind, text: summary.text, line: summary.line, thread: '' });
  }
  for (const { name, exception, exception_line } of threads)
    if (exception !== '') found.push({ kind: 'exception', text: exception, line: exception_line, thread: name });
  const nameOf = (object?: number) => threads.find((thread) => thread.object === object)?.name ?? '';
  for (const { name: kind, text, evidence } of findings) {
    const [first, ...others] = evidence;
    if (['deadlock', 'stuck', 'unobserved-exception'].includes(kind)) continue; // Told above.
    found.push({ kind, text, line: first?.line ?? 0, thread: others.length === 0 ? nameOf(first?.thread) : '' });
  }
  return found;
}

/** Tells each thing once. */
export class Reporter {
  #run = 0;
  #ended = true;
  #lines = 0;
  #last: ConsoleLine | undefined;
  #findings = new Set<string>();

  constructor(private readonly post: (notice: Notice) => void) {}

  /** `run`: the number of the run that the model is of; 0: none yet. */
  tell(run: number, model: Snapshot): void {
    if (run !== this.#run) this.#begin(run);
    // A stepped run goes on when the user steps back from its end.
    if (run === 0 || this.#ended) return;
    this.#tellOutput(model.console);
    for (const finding of findingsOf(model)) {
      const key = JSON.stringify(finding);
      if (this.#findings.has(key)) continue;
      this.#findings.add(key);
      this.post({ type: 'finding', run, finding });
    }
    if (model.state !== 'ended') return;
    this.#ended = true;
    const { standing, text } = model.summary ?? { standing: 'ended', text: 'Ended' };
    this.post({ type: 'ended', run, standing, text, exitCode: model.stopped_by_user ? null : model.exit_code });
  }

  /** A run that has not been seen to end has ended. */
  lost(text = 'The engine has failed'): void {
    if (!this.#ended) this.post({ type: 'ended', run: this.#run, standing: 'stopped', text, exitCode: null });
    this.#ended = true;
  }

  #begin(run: number): void {
    this.lost('Stopped');
    this.#run = run;
    this.#ended = run === 0;
    this.#lines = 0;
    this.#last = undefined;
    this.#findings.clear();
    if (run > 0) this.post({ type: 'started', run });
  }

  /** If the last line told is not at its place any more, the user has stepped back: what is written again is told again. */
  #tellOutput(console: readonly ConsoleLine[]): void {
    const last = console[this.#lines - 1];
    if (last?.time_ns !== this.#last?.time_ns || last?.text !== this.#last?.text) this.#lines = Math.min(this.#lines, console.length);
    const lines = console.slice(this.#lines);
    this.#lines = console.length;
    this.#last = console.at(-1);
    if (lines.length === 0) return;
    const written = lines.filter(({ stream }) => stream !== 'echo').map(({ text }) => text);
    this.post({ type: 'output', run: this.#run, text: written.join(''), lines });
  }
}
