// What of the picture has no other element: the buttons of the panels' headers and of the timeline, the tabs of a narrow picture, the chips in
// rows and cards, the links to lines, the edges of the panels, the fields of cards, the notices. Whatever the picture shows and no other part
// of the mirror stands for is here, so that nothing can be done in the picture alone.
import { listen, make, setText, type Undo } from './elements';
import type { Engine, Widget } from './engine';
import { clickCanvas, type Place } from './mirror_places';

type Kind = 'button' | 'edge' | 'field' | 'notice';

interface Item {
  readonly kind: Kind;
  readonly words: string;
  readonly widget: Widget;
  /** Of those with the same words, which. */
  readonly nth: number;
}

/** Drawn without words, what they are called here; `row`: of the row or card around them. */
function namelessWords(label: string, row: string): [Kind, string] | undefined {
  const [, part = '', rest = ''] = /^##(title|fold|edge|line|notice) (.+)$/.exec(label) ?? [];
  const of = row && `${row}: `;
  switch (part) {
    case 'title':
      return ['button', `${rest}: fill the picture, or not`];
    case 'fold':
      return ['button', `${rest}: fold, or unfold`];
    case 'edge':
      return ['edge', rest === 'columns' ? 'Edge between the columns' : `Lower edge of ${rest}`];
    case 'line':
      return ['button', `${of}${of ? 'go' : 'Go'} to line ${rest}`];
    case 'notice':
      return ['notice', rest];
  }
  if (label === '##filter') return ['field', 'Filter of the primitives'];
  if (label === '##value') return ['field', `${of}value to put`];
  if (label === '' || label === '##lanes' || label === '##text') return undefined;
  return ['button', `${of}${of ? 'select' : 'Select'} ${label.slice(2)}`];
}

/** `row`: the name of the row or card that the widget is in; empty: it is in none. */
function describe(widget: Widget, row: string): [Kind, string] | undefined {
  const { label, text } = widget;
  if (label === '' || label.startsWith('##')) return namelessWords(label, row);
  return [text === undefined ? 'button' : 'field', row ? `${row}: ${label}` : label];
}

function itemsOf(widgets: readonly Widget[], names: ReadonlyMap<string, string>): Item[] {
  const counts = new Map<string, number>();
  return widgets.flatMap((widget) => {
    const [kind, words] = describe(widget, names.get(widget.context ?? '') ?? widget.context ?? '') ?? [];
    if (!kind || words === undefined) return [];
    const nth = counts.get(`${kind} ${words}`) ?? 0;
    counts.set(`${kind} ${words}`, nth + 1);
    return [{ kind, words, widget, nth }];
  });
}

const keyOf = ({ kind, words, nth }: Item) => `${kind} ${nth} ${words}`;

/** By so many pixels an arrow key moves an edge. */
const pixelsPerKey = 16;

function moveOf(key: string, isUpright: boolean): string | undefined {
  if (key === 'Enter') return '';
  const [less, more] = isUpright ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  if (key === less) return String(-pixelsPerKey);
  return key === more ? String(pixelsPerKey) : undefined;
}

function makeElement({ kind, words }: Item): HTMLElement {
  switch (kind) {
    case 'field':
      return make('input', { type: 'text', autocomplete: 'off', spellcheck: false, ariaLabel: words, tabIndex: -1 });
    case 'edge':
      return make('div', { role: 'separator', ariaLabel: words, tabIndex: -1 });
    case 'notice':
      return make('p', { role: 'note', ariaLabel: words });
    case 'button':
      return make('button', { type: 'button', textContent: words, tabIndex: -1 });
  }
}

