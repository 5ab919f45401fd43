// A copy of the canvas's console, threads, cards and notices as text, for screen readers.
import { listen, make, setText, type Undo } from './elements';
import type { CardText, Engine } from './engine';
import type { Command, ConsoleLine, Snapshot, StatementRow, Thread } from './schema';

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

/** The words are a button: a click on it selects the item in all views. See mirror.ts. */
const makeItem = () => make('li', {}, make('button', { type: 'button', className: 'item', tabIndex: -1 }));

/** Gives the list so many items, each with words and room for buttons. Unchanged words are not touched, so that they are not announced again. */
function showItems(list: HTMLUListElement, words: readonly string[]): void {
  while (list.childElementCount > words.length) list.lastElementChild?.remove();
  while (list.childElementCount < words.length) list.append(makeItem());
  for (const [i, text] of words.entries()) {
    const shown = list.children[i]?.firstElementChild;
    if (shown) setText(shown, text);
  }
}

const commands = new WeakMap<Element, Command>();

/** Shows a button for each command after the item's words. One that stays is the same element, so that it keeps the focus. */
export function showButtons(item: Element, actions: readonly { readonly text: string; readonly command: Command }[]): void {
  const buttons = [...item.children].slice(1);
  if (actions.map(({ text }) => text).join('\n') !== buttons.map(({ textContent }) => textContent).join('\n')) {
    const texts = new Set(actions.map(({ text }) => text));
    const kept = new Map(buttons.map((button) => [button.textContent, button]));
    for (const button of buttons) if (!texts.has(button.textContent ?? '')) button.remove();
    for (const [i, { text }] of actions.entries()) {
      const button = kept.get(text) ?? make('button', { type: 'button', textContent: text, tabIndex: -1 });
      if (item.children[i + 1] !== button) item.insertBefore(button, item.children[i + 1] ?? null);
    }
  }
  for (const [i, { command }] of actions.entries()) {
    const button = item.children[i + 1];
    if (button) commands.set(button, command);
  }
}

/** Writes a line for each thread. */
export function showThreads(list: HTMLUListElement, { threads, statements }: Snapshot): void {
  showItems(
    list,
    threads.map((thread) => threadWords(thread, statements)),
  );
}

/** Writes a line with buttons for each card. */
export function showCards(list: HTMLUListElement, cards: readonly CardText[], { statements }: Snapshot): void {
  showItems(
    list,
    cards.map((card) => card.text + answerWords(card.id, statements)),
  );
  for (const [i, { id, statements: texts }] of cards.entries()) {
    const item = list.children[i];
    if (item)
      showButtons(
        item,
        texts.map((statement) => ({ text: statement, command: { kind: 'click', statement, origin: id } })),
      );
  }
}

/** A click on one of those buttons is a click on the picture's. */
export function bindCards(list: HTMLElement, engine: Engine): Undo {
  return listen(list, 'click', ({ target }) => {
    const command = target instanceof Element && commands.get(target);
    if (command) engine.post(command);
  });
}

/** Announces that a run has failed or cannot go on. */
export function showAlert(alert: HTMLElement, { summary }: Snapshot): void {
  const text = summary && ['failed', 'deadlocked', 'stuck'].includes(summary.standing) ? summary.text : '';
  setText(alert, text);
  alert.hidden = text === '';
}
