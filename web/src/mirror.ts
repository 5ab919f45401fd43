// The picture as elements of the page, for screen readers and for the keyboard: what can be done there can be done here. Each element is at the
// place of its item in the picture, where the focus draws a ring; those of items that are out of sight are shown in a panel while one of them
// has the focus. Loaded after the engine.
import { showButtons, showCards } from './accessibility';
import { element, listen, type Undo } from './elements';
import type { Engine, Widget } from './engine';
import './mirror.css';
import { consoleField, type Part, threadForm } from './mirror_fields';
import { pictureItems } from './mirror_items';
import { expressionsOfCards, makeRing, overlay, type Place, placesOfFields, placesOfItems, putAll } from './mirror_places';
import { timelineGrid } from './mirror_timeline';
import { momentSlider, variableList, waitList } from './mirror_views';
import type { Snapshot } from './schema';
import { actionsOf, takesStatements } from './thread_actions';

export interface Mirror {
  /** Shows the model of the present, or of the moment that the user has chosen. */
  show(shown: Snapshot): void;
  readonly unbind: Undo;
}

/** The grid has a stop of its own. */
const controls = (root: HTMLElement) =>
  root.querySelectorAll<HTMLElement>(':is(button, input, select, [role=separator]):not([role=grid] *)');

/** Makes the controls stops of Tab while one of them has the focus: Tab alone passes the mirror by. */
function setStops(root: HTMLElement, isOpen: boolean): void {
  for (const control of controls(root)) control.tabIndex = isOpen ? 0 : -1;
  for (const button of root.querySelectorAll<HTMLElement>('[role=grid] button'))
    button.tabIndex = isOpen && button.classList.contains('current') ? 0 : -1;
}

function bindFocus(root: HTMLElement): Undo {
  const ring = makeRing(element('stage', HTMLElement));
  const see = (focused: EventTarget | null) => {
    const target = focused instanceof HTMLElement && root.contains(focused) ? focused : undefined;
    root.classList.toggle('over', !target || target.classList.contains('placed'));
    setStops(root, target !== undefined);
    ring.at(target);
    if (target && !root.classList.contains('over')) target.scrollIntoView({ block: 'nearest' });
  };
  see(document.activeElement);
  // What has the focus may be moved, or go out of sight.
  const observer = new MutationObserver(() => see(document.activeElement));
  observer.observe(root, { attributeFilter: ['style', 'class'], subtree: true });
  const undos = [
    listen(root, 'focusin', ({ target }) => see(target)),
    listen(root, 'focusout', ({ relatedTarget }) => see(relatedTarget)),
    listen(root, 'keydown', ({ key }) => {
      if (key === 'Escape') element('threadbox-canvas', HTMLCanvasElement).focus();
    }),
    () => observer.disconnect(),
    ring.remove,
  ];
  return () => {
    for (const undo of undos) undo();
  };
}

const leastPauseMs = 150;
/** As of a snapshot: see throttle.ts. */
const pausePerWork = 9;
/** So many pauses without a frame are the end of what is drawn: where frames take long, one is not. */
const quietPauses = 4;

/** Calls `place` soon, and again while the picture is being drawn: some frames may follow a change, and scrolling changes no model. */
function followPicture(engine: Engine, place: () => void): { follow: () => void; stop: Undo } {
  let timer: number | undefined;
  let quiet = 0;
  let shown = -1;
  const act = () => {
    const began = performance.now();
    const frames = engine.frames();
    if (frames === shown) ++quiet;
    else {
      quiet = 0;
      shown = frames;
      place();
    }
    const pause = Math.max(leastPauseMs, (performance.now() - began) * pausePerWork);
    timer = quiet < quietPauses ? window.setTimeout(act, pause) : undefined;
  };
  const follow = () => {
    quiet = 0;
    shown = -1;
    timer ??= window.setTimeout(act, leastPauseMs);
  };
  return { follow, stop: () => clearTimeout(timer) };
}

/** The labels of the lanes, by what they show. */
function labelsOfLanes(widgets: readonly Widget[]): Map<string, Widget> {
  const labels = new Map<string, Widget>();
  for (const lanes of widgets.filter(({ label }) => label === '##lanes')) {
    const prefix = lanes.context ? `${lanes.context}: ` : '';
    for (const widget of widgets)
      if (widget !== lanes && widget.context && widget.label.startsWith('##') && isBeside(widget, lanes))
        labels.set(prefix + widget.label.slice(2), widget);
  }
  return labels;
}

/** Left of the lanes, at their height. */
const isBeside = (label: Place, lanes: Place) =>
  label.x + label.width <= lanes.x && label.y + label.height > lanes.y && label.y < lanes.y + lanes.height;

