// The programs to choose from: all of lessons/, put into the page by the build.

export interface Lesson {
  readonly name: string;
  readonly filename: string;
  readonly source: string;
}

const first = 'hello_threads.py';
const files = import.meta.glob<string>('../../lessons/*.py', { query: '?raw', import: 'default', eager: true });

/** "barrier_abort.py" is called "Barrier abort". */
function name_of(filename: string): string {
  const words = filename.replace(/\.py$/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const lessons: readonly Lesson[] = Object.entries(files)
  .map(([path, source]) => {
    const filename = path.slice(path.lastIndexOf('/') + 1);
    return { name: name_of(filename), filename, source };
  })
  .sort((a, b) => Number(b.filename === first) - Number(a.filename === first) || a.name.localeCompare(b.name));
