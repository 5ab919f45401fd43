// Where the elements of the mirror are: over the items of the picture that they stand for, so that a screen magnifier, a finger that explores
// the screen and the ring of the focus find them there. What is out of sight in the picture has no place.
import { element, make, type Undo } from './elements';
import type { Engine, Widget } from './engine';
import type { Snapshot } from './schema';

/** In CSS pixels, from the canvas's corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Puts the elements at their places; those that had one before have none any more. */
export function putAll(root: HTMLElement, places: ReadonlyMap<HTMLElement, Place>): void {
  for (const before of root.querySelectorAll<HTMLElement>('.placed')) if (!places.has(before)) before.classList.remove('placed');
  for (const [target, place] of places) {
    target.classList.add('placed');
    setPlace(target, place);
  }
}

function setPlace(target: HTMLElement, { x, y, width, height }: Place): void {
  for (const [name, value] of Object.entries({ x, y, width, height })) {
    const text = `${Math.round(value)}px`;
    if (target.style.getPropertyValue(`--${name}`) !== text) target.style.setProperty(`--${name}`, text);
  }
}

/** "t1._fire_now()" is the button "fire now" of the row of t1. */
function wordsOf(action: string): string {
  if (action.startsWith('Step ')) return 'step';
  if (action.startsWith('Let ')) return 'to its wait';
  if (action === 'Cancel the statement') return 'cancel';
  if (/\.daemon = /.test(action)) return '##daemon';
  const method = /\.(\w+)\([^()]*\)$/.exec(action)?.[1] ?? '';
  return method.replace('_nowait', '').replaceAll('_', ' ').trim();
}

const larger = (one: Widget, other: Widget | undefined) => !other || one.width * one.height >= other.width * other.height;

/** The places of the rows and cards of a list, and of their buttons. `expressions`: of the items, in their order. */
export function placesOfItems(list: HTMLElement, expressions: readonly string[], widgets: readonly Widget[]): Map<HTMLElement, Place> {
  const places = new Map<HTMLElement, Place>();
  for (const [i, expression] of expressions.entries()) {
    const [words, ...buttons] = [...(list.children[i]?.children ?? [])] as HTMLElement[];
    const own = widgets.filter(({ context }) => context === expression);
    let whole: Widget | undefined;
    for (const widget of own) if (/^##(?!daemon$|value$)/.test(widget.label) && larger(widget, whole)) whole = widget;
    if (words && whole) places.set(words, whole);
    for (const button of buttons) {
      const place = own.find(({ label }) => label === wordsOf(button.textContent ?? ''));
      if (place) places.set(button, place);
    }
  }
  return places;
}

/** The fields and buttons that stand for one widget each. */
export function placesOfFields(fields: Readonly<Record<string, HTMLElement | null>>, widgets: readonly Widget[]): Map<HTMLElement, Place> {
  const places = new Map<HTMLElement, Place>();
  for (const [label, field] of Object.entries(fields)) {
    const widget = widgets.find((one) => one.label === label && !one.context);
    if (field && widget) places.set(field, widget);
  }
  return places;
}

/** The expressions of the cards, in the order of the list. */
export function expressionsOfCards(engine: Engine, { objects }: Snapshot): string[] {
  const known = new Map(objects.map(({ id, expression }) => [id, expression]));
  return engine.cards().map(({ id }) => known.get(id) ?? '');
}

/** Lays a text that is not part of the mirror over what shows it in the picture; undefined: nothing does. */
export function overlay(target: HTMLElement, place: Place | undefined): void {
  target.classList.toggle('overlaid', place !== undefined);
  if (place) setPlace(target, place);
}

/** Shows the ring of the focus at the place of an element; undefined: nowhere. */
export function makeRing(stage: HTMLElement): { at(target: HTMLElement | undefined): void; remove: Undo } {
  const ring = make('div', { className: 'ring', hidden: true, role: 'presentation' });
  stage.append(ring);
  return {
    at: (target) => {
      ring.hidden = !target?.classList.contains('placed');
      for (const name of ['--x', '--y', '--width', '--height'])
        ring.style.setProperty(name, ring.hidden ? '0px' : (target?.style.getPropertyValue(name) ?? ''));
    },
    remove: () => ring.remove(),
  };
}

/** Does in the picture what a click on a place of it does. */
export function clickCanvas({ x, y, width, height }: Place): void {
  const canvas = element('threadbox-canvas', HTMLCanvasElement);
  const box = canvas.getBoundingClientRect();
  const at = { clientX: box.x + x + width / 2, clientY: box.y + y + height / 2, bubbles: true, cancelable: true, view: window };
  canvas.dispatchEvent(new MouseEvent('mousemove', at));
  canvas.dispatchEvent(new MouseEvent('mousedown', { ...at, button: 0, buttons: 1 }));
  canvas.dispatchEvent(new MouseEvent('mouseup', { ...at, button: 0 }));
}
