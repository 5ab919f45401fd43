// What the user can do with a thread and its program's functions, as commands. The picture has the same buttons: ui/views/threads_view.cpp,
// spawn_view.cpp.
import type { Command, FunctionRow, Snapshot, Thread } from './schema';

export interface Action {
  /** A Python statement, or words. */
  readonly text: string;
  readonly command: Command;
}

/** The origin of the statements of the form that starts threads, as ui/views/answers.h has it. */
export const formOrigin = 2 ** 32 - 1;

const isOver = ({ state }: Thread) => state === 'ended' || state === 'failed' || state === 'stopped';
const isWaitingIn = ({ state, wait }: Thread, operation: string) => state === 'waiting' && wait?.operation === operation;

/** Whether statements can be executed. */
export const takesStatements = ({ state, is_past }: Snapshot): boolean => !is_past && ['running', 'idle', 'shutdown'].includes(state);

/** The thread that reads the next line of input: the one that has waited for it longest. */
export function readerOf({ threads, is_past }: Snapshot): Thread | undefined {
  if (is_past) return undefined;
  const readers = threads.filter((thread) => isWaitingIn(thread, 'input'));
  return readers.toSorted((a, b) => (a.wait?.since_ns ?? 0) - (b.wait?.since_ns ?? 0))[0];
}

/** The actions that can still have an effect on the thread. None of them waits for long. */
export function actionsOf(thread: Thread): Action[] {
  const { object, name, expression, is_main, is_console, daemon, state, timer } = thread;
  if (isOver(thread)) return [];
  const click = (statement: string): Action => ({ text: statement, command: { kind: 'click', statement, origin: object } });
  const actions: Action[] = [];
  if (isWaitingIn(thread, 'hold')) {
    actions.push({ text: `Step ${name}`, command: { kind: 'step_thread', thread: object } });
    actions.push({ text: `Let ${name} go on to its next wait`, command: { kind: 'run_thread_on', thread: object } });
  }
  if (is_console && !isWaitingIn(thread, 'idle'))
    actions.push({ text: 'Cancel the statement', command: { kind: 'cancel', thread: object } });
  if (is_main || is_console) return actions;
  if (state === 'initial') actions.push(click(`${expression}.start()`));
  if (timer?.state === 'initial' || timer?.state === 'counting')
    actions.push(click(`${expression}.cancel()`), click(`${expression}._fire_now()`));
  else if (state !== 'initial') actions.push(click(`${expression}.join(timeout=1)`));
  actions.push(click(`${expression}.daemon = ${daemon ? 'False' : 'True'}`));
  return actions;
}

/** What the form that starts threads has been filled with. */
export interface NewThread {
  readonly target: FunctionRow;
  /** Python expressions, separated by commas. */
  readonly args: string;
  readonly name: string;
  readonly daemon: boolean;
}

const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** The command that makes a thread, under a name that no variable of a thread has. */
export function newThread({ threads }: Snapshot, { target, args, name, daemon }: NewThread, starts: boolean): Command {
  const taken = new Set(threads.map(({ variable }) => variable));
  let number = 1;
  while (taken.has(`t${number}`)) ++number;
  const parts = [`target=${target.name}`];
  if (args) parts.push(`args=(${args}${args.endsWith(',') ? '' : ','})`);
  if (name) parts.push(`name=${quoted(name)}`);
  if (daemon) parts.push('daemon=True');
  const made = `import threading; t${number} = threading.Thread(${parts.join(', ')})`;
  return { kind: 'click', statement: starts ? `${made}; t${number}.start()` : made, origin: formOrigin };
}
