// The card of the files: those of the run as they are now, and those with which the next one begins.
import './files_card.css';
import { download } from './download';
import { listen, make, setChildren, setText } from './elements';
import type { Engine } from './engine';

interface Shown {
  readonly path: string;
  readonly bytes: number;
  readonly isAdded: boolean;
  /** Whether the run that is shown has it. */
  readonly isThere: boolean;
}

const sizes = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

function sizeOf(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  return bytes < 1e6 ? `${sizes.format(bytes / 1e3)} kB` : `${sizes.format(bytes / 1e6)} MB`;
}

function wordsOf({ bytes, isAdded, isThere }: Shown): string {
  if (!isThere) return `${sizeOf(bytes)}, for the next run`;
  return isAdded ? `${sizeOf(bytes)}, added` : sizeOf(bytes);
}

/** An item of the list. It stays the same element while there is a file at its path, so that a button of it keeps the focus. */
interface Item {
  readonly root: HTMLLIElement;
  readonly words: HTMLElement;
  readonly removes: HTMLButtonElement;
}

function makeItem(path: string, save: () => void): Item {
  const words = make('small');
  const saves = make('button', { type: 'button', ariaLabel: `Download ${path}`, title: 'Save it on this computer' }, 'Download');
  listen(saves, 'click', save);
  const removes = make('button', { type: 'button', ariaLabel: `Remove ${path}`, title: 'Let the next run begin without it' }, 'Remove');
  removes.dataset.remove = path;
  return { root: make('li', {}, make('span', { textContent: path, title: path }), words, saves, removes), words, removes };
}

function filesOf(engine: Engine, added: ReadonlyMap<string, Uint8Array>): Shown[] {
  const there = engine.files().map((file) => ({ ...file, isAdded: added.has(file.path), isThere: true }));
  const known = new Set(there.map(({ path }) => path));
  const next = [...added].map(([path, { length }]) => ({ path, bytes: length, isAdded: true, isThere: false }));
  return [...there, ...next.filter(({ path }) => !known.has(path))];
}

const items = new Map<string, Item>();

/** `added`: the files that the user has added, by their names. */
export function showCard(target: HTMLElement, engine: Engine, added: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): void {
  let list = target.querySelector('ul');
  if (!list) {
    const adds = make('button', { type: 'button', title: 'Put files into the folder of the next runs' }, 'Add…');
    adds.dataset.add = '';
    list = make('ul', { ariaLabel: 'Files of the run' });
    target.append(make('header', {}, make('h2', {}, 'Files'), adds), list);
  }
  const save = (path: string) => {
    const content = engine.file(path) ?? added.get(path);
    if (content) download(path.slice(path.lastIndexOf('/') + 1), content, 'application/octet-stream');
  };
  const files = filesOf(engine, added);
  target.hidden = files.length === 0;
  for (const path of items.keys()) if (!files.some((file) => file.path === path)) items.delete(path);
  const shown = files.map((file) => {
    const item = items.get(file.path) ?? makeItem(file.path, () => save(file.path));
    items.set(file.path, item);
    setText(item.words, wordsOf(file));
    item.removes.hidden = !file.isAdded;
    return item.root;
  });
  setChildren(list, shown);
}
