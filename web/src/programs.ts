// The choice of the program: lessons and the user's own, saved while they are typed.
import { element, listen, remember, remembered } from './elements';
import { findLesson, shelves } from './lessons';
import { fragmentOfExercise } from './links';
import * as store from './store';

const openKey = 'open-program';
const savePauseMs = 300;
const longestFile = 4 << 20;

const firstText = 'import threading\n\n';

export interface ProgramEvents {
  /** Puts a program's text into the editor. Its edits cannot be undone into those of the program before. */
  show(source: string): void;
  /** Puts a text in the place of the one in the editor, so that Control+Z leads back. */
  replace(source: string): void;
  /** The text in the editor. */
  source(): string;
  /** Says that something could not be done. */
  complain(sentence: string): void;
}

export interface Programs {
  /** The filename in tracebacks. */
  filename(): string;
  name(): string;
  /** The lesson's filename if it is one and unchanged. */
  lesson(): string | undefined;
  /** The text in the editor has changed. */
  edited(): void;
  /** Opens a lesson by its filename. @returns whether there is one */
  openLesson(filename: string): boolean;
  /** Opens a program that becomes one of the user's own when it is edited. */
  openForeign(name: string, source: string): void;
}

const select = () => element('program', HTMLSelectElement);
const button = (id: 'new-program' | 'open-file' | 'save-file' | 'reset' | 'delete' | 'bring-back') => element(id, HTMLButtonElement);
const nameField = () => element('program-name', HTMLInputElement);

function group(title: string, ids: readonly string[]): HTMLOptGroupElement {
  const result = document.createElement('optgroup');
  result.label = title;
  const text = (id: string) => store.nameOf(id) + (store.isChanged(id) ? ' •' : '');
  result.append(...ids.map((id) => new Option(text(id), id)));
  return result;
}

/** Offers a text as a file. */
function download(filename: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/x-python' }));
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export function bindPrograms(events: ProgramEvents): Programs {
  let current = '';
  /** A program that is not kept yet: it came with a link. */
  let foreign: string | undefined;
  let timer: number | undefined;

  const list = () => {
    const own = foreign === undefined ? store.ownPrograms() : [current, ...store.ownPrograms()];
    select().replaceChildren(
      ...(own.length > 0 ? [group('My programs', own)] : []),
      ...shelves.map(({ title, lessons }) =>
        group(
          title,
          lessons.map(({ filename }) => filename),
        ),
      ),
    );
    select().value = current;
    const changed = store.isChanged(current);
    select().title = changed ? 'You have changed this lesson' : '';
    nameField().value = store.nameOf(current);
    element('program-name-field', HTMLElement).hidden = !store.isOwn(current);
    button('reset').hidden = store.isOwn(current);
    button('reset').disabled = !changed;
    button('delete').hidden = !store.isOwn(current);
    const deleted = store.deleted();
    button('bring-back').hidden = !deleted;
    button('bring-back').textContent = deleted ? `Bring back “${deleted[0]}”` : '';
  };

  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    const source = events.source();
    if (source === foreign || source === store.load(current)) return;
    const was = store.isChanged(current);
    // In a frame that has no storage, the user knows that the page around it does not keep anything either.
    if (!store.save(current, source) && window.top === window) events.complain('This browser does not keep the program: save it as a file');
    if (foreign === undefined && was === store.isChanged(current)) return;
    foreign = undefined;
    // The address still names the link's program. That of a frame also says how it looks.
    if (window.top === window)
      history.replaceState(null, '', location.pathname + location.search + fragmentOfExercise(location.hash, store.nameOf(current)));
    remember(openKey, current);
    list();
  };

  const show = (id: string, source: string) => {
    if (current) save();
    foreign = undefined;
    current = id;
    events.show(source);
  };
  const open = (id: string) => {
    show(id, store.load(id) ?? firstText);
    remember(openKey, id);
    list();
  };
  const create = (name: string, source: string) => {
    const id = store.idOf(store.freeName(name));
    store.save(id, source);
    open(id);
  };

  const openFile = async (file: File) => {
    const text = file.size > longestFile ? undefined : await file.text();
    if (text === undefined) return events.complain(`${file.name} is larger than 4 MB`);
    if (text.includes('\0')) return events.complain(`${file.name} is not a text`);
    create(file.name.replace(/\.py$/, ''), text.replaceAll('\r\n', '\n'));
  };

  const chooser = document.createElement('input');
  chooser.type = 'file';
  chooser.accept = '.py,text/x-python,text/plain';
  chooser.addEventListener('change', () => {
    for (const file of chooser.files ?? []) void openFile(file);
    chooser.value = '';
  });
  const press = (id: Parameters<typeof button>[0], act: () => void) =>
    listen(button(id), 'click', () => {
      element('program-menu', HTMLElement).hidePopover();
      act();
    });
  press('new-program', () => create('My program', firstText));
  press('open-file', () => chooser.click());
  press('save-file', () => download(store.filenameOf(current), events.source()));
  press('reset', () => {
    events.replace(findLesson(current)?.source ?? '');
    save();
  });
  press('delete', () => {
    save();
    store.remove(current);
    current = '';
    open(store.ownPrograms()[0] ?? shelves[0]?.lessons[0]?.filename ?? '');
  });
  press('bring-back', () => {
    const deleted = store.deleted();
    store.forgetDeleted();
    if (deleted) create(...deleted);
  });
  listen(nameField(), 'change', () => {
    if (!nameField().value.trim()) return list();
    save();
    if (foreign !== undefined) store.save(current, foreign);
    current = store.rename(current, nameField().value);
    foreign = undefined;
    remember(openKey, current);
    list();
  });
  listen(select(), 'change', () => open(select().value));

  addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    if (document.documentElement.dataset.readonly === 'true') return;
    for (const file of files) void openFile(file);
  });
  addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', () => document.hidden && save());
  // Another tab has changed this program. An edit that has not been saved yet wins.
  addEventListener('storage', ({ key }) => {
    if (store.idOfKey(key) === undefined) return;
    const source = store.load(current);
    if (store.idOfKey(key) === current && timer === undefined && source !== undefined && foreign === undefined) events.replace(source);
    list();
  });

  const last = remembered(openKey) ?? '';
  open(store.load(last) === undefined ? (shelves[0]?.lessons[0]?.filename ?? '') : last);
  return {
    filename: () => store.filenameOf(current),
    name: () => store.nameOf(current),
    lesson: () => (store.isOwn(current) || events.source() !== findLesson(current)?.source ? undefined : current),
    edited: () => {
      timer ??= window.setTimeout(save, savePauseMs);
    },
    openLesson: (filename) => {
      if (!findLesson(filename)) return false;
      open(filename);
      return true;
    },
    openForeign: (name, source) => {
      show(store.idOf(store.freeName(name)), source);
      foreign = source;
      list();
    },
  };
}
