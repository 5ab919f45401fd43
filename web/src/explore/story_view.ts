// How an outcome comes about: a column for each thread, the steps that matter, and why each could happen then.
import { make } from '../elements';
import type { Finding, Outcome, Story, StoryStep } from './report';
import { drawArrows } from './story_arrows';

export interface StoryVerbs {
  /** Shows the moment after a step, and its line. */
  goToStep(step: StoryStep): void;
  /** Loads a schedule. */
  follow(schedule: string): void;
}

const colors = 8; // --thread-0 to --thread-7, as in the picture.

/** "because of 2 (Thread-1)" */
function becauseOf({ because }: StoryStep, { steps }: Story): string {
  const causes = because.map((place) => `${place + 1} (${steps[place]?.name.replace(/ \(.*/, '')})`);
  return causes.length > 0 ? `↖ because of ${causes.join(' and ')}` : '';
}

function makeStep(step: StoryStep, place: number, story: Story, goToStep: StoryVerbs['goToStep']): HTMLElement {
  const button = make('button', { type: 'button', title: 'Show this moment' }, step.text || step.code);
  button.addEventListener('click', () => goToStep(step));
  const line = step.line > 0 ? make('small', {}, `line ${step.line}: `, make('code', {}, step.code)) : '';
  const because = becauseOf(step, story);
  const cell = make('td', {}, button, line, because ? make('small', { className: 'because' }, because) : '');
  cell.style.setProperty('--color', `var(--thread-${step.thread % colors})`);
  cell.classList.toggle('turn', story.point_of_no_return === place);
  return cell;
}

function makeTable(story: Story, verbs: StoryVerbs): HTMLTableElement {
  const threads = [...new Map(story.steps.map(({ thread, name }) => [thread, name]))].sort(([a], [b]) => a - b);
  const body = make('tbody');
  for (const [place, step] of story.steps.entries()) {
    const cells = threads.map(([thread]) => (thread === step.thread ? makeStep(step, place, story, verbs.goToStep) : make('td')));
    body.append(make('tr', {}, make('th', { scope: 'row' }, String(place + 1)), ...cells));
    if (place !== story.point_of_no_return) continue;
    const words = 'From here on every schedule comes to this.';
    body.append(make('tr', { className: 'point' }, make('td', { colSpan: threads.length + 1 }, words)));
  }
  const head = make('tr', {}, make('th', { scope: 'col' }, '#'), ...threads.map(([, name]) => make('th', { scope: 'col' }, name)));
  return make('table', {}, make('caption', { className: 'hidden' }, 'The steps that matter'), make('thead', {}, head), body);
}

/** Tells the story of an outcome. */
export function showStory(target: HTMLElement, { story }: Outcome, letter: string, verbs: StoryVerbs): void {
  const heading = make('h3', {}, `How ${letter} comes about`);
  const parts: HTMLElement[] = [heading];
  if (!story || story.steps.length === 0)
    parts.push(make('p', {}, 'No step of another thread matters for it. Its schedule is loaded: Back leads through it.'));
  else {
    if (story.left_out > 0) parts.push(make('p', {}, `${story.left_out} earlier steps are left out.`));
    const table = makeTable(story, verbs);
    const holder = make('div', { className: 'drawn' }, table);
    const scroller = make('div', { className: 'columns', tabIndex: 0, role: 'group', ariaLabel: 'Steps by thread' }, holder);
    drawArrows(holder, table, story);
    parts.push(scroller);
  }
  if (story?.difference) {
    const passing = story.passing_schedule ?? '';
    const button = make('button', { type: 'button', hidden: passing === '' }, 'Show that schedule');
    button.addEventListener('click', () => verbs.follow(passing));
    parts.push(make('p', { className: 'difference' }, `${story.difference} `, button));
  }
  target.replaceChildren(...parts);
  target.hidden = false;
}

/** Lists what is wrong with the program. */
export function showFindings(list: HTMLUListElement, findings: readonly Finding[], show: (finding: Finding) => void): void {
  list.hidden = findings.length === 0;
  list.replaceChildren(
    ...findings.map((finding) => {
      const button = make('button', { type: 'button', title: 'Load the schedule in which it shows, and its line' }, 'Show me');
      button.addEventListener('click', () => show(finding));
      const item = make(
        'li',
        {},
        make('strong', {}, finding.title || finding.name),
        make('p', {}, finding.text),
        make('p', { className: 'amount' }, finding.advice),
        button,
      );
      item.dataset.level = finding.level;
      return item;
    }),
  );
}
