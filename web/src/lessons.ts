// The programs to choose from: all of lessons/, put into the page by the build.

export interface Lesson {
  readonly name: string;
  readonly filename: string;
  readonly source: string;
}

const first = 'hello_threads.py';
const files = import.meta.glob<string>('../../lessons/*.py', { query: '?raw', import: 'default', eager: true });

/** What a lesson tells its tests is nothing for its reader. */
const without_directives = (source: string) => source.replace(/\n+(# (compare|expect|invariant|interrupt|python):.*\n*)+$/, '\n');

/** "barrier_abort.py" is called "Barrier abort". */
function name_of(filename: string): string {
  const words = filename.replace(/\.py$/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const lessons: readonly Lesson[] = Object.entries(files)
  .map(([path, source]) => {
    const filename = path.slice(path.lastIndexOf('/') + 1);
    return { name: name_of(filename), filename, source: without_directives(source) };
  })
  .sort((a, b) => Number(b.filename === first) - Number(a.filename === first) || a.name.localeCompare(b.name));