/** Whether it is the notice that `role=alert` says, too: see showAlert(). */
const isOfAlert = ({ label }: Widget) => /^##notice (Failed|Deadlock|Nothing can go on)$/.test(label);

/** The names of rows and cards, by their expressions. */
const namesOf = ({ threads, objects }: Snapshot) =>
  new Map([
    ...objects.map(({ expression, label }): [string, string] => [expression, label]),
    ...threads.map(({ expression, name }): [string, string] => [expression, name]),
  ]);

/** What the items of one of the two lists are about. */
function objectsOf(engine: Engine, { id }: HTMLElement, shown: Snapshot | undefined): readonly number[] {
  if (id === 'cards') return engine.cards().map(({ id }) => id);
  return shown?.threads.map(({ object }) => object) ?? [];
}

function showSelected(list: HTMLElement, objects: readonly number[], selected: number): void {
  for (const [i, item] of [...list.children].entries()) {
    const words = item.firstElementChild;
    if (words) words.ariaPressed = String(selected !== 0 && objects[i] === selected);
  }
}

export function bindMirror(engine: Engine, goToLine: (line: number) => void): Mirror {
  const root = element('mirror', HTMLElement);
  const canvas = element('threadbox-canvas', HTMLCanvasElement);
  const [threads, cards] = [element('threads', HTMLUListElement), element('cards', HTMLUListElement)];
  const grid = timelineGrid(engine, goToLine);
  const items = pictureItems(engine, canvas);
  const above: Part[] = [momentSlider(engine), waitList()];
  const below: Part[] = [variableList(), threadForm(engine), consoleField(engine)];
  root.prepend(above[0]?.root ?? '', grid.root, above[1]?.root ?? '');
  root.append(...below.map((part) => part.root), items.root);
  const parts = [...above, ...below];
  let latest: Snapshot | undefined;
  const place = () => {
    if (!latest) return;
    const widgets = engine.widgets();
    grid.show(engine.timeline(), labelsOfLanes(widgets));
    const fields: Record<string, HTMLElement> = Object.assign({}, ...parts.map((part) => part.fields ?? {}), grid.fields());
    for (const part of parts) part.follow?.(widgets);
    // A field of a card is part of its statements.
    showCards(cards, engine.cards(), latest);
    const expressions = latest.threads.map(({ expression }) => expression);
    const inGrid = new Set<Place>(grid.places.values());
    const inLists = widgets.filter((widget) => !inGrid.has(widget));
    const places = new Map([
      ...grid.places,
      ...placesOfFields(fields, widgets),
      ...placesOfItems(threads, expressions, inLists),
      ...placesOfItems(cards, expressionsOfCards(engine, latest), inLists),
    ]);
    const taken = new Set<Place>(places.values());
    const notice = widgets.find(isOfAlert);
    const rest = widgets.filter((widget) => !taken.has(widget) && widget !== notice);
    items.show(rest, namesOf(latest));
    for (const list of [threads, cards]) showSelected(list, objectsOf(engine, list, latest), engine.selected());
    putAll(root, new Map([...places, ...items.places]));
    overlay(element('alert', HTMLElement), notice);
    overlay(
      element('console', HTMLElement),
      widgets.find(({ label }) => label === '##text'),
    );
    setStops(root, root.contains(document.activeElement));
  };
  const { follow, stop } = followPicture(engine, place);
  const resized = new ResizeObserver(follow);
  resized.observe(canvas);
  root.classList.remove('hidden');
  const unfocus = bindFocus(root);
  const undos = [
    ...(['wheel', 'pointerup', 'keyup'] as const).map((type) => listen(canvas, type, follow)),
    listen(root, 'click', follow),
    listen(root, 'input', follow),
    listen(root, 'keydown', follow),
    ...[threads, cards].map((list) =>
      listen(list, 'click', ({ target }) => {
        const object =
          target instanceof Element && objectsOf(engine, list, latest)[[...list.children].indexOf(target.parentElement ?? list)];
        if (object && (target as Element).classList.contains('item')) engine.toggle(object);
      }),
    ),
    () => resized.disconnect(),
    stop,
    unfocus,
    grid.unbind,
    items.unbind,
  ];
  return {
    show: (shown) => {
      latest = shown;
      for (const part of parts) part.show(shown);
      for (const [i, thread] of shown.threads.entries()) {
        const item = threads.children[i];
        if (item) showButtons(item, takesStatements(shown) ? actionsOf(thread) : []);
      }
      setStops(root, root.contains(document.activeElement));
      follow();
    },
    unbind: () => {
      for (const undo of undos) undo();
      for (const part of parts) {
        part.unbind?.();
        part.root.remove();
      }
      root.classList.add('hidden');
      grid.root.remove();
      items.root.remove();
      for (const id of ['alert', 'console']) overlay(element(id, HTMLElement), undefined);
    },
  };
}
