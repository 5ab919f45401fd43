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

/** The controls that a link carries, by id: those that differ from their defaults. */
export function optionsForLink(): Map<string, string> {
  const given = new Map<string, string>();
  for (const box of [keepOpen(), noGil()]) if (box.checked) given.set(box.id, '1');
  for (const select of [speed(), mode()]) if (!select.selectedOptions[0]?.defaultSelected) given.set(select.id, select.value);
  if (mode().value === 'random' && seed().value !== seed().defaultValue) given.set(seed().id, seed().value);
  return given;
}

/** Sets all controls as a link asks for, for this visit: they are not remembered. What the link does not say has its default. */
export function takeOptions(given: ReadonlyMap<string, string>): void {
  for (const box of [keepOpen(), noGil()]) box.checked = given.get(box.id) === '1';
  for (const select of [speed(), mode()]) {
    const options = [...select.options];
    const wanted = options.find(({ value }) => value === given.get(select.id)) ?? options.find((option) => option.defaultSelected);
    if (wanted) wanted.selected = true;
  }
  seed().value = given.get(seed().id) ?? '';
  if (!seed().value || !seed().validity.valid) seed().value = seed().defaultValue;
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
