// A button for each thread of a stepped run, with its statement, for the keyboard and for screen readers; the canvas draws the same.
import { element, listen, type Undo } from './elements';
import type { Command, StepRow } from './schema';

const list = () => element('step-threads', HTMLUListElement);

/** "Step Thread-1: counter = value + 1, line 7"; of a thread that cannot go on, what it waits for. */
function words({ can_run, name, text, line, wait }: StepRow): string {
  const place = line > 0 ? `, line ${line}` : '';
  return can_run ? `Step ${name}: ${text}${place}` : `${name} ${wait ? `waits ${wait}` : 'cannot go on'}${place}`;
}

function setText(target: HTMLElement, text: string): void {
  // A screen reader would announce the same text again.
  if (target.textContent !== text) target.textContent = text;
}

function makeRow(thread: string): HTMLLIElement {
  const row = document.createElement('li');
  row.dataset.thread = thread;
  for (const kind of ['choose', 'expire']) {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.kind = kind;
    row.append(button);
  }
  return row;
}

function showRow(row: HTMLLIElement, step: StepRow, index: number): void {
  const [choose, expire] = row.querySelectorAll('button');
  if (!choose || !expire) return;
  setText(choose, words(step));
  // The attribute `disabled` would take the focus away when the thread begins to wait.
  choose.ariaDisabled = String(!step.can_run);
  if (index < 9) choose.setAttribute('aria-keyshortcuts', String(index + 1));
  setText(expire, `Let it ${step.is_timer ? 'fire' : 'expire'}: ${step.name}`);
  expire.hidden = !step.can_expire;
}

/** Shows what each thread can do. A thread keeps its buttons, so that the focus stays where it is. */
export function showStepThreads(steps: readonly StepRow[]): void {
  const rows = new Map([...list().querySelectorAll('li')].map((row) => [row.dataset.thread, row]));
  const next = steps.map((step, index) => {
    const thread = String(step.object);
    const row = rows.get(thread) ?? makeRow(thread);
    rows.delete(thread);
    showRow(row, step, index);
    if (list().children[index] !== row) list().insertBefore(row, list().children[index] ?? null);
    return row;
  });
  const isLost = [...rows.values()].some((row) => row.contains(document.activeElement));
  if (isLost) (next[0]?.querySelector('button') ?? element('back', HTMLButtonElement)).focus();
  for (const row of rows.values()) row.remove();
}

export function bindStepThreads(post: (command: Command) => void): Undo {
  return listen(list(), 'click', ({ target }) => {
    const button = target instanceof HTMLButtonElement ? target : undefined;
    const thread = Number(button?.closest('li')?.dataset.thread);
    if (!button || button.ariaDisabled === 'true') return;
    post(button.dataset.kind === 'expire' ? { kind: 'expire', thread } : { kind: 'choose', thread });
  });
}
