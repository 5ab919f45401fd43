// The user's program survives a reload of the page, which restarts the engine after a crash.

export interface Kept {
  readonly filename: string;
  readonly source: string;
}

const key = 'program';

/** Saves the program when the page is left. */
export function keepOnReload(program: () => Kept): void {
  addEventListener('pagehide', () => {
    try {
      sessionStorage.setItem(key, JSON.stringify(program()));
    } catch {
      // The program is too large, or storage is unavailable.
    }
  });
}

/** Returns the saved program, once, and only after a reload. */
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
