// What the page says of a run: how it stands, where its threads stand, and what they died of.
import { expect, test } from './fixture';
import { open, output, run, snapshot, until, write } from './threadbox';

const status = '#status';

test('by default a program ends as in CPython, daemons included', async ({ page }) => {
  await open(page, { keepOpen: false });
  await run(page, 'import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\nprint("text ends")\n');
  const model = await until(page, ({ state }) => state === 'ended');
  expect(output(model)).toBe('text ends\n');
  expect(model.threads.map(({ state }) => state)).toEqual(['ended', 'stopped']);
  await expect(page.locator(status)).toHaveText('Ended');
});

test('what is chosen for the next run is remembered', async ({ page }) => {
  await open(page, { keepOpen: false });
  await page.getByRole('button', { name: 'Options', exact: true }).click();
  await page.getByLabel('Keep it open').check();
  await page.getByLabel('Without the GIL').check();
  await page.reload();
  await expect(page.locator('#run')).toBeEnabled();
  await run(page, 'print(1)');
  const model = await until(page, ({ state }) => state === 'idle');
  expect(model.free_threaded).toBe(true);
  await expect(page.getByRole('button', { name: 'End main', exact: true })).toHaveAttribute(
    'title',
    'End main ends the run: no other thread is left.',
  );
});

test('a program that failed says so, underlines the line, and leads to it', async ({ page }) => {
  await open(page, { keepOpen: false });
  await run(page, 'print("before")\n\n\nraise RuntimeError("boom")\n');
  await expect(page.locator(status)).toHaveText('Failed: RuntimeError in line 4');
  await expect(page.locator(status)).toHaveAttribute('data-mood', 'error');
  await expect(page.locator('.cm-lintRange-error')).toHaveText('raise RuntimeError("boom")');
  await page.getByRole('button', { name: 'Failed: RuntimeError in line 4' }).click();
  await expect(page.locator('.cm-activeLine')).toHaveText('raise RuntimeError("boom")');
});

test('the editor marks the line where each thread stands, until the text is edited', async ({ page }) => {
  await open(page);
  await run(
    page,
    'import threading\ngate = threading.Event()\ndef work():\n    gate.wait()\nthreading.Thread(target=work, name="w", daemon=True).start()\n',
  );
  await expect(page.locator('.thread-marks')).toHaveAttribute('title', 'w: waiting in gate.wait()');
  await expect(page.locator('#older')).toBeHidden();
  await write(page, 'print(2)');
  await expect(page.locator('.thread-marks')).toHaveCount(0);
  await expect(page.locator('#older')).toBeVisible();
});

test('a thread that spins is marked at the line that it executes', async ({ page }) => {
  await open(page);
  await run(page, 'x = 0\nwhile True:\n    x += 1\n');
  await expect(page.locator('.thread-marks')).toHaveAttribute('title', 'MainThread: running');
  const model = await until(page, ({ threads }) => (threads[0]?.line ?? 0) >= 2);
  expect(model.threads[0]?.line).toBeLessThanOrEqual(3);
});

test('a breakpoint pauses the run, Resume lets it go on', async ({ page }) => {
  await open(page, { keepOpen: false });
  await write(page, 'x = 1\nx = 2\nprint("two")\nprint("end")\n');
  await page.locator('.cm-lineNumbers .cm-gutterElement', { hasText: '3' }).click();
  await run(page);
  await expect(page.locator(status)).toHaveText('Paused: MainThread is before line 3');
  expect(output(await snapshot(page))).toBe('');
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await until(page, ({ state }) => state === 'ended');
  expect(output(await snapshot(page))).toBe('two\nend\n');
});

test('Pause holds threads that spin', async ({ page }) => {
  await open(page);
  const spin = 'import threading\ndef spin():\n    while True:\n        a = 1\n';
  await run(page, `${spin}for i in range(8):\n    threading.Thread(target=spin, daemon=True).start()\n`);
  await until(page, ({ state, threads }) => state === 'idle' && threads.length === 9);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await until(page, ({ threads }) => threads.filter(({ wait }) => wait?.operation === 'hold').length === 8);
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await until(page, ({ threads }) => threads.every(({ wait }) => wait?.operation !== 'hold'));
});

test('that nothing can go on is said', async ({ page }) => {
  await open(page, { keepOpen: false });
  await run(page, 'import threading\ngate = threading.Event()\ngate.wait()\n');
  await expect(page.locator(status)).toHaveText('Nothing can go on: MainThread waits for event gate in Event.wait (line 3)');
});
