// The second view: the schedules as a tree of the choices that matter. Each choice can be loaded: what if that thread goes first here?
import { make } from '../elements';
import { letterOf } from './outcomes';
import { counted, does, inOrder, type Report } from './report';

/** A choice, and what follows from it, as docs/explore.md describes it. */
export interface Branch {
  readonly thread: number;
  readonly name: string;
  /** 0: not known. */
  readonly line: number;
  readonly code: string;
  /** What the thread does then: "reads counter: 0". */
  readonly text: string;
  /** The steps up to this one, and this one; of a leaf, all. */
  readonly schedule: string;
  readonly count: number;
  readonly outcomes: readonly { readonly outcome: number; readonly count: number }[];
  /** It has branches that are not shown. */
  readonly folded: boolean;
  /** Schedules that are in none of the branches, since there are too many. */
  readonly not_kept: number;
  readonly branches: readonly Branch[];
}

export interface TreeVerbs {
  /** Loads the steps up to a choice, and the first of it; of a leaf, the whole schedule. */
  follow(branch: Branch): void;
  /** Shows what is beneath a folded choice. */
  unfold(branch: Branch): void;
}

const colors = 8; // --thread-0 to --thread-7, as in the picture.
const mostChips = 6;

class TreeMaker {
  /** The places of the outcomes in the list above. */
  readonly #places = new Map<number, number>();

  constructor(
    private readonly report: Report,
    private readonly verbs: TreeVerbs,
  ) {
    const ordered = inOrder(report.outcomes);
    for (const [index, outcome] of report.outcomes.entries()) this.#places.set(index, ordered.indexOf(outcome));
  }

  #place({ outcome }: { readonly outcome: number }): number {
    return this.#places.get(outcome) ?? 0;
  }

  /** The letter of an outcome, and of how many schedules; of a leaf, what it does. */
  #chip({ outcome, count }: Branch['outcomes'][number], isLeaf: boolean): HTMLElement {
    const known = this.report.outcomes[outcome];
    const letter = make('span', { className: 'letter' }, letterOf(this.#place({ outcome })));
    const words = known ? does({ ...known, count }) : '';
    const chip = make('span', { className: 'chip', title: words }, letter, isLeaf ? ` ${words}` : `\u00a0${count.toLocaleString('en')}`);
    chip.dataset.outcome = known?.fails ? 'fails' : known?.kind === 'limit' ? 'cut' : 'passes';
    return chip;
  }

  #row(branch: Branch): HTMLElement {
    const isLeaf = !branch.folded && branch.branches.length === 0;
    const action = make(
      'button',
      { type: 'button', className: 'choice' },
      make('b', {}, branch.name.replace(/ \(.*/, '')),
      ` ${branch.text}`,
    );
    const effect = isLeaf ? 'Load this schedule, step by step' : 'Load this moment, step by step: this thread goes first here';
    action.title = `${branch.name} ${branch.text}\n${effect}`;
    action.addEventListener('click', () => this.verbs.follow(branch));
    const row = make('div', { className: 'row' }, action);
    row.style.setProperty('--color', `var(--thread-${branch.thread % colors})`);
    if (branch.line > 0) row.append(make('small', { title: branch.code }, `line ${branch.line}`));
    const outcomes = [...branch.outcomes].sort((a, b) => this.#place(a) - this.#place(b));
    row.append(...outcomes.slice(0, mostChips).map((each) => this.#chip(each, isLeaf)));
    if (branch.outcomes.length > mostChips) row.append(make('small', {}, `and ${branch.outcomes.length - mostChips} more outcomes`));
    if (branch.folded) {
      const unfold = make('button', { type: 'button', title: 'Show the choices beneath' }, `Unfold ${counted(branch.count, 'schedule')}`);
      unfold.addEventListener('click', () => this.verbs.unfold(branch));
      row.append(unfold);
    }
    return row;
  }

  list(above: Branch): HTMLUListElement {
    const list = make('ul', {}, ...above.branches.map((branch) => this.#item(branch)));
    if (above.not_kept > 0)
      list.append(make('li', { className: 'more' }, `${counted(above.not_kept, 'more schedule')}, counted but not kept`));
    return list;
  }

  #item(branch: Branch): HTMLLIElement {
    const item = make('li', {}, this.#row(branch));
    if (branch.branches.length > 0) item.append(this.list(branch));
    return item;
  }
}

/** Shows the tree. A tree without a choice has a sentence. What had the focus is the same choice afterwards, if it is shown. */
export function showTree(target: HTMLElement, root: Branch, report: Report, verbs: TreeVerbs): void {
  if (root.branches.length === 0) {
    target.replaceChildren(make('p', {}, 'There is nothing to choose: every schedule differs only in what does not matter.'));
    return;
  }
  const list = new TreeMaker(report, verbs).list(root);
  list.ariaLabel = 'Tree of schedules';
  const first = 'What the threads do first where a choice matters, and what each choice leads to. A click loads that moment.';
  target.replaceChildren(
    make('p', {}, first),
    make('div', { className: 'scroller', tabIndex: 0, role: 'group', ariaLabel: 'Choices' }, list),
  );
}
