// Where each thread stands: a mark in its colour beside the line that it executes or waits in.
import { type Extension, RangeSet, StateEffect, StateField } from '@codemirror/state';
import { type EditorView, GutterMarker, gutter } from '@codemirror/view';
import { doing } from './accessibility';
import type { Problem, Snapshot, Thread } from './schema';

const colors = 8; // --thread-0 to --thread-7, as ui/kit/theme.h has them.
const mostMarks = 3; // Beside one line; of more, the last one counts.

/** "M" for MainThread, "3" for "Thread-3 (worker)". */
const initial = (name: string): string => /-(\d+)/.exec(name)?.[1] ?? Array.from(name)[0]?.toUpperCase() ?? '?';

const words = (thread: Thread): string => `${thread.name}: ${doing(thread)}`;

class ThreadMarks extends GutterMarker {
  constructor(readonly threads: readonly Thread[]) {
    super();
  }
  override eq(other: ThreadMarks): boolean {
    const key = ({ threads }: ThreadMarks) => threads.map((thread) => `${thread.id} ${words(thread)}`).join('\n');
    return key(this) === key(other);
  }
  override toDOM(): HTMLElement {
    const marks = document.createElement('span');
    marks.className = 'thread-marks';
    marks.title = this.threads.map(words).join('\n');
    const shown = this.threads.length > mostMarks ? this.threads.slice(0, mostMarks - 1) : this.threads;
    for (const thread of shown) marks.append(mark(initial(thread.name), `var(--thread-${thread.id % colors})`, thread.state));
    const more = this.threads.length - shown.length;
    if (more > 0) marks.append(mark(`+${more}`, 'var(--muted)', 'waiting'));
    return marks;
  }
}

function mark(text: string, color: string, state: string): HTMLElement {
  const dot = document.createElement('span');
  dot.textContent = text;
  dot.dataset.state = state;
  dot.style.setProperty('--color', color);
  return dot;
}

const setMarks = StateEffect.define<RangeSet<ThreadMarks>>();

const marksField = StateField.define<RangeSet<ThreadMarks>>({
  create: () => RangeSet.empty,
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMarks)) return effect.value;
    return transaction.docChanged ? RangeSet.empty : marks;
  },
});

/** The editor's column of marks. */
export const threadGutter: Extension = [marksField, gutter({ class: 'cm-threads', markers: (view) => view.state.field(marksField) })];

/** A thread that waits for the user has no line. */
const stands = ({ state, wait }: Thread) => ['starting', 'running', 'ready', 'waiting'].includes(state) && wait?.operation !== 'idle';

/** The threads beside each line, by line. Statements of the console are not in the program. */
function threadsByLine({ threads }: Snapshot, lines: number): [number, Thread[]][] {
  const byLine = new Map<number, Thread[]>();
  for (const thread of threads)
    if (stands(thread) && !thread.is_console && thread.line > 0 && thread.line <= lines)
      byLine.set(thread.line, [...(byLine.get(thread.line) ?? []), thread]);
  return [...byLine].sort(([a], [b]) => a - b);
}

/** Shows where the threads of the model stand. The text must be that of the run. */
export function showThreadMarks(view: EditorView, snapshot: Snapshot): void {
  const { doc } = view.state;
  const marks = threadsByLine(snapshot, doc.lines).map(([line, threads]) => new ThreadMarks(threads).range(doc.line(line).from));
  const next = RangeSet.of(marks);
  if (!RangeSet.eq([view.state.field(marksField)], [next])) view.dispatch({ effects: setMarks.of(next) });
}

/** The exceptions that nothing caught, at the lines that raised them. */
export function deathProblems({ threads }: Snapshot): Problem[] {
  return threads
    .filter(({ exception, exception_line }) => exception !== '' && exception_line > 0)
    .map(({ name, exception, exception_line: line }) => {
      const [type = '', ...message] = exception.split(': ');
      return {
        type,
        message: `${message.join(': ') || 'raised here'} (in ${name})`,
        line,
        column: 1,
        end_line: line,
        end_column: Number.MAX_SAFE_INTEGER,
        text: '',
        severity: 'error' as const,
      };
    });
}
