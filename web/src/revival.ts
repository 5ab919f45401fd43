// A crash of the engine ends the run, not the page: the engine is started again beside the program, which stays as it is.
import { element, type Undo } from './elements';
import type { Engine } from './engine';
import type { Snapshot } from './schema';
import './revival.css';

/** More restarts than these would repeat for ever what makes the engine crash. */
const mostRestarts = 3;
const withinMs = 60_000;
/** A thread looks at Stop every few microseconds; this is for machines that are busy with other things. */
const stopMs = 15_000;
const mostOutput = 20_000;

const restarts: number[] = [];
let told = false;

/** Whether another restart may help; if so, it counts. */
export function mayRestart(): boolean {
  const now = performance.now();
  const recent = restarts.filter((time) => now - time < withinMs);
  restarts.splice(0, restarts.length, ...recent);
  if (recent.length >= mostRestarts) return false;
  restarts.push(now);
  return true;
}

/** Gives the page a canvas that no context is bound to. @returns it */
export function freshCanvas(): HTMLCanvasElement {
  const old = element('threadbox-canvas', HTMLCanvasElement);
  const canvas = old.cloneNode() as HTMLCanvasElement;
  const hadFocus = document.activeElement === old;
  old.replaceWith(canvas);
  if (hadFocus) canvas.focus();
  return canvas;
}

/** Says that the engine has crashed, and that it ended a run, whose output is shown until the next one. @returns the sentence */
export function tellOfCrash(reason: string, { state, console }: Snapshot): string {
  const wasLive = state !== 'empty' && state !== 'ended';
  const what = wasLive ? 'The run has ended, since the engine failed' : 'The engine failed';
  forgetLostRun();
  const notice = element('notice', HTMLElement);
  const sentence = `${what} (${reason}). This is a mistake of ours, not of your program. The engine starts again; press Run for a new run.`;
  notice.textContent = sentence;
  notice.hidden = false;
  told = true;
  const output = console.map(({ text }) => text).join('');
  if (!wasLive || output === '') return sentence;
  const details = document.createElement('details');
  details.id = 'lost-output';
  details.className = 'lost-output';
  const summary = document.createElement('summary');
  summary.textContent = 'Output of the run that has ended';
  const text = document.createElement('pre');
  text.tabIndex = 0;
  text.textContent = output.slice(-mostOutput);
  details.append(summary, text);
  notice.after(details);
  return sentence;
}

/** Removes what was said of a crash, before the next run. */
export function forgetLostRun(): void {
  if (!told) return;
  told = false;
  document.getElementById('lost-output')?.remove();
  element('notice', HTMLElement).hidden = true;
  element('console', HTMLElement).replaceChildren();
}

/** Gives up on an engine whose run still lives long after Stop, or after a Run that replaces it: a worker has died silently. */
export function watchStop(engine: Engine): Undo {
  let timer: number | undefined;
  const forget = () => clearTimeout(timer);
  const expectEnd = () => {
    forget();
    if (!engine.live()) return;
    const run = engine.runs();
    timer = window.setTimeout(() => engine.live() && engine.runs() === run && engine.crash('a thread did not stop'), stopMs);
  };
  // Before the click has its effect.
  const undos = (['stop', 'run'] as const).map((id) => {
    const button = element(id, HTMLButtonElement);
    button.addEventListener('click', expectEnd, true);
    return () => button.removeEventListener('click', expectEnd, true);
  });
  return () => {
    for (const undo of [...undos, forget]) undo();
  };
}

/** Reports errors that nothing has caught in the module or one of its workers. */
export function watchErrors(engine: Engine): Undo {
  const report = ({ error }: ErrorEvent) => {
    const inModule =
      error instanceof WebAssembly.RuntimeError ||
      error instanceof WebAssembly.Exception ||
      // A worker's error arrives as an event.
      error instanceof ErrorEvent ||
      // The module's stack is used up.
      (error instanceof RangeError && error.stack?.includes('wasm'));
    if (inModule) engine.crash('message' in error ? error.message : 'an uncaught exception');
  };
  addEventListener('error', report);
  return () => removeEventListener('error', report);
}
