// What the user has written survives a reload of the page, by which the engine is restarted after a crash.

export interface Kept {
  readonly filename: string;
  readonly source: string;
}

const key = 'program';

/** Keeps the program when the page goes. */
export function keepOnReload(program: () => Kept): void {
  addEventListener('pagehide', () => {
    try {
      sessionStorage.setItem(key, JSON.stringify(program()));
    } catch {
      // It is too large, or the browser keeps nothing for this page.
    }
  });
}

/** The program that was kept, once, and only after a reload. */
export function takeKept(): Kept | undefined {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return text && navigation?.type === 'reload' ? (JSON.parse(text) as Kept) : undefined;
  } catch {
    return undefined;
  }
}
