// The panel under the editor in which the explorer answers.
import './explore.css';
import { element, make, setText } from '../elements';

export interface Panel {
  readonly root: HTMLElement;
  readonly heading: HTMLElement;
  /** What was found, as sentences; a screen reader announces them. */
  readonly sentence: HTMLElement;
  readonly verdict: HTMLElement;
  /** What became of the schedules that failed before an edit. */
  readonly proofs: HTMLUListElement;
  /** How far it is. */
  readonly progress: HTMLElement;
  readonly meter: HTMLProgressElement;
  readonly stop: HTMLButtonElement;
  readonly more: HTMLButtonElement;
  readonly prove: HTMLButtonElement;
  readonly close: HTMLButtonElement;
  readonly old: HTMLElement;
  readonly outcomes: HTMLOListElement;
  /** What is wrong with the program. */
  readonly findings: HTMLUListElement;
  /** The tree of schedules, when it is open. */
  readonly tree: HTMLDetailsElement;
  readonly treeBody: HTMLElement;
  /** Where the chosen outcome is told. */
  readonly story: HTMLElement;
}

const button = (text: string, title: string) => make('button', { type: 'button', title, hidden: true }, text);

/** Makes the panel, above the findings. */
export function makePanel(): Panel {
  const heading = make('h2', { tabIndex: -1 }, 'Explore');
  const sentence = make('p', { className: 'sentence' });
  const verdict = make('p', { className: 'verdict' });
  const live = make('div', { role: 'status' }, verdict, sentence);
  const proofs = make('ul', { className: 'proofs', hidden: true });
  proofs.ariaLabel = 'What became of the failing schedules';
  const progress = make('p', { className: 'amount' });
  const meter = make('progress', { ariaLabel: 'Explored', hidden: true });
  const stop = button('Stop exploring', 'Stop, and show what was found');
  const more = button('Continue', 'Execute more schedules');
  const prove = button('Prove my fix', 'Try the schedules that failed first, then all');
  const close = make('button', { type: 'button', className: 'icon', title: 'Close' }, '×');
  close.ariaLabel = 'Close Explore';
  const old = make('p', { className: 'old', hidden: true }, 'This is about the program before your last edits.');
  const outcomes = make('ol', {});
  outcomes.ariaLabel = 'Outcomes';
  const story = make('section', { hidden: true });
  story.className = 'told';
  story.ariaLabel = 'How it comes about';
  const treeBody = make('div');
  const tree = make('details', { className: 'tree', hidden: true }, make('summary', {}, 'The tree of schedules'), treeBody);
  const findings = make('ul', { hidden: true });
  findings.className = 'findings';
  findings.ariaLabel = 'What is wrong';
  const root = make(
    'section',
    { className: 'explore' },
    make('header', {}, heading, stop, more, prove, close),
    old,
    live,
    proofs,
    meter,
    progress,
    story,
    outcomes,
    tree,
    findings,
  );
  root.ariaLabel = 'Explore';
  element('findings', HTMLElement).before(root);
  return {
    root,
    heading,
    sentence,
    verdict,
    proofs,
    progress,
    meter,
    stop,
    more,
    prove,
    close,
    old,
    outcomes,
    tree,
    treeBody,
    story,
    findings,
  };
}

/** Shows sentences. */
export function tell({ sentence, verdict }: Panel, first: string, second = ''): void {
  setText(verdict, first);
  setText(sentence, second);
}
