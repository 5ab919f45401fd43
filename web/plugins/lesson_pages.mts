import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const folder = join(import.meta.dirname, '../../lessons');

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escaped(title)} – Threadbox</title>
    <link rel="stylesheet" href="lessons.css" />
    <!-- oembed -->
  </head>
  <body>
${body}
  </body>
</html>
`;

const sheet = `:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }
pre { padding: 1rem; overflow-x: auto; border: 1px solid light-dark(#d8dde5, #2c343f); border-radius: 8px; font: 14px/1.55 ui-monospace, Menlo, Consolas, monospace; }
a { color: light-dark(#0067a3, #62b8ea); }
@media print { pre { border: 0; padding: 0; white-space: pre-wrap; } }
`;

interface Lesson {
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

/** The lessons as the page shows them: without the comments that are instructions for the tests. */
function readLessons(): Lesson[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.py'));
  return files.sort().map((file) => {
    const name = file.replace(/\.py$/, '');
    const text = readFileSync(join(folder, file), 'utf8').replace(/^# (compare|expect|invariant|interrupt|python):.*\n/gm, '');
    const words = name.replaceAll('_', ' ');
    const title = /^"""(.+?)\.?$/m.exec(text.split('\n', 1)[0] ?? '')?.[1] ?? words.charAt(0).toUpperCase() + words.slice(1);
    return { name, title, text: `${text.trimEnd()}\n` };
  });
}

const lessonPage = ({ name, title, text }: Lesson) =>
  page(
    title,
    `    <h1>${escaped(title)}</h1>
    <p><a href="../#lesson=${name}.py">Run it in Threadbox</a> · <a href="./">All lessons</a></p>
    <pre>${escaped(text)}</pre>`,
  );

const listPage = (lessons: readonly Lesson[]) =>
  page(
    'Lessons',
    `    <h1>Lessons</h1>
    <p>Programs with threads. <a href="../">Threadbox</a> runs them in a browser.</p>
    <ul>
${lessons.map(({ name, title }) => `      <li><a href="${name}.html">${escaped(title)}</a></li>`).join('\n')}
    </ul>`,
  );

/**
 * Writes a page for each lesson that can be read without JavaScript and printed, a list of them, and the text of each, which the element of
 * other pages shows before its frame is loaded.
 */
export function lessonPages(): Plugin {
  return {
    name: 'threadbox-lesson-pages',
    generateBundle() {
      const lessons = readLessons();
      const write = (fileName: string, source: string) => this.emitFile({ type: 'asset', fileName: `lessons/${fileName}`, source });
      write('lessons.css', sheet);
      write('index.html', listPage(lessons));
      for (const lesson of lessons) {
        write(`${lesson.name}.html`, lessonPage(lesson));
        write(`${lesson.name}.py`, lesson.text);
      }
    },
  };
}
