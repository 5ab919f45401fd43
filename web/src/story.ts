// What threads did at a line of the program, and when: each time is a link to the moment on the timeline.
import { element, listen, type Undo } from './elements';
import type { LineStory } from './engine';

/** A piece of the sentence; one with a time is a link. */
interface Piece {
  readonly text: string;
  readonly ns?: number;
}

function piecesOf({ text, is_there, first, first_ns, last, last_ns }: LineStory): Piece[] {
  if (!first) return [{ text }];
  const begin = { text: first, ns: first_ns };
  if (is_there) return [{ text: `${text}, since ` }, begin];
  if (first === last) return [{ text: `${text}, at ` }, begin];
  return [{ text: `${text}, from ` }, begin, { text: ' to ' }, { text: last, ns: last_ns }];
}

/** Shows the sentence; none hides it. A link that stays is the same element, so that it can be clicked while the words before it change. */
export function showStory(line: number, story: readonly LineStory[]): void {
  const target = element('story', HTMLElement);
  const pieces = story.flatMap((told, i) => [{ text: i === 0 ? `Line ${line}: ` : '; ' }, ...piecesOf(told)]);
  target.hidden = pieces.length === 0;
  while (target.childElementCount > pieces.length) target.lastElementChild?.remove();
  for (const [i, { text, ns }] of pieces.entries()) {
    const name = ns === undefined ? 'span' : 'button';
    let part = target.children[i];
    if (part?.localName !== name) {
      const made = document.createElement(name);
      if (part) part.replaceWith(made);
      else target.append(made);
      part = made;
    }
    if (part.textContent !== text) part.textContent = text;
    if (part instanceof HTMLButtonElement) {
      part.dataset.ns = String(ns);
      part.title = 'Show this moment';
    }
  }
}

/** `showMoment`: shows an earlier moment of the run, in nanoseconds on its clock. */
export function bindStory(showMoment: (ns: number) => void): Undo {
  return listen(element('story', HTMLElement), 'click', ({ target }) => {
    if (target instanceof HTMLButtonElement) showMoment(Number(target.dataset.ns));
  });
}
