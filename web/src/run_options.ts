// The user's choices of how the next program runs. They are remembered.
import { element, listen, remember, remembered, type Undo } from './elements';
import type { RunOptions } from './schema';

const keepOpen = () => element('keep-open', HTMLInputElement);
const noGil = () => element('no-gil', HTMLInputElement);
const speed = () => element('speed', HTMLSelectElement);

export function chosenOptions(): RunOptions {
  return { interactive: keepOpen().checked, free_threaded: noGil().checked, speed: Number(speed().value) };
}

function bindBox(box: HTMLInputElement): Undo {
  box.checked = remembered(box.id) === 'true';
  return listen(box, 'change', () => remember(box.id, String(box.checked)));
}

export function bindOptions(): void {
  bindBox(keepOpen());
  bindBox(noGil());
  const kept = remembered('speed');
  if ([...speed().options].some(({ value }) => value === kept)) speed().value = kept ?? '1';
  listen(speed(), 'change', () => remember('speed', speed().value));
}
