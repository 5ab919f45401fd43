// A copy of the canvas's console and threads as text, for screen readers.
import type { ConsoleLine, Snapshot, Thread } from './schema';

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

function threadWords({ name, daemon, is_console, state, wait }: Thread, objects: Snapshot['objects']): string {
  const object = objects.find(({ id }) => id === wait?.object)?.label;
  const doing = wait ? `waiting in ${wait.operation_text}${object ? ` of ${object}` : ''}` : state;
  return `${name}${daemon && !is_console ? ', daemon' : ''}: ${doing}`;
}

/** Writes a line for each thread. Unchanged lines are not touched, so that they are not announced again. */
export function showThreads(list: HTMLUListElement, { threads, objects }: Snapshot): void {
  while (list.childElementCount > threads.length) list.lastElementChild?.remove();
  while (list.childElementCount < threads.length) list.append(document.createElement('li'));
  for (const [i, thread] of threads.entries()) {
    const item = list.children[i];
    const words = threadWords(thread, objects);
    if (item && item.textContent !== words) item.textContent = words;
  }
}
