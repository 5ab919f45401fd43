// The canvas shows the console to eyes; this copy of it is for screen readers.
import type { ConsoleLine } from './snapshot';

const most_lines = 500;

export interface Mirror {
  readonly log: HTMLElement;
  /** How many pieces of output are shown already, and the last of them. */
  shown: number;
  last: ConsoleLine | undefined;
}

/** Adds what is new. Where the last piece shown is no longer at its place, it is another run's console. */
export function show_console(mirror: Mirror, console: readonly ConsoleLine[]): void {
  const last = console[mirror.shown - 1];
  if (last?.time_ns !== mirror.last?.time_ns || last?.text !== mirror.last?.text) {
    mirror.log.replaceChildren();
    mirror.shown = 0;
  }
  for (const { stream, text } of console.slice(Math.max(mirror.shown, console.length - most_lines))) {
    const line = document.createElement('div');
    line.dataset.stream = stream;
    line.textContent = text;
    mirror.log.append(line);
  }
  mirror.shown = console.length;
  mirror.last = console.at(-1);
  while (mirror.log.childElementCount > most_lines) mirror.log.firstElementChild?.remove();
}
