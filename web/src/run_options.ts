// The user's choices of how the next program runs. They are remembered.
import { element, listen, remember, remembered, type Undo } from './elements';
import type { RunOptions } from './schema';

const keepOpen = () => element('keep-open', HTMLInputElement);
const noGil = () => element('no-gil', HTMLInputElement);
const mode = () => element('mode', HTMLSelectElement);
const seed = () => element('seed', HTMLInputElement);
const speed = () => element('speed', HTMLSelectElement);

export function chosenOptions(): RunOptions {
  const stepped = mode().value === 'random' || mode().value === 'turns';
  return {
    interactive: keepOpen().checked,
    free_threaded: noGil().checked && !stepped,
    speed: Number(speed().value),
    compares: mode().value === 'compare',
    stepped,
    round_robin: mode().value === 'turns',
    step_seed: Math.max(0, Math.trunc(seed().valueAsNumber || 0)),
  };
}

function bindBox(box: HTMLInputElement): Undo {
  box.checked = remembered(box.id) === 'true';
  return listen(box, 'change', () => remember(box.id, String(box.checked)));
}

export function bindOptions(): void {
  bindBox(keepOpen());
  bindBox(noGil());
  for (const select of [speed(), mode()]) {
    const kept = remembered(select.id);
    if ([...select.options].some(({ value }) => value === kept)) select.value = kept ?? '';
    listen(select, 'change', () => remember(select.id, select.value));
  }
}
