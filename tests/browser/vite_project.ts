// A user's Vite project, in a temporary folder, with the packed package installed.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, createServer, preview } from 'vite';
import { packInto } from './packing';

const top = join(__dirname, '../..');

const files: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'course', version: '1.0.0', type: 'module', private: true }),
  'index.html': `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>A course</title></head>
  <body>
    <threading-sandbox site="/threadbox/" lesson="hello_threads.py" autorun></threading-sandbox>
    <script type="module" src="/main.ts"></script>
  </body>
</html>
`,
  'main.ts': `import 'threadbox';
import { run, type Result } from 'threadbox/engine';
import { runInWorker } from 'threadbox/engine/worker';

const ending = document.body.appendChild(document.createElement('p'));
document.querySelector('threading-sandbox')?.addEventListener('ended', ({ detail }) => {
  ending.textContent = \`\${detail.standing}: \${detail.exitCode}\`;
});
Object.assign(globalThis, { run, runInWorker });
const exitCodeOf = ({ exitCode }: Result): number | null => exitCode;
void run('pass').then((result) => console.log(exitCodeOf(result)));
`,
  'vite.config.ts': `import threadbox from 'threadbox/vite';
import { defineConfig } from 'vite';

export default defineConfig({ plugins: [threadbox()], logLevel: 'warn' });
`,
  'grade.ts': `import { run, type EngineOptions, type Outcome } from 'threadbox/engine';

const options: EngineOptions = { seed: 1n, stdin: ['a'] };
const outcome: Outcome = (await run('print(input())', options)).outcome;
// @ts-expect-error There is no such outcome.
if (outcome === 'passed') throw new Error();
// @ts-expect-error A seed is a number.
await run('', { seed: '1' });
`,
};

export interface Project {
  readonly folder: string;
  write(name: string, text: string): void;
  /** Serves the project on a free port: its build, as `vite preview` does, or its sources, as `vite` does. */
  serve(what: 'build' | 'sources'): Promise<{ address: string; close(): Promise<void> }>;
  /** What tsc says about the project; empty if it is content. */
  complaintsOfTypes(moduleResolution: 'bundler' | 'nodenext'): string;
  remove(): void;
}

/** Packs the package, and installs it alone: without a network. Vite is the repository's. */
export function makeProject(): Project {
  const folder = mkdtempSync(join(tmpdir(), 'threadbox-project-'));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  for (const [name, text] of Object.entries(files)) write(name, text);

  const tarball = packInto(folder);
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--no-save', tarball], { cwd: folder });
  mkdirSync(join(folder, 'node_modules/@types'));
  for (const name of ['vite', '@types/node']) symlinkSync(join(top, 'node_modules', name), join(folder, 'node_modules', name));
  return {
    folder,
    write,
    async serve(what) {
      const here = { port: 0, host: '127.0.0.1' };
      if (what === 'build') await build({ root: folder });
      const server = what === 'build' ? await preview({ root: folder, preview: here }) : await createServer({ root: folder, server: here });
      if ('listen' in server) await server.listen();
      return { address: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
    },
    complaintsOfTypes(moduleResolution) {
      const module = moduleResolution === 'bundler' ? 'esnext' : 'nodenext';
      const compilerOptions = { ...{ module, moduleResolution }, target: 'es2023', lib: ['es2023', 'dom', 'dom.iterable'] };
      const config = { compilerOptions: { ...compilerOptions, types: ['node'], strict: true, noEmit: true }, include: ['*.ts'] };
      write('tsconfig.json', JSON.stringify(config));
      return spawnSync('node', [join(top, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' }).stdout;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
