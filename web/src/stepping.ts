// The controls of a run that the user steps, and the schedules that are kept.
import { element, listen, remember, remembered, type Undo } from './elements';
import type { Engine } from './engine';
import type { Command, Snapshot, Steps } from './schema';

const button = (id: 'first' | 'back' | 'step' | 'play' | 'follow' | 'copy' | 'keep') => element(id, HTMLButtonElement);
const text = () => element('schedule', HTMLTextAreaElement);

const playSpeed = 4; // Steps a second, as the canvas plays at first.
const mostKept = 30;

/** What is shown, for the keys. */
let shown: Steps | null = null;

/** Shows how the run stands; hides the controls if it is not stepped. */
export function showSteps(steps: Steps | null): void {
  shown = steps;
  element('steps', HTMLElement).hidden = !steps;
  if (!steps) return;
  const { position, recorded, problem, speed } = steps;
  element('position', HTMLOutputElement).value = problem || `Step ${position}${recorded > position ? ` of ${recorded}` : ''}`;
  button('first').disabled = button('back').disabled = position === 0;
  button('play').ariaPressed = String(speed > 0);
}

/** The model with each thread at the line that it executes next. */
export function whereSteps(snapshot: Snapshot): Snapshot {
  const lines = new Map(snapshot.steps?.threads.map(({ object, line }) => [object, line]));
  return { ...snapshot, threads: snapshot.threads.map((thread) => ({ ...thread, line: lines.get(thread.object) ?? thread.line })) };
}

const back = (count: number): Command => ({ kind: 'step_back', count });
const play = (): Command => ({ kind: 'play', speed: shown?.speed ? 0 : playSpeed });

/** The command of a key; undefined if it has none. */
function commandOf(key: string): Command | undefined {
  const thread = shown?.threads[Number(key) - 1];
  if (thread?.can_run) return { kind: 'choose', thread: thread.object };
  return { ArrowLeft: back(1), ArrowRight: { kind: 'step_on', count: 1 } as const, Home: back(shown?.position ?? 0), ' ': play() }[key];
}

/** A schedule that the user has kept, with its program's name. */
type Kept = readonly [program: string, schedule: string];

function keptSchedules(): Kept[] {
  try {
    return JSON.parse(remembered('schedules') ?? '[]') as Kept[];
  } catch {
    return [];
  }
}

function listKept(): void {
  const options = keptSchedules().map(([program, schedule]) => new Option(`${program} ${schedule}`.slice(0, 48), schedule));
  element('kept', HTMLSelectElement).replaceChildren(new Option('', ''), ...options);
}

/** `program`: the name under which a schedule is kept. */
export function bindSteps(engine: Engine, program: () => string): Undo {
  const controls = element('steps', HTMLElement);
  const select = element('kept', HTMLSelectElement);
  const press = (id: Parameters<typeof button>[0], command: () => Command) =>
    listen(button(id), 'click', () => void engine.post(command()));
  listKept();
  const undos = [
    press('first', () => back(shown?.position ?? 0)),
    press('back', () => back(1)),
    press('step', () => ({ kind: 'step_on', count: 1 })),
    press('play', play),
    press('follow', () => ({ kind: 'follow', schedule: text().value.trim() })),
    listen(controls, 'keydown', (event) => {
      const command = event.ctrlKey || event.altKey || event.metaKey ? undefined : commandOf(event.key);
      if (!command) return;
      event.preventDefault();
      engine.post(command);
    }),
    listen(element('schedule-box', HTMLElement), 'beforetoggle', () => {
      text().value = engine.schedule();
    }),
    listen(button('copy'), 'click', () => void navigator.clipboard.writeText(text().value)),
    listen(button('keep'), 'click', () => {
      const others = keptSchedules().filter(([, schedule]) => schedule !== text().value);
      remember('schedules', JSON.stringify([[program(), text().value], ...others].slice(0, mostKept)));
      listKept();
    }),
    listen(select, 'change', () => {
      if (select.value) text().value = select.value;
    }),
  ];
  return () => {
    for (const undo of undos) undo();
  };
}
