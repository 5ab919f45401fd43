// The schedules that the user keeps: by default under the program's name.
import { element, listen, remember, remembered, type Undo } from './elements';

const mostKept = 30;
const longestLabel = 48;

type Kept = readonly [program: string, schedule: string, name?: string];

const select = () => element('kept', HTMLSelectElement);
const text = () => element('schedule', HTMLTextAreaElement);
const name = () => element('kept-name', HTMLInputElement);
const button = (id: 'keep' | 'rename' | 'remove') => element(id, HTMLButtonElement);

const isKept = (value: unknown): value is Kept =>
  Array.isArray(value) && value.length >= 2 && value.length <= 3 && value.every((part) => typeof part === 'string');

function keptSchedules(): Kept[] {
  try {
    const kept: unknown = JSON.parse(remembered('schedules') ?? '[]');
    return Array.isArray(kept) ? kept.filter(isKept) : [];
  } catch {
    // Written by something else.
    return [];
  }
}

/** Shows the list with one of it chosen; '': none. */
function show(chosen: string): void {
  const options = keptSchedules().map(
    ([program, schedule, given]) => new Option((given || `${program} ${schedule}`).slice(0, longestLabel), schedule),
  );
  select().replaceChildren(new Option('', ''), ...options);
  select().value = chosen;
  name().value = keptSchedules().find(([, schedule]) => schedule === chosen)?.[2] ?? '';
  button('rename').disabled = button('remove').disabled = chosen === '';
}

function store(kept: readonly Kept[], chosen: string): void {
  remember('schedules', JSON.stringify(kept.slice(0, mostKept)));
  show(chosen);
}

/** `program`: the name of the program whose schedule is kept. */
export function bindSchedules(program: () => string): Undo {
  const others = (schedule: string) => keptSchedules().filter(([, other]) => other !== schedule);
  show('');
  const undos = [
    listen(select(), 'change', () => {
      show(select().value);
      if (select().value) text().value = select().value;
    }),
    listen(button('keep'), 'click', () => {
      const schedule = text().value;
      store([[program(), schedule, name().value.trim()], ...others(schedule)], schedule);
    }),
    listen(button('rename'), 'click', () => {
      const renamed = keptSchedules().map((kept): Kept => (kept[1] === select().value ? [kept[0], kept[1], name().value.trim()] : kept));
      store(renamed, select().value);
    }),
    listen(button('remove'), 'click', () => {
      store(others(select().value), '');
      select().focus();
    }),
  ];
  return () => {
    for (const undo of undos) undo();
  };
}
