// Says new output to screen readers, in portions that can be listened to. All of it is in the log beside.
import { element, setText } from './elements';
import type { ConsoleLine } from './schema';

const pauseMs = 1000;
const mostCharacters = 200;

/** What is said of a portion of output: a long one is cut, and its lines are counted. */
export function portion(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length <= mostCharacters) return trimmed;
  const lines = trimmed.split('\n').length;
  return `${trimmed.slice(0, mostCharacters)} … ${lines > 1 ? `${lines} lines` : `${trimmed.length} characters`} of output`;
}

/** @returns what to call with the console of the present run */
export function makeAnnouncer(): (console: readonly ConsoleLine[]) => void {
  let said = 0;
  let waiting = '';
  let pausing = false;
  const say = () => {
    if (waiting === '') return;
    setText(element('announcement', HTMLElement), portion(waiting));
    waiting = '';
    pausing = true;
    setTimeout(() => {
      pausing = false;
      say();
    }, pauseMs);
  };
  return (console) => {
    // Another run.
    if (console.length < said) said = 0;
    for (const { stream, text } of console.slice(said)) if (stream !== 'echo' && waiting.length < 2 ** 16) waiting += text;
    said = console.length;
    if (!pausing) say();
  };
}
