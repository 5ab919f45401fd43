// The programs that this browser keeps: the lessons that the user has changed, and the user's own. What is kept survives reloads, crashes
// and updates; where storage is unavailable (a sandboxed frame, a full disk), it is kept while the page is open.
import { findLesson } from './lessons';

/** The id of a lesson is its filename. Own programs have this before their name. */
const ownPrefix = 'own/';
const keyPrefix = 'program/';
const deletedKey = 'deleted-program';

export const isOwn = (id: string): boolean => id.startsWith(ownPrefix);
export const idOf = (name: string): string => ownPrefix + name;
export const nameOf = (id: string): string => (isOwn(id) ? id.slice(ownPrefix.length) : (findLesson(id)?.title ?? id));
/** The filename in tracebacks, and of the file that is saved. */
export const filenameOf = (id: string): string => (isOwn(id) ? `${nameOf(id).replace(/\.py$/, '')}.py` : id);

/** What storage does not take. */
const unsaved = new Map<string, string>();

function get(key: string): string | undefined {
  try {
    return unsaved.get(key) ?? localStorage.getItem(key) ?? undefined;
  } catch {
    return unsaved.get(key);
  }
}

/** @returns whether it outlives the page */
function set(key: string, text: string | undefined): boolean {
  unsaved.delete(key);
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    return true;
  } catch {
    if (text !== undefined) unsaved.set(key, text);
    return false;
  }
}

function keys(): string[] {
  try {
    return [...new Set([...Object.keys(localStorage), ...unsaved.keys()])];
  } catch {
    return [...unsaved.keys()];
  }
}

/** The ids of the user's own programs, by their names. */
export function ownPrograms(): string[] {
  const prefix = keyPrefix + ownPrefix;
  const ids = keys()
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(keyPrefix.length));
  return ids.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true }));
}

/** The id in a `storage` event's key, if it is that of a program. */
export const idOfKey = (key: string | null): string | undefined => (key?.startsWith(keyPrefix) ? key.slice(keyPrefix.length) : undefined);

/** The text of a program as it was last saved; that of the lesson if it has not been changed. Undefined if there is none. */
export const load = (id: string): string | undefined => get(keyPrefix + id) ?? findLesson(id)?.source;

/** @returns whether the text outlives the page */
export function save(id: string, source: string): boolean {
  return set(keyPrefix + id, source === findLesson(id)?.source ? undefined : source);
}

/** Whether a lesson differs from what it was. */
export const isChanged = (id: string): boolean => !isOwn(id) && get(keyPrefix + id) !== undefined;

/** Control characters, and those that turn the direction of the text around them. */
const unprintable = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A name that no other own program has: "Name", "Name 2" … */
export function freeName(wanted: string): string {
  const name = wanted.replace(unprintable, ' ').trim().slice(0, 60).toWellFormed() || 'My program';
  const taken = new Set(ownPrograms().map(nameOf));
  for (let number = 1; ; ++number) {
    const free = number === 1 ? name : `${name} ${number}`;
    if (!taken.has(free)) return free;
  }
}

/** Gives an own program another name. @returns its new id */
export function rename(id: string, wanted: string): string {
  if (wanted.trim() === nameOf(id)) return id;
  const source = load(id) ?? '';
  const renamed = idOf(freeName(wanted));
  save(renamed, source);
  set(keyPrefix + id, undefined);
  return renamed;
}

/** Deletes an own program; the last one that was deleted can be brought back. */
export function remove(id: string): void {
  set(deletedKey, JSON.stringify([nameOf(id), load(id) ?? '']));
  set(keyPrefix + id, undefined);
}

/** The name and the text of the program that was deleted last. */
export function deleted(): readonly [name: string, source: string] | undefined {
  try {
    const kept: unknown = JSON.parse(get(deletedKey) ?? 'null');
    if (Array.isArray(kept) && typeof kept[0] === 'string' && typeof kept[1] === 'string') return [kept[0], kept[1]];
  } catch {
    // Written by something else.
  }
  return undefined;
}

export const forgetDeleted = (): void => void set(deletedKey, undefined);
