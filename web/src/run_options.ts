// The choices of how a program runs, which are remembered.
import { element, listen, remember, remembered, type Undo } from './elements';

const key = 'keep-open';

const box = () => element('keep-open', HTMLInputElement);

/** Whether a run waits for the user at its end, as `python -i` does. */
export const keepsOpen = (): boolean => box().checked;

export function bindKeepOpen(): Undo {
  box().checked = remembered(key) === 'true';
  return listen(box(), 'change', () => remember(key, String(box().checked)));
}
