/** Takes back what a bind has done. */
export type Undo = () => void;

/** An element of index.html. @throws when the page has none of that name and kind, which is our mistake */
export function element<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} '${id}'.`);
  return found;
}

export function listen<K extends keyof HTMLElementEventMap>(
  target: HTMLElement,
  type: K,
  act: (event: HTMLElementEventMap[K]) => void,
): Undo {
  target.addEventListener(type, act);
  return () => target.removeEventListener(type, act);
}

/** Storage may be forbidden (an embedded page, a private window): then nothing is remembered. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It works for this visit.
  }
}

export function remembered(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
