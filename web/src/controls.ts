// The header's buttons and its line of state: each button is one command.
import { element, listen, type Undo } from './elements';
import type { Engine } from './engine';
import type { Command, RunState, Snapshot } from './snapshot';

const commands = {
  stop: { kind: 'stop' },
  interrupt: { kind: 'interrupt' },
  end_main: { kind: 'end_main' },
} as const satisfies Record<string, Command>;

export function bindControls(engine: Engine, onRun: () => void): Undo {
  const undos = [listen(element('run', HTMLButtonElement), 'click', onRun)];
  for (const [id, command] of Object.entries(commands)) {
    undos.push(
      listen(element(id, HTMLButtonElement), 'click', () => {
        const error = engine.post(command);
        if (error) showStatus(error, 'error');
      }),
    );
  }
  return () => {
    for (const undo of undos) undo();
    for (const id of ['run', ...Object.keys(commands)]) element(id, HTMLButtonElement).disabled = true;
  };
}

function stateWords({ state, stopped_by_user, exit_code }: Snapshot): string {
  const words: Record<Exclude<RunState, 'ended'>, string> = {
    empty: 'Ready',
    running: 'Running',
    idle: 'Main waits for you',
    shutdown: 'Waiting for non-daemons',
    finalizing: 'Stopping daemons',
  };
  if (state !== 'ended') return words[state];
  if (stopped_by_user) return 'Stopped';
  return exit_code ? `Ended with exit code ${exit_code}` : 'Ended';
}

/** Says what the run does and lets the user press what can have an effect. */
export function showState(engine: Engine, snapshot: Snapshot): void {
  const live = engine.live();
  element('run', HTMLButtonElement).disabled = false;
  element('stop', HTMLButtonElement).disabled = !live;
  element('interrupt', HTMLButtonElement).disabled = !live;
  element('end_main', HTMLButtonElement).disabled = !live || !['running', 'idle'].includes(snapshot.state);
  showStatus(stateWords(snapshot), live ? 'live' : 'quiet');
}

export function showStatus(text: string, mood: 'live' | 'quiet' | 'error'): void {
  const status = element('status', HTMLElement);
  status.dataset.mood = mood;
  const words = status.querySelector('.words');
  // Set to the same text again, it would be read out again.
  if (words && words.textContent !== text) words.textContent = text;
}
