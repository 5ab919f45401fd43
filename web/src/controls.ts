// The header's buttons and its line of state: each button is one command.
import { element, listen, type Undo } from './elements';
import type { Engine } from './engine';
import { buttons, type Snapshot, type Standing } from './schema';

type Kind = (typeof buttons)[number];
const buttonOf = (kind: Kind | 'run' | 'explore') => element(kind, HTMLButtonElement);

/** `goToLine`: shows a line of the program. */
export function bindControls(engine: Engine, onRun: () => void, onExplore: () => void, goToLine: (line: number) => void): Undo {
  const post = (kind: Kind) => {
    const error = engine.post({ kind });
    if (error) showStatus(error, 'error');
  };
  const words = element('status-words', HTMLButtonElement);
  const undos = [
    listen(buttonOf('run'), 'click', onRun),
    listen(buttonOf('explore'), 'click', onExplore),
    listen(words, 'click', () => goToLine(Number(words.dataset.line))),
    ...buttons.map((kind) => listen(buttonOf(kind), 'click', () => post(kind))),
  ];
  return () => {
    for (const undo of undos) undo();
    for (const kind of ['run', 'explore', ...buttons] as const) buttonOf(kind).disabled = true;
  };
}

/** The colour of the dot beside the words. */
type Mood = 'live' | 'quiet' | 'error';

const bad: readonly Standing[] = ['failed', 'deadlocked', 'stuck'];

/** Shows the state of the run and enables the buttons that can have an effect. */
export function showState(engine: Engine, snapshot: Snapshot): void {
  const live = engine.live();
  const mainRuns = ['running', 'idle'].includes(snapshot.state);
  buttonOf('run').disabled = buttonOf('explore').disabled = false;
  for (const kind of buttons)
    buttonOf(kind).disabled = !live || (kind === 'end_main' && !mainRuns) || (kind === 'pause' && !!snapshot.steps);
  const paused = snapshot.summary?.standing === 'paused';
  buttonOf('pause').hidden = paused;
  buttonOf('resume').hidden = !paused;
  if (snapshot.summary) buttonOf('end_main').title = snapshot.summary.end_main;
  const standing = snapshot.summary?.standing ?? 'empty';
  showStatus(snapshot.summary?.text ?? 'Ready', bad.includes(standing) ? 'error' : live ? 'live' : 'quiet', snapshot.summary?.line);
}

/** `line`: the line of the program that the text names, if any; a click on the text goes there. */
export function showStatus(text: string, mood: Mood, line = 0): void {
  element('status', HTMLElement).dataset.mood = mood;
  const words = element('status-words', HTMLButtonElement);
  words.disabled = line === 0;
  words.dataset.line = String(line);
  if (words.title !== text) words.title = text;
  // A screen reader would announce the same text again.
  if (words.textContent !== text) words.textContent = text;
}
