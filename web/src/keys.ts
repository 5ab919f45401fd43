// The dialog that lists the keys. Loaded when it is asked for.
import { make } from './elements';
import './keys.css';

type Row = readonly [keys: string, effect: string];

/** Each group with the part of the page that its keys are for. */
const groups: readonly (readonly [title: string, rows: readonly Row[]])[] = [
  [
    'Everywhere',
    [
      ['?', 'Show this list'],
      ['Tab', 'Go to the next part: the first stops are links to the program, the picture, and the picture as a list'],
      ['← →', 'On the divider: move it'],
    ],
  ],
  [
    'In the program',
    [
      ['Ctrl+Enter', 'Run the program'],
      ['Ctrl+F10', 'Run to the line of the text cursor'],
      ['F9', 'Set or remove a breakpoint'],
      ['Escape', 'Leave the program, so that Tab moves on'],
    ],
  ],
  [
    'In the picture',
    [
      ['← → Home End', 'Move along the timeline; at an earlier moment: to the event before or after'],
      ['+ −', 'Zoom the timeline'],
      ['Enter', 'Go to the line of the selected bar'],
      ['Escape', 'Back to now; nothing is selected'],
      ['↑ ↓', 'In the console: earlier statements'],
      ['Ctrl+D', 'In the console, while the program reads: end of input'],
    ],
  ],
  [
    'In a run that is stepped',
    [
      ['→ ←', 'A step on, a step back'],
      ['1 to 9', 'A step of that thread'],
      ['Space', 'Play, or pause'],
      ['Home', 'To the first statement'],
    ],
  ],
  [
    'In the picture as a list',
    [
      ['Tab', 'Go through its buttons and fields'],
      ['← →', 'On the slider: an earlier or later moment'],
      ['← → ↑ ↓ Home End', 'From bar to bar of the timeline; Space selects one'],
      ['Escape', 'Back to the picture'],
    ],
  ],
];

const group = ([title, rows]: (typeof groups)[number]) =>
  make(
    'section',
    {},
    make('h3', { textContent: title }),
    make(
      'dl',
      {},
      ...rows.map(([keys, effect]) =>
        make('div', {}, make('dt', {}, make('kbd', { textContent: keys })), make('dd', { textContent: effect })),
      ),
    ),
  );

/** Shows the dialog; the focus returns to where it was. */
export function showKeys(): void {
  if (document.getElementById('keys-dialog')) return;
  const close = make('button', { type: 'button', className: 'primary', textContent: 'Close', autofocus: true });
  const title = make('h2', { id: 'keys-title', textContent: 'Keys' });
  const list = make('div', { className: 'groups', tabIndex: 0, role: 'region', ariaLabel: 'List of keys' }, ...groups.map(group));
  const dialog = make('dialog', { id: 'keys-dialog', className: 'keys' }, title, list, close);
  dialog.setAttribute('aria-labelledby', title.id);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
