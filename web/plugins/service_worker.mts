import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'vite';
import type { Build, BuiltFile, Part } from '../worker/build.ts';
import { explorerPrefix, singlePrefix } from './engines.mts';

const placeholder = 'the-build';

/** Files that no page asks for, that the worker must not answer with a copy, or that are written for readers without it. */
const notKept = /\.br$|^(_headers|service-worker\.js|oembed\.json)$|^lessons\//;

/** The paths of all files below a folder, with slashes. */
function pathsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function partOf(path: string): Part {
  if (path.startsWith(explorerPrefix)) return 'explorer';
  if (!path.startsWith('engine-')) return 'page';
  return path.startsWith(singlePrefix) ? 'single' : 'threads';
}

/** Writes the build's id into the page, and lists its files for the worker. */
function finish(folder: string): Build {
  const paths = pathsIn(folder).filter((path) => !notKept.test(path));
  const whole = createHash('sha256');
  const files: Record<string, BuiltFile> = {};
  for (const path of paths) {
    const bytes = readFileSync(join(folder, path));
    whole.update(path).update(bytes);
    const integrity = `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
    if (path === 'index.html') files[''] = { part: 'page' };
    else files[path] = { part: partOf(path), integrity };
  }
  const id = whole.digest('hex').slice(0, 16);
  const index = join(folder, 'index.html');
  writeFileSync(index, readFileSync(index, 'utf8').replace(placeholder, id));
  return { id, files };
}

/** Builds service-worker.js. Its name is fixed, and it lies beside the page, since it answers for what is below its folder. */
export function serviceWorker(): Plugin {
  return {
    name: 'threadbox-service-worker',
    transformIndexHtml: () => [{ tag: 'meta', attrs: { name: 'threadbox-build', content: placeholder }, injectTo: 'head' }],
    // When all other files have been written.
    writeBundle: {
      order: 'pre',
      sequential: true,
      async handler({ dir = '' }) {
        await build({
          configFile: false,
          logLevel: 'warn',
          publicDir: false,
          define: { __BUILD__: JSON.stringify(finish(dir)) },
          build: {
            outDir: dir,
            emptyOutDir: false,
            target: 'es2022',
            modulePreload: false,
            rolldownOptions: {
              input: join(import.meta.dirname, '../worker/service_worker.ts'),
              output: { format: 'iife', entryFileNames: 'service-worker.js' },
            },
          },
        });
      },
    },
  };
}
