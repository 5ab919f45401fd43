// A copy of the canvas's console and threads as text, for screen readers.
import type { ConsoleLine, Snapshot, StatementRow, Thread } from './schema';

const mostLines = 500;

export interface ConsoleCopy {
  /** A live region: a screen reader announces added text. */
  readonly log: HTMLElement;
  /** The number of pieces of output already shown, and the last of them. */
  shown: number;
  last: ConsoleLine | undefined;
}

/** Appends new output. If the last piece shown is not at its place any more, the console belongs to another run. */
export function showConsole(copy: ConsoleCopy, console: readonly ConsoleLine[]): void {
  const last = console[copy.shown - 1];
  if (last?.time_ns !== copy.last?.time_ns || last?.text !== copy.last?.text) {
    copy.log.replaceChildren();
    copy.shown = 0;
  }
  for (const { stream, text } of console.slice(Math.max(copy.shown, console.length - mostLines))) {
    const line = document.createElement('div');
    line.dataset.stream = stream;
    line.textContent = text;
    copy.log.append(line);
  }
  copy.shown = console.length;
  copy.last = console.at(-1);
  while (copy.log.childElementCount > mostLines) copy.log.firstElementChild?.remove();
}

/** What a thread does: "running", "waiting in q.get()", "fires boom()". */
export function doing({ state, timer, wait, wait_text }: Thread): string {
  if (!wait || wait.operation === 'idle' || wait_text.startsWith('idle in ')) return wait_text || state;
  return timer?.state === 'counting' ? wait_text : `waiting in ${wait_text}`;
}

/** "Thread-1, greet('Ada')": the call replaces the function in a default name; one without arguments is left out. */
function nameWithCall({ name, target }: Thread): string {
  if (target === '' || target.endsWith('()')) return name;
  const suffix = ` (${target.slice(0, target.indexOf('('))})`;
  return `${name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}, ${target}`;
}

/** "; w.release(): RuntimeError: release unlocked lock": the last line of the newest click's answer. */
function answerWords({ object }: Thread, statements: readonly StatementRow[]): string {
  const clicked = statements.findLast(({ origin }) => origin === object);
  if (!clicked) return '';
  const answer = clicked.end_ns === null ? 'under way' : clicked.answer.trimEnd().split('\n').at(-1) || 'done';
  return `; ${clicked.text}: ${answer}`;
}

function threadWords(thread: Thread, statements: readonly StatementRow[]): string {
  const daemon = thread.daemon && !thread.is_console ? ', daemon' : '';
  return `${nameWithCall(thread)}${daemon}: ${doing(thread)}${answerWords(thread, statements)}`;
}

/** Writes a line for each thread. Unchanged lines are not touched, so that they are not announced again. */
export function showThreads(list: HTMLUListElement, { threads, statements }: Snapshot): void {
  while (list.childElementCount > threads.length) list.lastElementChild?.remove();
  while (list.childElementCount < threads.length) list.append(document.createElement('li'));
  for (const [i, thread] of threads.entries()) {
    const item = list.children[i];
    const words = threadWords(thread, statements);
    if (item && item.textContent !== words) item.textContent = words;
  }
}
