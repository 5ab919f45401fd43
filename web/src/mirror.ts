// The picture as elements of the page, for screen readers and for the keyboard: what can be done there can be done here. Each element is at the
// place of its item in the picture, where the focus draws a ring; those of items that are out of sight are shown in a panel while one of them
// has the focus. Loaded after the engine.
import { showButtons } from './accessibility';
import { element, listen, type Undo } from './elements';
import type { Engine } from './engine';
import './mirror.css';
import { pictureButtons } from './mirror_buttons';
import { consoleField, type Part, threadForm } from './mirror_fields';
import { expressionsOfCards, makeRing, type Place, placesOfFields, placesOfItems, putAll } from './mirror_places';
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
const controls = (root: HTMLElement) => root.querySelectorAll<HTMLElement>(':is(button, input, select):not([role=grid] *)');

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

export function bindMirror(engine: Engine, goToLine: (line: number) => void): Mirror {
  const root = element('mirror', HTMLElement);
  const canvas = element('threadbox-canvas', HTMLCanvasElement);
  const [threads, cards] = [element('threads', HTMLUListElement), element('cards', HTMLUListElement)];
  const grid = timelineGrid(engine, goToLine);
  const buttons = pictureButtons(engine);
  const above: Part[] = [momentSlider(engine), waitList()];
  const below: Part[] = [variableList(), threadForm(engine), consoleField(engine)];
  root.prepend(above[0]?.root ?? '', grid.root, above[1]?.root ?? '');
  root.append(...below.map((part) => part.root), buttons.root);
  const parts = [...above, ...below];
  let latest: Snapshot | undefined;
  const place = () => {
    if (!latest) return;
    const widgets = engine.widgets();
    const lanes = widgets.find(({ label }) => label === '##lanes');
    const labels = new Map<string, Place>();
    for (const widget of widgets)
      if (widget.context && lanes && widget.x < lanes.x && widget.y < lanes.y + lanes.height) labels.set(widget.label.slice(2), widget);
    grid.show(engine.timeline(), labels);
    buttons.show(widgets);
    const fields = Object.assign({}, ...parts.map((part) => part.fields ?? {})) as Record<string, HTMLElement>;
    const expressions = latest.threads.map(({ expression }) => expression);
    putAll(
      root,
      new Map([
        ...grid.places,
        ...buttons.places,
        ...placesOfFields(fields, widgets),
        ...placesOfItems(threads, expressions, widgets),
        ...placesOfItems(cards, expressionsOfCards(engine, latest), widgets),
      ]),
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
    () => resized.disconnect(),
    stop,
    unfocus,
    grid.unbind,
    buttons.unbind,
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
      buttons.root.remove();
    },
  };
}
