// An exercise in a link: the card, the check, and what the page around a frame is told.
import { createServer } from 'node:http';
import { deflateRawSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { codePane, output, snapshot, until, write } from './threadbox';

const racy = `import threading
counter = 0
def work():
    global counter
    seen = counter
    counter = seen + 1
threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(counter)
`;
const repaired = racy
  .replace('counter = 0', 'counter, lock = 0, threading.Lock()')
  .replace('    seen = counter\n    counter = seen + 1', '    with lock: counter += 1');
const counting = { task: 'Let three threads count to 3.', expect: [{ output: '3' }, { uses: 'Lock' }, { invariant: 'no-deadlock' }] };

const card = (page: Page) => page.getByRole('region', { name: 'Exercise' });
const verdict = (page: Page) => card(page).getByRole('status');
const items = (page: Page) => card(page).getByRole('list', { name: 'Expectations' }).getByRole('listitem');
const linkTo = (code: string, exercise: unknown, name = 'Counter') =>
  `./#${new URLSearchParams({ code: deflateRawSync(code).toString('base64url'), name, exercise: typeof exercise === 'string' ? exercise : JSON.stringify(exercise) })}`;

async function openExercise(page: Page, code: string, exercise: unknown): Promise<void> {
  await page.goto(linkTo(code, exercise));
  await expect(page.locator('#run')).toBeEnabled();
}
async function check(page: Page): Promise<void> {
  await card(page).getByRole('button', { name: 'Check' }).click();
  await expect(verdict(page)).not.toHaveText(/^$|^Checking/);
  await expect(card(page).getByRole('button', { name: 'Check' })).toBeEnabled();
}

test('exercise: a race fails in some order, the picture shows it, and the repaired program passes', async ({ page }) => {
  await openExercise(page, racy, counting);
  await expect(card(page)).toContainText('Let three threads count to 3.');
  expect((await snapshot(page)).state).toBe('empty');
  await check(page);
  await expect(verdict(page)).toHaveText('Not passed yet: 2 of 3 expectations fail.');
  await expect(items(page).nth(0)).toHaveText(
    /Not met: The output is “3”In \d+ of 20 orders: The output is “\d” \(.*first (in turn|with seed \d+.*)\)\./,
  );
  await expect(items(page).nth(1)).toHaveText('Not met: The program uses LockThe program does not use Lock.');
  await expect(items(page).nth(2)).toHaveText('Met: There is no deadlock');
  const shown = await snapshot(page);
  expect(output(shown)).toMatch(/^[12]\n$/);
  expect(shown.steps?.position).toBeGreaterThan(5);
  await expect(page.getByRole('button', { name: 'Back', exact: true })).toBeEnabled();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await write(page, repaired);
  await expect(verdict(page)).toHaveText('You have edited the program since.');
  await check(page);
  await expect(verdict(page)).toHaveText('Passed in each of 20 orders of the threads.');
  // It stays with the program, which is now one of the reader's own.
  await page.reload();
  await expect(page.locator('#run')).toBeEnabled();
  await expect(codePane(page)).toContainText('with lock: counter += 1');
  await check(page);
  await expect(verdict(page)).toHaveText('Passed in each of 20 orders of the threads.');
  // Another program does not have it.
  await page.locator('#program').selectOption('locks.py');
  await expect(card(page)).toBeHidden();
  await page.locator('#program').selectOption({ label: 'Counter' });
  await expect(card(page)).toBeVisible();
});

test('exercise: threads also come in between the instructions of a statement', async ({ page }) => {
  const code = racy.replace('    seen = counter\n    counter = seen + 1', '    counter += 1');
  await openExercise(page, code, { expect: [{ output: '3' }] });
  await check(page);
  await expect(items(page).nth(0)).toHaveText(/In \d+ of 20 orders.*first with seed \d+.*, within statements/);
  expect(output(await snapshot(page))).toMatch(/^[12]\n$/);
});

test('exercise: deadlocks, exceptions, sleeps, input and loops without end are judged in virtual time', async ({ page }) => {
  const checked = async (code: string, exercise: unknown) => {
    await page.goto('about:blank');
    await openExercise(page, code, exercise);
    await check(page);
    return (await items(page).allTextContents()).join('\n');
  };
  const stuck = 'import threading\ndone = threading.Event()\nthreading.Thread(target=done.wait, name="Ada").start()\nprint("main")\n';
  expect(await checked(stuck, { runs: 2, expect: [{ output: 'main' }] })).toMatch(
    /Met: The output.*\nNot met: The program endsNo thread can go on: .*Ada waits/,
  );
  await expect(items(page)).toHaveCount(2);
  expect(await checked(stuck, { runs: 2, expect: [{ finding: 'stuck' }, { 'no-finding': 'deadlock' }] })).not.toContain('Not met');
  const forgetful =
    'import threading\nlock = threading.Lock()\ndef work(): lock.acquire()\nt = threading.Thread(target=work)\nt.start()\nt.join()\n';
  expect(await checked(forgetful, { runs: 2, expect: [{ 'no-finding': 'forgotten-release' }] })).toMatch(
    /^Not met: This does not happen: forgotten-release\S/,
  );
  const slow = 'import time, sys\nname = input("Who? ")\ntime.sleep(3600)\nbox = {"a": [1, name]}\nsys.exit(3)\n';
  const wanted = [{ contains: 'Who?' }, { 'exit-code': 3 }, { within: 3601 }, { variable: 'box', is: "{'a': [1, 'Ada']}" }];
  expect(await checked(slow, { runs: 3, input: 'Ada', expect: wanted })).not.toContain('Not met');
  expect(await checked(slow, { runs: 3, expect: wanted })).toContain('The program waits for input that the exercise does not have');
  expect(await checked('while True: pass\n', { expect: [{ output: '' }] })).toContain(
    'The program endsThe program has not ended after 1000000 steps.',
  );
  expect(await checked('print("a"\n', { expect: [{ output: 'a' }] })).toMatch(/The program cannot be run: SyntaxError: .*, line 1\./);
  // The page is as usable as before.
  await write(page, 'print("again")\n');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await until(page, ({ state, console }) => state !== 'running' && console.some(({ text }) => text === 'again\n'));
});

test('exercise: a malformed one is answered with a sentence and its place, and a hostile one is text', async ({ page }) => {
  await openExercise(page, racy, '{"expect": [{"output": "3"},]}');
  await expect(verdict(page)).toHaveText('The exercise of this page has an error at line 1, column 29: this is not JSON.');
  await expect(card(page).getByRole('button', { name: 'Check' })).toBeHidden();
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  await page.goto('about:blank');
  await openExercise(page, `print(${JSON.stringify(hostile)})`, {
    task: hostile,
    runs: 1,
    expect: [{ output: hostile, says: hostile }, { contains: `${hostile}!` }],
  });
  await check(page);
  await expect(card(page)).toContainText(hostile);
  await expect(items(page).nth(0)).toHaveText(`Met: ${hostile}`);
  expect(await card(page).locator('img, script').count()).toBe(0);
  expect(await page.title()).toBe('Threadbox');
});

test('exercise: the page around the frame is told the result, and nothing of the runs before it', async ({ page, baseURL }) => {
  const frame = new URL(linkTo(racy, counting), baseURL).href;
  const server = createServer((_, response) =>
    response
      .setHeader('Content-Type', 'text/html')
      .end(`<iframe width="900" height="600" src="${frame.replaceAll('&', '&amp;')}"></iframe>`),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  try {
    await page.addInitScript(() => {
      if (parent !== window) return;
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard });
      addEventListener('message', ({ data, source }) => {
        heard.push(data);
        if (data?.type === 'hello') (source as Window).postMessage({ threadbox: 1, type: 'hello', id: 1 }, '*');
      });
    });
    await page.goto(`http://127.0.0.1:${port}/`);
    const inside = page.frameLocator('iframe');
    await expect(inside.locator('#run')).toBeEnabled();
    await inside.getByRole('button', { name: 'Check' }).click();
    const told = await page.waitForFunction(() =>
      (globalThis as unknown as { heard: { type: string }[] }).heard.find(({ type }) => type === 'exercise'),
    );
    expect(await told.jsonValue()).toMatchObject({
      threadbox: 1,
      result: {
        passed: false,
        runs: 20,
        expectations: [
          { ok: false, text: 'The output is “3”' },
          { ok: false, reason: 'The program does not use Lock.' },
          { ok: true, reason: '' },
        ],
      },
    });
    const starts = await page.evaluate(
      () => (globalThis as unknown as { heard: { type: string }[] }).heard.filter(({ type }) => type === 'started').length,
    );
    expect(starts).toBeLessThanOrEqual(1);
  } finally {
    server.close();
  }
});
