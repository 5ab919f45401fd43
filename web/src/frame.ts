// The page in a frame of another page: a lower bar, and a switch between program and picture where only one of them fits.
import './frame.css';
import { element, listen } from './elements';
import { looks } from './looks';

type Half = 'code' | 'picture';

const names: readonly [Half, string][] = [
  ['code', 'Code'],
  ['picture', 'Picture'],
];

/** Shows a half of the page, where there is room for one only. */
export function showHalf(half: Half): void {
  document.documentElement.dataset.half = half;
  for (const button of document.querySelectorAll<HTMLElement>('.halves button')) button.ariaPressed = String(button.dataset.half === half);
}

const [least, most] = [180, 900];

/** The height in CSS pixels at which all of the program is visible, and the picture has room. `code`: that of the program's text. */
export function wantedHeight(code: number): number {
  const { only } = document.documentElement.dataset;
  const panels = looks().view.filter((part) => part !== 'code').length;
  const picture = only === 'code' ? 0 : panels === 1 ? 260 : 400;
  const bar = document.querySelector<HTMLElement>('.bar')?.offsetHeight ?? 0;
  return bar + Math.min(Math.max(only === 'picture' ? 0 : Math.ceil(code), picture, least), most);
}

/** Adds the switch to the bar. */
export function bindFrame(): void {
  const group = document.createElement('div');
  group.className = 'halves';
  group.role = 'group';
  group.ariaLabel = 'What is shown';
  for (const [half, text] of names) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.dataset.half = half;
    listen(button, 'click', () => showHalf(half));
    group.append(button);
  }
  element('status', HTMLElement).before(group);
  showHalf('code');
}

const ownNames = new WeakMap<Element, string>();

/** In a page with several frames, the landmarks of each have names of their own: with that of its program. */
export function nameLandmarks(program: string): void {
  if (!program) return; // It is not known yet.
  for (const landmark of document.querySelectorAll(':is(nav, header, main), :is(section, form)[aria-label]')) {
    const own = ownNames.get(landmark) ?? landmark.getAttribute('aria-label') ?? (landmark.matches('header') ? 'Controls' : '');
    ownNames.set(landmark, own);
    landmark.setAttribute('aria-label', own ? `${own}, ${program}` : program);
  }
}
