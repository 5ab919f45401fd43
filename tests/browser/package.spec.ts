// The npm package, as a project that installs it sees it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as engine from '../../npm/src/engine.ts';
import { expect, test } from './fixture';
import { makeProject, type Project } from './vite_project';

declare global {
  var run: typeof engine.run;
  var runInWorker: typeof engine.run;
}

let project: Project;
test.beforeAll(() => {
  project = makeProject();
});
test.afterAll(() => project.remove());

/** Runs a script of the project in Node. */
function node(...words: string[]) {
  const { stdout, stderr, status } = spawnSync('node', words, { cwd: project.folder, encoding: 'utf8' });
  return { stdout, stderr, status };
}

test('package: it is complete, and depends on nothing', () => {
  const read = (name: string) => readFileSync(join(project.folder, 'node_modules/threadbox', name), 'utf8');
  const { version, license, exports, dependencies, peerDependencies, bin, customElements } = JSON.parse(read('package.json'));
  const ours = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  expect({ version, license, dependencies, peerDependencies }).toEqual({ version: ours.version, license: ours.license });
  const named = Object.values(exports).flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.values(entry as object)));
  for (const path of [...named, ...Object.values(bin), customElements, 'LICENSE', 'README.md', 'site/index.html'] as string[])
    if (!path.includes('*')) expect(read(path).length, path).toBeGreaterThan(0);
});

for (const resolution of ['bundler', 'nodenext'] as const)
  test(`package: its types serve a project with moduleResolution ${resolution}`, () => {
    expect(project.complaintsOfTypes(resolution)).toBe('');
  });

test('package: the grader of docs/engine.md finds a race, a deadlock and a correct program', () => {
  const document = readFileSync(join(__dirname, '../../docs/engine.md'), 'utf8');
  const script = /```js\n(\/\/ node grade\.mjs[\s\S]*?)```/.exec(document)?.[1];
  project.write('grade.mjs', script ?? '');
  const counting = (lines: string) => `import threading
counter, lock = 0, threading.Lock()
def work():
    global counter
    for _ in range(1000):
${lines}
threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(counter)
`;
  project.write('right.py', counting('        with lock:\n            counter += 1'));
  project.write('race.py', counting('        seen = counter\n        counter = seen + 1'));
  project.write('stuck.py', counting('        lock.acquire()\n        counter += 1'));
  project.write('wrong.py', 'print(1');
  expect(node('grade.mjs', 'right.py')).toEqual({ stdout: 'passed\n', stderr: '', status: 0 });
  expect(node('grade.mjs', 'race.py').stdout).toMatch(
    /^failed: it printed "\d+\\n"\nTo see it: threadbox run --simulate --seed \d+ race\.py\n$/,
  );
  expect(node('grade.mjs', 'stuck.py').stdout).toContain('failed: no thread could go on:\n');
  expect(node('grade.mjs', 'wrong.py')).toMatchObject({ stdout: expect.stringContaining("SyntaxError: '(' was never closed"), status: 1 });
});

test('package: threadbox-site copies the site, and overwrites no other page', () => {
  const command = join('node_modules/.bin', 'threadbox-site');
  expect(node(command, 'public/box')).toMatchObject({ stdout: expect.stringContaining('The site is in public/box.'), status: 0 });
  expect(existsSync(join(project.folder, 'public/box/index.html'))).toBe(true);
  expect(node(command, 'public/box').status).toBe(0);
  expect(node(command, '.')).toMatchObject({ stderr: expect.stringContaining('give a folder of its own'), status: 1 });
  expect(node(command).status).toBe(2);
});

for (const what of ['build', 'sources'] as const)
  test(`package: the ${what} of a Vite project with it shows a lesson, and runs the engine in the page and in workers`, async ({
    page,
  }) => {
    const { address, close } = await project.serve(what);
    try {
      await page.goto(address);
      await expect(page.getByText('ended: 0', { exact: true })).toBeVisible();
      const source = 'import threading\nt = threading.Thread(target=print, args=(6 * 7,))\nt.start()\nt.join()';
      expect(await page.evaluate(async (text) => (await run(text)).stdout, source)).toBe('42\n');
      expect(await page.evaluate(async (text) => (await runInWorker(text)).stdout, source)).toBe('42\n');
      const stopped = await page.evaluate(async () => {
        const stopping = new AbortController();
        const result = runInWorker('while True: pass', { signal: stopping.signal });
        stopping.abort();
        return (await result).outcome;
      });
      expect(stopped).toBe('stopped');
      const wrong = await page.evaluate(() => runInWorker(7 as unknown as string).catch((error: Error) => error.message));
      expect(wrong).toBe('run: the program must be a string, not 7.');
    } finally {
      await close();
    }
  });