/** Gives an element the state of its item. */
function showState(target: HTMLElement, { kind, words, widget }: Item, canvas: HTMLElement): void {
  const { on, disabled = false, text = '', x, y, width, height } = widget;
  if (target instanceof HTMLInputElement) {
    if (document.activeElement !== target) target.value = text;
    target.disabled = disabled;
  } else if (target instanceof HTMLButtonElement) {
    const isFold = widget.label.startsWith('##fold ');
    target.ariaExpanded = isFold && on !== undefined ? String(on) : null;
    target.ariaPressed = !isFold && on !== undefined ? String(on) : null;
    target.ariaDisabled = disabled ? 'true' : null;
  } else if (kind === 'notice') {
    setText(target, `${words}: ${text}`);
  } else {
    const isUpright = height > width;
    target.ariaOrientation = isUpright ? 'vertical' : 'horizontal';
    const share = isUpright ? (x + width / 2) / canvas.clientWidth : (y + height / 2) / canvas.clientHeight;
    target.ariaValueNow = String(Math.round(100 * Math.min(Math.max(share, 0), 1)));
  }
}

export interface PictureItems {
  readonly root: HTMLElement;
  /** `widgets`: those that no other part of the mirror stands for. `names`: of rows and cards, by their expressions. */
  show(widgets: readonly Widget[], names: ReadonlyMap<string, string>): void;
  readonly places: ReadonlyMap<HTMLElement, Place>;
  readonly unbind: Undo;
}

export function pictureItems(engine: Engine, canvas: HTMLElement): PictureItems {
  const groups: Record<Kind, HTMLElement> = {
    notice: make('div', { role: 'group', ariaLabel: 'Notices' }),
    button: make('div', { role: 'group', className: 'buttons', ariaLabel: 'Buttons of the picture' }),
    field: make('form', { className: 'fields', ariaLabel: 'Fields of the picture' }),
    edge: make('div', { role: 'group', className: 'edges', ariaLabel: 'Edges of the panels' }),
  };
  const root = make('div', { className: 'items' }, ...Object.values(groups));
  const elements = new Map<string, HTMLElement>();
  const items = new Map<HTMLElement, Item>();
  const places = new Map<HTMLElement, Place>();
  const itemOf = (target: EventTarget | null) => (target instanceof HTMLElement ? items.get(target) : undefined);
  const undos = [
    listen(root, 'click', ({ target }) => {
      const item = itemOf(target);
      if (item?.kind !== 'button' || item.widget.disabled) return;
      const { label, context } = item.widget;
      if (label.startsWith('##title ')) return engine.act(label, '', '');
      // Where it is now.
      const same = engine.widgets().filter((widget) => widget.label === label && widget.context === context);
      const goal = same.length === 1 ? same[0] : same.find(({ x, y }) => x === item.widget.x && y === item.widget.y);
      if (goal) clickCanvas(goal);
    }),
    listen(root, 'input', ({ target }) => {
      const item = itemOf(target);
      if (item) engine.act(item.widget.label, item.widget.context ?? '', (target as HTMLInputElement).value);
    }),
    listen(root, 'submit', (event) => event.preventDefault()),
    listen(root, 'keydown', (event) => {
      const item = itemOf(event.target);
      const move = item?.kind === 'edge' ? moveOf(event.key, item.widget.height > item.widget.width) : undefined;
      if (!item || move === undefined) return;
      // In a stepped run they are the keys of steps.
      event.preventDefault();
      event.stopPropagation();
      engine.act(item.widget.label, '', move);
    }),
  ];
  return {
    root,
    places,
    show: (widgets, names) => {
      places.clear();
      items.clear();
      const shown = itemsOf(widgets, names);
      const wanted = new Set(shown.map(keyOf));
      for (const [key, target] of elements) if (!wanted.has(key) && elements.delete(key)) target.remove();
      const counts: Record<Kind, number> = { button: 0, edge: 0, field: 0, notice: 0 };
      for (const item of shown) {
        const target = elements.get(keyOf(item)) ?? makeElement(item);
        elements.set(keyOf(item), target);
        showState(target, item, canvas);
        places.set(target, item.widget);
        items.set(target, item);
        const group = groups[item.kind];
        const next = group.children[counts[item.kind]++] ?? null;
        if (next !== target) group.insertBefore(target, next);
      }
      for (const group of Object.values(groups)) group.hidden = !group.firstElementChild;
    },
    unbind: () => {
      for (const undo of undos) undo();
    },
  };
}
