// The lanes of the timeline as a grid: a row for each lane, a button for each bar, held lock and mark. One of them is a stop of Tab; the arrow
// keys lead to the others.
import { listen, make, setChildren, setText, type Undo } from './elements';
import type { Engine, Timeline, TimelineItem } from './engine';
import { clickCanvas, type Place } from './mirror_places';

type Lane = Timeline['lanes'][number];

export interface TimelineGrid {
  readonly root: HTMLElement;
  /** `widgets`: the places of the lanes' labels, by their names. */
  show(timeline: Timeline, labels: ReadonlyMap<string, Place>): void;
  /** The places of what is shown. */
  readonly places: ReadonlyMap<HTMLElement, Place>;
  /** The button that leads to the selected bar's line, by the label of the picture's. */
  fields(): Readonly<Record<string, HTMLElement>>;
  readonly unbind: Undo;
}

const middle = ({ x, width }: Place) => x + width / 2;
const selector = 'button';

/** An item keeps its button while the run goes on. */
const keyOf = ({ is_bar, time_ns, height }: TimelineItem) => `${is_bar} ${height} ${time_ns}`;

const keyOfLane = ({ thread, is_compared }: Lane) => `${is_compared} ${thread}`;

/** `goToLine`: shows a line of the program. */
export function timelineGrid(engine: Engine, goToLine: (line: number) => void): TimelineGrid {
  const grid = make('div', { role: 'grid', ariaLabel: 'Bars of the timeline' });
  const said = make('output', { ariaLabel: 'Selected bar' });
  const toLine = make('button', { type: 'button', hidden: true });
  const root = make('div', { className: 'lanes' }, grid, said, toLine);
  const rows = new Map<string, HTMLElement>();
  const items = new Map<HTMLElement, { lane: Lane; item: TimelineItem | undefined }>();
  const places = new Map<HTMLElement, Place>();
  let line = 0;
  /** A lane out of sight to which an arrow key has led, and from which place: when it is drawn, the focus goes to the item there. */
  let sought: { label: HTMLElement; x: number } | undefined;
  /** The stop of Tab, while the mirror has stops. */
  let current: HTMLElement | undefined;

  const buttonsOf = (row: Element | null | undefined) => [...(row?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const nearest = (buttons: readonly HTMLElement[], x: number) => {
    const far = (button: HTMLElement) => {
      const { x: left, width } = places.get(button) ?? { x: 0, width: 0 };
      return Math.max(left - x, x - (left + width), 0);
    };
    return buttons.toSorted((one, other) => far(one) - far(other))[0];
  };
  /** What is above or below a button: a label beside a label, an item beside an item if the lane has one. */
  const beside = (row: Element | null, button: HTMLElement, x: number) => {
    const [label, ...others] = buttonsOf(row);
    return button.dataset.key === 'label' || others.length === 0 ? label : nearest(others, x);
  };
  const setCurrent = (next: HTMLElement | undefined) => {
    current?.classList.remove('current');
    current = next;
    current?.classList.add('current');
  };
  const makeButton = (role: 'gridcell' | 'rowheader') => {
    const button = make('button', { type: 'button', tabIndex: -1 });
    make('div', { role }, button);
    return button;
  };
  const cellsOf = (row: HTMLElement, lane: Lane, label: Place | undefined) => {
    const { name, items: shown } = lane;
    const known = new Map(buttonsOf(row).map((button) => [button.dataset.key ?? '', button]));
    const buttons = [undefined, ...shown.toSorted((one, other) => one.x - other.x)].map((item) => {
      const key = item ? keyOf(item) : 'label';
      const button = known.get(key) ?? makeButton(item ? 'gridcell' : 'rowheader');
      known.delete(key);
      button.dataset.key = key;
      setText(button, item?.text ?? name);
      if (item?.is_bar) button.ariaPressed = String(item.is_selected);
      items.set(button, { lane, item });
      const place = item ?? label;
      if (place) places.set(button, place);
      return button;
    });
    return buttons.flatMap(({ parentElement }) => parentElement ?? []);
  };

  const show = (timeline: Timeline, labels: ReadonlyMap<string, Place>) => {
    const focused = root.contains(document.activeElement) ? (document.activeElement as HTMLElement) : undefined;
    const before = focused && places.get(focused);
    const rowBefore = focused?.closest('[role=row]');
    items.clear();
    places.clear();
    for (const key of rows.keys()) if (!timeline.lanes.some((lane) => keyOfLane(lane) === key)) rows.delete(key);
    setChildren(
      grid,
      timeline.lanes.map((lane) => {
        const row = rows.get(keyOfLane(lane)) ?? make('div', { role: 'row' });
        rows.set(keyOfLane(lane), row);
        setChildren(row, cellsOf(row, lane, labels.get(lane.name)));
        return row;
      }),
    );
    root.hidden = timeline.lanes.length === 0;
    if (sought && sought.label !== document.activeElement) sought = undefined;
    if (sought) {
      const [, ...drawn] = buttonsOf(sought.label.closest('[role=row]'));
      const item = nearest(drawn, sought.x);
      if (item) sought = undefined;
      item?.focus();
    }
    const all = buttonsOf(grid);
    if (!current || !all.includes(current)) setCurrent(all[1] ?? all[0]);
    // What has had the focus is out of sight, or part of another item now.
    if (before && !focused.isConnected) nearest(rowBefore?.isConnected ? buttonsOf(rowBefore) : all, middle(before))?.focus();
    setText(said, timeline.selected);
    line = timeline.lanes.flatMap((lane) => lane.items).find((item) => item.is_selected)?.line ?? 0;
    setText(toLine, `Go to line ${line}`);
    toLine.hidden = line === 0;
  };

  const keyed = (event: KeyboardEvent) => {
    const row = current?.closest('[role=row]');
    if (!current || !row || document.activeElement !== current) return;
    const buttons = buttonsOf(row);
    const from = current;
    const at = buttons.indexOf(from);
    const other = event.key === 'ArrowUp' ? row.previousElementSibling : row.nextElementSibling;
    const x = middle(places.get(from) ?? { x: 0, y: 0, width: 0, height: 0 });
    const goals: Record<string, () => HTMLElement | undefined> = {
      ArrowLeft: () => buttons[at - 1],
      ArrowRight: () => buttons[at + 1],
      ArrowUp: () => beside(other, from, x),
      ArrowDown: () => beside(other, from, x),
      Home: () => buttons[0],
      End: () => buttons.at(-1),
    };
    const goal = goals[event.key];
    if (!goal || event.ctrlKey || event.altKey || event.metaKey) return;
    // In a stepped run they are the keys of steps.
    event.preventDefault();
    event.stopPropagation();
    const target = goal();
    target?.focus();
    // The label of a lane out of sight stands for the item that is not drawn yet.
    const isOutOfSight = target && items.get(target)?.lane.items.length === 0;
    sought = isOutOfSight && from.dataset.key !== 'label' ? { label: target, x } : undefined;
  };
  const undos = [
    listen(grid, 'focusin', ({ target }) => {
      setCurrent(target as HTMLElement);
      const lane = items.get(target as HTMLElement)?.lane;
      if (lane?.items.length === 0) engine.showLane(lane.thread, lane.is_compared);
    }),
    listen(grid, 'keydown', keyed),
    listen(grid, 'click', ({ target }) => {
      const chosen = items.get(target as HTMLElement);
      if (!chosen) return;
      const { lane, item } = chosen;
      const place = places.get(target as HTMLElement);
      if (lane.is_compared && place) clickCanvas(place);
      else if (lane.thread) engine.selectSpan(lane.thread, item?.is_bar ? item.time_ns : -1);
    }),
    listen(toLine, 'click', () => goToLine(line)),
  ];
  return {
    root,
    show,
    places,
    fields: () => (line === 0 ? {} : { [`##line ${line}`]: toLine }),
    unbind: () => {
      for (const undo of undos) undo();
    },
  };
}
