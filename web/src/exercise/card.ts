// The exercise as the learner sees it: the task, a button that checks the program, and what came of it. Texts of the exercise are shown as
// text, never read as HTML.
import './card.css';
import type { Verdict } from './judge';

/** `showsFailing`: the picture shows a run that fails. */
type Shown = Omit<Verdict, 'failing'> & { readonly showsFailing: boolean };

export interface Card {
  readonly root: HTMLElement;
  readonly check: HTMLButtonElement;
  showTask(task: string): void;
  /** Says that the program is being checked. */
  showProgress(done: number, all: number): void;
  showVerdict(verdict: Shown): void;
  /** One sentence instead of a result. */
  showSentence(sentence: string, isError: boolean): void;
  /** The program is not the one that the result is about any more. */
  markOld(): void;
}

function make<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string, text = ''): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/** "All 3 expectations are met, in each of 20 orders of the threads." */
function sentenceOf({ passed, expectations, runs }: Shown): string {
  const orders = runs > 1 ? ` in each of ${runs} orders of the threads` : '';
  if (passed) return `Passed${orders}.`;
  const failed = expectations.filter(({ ok }) => !ok).length;
  return expectations.length === 1 ? 'Not passed yet.' : `Not passed yet: ${failed} of ${expectations.length} expectations fail.`;
}

function itemOf({ ok, text, reason }: Verdict['expectations'][number]): HTMLLIElement {
  const item = make('li', ok ? 'met' : 'failed');
  item.append(make('span', 'hidden', ok ? 'Met: ' : 'Not met: '), make('span', 'expected', text));
  if (reason) item.append(make('span', 'reason', reason));
  return item;
}

export function makeCard(onCheck: () => void): Card {
  const root = make('section', 'exercise');
  root.setAttribute('aria-label', 'Exercise');
  const task = make('p', 'task');
  task.tabIndex = 0;
  task.hidden = true;
  const check = make('button', 'check', 'Check');
  check.type = 'button';
  check.title = 'Run the program in several orders of its threads, and say whether it does what the exercise asks for';
  check.addEventListener('click', onCheck);
  const verdict = make('p', 'verdict');
  verdict.setAttribute('role', 'status');
  const list = make('ul', 'expectations');
  list.setAttribute('aria-label', 'Expectations');
  list.hidden = true;
  const line = make('div', 'line');
  line.append(check, verdict);
  const note = make('p', 'note', 'The picture shows the first order that fails: step back through it to see why.');
  note.hidden = true;
  root.append(task, line, list, note);

  const say = (sentence: string, mood: string) => {
    verdict.textContent = sentence;
    root.dataset.mood = mood;
  };
  return {
    root,
    check,
    showTask: (text) => {
      task.textContent = text;
      task.hidden = text === '';
    },
    showProgress: (done, all) => say(`Checking: ${done} of ${all} orders`, 'busy'),
    showVerdict: (given) => {
      say(sentenceOf(given), given.passed ? 'passed' : 'failed');
      list.replaceChildren(...given.expectations.map(itemOf));
      list.hidden = false;
      note.hidden = !given.showsFailing;
      // In a small frame, the result is more important than the task.
      root.scrollTop = line.offsetTop - root.offsetTop;
    },
    showSentence: (sentence, isError) => {
      say(sentence, isError ? 'failed' : '');
      list.hidden = note.hidden = true;
    },
    markOld: () => {
      if (root.dataset.mood !== 'passed' && root.dataset.mood !== 'failed') return;
      root.dataset.mood = 'old';
      verdict.textContent = 'You have edited the program since.';
    },
  };
}
