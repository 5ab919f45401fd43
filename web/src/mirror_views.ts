// What the picture shows beside threads and primitives: the moment on the timeline, who waits for whom, variables.
import { element, listen, make, setText } from './elements';
import type { Engine } from './engine';
import type { Part } from './mirror_fields';
import type { Primitive, Snapshot, Thread, Variable } from './schema';

const seconds = (ns: number) => `${(ns / 1e9).toPrecision(3)} s`;

/** The time axis: a slider that shows an earlier moment, and a button that leads back. */
export function momentSlider(engine: Engine): Part {
  const slider = make('input', { type: 'range', min: '0' });
  const now = make('button', { type: 'button', textContent: 'Back to now' });
  const root = make('form', { ariaLabel: 'Timeline' }, make('label', {}, 'Moment ', slider), now);
  let span = 0;
  const undos = [
    listen(root, 'submit', (event) => event.preventDefault()),
    listen(slider, 'input', () => engine.showMoment((slider.valueAsNumber / 100) * span)),
    listen(now, 'click', () => {
      // As the key does in the picture.
      const event = new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true });
      for (const name of ['keyCode', 'which']) Object.defineProperty(event, name, { value: 27 });
      element('threadbox-canvas', HTMLCanvasElement).dispatchEvent(event);
    }),
  ];
  return {
    root,
    fields: { 'Choose a moment': slider, Now: now },
    show: (shown) => {
      if (!shown.is_past) span = shown.time_ns;
      if (document.activeElement !== slider || !shown.is_past) slider.valueAsNumber = shown.is_past ? (shown.time_ns / span) * 100 : 100;
      slider.setAttribute('aria-valuetext', shown.is_past ? `${seconds(shown.time_ns)} of ${seconds(span)}` : `now, ${seconds(span)}`);
      slider.disabled = span === 0;
      now.hidden = !shown.is_past;
    },
    unbind: () => {
      for (const undo of undos) undo();
    },
  };
}

/** Writes one item for each text. */
function showList(list: HTMLUListElement, texts: readonly string[]): void {
  while (list.childElementCount > texts.length) list.lastElementChild?.remove();
  while (list.childElementCount < texts.length) list.append(make('li'));
  for (const [i, text] of texts.entries()) setText(list.children[i] as HTMLElement, text);
}

/** "Ada waits for lock b, held by Ben" */
function edgeWords({ name, wait }: Thread, objects: ReadonlyMap<number, Primitive>, threads: ReadonlyMap<number, Thread>): string {
  const object = objects.get(wait?.object ?? 0);
  const awaited = threads.get(wait?.object ?? 0);
  if (awaited) return `${name} waits for thread ${awaited.name}`;
  if (!object) return '';
  const owner = threads.get(object.owner ?? 0);
  return `${name} waits for ${object.kind} ${object.label}${owner ? `, held by ${owner.name}` : ''}`;
}

/** The graph of who waits for whom, as sentences. */
export function waitList(): Part {
  const root = make('ul', { ariaLabel: 'Who waits for whom' });
  return {
    root,
    show: ({ threads, objects }) => {
      const known = new Map(objects.map((object) => [object.id, object]));
      const rows = new Map(threads.map((thread) => [thread.object, thread]));
      const waiting = threads.filter(({ state, wait }) => state === 'waiting' && wait !== null && wait.object !== 0);
      showList(
        root,
        waiting.map((thread) => edgeWords(thread, known, rows)).filter((words) => words !== ''),
      );
      root.hidden = root.childElementCount === 0;
    },
  };
}

const mostVariables = 200;

function variableWords({ name, text, changed, repr, parts, more }: Variable): string {
  const inner = parts.length > 0 ? ` (${parts.map((part) => `${part.name} = ${part.text}`).join(', ')}${more > 0 ? ', …' : ''})` : '';
  return `${name} = ${repr || text}${inner}${changed ? ', changed' : ''}`;
}

/** The variables of a stepped run. */
export function variableList(): Part {
  const root = make('ul', { ariaLabel: 'Variables' });
  const place = (shown: Snapshot, thread: number, name: string) =>
    thread === 0 ? 'global' : `${shown.threads.find(({ object }) => object === thread)?.name ?? 'a thread'}, ${name}()`;
  return {
    root,
    show: (shown) => {
      const scopes = shown.steps?.scopes ?? [];
      const words = scopes.flatMap(({ thread, function: name, variables }) =>
        variables.map((variable) => `${place(shown, thread, name)}: ${variableWords(variable)}`),
      );
      showList(root, words.slice(0, mostVariables));
      root.hidden = words.length === 0;
    },
  };
}
