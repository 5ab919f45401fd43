// The files of the run: those that the user adds for it, and a card of what there is. The card is loaded with the first file.
import { element, listen, make } from './elements';
import type { Engine } from './engine';

/** Together. The memory of the module must hold them twice. */
const mostBytes = 16 << 20;

type Card = typeof import('./files_card');

const added = new Map<string, Uint8Array<ArrayBuffer>>();
let card: Card | undefined;
let asked: Promise<void> | undefined;
let shown = 0;

/** Those with which each run begins, until the page is closed. */
export const addedFiles = (): ReadonlyMap<string, Uint8Array<ArrayBuffer>> => added;

export function bindFiles(engine: () => Engine | undefined, complain: (sentence: string) => void): void {
  const refresh = () => {
    shown = -1;
    const current = engine();
    if (current) showFiles(current);
  };
  const take = async (file: File) => {
    const others = [...added].reduce((sum, [name, { length }]) => sum + (name === file.name ? 0 : length), 0);
    if (file.size + others > mostBytes) return complain(`${file.name} is too large: a run may begin with 16 MB of files`);
    added.set(file.name, new Uint8Array(await file.arrayBuffer()));
  };
  const chooser = make('input', { type: 'file', multiple: true });
  listen(chooser, 'change', () => {
    const files = [...(chooser.files ?? [])];
    chooser.value = '';
    void Promise.all(files.map(take)).then(refresh, () => complain('The file could not be read'));
  });
  listen(element('add-files', HTMLButtonElement), 'click', () => {
    element('program-menu', HTMLElement).hidePopover();
    chooser.click();
  });
  listen(element('files', HTMLElement), 'click', ({ target }) => {
    const { add, remove } = target instanceof HTMLElement ? target.dataset : {};
    if (add !== undefined) chooser.click();
    if (remove === undefined) return;
    added.delete(remove);
    refresh();
  });
}

/** Shows the files as they are now, if they have changed. */
export function showFiles(engine: Engine): void {
  const changes = engine.fileChanges();
  if (changes === shown) return;
  if (card) {
    shown = changes;
    card.showCard(element('files', HTMLElement), engine, added);
  }
  if (asked || (added.size === 0 && engine.files().length === 0)) return;
  asked = import('./files_card').then((loaded) => {
    card = loaded;
    showFiles(engine);
  });
  asked.catch(() => (asked = undefined)); // A later change of the model tries again.
}
