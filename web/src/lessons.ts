// The lessons: all programs of lessons/, which the build puts into the page.

export interface Lesson {
  readonly title: string;
  readonly filename: string;
  readonly source: string;
}

export interface Shelf {
  readonly title: string;
  readonly lessons: readonly Lesson[];
}

/** In the order of learning. The page opens with the first. */
const order: Record<string, readonly string[]> = {
  Threads: [
    'hello_threads',
    'thread_from_function',
    'thread_subclass',
    'thread_names',
    'daemons',
    'join_timeout',
    'enumerating',
    'timers',
    'thread_local',
    'results',
    'exceptions',
    'ctrl_c',
    'low_level',
  ],
  Primitives: ['events', 'locks', 'rlocks', 'conditions', 'barriers', 'barrier_abort', 'semaphores', 'queues'],
  'Many workers': ['worker_pool', 'thread_pool', 'throttle'],
  'What goes wrong': ['race', 'deadlock', 'gil'],
};

const files = import.meta.glob<string>('../../lessons/*.py', { query: '?raw', import: 'default', eager: true });

/** Removes the comments that are instructions for the tests. */
function withoutDirectives(source: string): string {
  return `${source.replace(/^# (compare|expect|invariant|interrupt|python):.*\n/gm, '').trimEnd()}\n`;
}

/** The first sentence of its docstring; without one, "barrier_abort" is called "Barrier abort". */
function titleOf(name: string, source: string): string {
  const words = name.replaceAll('_', ' ');
  return /^"""(.+?)\.?$/m.exec(source.split('\n', 1)[0] ?? '')?.[1] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

const byName = new Map(
  Object.entries(files).map(([path, source]) => {
    const filename = path.slice(path.lastIndexOf('/') + 1);
    const name = filename.replace(/\.py$/, '');
    return [name, { title: titleOf(name, source), filename, source: withoutDirectives(source) }];
  }),
);

/** Removes a lesson from the rest and returns it. @throws if there is none of that name, which is a defect */
function take(name: string): Lesson {
  const lesson = byName.get(name);
  if (!lesson) throw new Error(`There is no lesson '${name}'.`);
  byName.delete(name);
  return lesson;
}

const ordered = Object.entries(order).map(([title, names]): Shelf => ({ title, lessons: names.map(take) }));

/** The last shelf has the lessons that are not in the order above. */
export const shelves: readonly Shelf[] = byName.size > 0 ? [...ordered, { title: 'More', lessons: [...byName.values()] }] : ordered;

export function findLesson(filename: string): Lesson | undefined {
  return shelves.flatMap(({ lessons }) => lessons).find((lesson) => lesson.filename === filename);
}
