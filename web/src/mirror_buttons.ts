// The buttons of the picture that have no other element: those of the panels' headers and of the timeline, and the tabs of a narrow picture.
import { listen, make, setText, type Undo } from './elements';
import type { Engine, Widget } from './engine';
import { clickCanvas, type Place } from './mirror_places';

/** The widgets that other parts of the mirror stand for. */
const others = new Set(['Choose a moment', 'Now', 'daemon', 'Start thread', 'Only create', 'End of input']);

/** "##title Threads" is the name of a panel, on which a click gives it the whole picture. Undefined: it is no button of these. */
function wordsOf({ label, context }: Widget): string | undefined {
  if (context || others.has(label)) return undefined;
  const [, part, panel] = /^##(title|fold) (.+)$/.exec(label) ?? [];
  if (part === 'title') return `${panel}: fill the picture, or not`;
  if (part === 'fold') return `${panel}: fold, or unfold`;
  return label === '' || label.startsWith('##') ? undefined : label;
}

export interface PictureButtons {
  readonly root: HTMLElement;
  show(widgets: readonly Widget[]): void;
  readonly places: ReadonlyMap<HTMLElement, Place>;
  readonly unbind: Undo;
}

export function pictureButtons(engine: Engine): PictureButtons {
  const root = make('div', { role: 'group', className: 'buttons', ariaLabel: 'Buttons of the picture' });
  const places = new Map<HTMLElement, Place>();
  return {
    root,
    places,
    show: (widgets) => {
      places.clear();
      const shown = widgets.flatMap((widget) => {
        const words = wordsOf(widget);
        return words === undefined ? [] : [{ words, widget }];
      });
      const wanted = new Set(shown.map(({ words }) => words));
      const kept = new Map<string, HTMLButtonElement>();
      for (const button of root.querySelectorAll('button')) {
        if (wanted.has(button.textContent ?? '')) kept.set(button.textContent ?? '', button);
        else button.remove();
      }
      for (const [i, { words, widget }] of shown.entries()) {
        const button = kept.get(words) ?? make('button', { type: 'button', tabIndex: -1 });
        setText(button, words);
        places.set(button, widget);
        if (root.children[i] !== button) root.insertBefore(button, root.children[i] ?? null);
      }
      root.hidden = shown.length === 0;
    },
    unbind: listen(root, 'click', ({ target }) => {
      // Where it is now.
      const widget = engine.widgets().find((one) => wordsOf(one) === (target as HTMLElement).textContent);
      if (widget) clickCanvas(widget);
    }),
  };
}
