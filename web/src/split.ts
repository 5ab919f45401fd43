import { listen, remember, remembered, type Undo } from './elements';

const key = 'share';
const least = 20;
const most = 80;
const step = 2;

/** Lets the user move the divider between code and stage by pointer or arrow keys. A double click resets it. */
export function bindSplit(workbench: HTMLElement, divider: HTMLElement): Undo {
  const stacked = matchMedia('(max-width: 700px) and (not ((min-width: 520px) and (max-height: 520px)))'); // As style.css has it.
  const share = () => {
    const box = workbench.getBoundingClientRect();
    const place = divider.getBoundingClientRect();
    return stacked.matches ? ((place.top - box.top) / box.height) * 100 : ((place.left - box.left) / box.width) * 100;
  };
  const describe = () => {
    divider.setAttribute('aria-orientation', stacked.matches ? 'horizontal' : 'vertical');
    divider.setAttribute('aria-valuemin', String(least));
    divider.setAttribute('aria-valuemax', String(most));
    divider.setAttribute('aria-valuenow', String(Math.round(share())));
  };
  const set = (percent: number) => {
    const kept = Math.min(Math.max(percent, least), most);
    workbench.style.setProperty('--share', `${kept.toFixed(1)}%`);
    remember(key, kept.toFixed(1));
    describe();
  };
  const reset = () => {
    workbench.style.removeProperty('--share');
    remember(key, '');
    describe();
  };
  const drag = (event: PointerEvent) => {
    if (!divider.hasPointerCapture(event.pointerId)) return;
    const box = workbench.getBoundingClientRect();
    set(stacked.matches ? ((event.clientY - box.top) / box.height) * 100 : ((event.clientX - box.left) / box.width) * 100);
  };
  const press = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowLeft: -step, ArrowUp: -step, ArrowRight: step, ArrowDown: step, Home: -100, End: 100 };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    set(share() + move);
  };
  const start = Number(remembered(key));
  if (start > 0) set(start);
  else describe();
  stacked.addEventListener('change', describe);
  const undos = [
    listen(divider, 'pointerdown', (event) => divider.setPointerCapture(event.pointerId)),
    listen(divider, 'pointermove', drag),
    listen(divider, 'dblclick', reset),
    listen(divider, 'keydown', press),
    () => stacked.removeEventListener('change', describe),
  ];
  return () => {
    for (const undo of undos) undo();
  };
}
