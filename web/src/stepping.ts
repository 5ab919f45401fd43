// The controls of a run that the user steps.
import { element, listen, remember, remembered, type Undo } from './elements';
import type { Engine } from './engine';
import { bindSchedules } from './schedules';
import type { Command, Snapshot, Steps } from './schema';
import { bindStepThreads, showStepThreads } from './step_threads';

const button = (id: 'first' | 'back' | 'step' | 'play' | 'follow' | 'copy') => element(id, HTMLButtonElement);
const text = () => element('schedule', HTMLTextAreaElement);
/** How many steps a second. */
const playSpeed = () => element('play-speed', HTMLSelectElement);

/** What is shown, for the keys. */
let shown: Steps | null = null;

/** Shows how the run stands; hides the controls if it is not stepped. */
export function showSteps(steps: Steps | null): void {
  shown = steps;
  element('steps', HTMLElement).hidden = !steps;
  showStepThreads(steps?.threads ?? []);
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
const play = (): Command => ({ kind: 'play', speed: shown?.speed ? 0 : Number(playSpeed().value) });

/** The command of a key; undefined if it has none. */
function commandOf(key: string): Command | undefined {
  const thread = shown?.threads[Number(key) - 1];
  if (thread?.can_run) return { kind: 'choose', thread: thread.object };
  return { ArrowLeft: back(1), ArrowRight: { kind: 'step_on', count: 1 } as const, Home: back(shown?.position ?? 0), ' ': play() }[key];
}

/** Keys that the focused element needs for itself: those of a field, and Space on the button of a thread. */
function isTaken({ target, key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  if (ctrlKey || altKey || metaKey || target instanceof HTMLSelectElement) return true;
  return key === ' ' && target instanceof Element && target.closest('#step-threads') !== null;
}

function bindPlaySpeed(engine: Engine): Undo {
  const select = playSpeed();
  const kept = remembered(select.id);
  if ([...select.options].some(({ value }) => value === kept)) select.value = kept ?? '';
  engine.playSpeed(Number(select.value));
  return listen(select, 'change', () => {
    remember(select.id, select.value);
    engine.playSpeed(Number(select.value));
    if (shown?.speed) engine.post({ kind: 'play', speed: Number(select.value) });
  });
}

/** `program`: the name under which a schedule is kept. */
export function bindSteps(engine: Engine, program: () => string): Undo {
  const post = (command: Command) => void engine.post(command);
  const press = (id: Parameters<typeof button>[0], command: () => Command) => listen(button(id), 'click', () => post(command()));
  const undos = [
    press('first', () => back(shown?.position ?? 0)),
    press('back', () => back(1)),
    press('step', () => ({ kind: 'step_on', count: 1 })),
    press('play', play),
    press('follow', () => ({ kind: 'follow', schedule: text().value.trim() })),
    listen(element('steps', HTMLElement), 'keydown', (event) => {
      const command = isTaken(event) ? undefined : commandOf(event.key);
      if (!command) return;
      event.preventDefault();
      post(command);
    }),
    listen(element('schedule-box', HTMLElement), 'beforetoggle', () => {
      text().value = engine.schedule();
    }),
    listen(button('copy'), 'click', () => void navigator.clipboard.writeText(text().value)),
    bindPlaySpeed(engine),
    bindStepThreads(post),
    bindSchedules(program),
  ];
  return () => {
    for (const undo of undos) undo();
  };
}
