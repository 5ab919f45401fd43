// The header's buttons and its line of state: each button is one command.
import { element, listen, type Undo } from './elements';
import type { Engine } from './engine';
import { buttons, type RunState, type Snapshot } from './schema';

type Kind = (typeof buttons)[number];
const buttonOf = (kind: Kind | 'run') => element(kind, HTMLButtonElement);

export function bindControls(engine: Engine, onRun: () => void): Undo {
  const post = (kind: Kind) => {
    const error = engine.post({ kind });
    if (error) showStatus(error, 'error');
  };
  const undos = [listen(buttonOf('run'), 'click', onRun), ...buttons.map((kind) => listen(buttonOf(kind), 'click', () => post(kind)))];
  return () => {
    for (const undo of undos) undo();
    for (const kind of ['run', ...buttons] as const) buttonOf(kind).disabled = true;
  };
}

function stateWords({ state, stopped_by_user, exit_code }: Snapshot): string {
  const words: Record<Exclude<RunState, 'ended'>, string> = {
    empty: 'Ready',
    running: 'Running',
    idle: 'Ready for input',
    shutdown: 'Waiting for non-daemons',
    finalizing: 'Stopping daemons',
  };
  if (state !== 'ended') return words[state];
  if (stopped_by_user) return 'Stopped';
  return exit_code ? `Ended with exit code ${exit_code}` : 'Ended';
}

/** Shows the state of the run and enables the buttons that can have an effect. */
export function showState(engine: Engine, snapshot: Snapshot): void {
  const live = engine.live();
  const mainRuns = ['running', 'idle'].includes(snapshot.state);
  buttonOf('run').disabled = false;
  for (const kind of buttons) buttonOf(kind).disabled = !live || (kind === 'end_main' && !mainRuns);
  showStatus(stateWords(snapshot), live ? 'live' : 'quiet');
}

export function showStatus(text: string, mood: 'live' | 'quiet' | 'error'): void {
  const status = element('status', HTMLElement);
  status.dataset.mood = mood;
  const words = status.querySelector('.words');
  // A screen reader would announce the same text again.
  if (words && words.textContent !== text) words.textContent = text;
}
