// The first view: each outcome with its count, its output, a bar of its share, and a button that loads its least schedule.
import { make } from '../elements';
import { counted, inOrder, type Outcome, type Report, titleOf } from './report';

const longestShown = 6;
const mostShown = 40;
const mostCharacters = 4000;

/** The letter by which an outcome is known in the list and in the tree: A, B … */
export const letterOf = (index: number): string =>
  String.fromCharCode(65 + (index % 26)) + (index < 26 ? '' : String(Math.floor(index / 26)));

/** The output; a long one is folded. */
function outputOf(output: string): HTMLElement {
  if (output === '') return make('p', { className: 'nothing' }, 'prints nothing');
  const text = output.length > mostCharacters ? `${output.slice(0, mostCharacters)}\n…` : output;
  const lines = text.replace(/\n$/, '').split('\n');
  const shown = make('pre', { tabIndex: 0 }, lines.join('\n'));
  if (lines.length <= longestShown && text.length <= 400) return shown;
  return make(
    'details',
    {},
    make('summary', {}, `prints ${counted(output.split('\n').length - 1, 'line')}: ${lines[0]?.slice(0, 40)}…`),
    shown,
  );
}

function preemptionWords({ preemptions }: Outcome): string {
  return preemptions === 0
    ? 'No thread has to be interrupted for it.'
    : `${counted(preemptions, 'interruption')} of a thread lead${preemptions === 1 ? 's' : ''} to it.`;
}

function makeOutcome(outcome: Outcome, index: number, total: number, show: (outcome: Outcome, letter: string) => void): HTMLLIElement {
  const share = total > 0 ? outcome.count / total : 0;
  const bar = make('span', { className: 'share', ariaHidden: 'true' });
  bar.style.setProperty('--share', `${Math.max(share * 100, 0.5)}%`);
  const button = make('button', { type: 'button', title: 'Load the shortest schedule that leads to it, step by step' }, 'Show how');
  button.setAttribute('aria-label', `Show how: outcome ${letterOf(index)}`);
  button.addEventListener('click', () => show(outcome, letterOf(index)));
  const item = make(
    'li',
    {},
    make(
      'div',
      { className: 'head' },
      make('span', { className: 'letter', ariaHidden: 'true' }, letterOf(index)),
      make('strong', {}, titleOf(outcome)),
      make('span', { className: 'count' }, `${counted(outcome.count, 'schedule')}, ${share < 0.01 ? '< 1' : Math.round(share * 100)} %`),
      button,
    ),
    bar,
    ...outcome.exceptions
      .slice(0, 4)
      .map(({ name, thread, text }) => make('p', { className: 'raised' }, `${name || `Thread ${thread}`}: ${text}`)),
    outputOf(outcome.output),
    make('p', { className: 'least' }, preemptionWords(outcome)),
  );
  item.dataset.outcome = outcome.fails ? 'fails' : outcome.kind === 'limit' ? 'cut' : 'passes';
  return item;
}

/** Writes the list. What had the focus has it afterwards, too. */
export function showOutcomes(list: HTMLOListElement, report: Report, show: (outcome: Outcome, letter: string) => void): void {
  const focused = [...list.querySelectorAll<Element>('button')].indexOf(document.activeElement ?? list);
  const ordered = inOrder(report.outcomes);
  list.replaceChildren(...ordered.slice(0, mostShown).map((outcome, index) => makeOutcome(outcome, index, report.schedules, show)));
  if (ordered.length > mostShown)
    list.append(make('li', { className: 'more' }, `and ${counted(ordered.length - mostShown, 'outcome')} more`));
  if (focused >= 0) list.querySelectorAll('button')[focused]?.focus();
}
