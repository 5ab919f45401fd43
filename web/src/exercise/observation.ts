// What a run of a program was like at its end, as far as expectations are about it.
import type { ConsoleLine, Snapshot, ThreadState, Variable } from '../schema';

export interface ObservedThread {
  readonly name: string;
  readonly state: ThreadState;
  /** The call that it waits in; may be empty. */
  readonly wait: string;
  /** Of an exception that nothing caught; empty: none. */
  readonly exception: string;
  readonly line: number;
}

export interface Observation {
  /** In which order the threads took turns: "in turn" or "with seed 3". */
  readonly order: string;
  readonly pieces: readonly Pick<ConsoleLine, 'stream' | 'text'>[];
  /** Why it was left before its end, in a sentence without full stop; empty: it was not. */
  readonly unfinished: string;
  /** Why no thread can go on, in such a sentence; empty: it is not so. */
  readonly hang: string;
  readonly exitCode: number | undefined;
  /** Of virtual time. */
  readonly seconds: number;
  readonly threads: readonly ObservedThread[];
  /** The global variables at the end: what repr() gives; with … where it is too large to be known. */
  readonly variables: ReadonlyMap<string, string>;
  /** By their names: what happened, in such a sentence; may be empty. */
  readonly findings: ReadonlyMap<string, string>;
}

/** What repr() gives for a container whose parts are listed. Others have it as their text. */
function reprOf({ text, parts, more }: Variable): string {
  const heading = /^(\w+) of \d+$/.exec(text);
  if (!heading || parts.length === 0) return text;
  if (more > 0) return `${text} …`;
  const items = parts.map(
    (part) => (part.name.startsWith('[') && heading[1] === 'dict' ? `${part.name.slice(1, -1)}: ` : '') + reprOf(part),
  );
  const line = items.join(', ');
  switch (heading[1]) {
    case 'list':
      return `[${line}]`;
    case 'tuple':
      return `(${line}${items.length === 1 ? ',' : ''})`;
    case 'dict':
    case 'set':
      return `{${line}}`;
    case 'deque':
      return `deque([${line}])`;
    default:
      return `${heading[1]}(${line})`;
  }
}

/** What a simulated run writes when no thread can go on: a heading, a sentence for each thread that waits, and the circle if there is one. */
const hangHeading = 'Deadlock: no thread can go on.\n';

/** Why no thread can go on. */
function hangOf({ summary, console }: Snapshot): { readonly sentence: string; readonly isCircle: boolean } {
  if (summary?.standing !== 'deadlocked' && summary?.standing !== 'stuck') return { sentence: '', isCircle: false };
  const written = console.findLast(({ stream, text }) => stream === 'err' && text.includes(hangHeading))?.text ?? '';
  const lines = written.slice(written.indexOf(hangHeading) + hangHeading.length).split('\n');
  const waits = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('The circle:'));
  const isCircle = written ? lines.some((line) => line.trim().startsWith('The circle:')) : summary.standing === 'deadlocked';
  return { sentence: waits.length > 0 ? `No thread can go on: ${waits.join('; ')}` : summary.text, isCircle };
}

function findingsOf(snapshot: Snapshot, hang: ReturnType<typeof hangOf>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, text } of snapshot.findings) found.set(name, text.replace(/\.$/, ''));
  if (hang.sentence) found.set(hang.isCircle ? 'deadlock' : 'stuck', hang.sentence);
  const failed = snapshot.threads.find(({ exception }) => exception !== '');
  if (failed) found.set('uncaught-exception', `${failed.name} ended with ${failed.exception}`);
  return found;
}

/** `unfinished`: why the run was left, if it had not ended. */
export function observe(snapshot: Snapshot, order: string, unfinished: string): Observation {
  const hang = hangOf(snapshot);
  const globals = snapshot.steps?.scopes.find(({ thread, function: name }) => thread === 0 && name === '')?.variables ?? [];
  return {
    order,
    pieces: snapshot.console,
    unfinished,
    hang: hang.sentence,
    exitCode: snapshot.exit_code ?? undefined,
    seconds: snapshot.time_ns / 1e9,
    threads: snapshot.threads
      .filter(({ is_console }) => !is_console)
      .map(({ name, state, wait_text, exception, exception_line }) => ({ name, state, wait: wait_text, exception, line: exception_line })),
    variables: new Map(globals.map((variable) => [variable.name, reprOf(variable)])),
    findings: findingsOf(snapshot, hang),
  };
}
