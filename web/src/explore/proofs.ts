// What became of the schedules that failed before an edit: a sentence for each, and a button that loads it.
import { make } from '../elements';
import type { Proof } from './report';

/** Shows a row for each. `follow` loads the schedule of the edited program. */
export function showProofs(list: HTMLUListElement, proofs: readonly Proof[], follow: (schedule: string) => void): void {
  list.hidden = proofs.length === 0;
  list.replaceChildren(...proofs.map((proof, i) => row(proof, i + 1, follow)));
}

function row({ text, fails, schedule }: Proof, number: number, follow: (schedule: string) => void): HTMLLIElement {
  const show = make('button', { type: 'button', title: 'Execute the program this way, step by step' }, 'Show');
  show.ariaLabel = `Show the old schedule ${number}`;
  show.addEventListener('click', () => follow(schedule));
  const item = make('li', {}, make('span', {}, text), show);
  item.dataset.outcome = fails ? 'fails' : 'passes';
  return item;
}
