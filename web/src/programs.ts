// The choice of the program: lessons and the user's own, saved while they are typed.
import { download } from './download';
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
  /**
   * Opens a program that becomes one of the user's own when it is edited. `again`: if that has happened, what the user has made of it.
   * @returns whether it is that
   */
  openForeign(name: string, source: string, again?: boolean): boolean;
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

/** Reads a file as CPython does. @returns the program, or why it is none */
async function readProgram(file: File): Promise<string | { readonly refusal: string }> {
  if (file.size > longestFile) return { refusal: 'is larger than 4 MB' };
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (!bytes) return { refusal: 'cannot be read' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? { refusal: 'is not a text' } : text.replaceAll('\r\n', '\n');
  } catch {
    return { refusal: 'is not a text in UTF-8' };
  }
}

export function bindPrograms(events: ProgramEvents): Programs {
  let current = '';
  /** A program that is not kept yet: it came with a link. */
  let foreign: string | undefined;
  /** The text of the program, if another tab has deleted it. */
  let orphan: string | undefined;
  let timer: number | undefined;

  const list = () => {
    const kept = store.ownPrograms();
    const own = !store.isOwn(current) || kept.includes(current) ? kept : [current, ...kept];
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
    const original = store.originalOf(current);
    button('reset').hidden = original === undefined;
    button('reset').disabled = original === events.source();
    button('reset').textContent = store.isOwn(current) ? 'Reset to the program of the link' : 'Reset to the lesson';
    button('delete').hidden = !store.isOwn(current);
    const deleted = store.deleted();
    button('bring-back').hidden = !deleted;
    button('bring-back').textContent = deleted ? `Bring back “${deleted[0]}”` : '';
  };

  const complainOfStorage = () => {
    // In a frame that has no storage, the user knows that the page around it does not keep anything either.
    if (window.top === window) events.complain('This browser does not keep the program: save it as a file');
  };
  /** The program of the link is the user's own now: the address does not name it any more. That of a frame also says how it looks. */
  const leaveLink = () => {
    if (window.top !== window) return;
    history.replaceState(null, '', location.pathname + location.search + fragmentOfExercise(location.hash, store.nameOf(current)));
  };
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    const source = events.source();
    if (source === (foreign ?? orphan ?? store.load(current))) return;
    orphan = undefined;
    const was = store.originalOf(current) === store.load(current);
    let isKept: boolean;
    if (foreign === undefined) isKept = store.save(current, source);
    else [current, isKept] = store.saveForeign(current, source, foreign);
    if (!isKept) complainOfStorage();
    if (foreign === undefined && was === (store.originalOf(current) === source)) return;
    foreign = undefined;
    leaveLink();
    remember(openKey, current);
    list();
  };

  const show = (id: string, source: string) => {
    if (current) save();
    foreign = orphan = undefined;
    current = id;
    events.show(source);
  };
  const open = (id: string) => {
    show(id, store.load(id) ?? firstText);
    remember(openKey, id);
    list();
  };
  /** Opens what the user has chosen. The address does not name another program any more; the browser's Back leads to that. */
  const choose = (id: string) => {
    open(id);
    const { hash, pathname, search } = location;
    // An exercise stays with its program, which may be chosen again.
    if (hash && window.top === window && !fragmentOfExercise(hash, '')) history.pushState(null, '', pathname + search);
  };
  const create = (name: string, source: string) => {
    const id = store.idOf(store.freeName(name));
    if (current) save();
    const isKept = store.save(id, source);
    choose(id);
    if (!isKept) complainOfStorage();
  };
  const openFiles = async (files: readonly File[]) => {
    const refused: string[] = [];
    for (const file of files) {
      const text = await readProgram(file);
      if (typeof text === 'string') create(file.name.replace(/\.py$/, ''), text);
      else refused.push(`${file.name} ${text.refusal}`);
    }
    if (refused.length > 0) events.complain(refused.join('; '));
  };

  const chooser = document.createElement('input');
  chooser.type = 'file';
  chooser.multiple = true;
  chooser.accept = '.py,text/x-python,text/plain';
  chooser.addEventListener('change', () => {
    void openFiles([...(chooser.files ?? [])]);
    chooser.value = '';
  });
  const press = (id: Parameters<typeof button>[0], act: () => void) =>
    listen(button(id), 'click', () => {
      element('program-menu', HTMLElement).hidePopover();
      act();
    });
  press('new-program', () => create('My program', firstText));
  press('open-file', () => chooser.click());
  press('save-file', () => download(store.filenameOf(current), events.source(), 'text/x-python'));
  press('reset', () => {
    save();
    store.setAside(current, events.source());
    events.replace(store.originalOf(current) ?? '');
    save();
    list();
  });
  press('delete', () => {
    save();
    store.remove(current, events.source());
    current = '';
    choose(store.ownPrograms()[0] ?? shelves[0]?.lessons[0]?.filename ?? '');
  });
  press('bring-back', () => {
    const deleted = store.deleted();
    store.forgetDeleted();
    if (deleted) create(...deleted);
  });
  listen(nameField(), 'change', () => {
    if (!nameField().value.trim()) return list();
    save();
    if (foreign !== undefined) [current] = store.saveForeign(current, foreign, foreign);
    if (orphan !== undefined) store.save(current, orphan);
    current = store.rename(current, nameField().value);
    if (foreign !== undefined) leaveLink();
    foreign = orphan = undefined;
    remember(openKey, current);
    list();
  });
  listen(select(), 'change', () => choose(select().value));

  addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  });
  const drop = (event: DragEvent) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    // The editor would take their texts into the program that is in it.
    event.stopPropagation();
    event.preventDefault();
    if (document.documentElement.dataset.readonly !== 'true') void openFiles(files);
  };
  addEventListener('drop', drop, { capture: true });
  addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', () => document.hidden && save());
  // Another tab has changed this program. An edit that has not been saved yet wins.
  addEventListener('storage', ({ key }) => {
    if (store.idOfKey(key) === undefined) return;
    if (store.idOfKey(key) === current && timer === undefined && foreign === undefined) {
      const source = store.load(current);
      // Deleted there, it stays here, and is kept again when it is edited.
      if (source === undefined) orphan = events.source();
      else events.replace(source);
    }
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
    openForeign: (name, source, again = false) => {
      const made = again ? store.madeOf(source) : undefined;
      if (made !== undefined) {
        open(made);
        return store.load(made) !== source;
      }
      show(store.idOf(store.freeName(name)), source);
      foreign = source;
      list();
      return false;
    },
  };
}
