// A copy of the canvas's console, threads, cards and notices as text, for screen readers.
import { listen, type Undo } from './elements';
import type { CardText, Engine } from './engine';
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

/** "; w.release(): RuntimeError: release unlocked lock": the last line of the answer to the newest click in an object's row or card. */
function answerWords(object: number, statements: readonly StatementRow[]): string {
  const clicked = statements.findLast(({ origin }) => origin === object);
  if (!clicked) return '';
  const answer = clicked.end_ns === null ? 'under way' : clicked.answer.trimEnd().split('\n').at(-1) || 'done';
  return `; ${clicked.text}: ${answer}`;
}

function threadWords(thread: Thread, statements: readonly StatementRow[]): string {
  const daemon = thread.daemon && !thread.is_console ? ', daemon' : '';
  return `${nameWithCall(thread)}${daemon}: ${doing(thread)}${answerWords(thread.object, statements)}`;
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

function makeCard(): HTMLLIElement {
  const item = document.createElement('li');
  item.append(document.createElement('span'));
  return item;
}

/** Writes a line with buttons for each card. As above; and a button that has the focus stays. */
export function showCards(list: HTMLUListElement, cards: readonly CardText[], { statements }: Snapshot): void {
  while (list.childElementCount > cards.length) list.lastElementChild?.remove();
  while (list.childElementCount < cards.length) list.append(makeCard());
  for (const [i, card] of cards.entries()) {
    const item = list.children[i] as HTMLLIElement;
    const [words, ...buttons] = item.children;
    const text = card.text + answerWords(card.id, statements);
    if (words && words.textContent !== text) words.textContent = text;
    item.dataset.id = String(card.id);
    if (card.statements.join() === buttons.map(({ textContent }) => textContent).join()) continue;
    for (const button of buttons) button.remove();
    for (const statement of card.statements) {
      const button = document.createElement('button');
      button.tabIndex = -1; // Tab goes to the canvas, which has the same buttons.
      button.textContent = statement;
      item.append(button);
    }
  }
}

/** A click on one of those buttons is a click on the card's. */
export function bindCards(list: HTMLUListElement, engine: Engine): Undo {
  return listen(list, 'click', ({ target }) => {
    const id = target instanceof HTMLButtonElement && target.closest('li')?.dataset.id;
    if (id) engine.post({ kind: 'click', statement: target.textContent ?? '', origin: Number(id) });
  });
}

/** Announces that a run has failed or cannot go on. */
export function showAlert(alert: HTMLElement, { summary }: Snapshot): void {
  const text = summary && ['failed', 'deadlocked', 'stuck'].includes(summary.standing) ? summary.text : '';
  if (alert.textContent !== text) alert.textContent = text;
  alert.hidden = text === '';
}
