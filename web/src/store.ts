// The programs that this browser keeps: the lessons that the user has changed, and the user's own. What is kept survives reloads, crashes
// and updates; where storage is unavailable (a sandboxed frame, a full disk), it is kept while the page is open.
import { findLesson } from './lessons';

/** The id of a lesson is its filename. Own programs have this before their name. */
const ownPrefix = 'own/';
const keyPrefix = 'program/';
/** The text of the link that an own program came from has a key of its own. */
const originalPrefix = 'original/';
const deletedKey = 'deleted-program';
const mostDeleted = 10;

/** A lesson that the user had changed, and that a later version of the page does not have, is one of the user's own. */
export const isOwn = (id: string): boolean => !findLesson(id);
export const idOf = (name: string): string => ownPrefix + name;
export const nameOf = (id: string): string => findLesson(id)?.title ?? (id.startsWith(ownPrefix) ? id.slice(ownPrefix.length) : id);
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
function set(key: string, text: string): boolean {
  unsaved.delete(key);
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    unsaved.set(key, text);
    return false;
  }
}

function unset(key: string): void {
  unsaved.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Then it was not there, either.
  }
}

/** Saves what found no space before. */
function saveRest(): void {
  for (const [key, text] of [...unsaved]) set(key, text);
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
  const ids = keys().flatMap((key) => idOfKey(key) ?? []);
  return ids.filter(isOwn).toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true }));
}

/** The id in a `storage` event's key, if it is that of a program. */
export const idOfKey = (key: string | null): string | undefined => (key?.startsWith(keyPrefix) ? key.slice(keyPrefix.length) : undefined);

/** The text of a program as it was last saved; that of the lesson if it has not been changed. Undefined if there is none. */
export const load = (id: string): string | undefined => get(keyPrefix + id) ?? findLesson(id)?.source;

/** @returns whether the text outlives the page */
export function save(id: string, source: string): boolean {
  if (source !== findLesson(id)?.source) return set(keyPrefix + id, source);
  unset(keyPrefix + id);
  saveRest();
  return true;
}

/** What *Reset* shows: the lesson, or the program of the link as it was. */
export const originalOf = (id: string): string | undefined => findLesson(id)?.source ?? get(originalPrefix + id);

/** Keeps the program of a link, which the user has changed. @returns its id, and whether the text outlives the page */
export function saveForeign(id: string, source: string, original: string): readonly [id: string, isKept: boolean] {
  // A link that is shown elsewhere has taken the name meanwhile.
  const free = get(keyPrefix + id) === undefined ? id : idOf(freeName(nameOf(id)));
  set(originalPrefix + free, original);
  return [free, save(free, source)];
}

/** What the user has made of the program of a link. */
export const madeOf = (original: string): string | undefined => ownPrograms().find((id) => get(originalPrefix + id) === original);

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

/** Gives an own program another name. @returns its new id; the old one if there is no space for the change */
export function rename(id: string, wanted: string): string {
  if (wanted.trim() === nameOf(id)) return id;
  const source = load(id) ?? '';
  const renamed = idOf(freeName(wanted));
  // One after the other: there may be no space for two.
  unset(keyPrefix + id);
  if (!set(keyPrefix + renamed, source) && set(keyPrefix + id, source)) {
    unset(keyPrefix + renamed);
    return id;
  }
  const original = get(originalPrefix + id);
  unset(originalPrefix + id);
  if (original !== undefined) set(originalPrefix + renamed, original);
  return renamed;
}

type Deleted = readonly [name: string, source: string];

const isDeleted = (value: unknown): value is Deleted =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');

/** The oldest first. Earlier versions of the page kept one alone. */
function allDeleted(): readonly Deleted[] {
  try {
    const kept: unknown = JSON.parse(get(deletedKey) ?? '[]');
    if (isDeleted(kept)) return [kept];
    if (Array.isArray(kept)) return kept.filter(isDeleted);
  } catch {
    // Written by something else.
  }
  return [];
}

/** Keeps as many of the latest as there is space for. */
function keepDeleted(all: readonly Deleted[]): void {
  let latest = all.slice(-mostDeleted);
  while (latest.length > 1 && !set(deletedKey, JSON.stringify(latest))) latest = latest.slice(1);
  if (latest.length > 0) set(deletedKey, JSON.stringify(latest));
  else unset(deletedKey);
}

/** Keeps a text that is about to be lost, so that it can be brought back. */
export const setAside = (id: string, source: string): void => keepDeleted([...allDeleted(), [nameOf(id), source]]);

/** Deletes a program, which can be brought back. */
export function remove(id: string, source: string): void {
  unset(keyPrefix + id);
  unset(originalPrefix + id);
  setAside(id, source);
  saveRest();
}

/** The name and the text of the program that was deleted last. */
export const deleted = (): Deleted | undefined => allDeleted().at(-1);

export const forgetDeleted = (): void => keepDeleted(allDeleted().slice(0, -1));
