import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { clickWidget, open, output, run, snapshot, until } from './threadbox';

const racy = `import threading
counter = 0
def work():
    global counter
    seen = counter
    counter = seen + 1
a = threading.Thread(target=work, name="A")
b = threading.Thread(target=work, name="B")
a.start()
b.start()
a.join()
b.join()
print(counter)
`;

/** Two waits with timeouts, while another thread can go on: else the earlier would expire by itself. */
const timed = `import threading
gate = threading.Event()
def spin():
    while True:
        x = 1
bell = threading.Timer(60, print)
bell.start()
threading.Thread(target=spin, daemon=True).start()
gate.wait(30)
print("end")
`;

/** Starts a program that the user steps. */
async function runStepped(page: Page, source: string, mode = 'random'): Promise<void> {
  await page.addInitScript((chosen) => localStorage.setItem('mode', chosen), mode);
  await open(page, { keepOpen: false });
  await run(page, source);
  await until(page, ({ steps }) => steps !== null);
}

const position = async (page: Page) => (await snapshot(page)).steps?.position;
const text = (page: Page) => page.locator('#position');

test('steps: a run stands before its first statement, and steps forth and back', async ({ page }) => {
  await runStepped(page, racy);
  await expect(text(page)).toHaveText('Step 0');
  expect((await snapshot(page)).steps?.threads[0]).toMatchObject({ name: 'MainThread', line: 2, text: 'counter = 0', can_run: true });
  await expect(page.getByRole('button', { name: 'Back', exact: true })).toBeDisabled();
  // It stands still anyhow.
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeDisabled();
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(text(page)).toHaveText('Step 2');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(text(page)).toHaveText('Step 1 of 2');
  const { steps } = await snapshot(page);
  expect(steps?.scopes[0]?.variables).toMatchObject([{ name: 'counter', text: '0', changed: true }]);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('steps: the canvas has a button for each thread, and two threads lose a count', async ({ page }) => {
  await runStepped(page, racy);
  const lineOf = async (name: string) => (await snapshot(page)).steps?.threads.find((row) => row.name === name)?.line;
  for (let i = 0; i < 20 && (await lineOf('B')) !== 6; ++i) {
    const rows = (await snapshot(page)).steps?.threads ?? [];
    // Each of the two stops before it writes.
    const index = rows.findIndex(({ can_run, line, name }) => can_run && !(line === 6 && name !== 'MainThread'));
    const before = await position(page);
    await clickWidget(page, `${index + 1}  ${rows[index]?.name}`);
    await page.waitForFunction((old) => threadbox?.snapshot().steps?.position !== old, before);
  }
  expect([await lineOf('A'), await lineOf('B')]).toEqual([6, 6]);
  await page.locator('#step').focus();
  await page.keyboard.press('Space');
  await until(page, ({ steps }) => (steps?.speed ?? 0) > 0);
  await until(page, ({ state }) => state === 'ended');
  expect(output(await snapshot(page))).toBe('1\n');
  // A step back revives the run.
  await page.keyboard.press('ArrowLeft');
  await until(page, ({ state }) => state !== 'ended');
  await page.keyboard.press('Home');
  await expect(text(page)).toHaveText(/^Step 0 of/);
});

test('steps: keys in the canvas', async ({ page }) => {
  await runStepped(page, racy);
  await page.locator('#threadbox-canvas').focus();
  await page.keyboard.press('ArrowRight');
  await expect(text(page)).toHaveText('Step 1');
  await page.keyboard.press('1');
  await expect(text(page)).toHaveText('Step 2');
  await page.keyboard.press('ArrowLeft');
  await expect(text(page)).toHaveText('Step 1 of 2');
});

test('steps: a button for each thread, with its statement, for the keyboard and for screen readers', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await runStepped(page, timed);
  const threads = page.getByRole('list', { name: 'Threads to step' });
  const main = threads.getByRole('button', { name: /MainThread/ }).first();
  await expect(main).toHaveText('Step MainThread: gate = threading.Event(), line 2');
  await main.focus();
  // It can be seen while it has the focus.
  await expect(main).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await expect(text(page)).toHaveText('Step 1');
  await page.keyboard.press('Space');
  await expect(text(page)).toHaveText('Step 2');
  await page.keyboard.press('1');
  await expect(text(page)).toHaveText('Step 3');
  for (let i = 3; !/waits for event gate/.test((await main.textContent()) ?? ''); ++i) {
    // While it waits in start(), the new thread begins.
    const waits = (await main.getAttribute('aria-disabled')) === 'true';
    await (waits ? threads.getByRole('button', { name: /^Step Thread/ }).last() : main).press('Enter');
    await expect(text(page)).toHaveText(`Step ${i + 1}`);
  }
  await main.focus();
  // The focus stays on a thread that waits, whose button says for what and does nothing.
  await expect(main).toHaveText('MainThread waits for event gate in Event.wait, line 9');
  await expect(main).toBeFocused();
  await expect(main).toHaveAttribute('aria-disabled', 'true');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const before = await position(page);
  await main.press('Enter');
  await threads.getByRole('button', { name: 'Let it expire: MainThread' }).press('Enter');
  await expect(main).toHaveText(/^Step MainThread: /);
  expect(await position(page)).toBe((before ?? 0) + 1);
  await threads.getByRole('button', { name: /^Let it fire: / }).press('Enter');
  await expect(threads.getByRole('button', { name: /^Let it fire: / })).toHaveCount(0);
});

test('steps: the speed of Play is chosen and remembered, also for the key in the picture', async ({ page }) => {
  await runStepped(page, 'while True:\n    x = 1\n');
  await page.getByLabel('Speed of Play').selectOption('16 a second');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await until(page, ({ steps }) => steps?.speed === 16);
  await page.getByLabel('Speed of Play').selectOption('64 a second');
  await until(page, ({ steps }) => steps?.speed === 64);
  await page.reload();
  await run(page, 'while True:\n    x = 1\n');
  await until(page, ({ steps }) => steps?.position === 0);
  await page.locator('#threadbox-canvas').focus();
  await page.keyboard.press('Space');
  await until(page, ({ steps }) => steps?.speed === 64);
});

test('steps: a kept schedule is renamed and removed', async ({ page }) => {
  await runStepped(page, racy, 'turns');
  const options = page.locator('#kept option');
  for (const [i, name] of ['first', ''].entries()) {
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await expect(text(page)).toHaveText(`Step ${i + 1}`);
    await page.getByRole('button', { name: 'Schedule', exact: true }).click();
    await page.locator('#kept-name').fill(name);
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.keyboard.press('Escape');
  }
  await page.reload();
  await run(page, racy);
  await until(page, ({ steps }) => steps?.position === 0);
  await page.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(options).toHaveText(['', /^hello_threads\.py 1l/, 'first']);
  await page.locator('#kept').selectOption('first');
  await expect(page.locator('#kept-name')).toHaveValue('first');
  await page.locator('#kept-name').fill('the beginning');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(options).toHaveText(['', /^hello_threads/, 'the beginning']);
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(options).toHaveText(['', /^hello_threads/]);
  await expect(page.getByRole('button', { name: 'Remove', exact: true })).toBeDisabled();
});

test('steps: a schedule is followed from anywhere, and kept for the next visit', async ({ page }) => {
  await runStepped(page, racy, 'turns');
  for (let i = 0; i < 6; ++i) await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(text(page)).toHaveText('Step 6');
  await page.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(page.locator('#schedule')).toHaveValue(/^1l\.1/);
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.keyboard.press('Escape');
  await page.reload();
  await run(page, racy);
  await until(page, ({ steps }) => steps?.position === 0);
  await page.getByRole('button', { name: 'Schedule', exact: true }).click();
  await page.locator('#kept').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Go there', exact: true }).click();
  await expect(text(page)).toHaveText('Step 6');
  await page.locator('#schedule').fill('1l.1x3.9');
  await page.getByRole('button', { name: 'Go there', exact: true }).click();
  await expect(text(page)).toHaveText('The schedule does not fit this program: after 3 choices, thread 9 cannot run.');
});

test('steps: repr() is asked in a copy of the run, and an earlier moment leads to its step', async ({ page }) => {
  const program =
    'class Account:\n    def __repr__(self):\n        print("asked")\n        return "of Ada"\naccount = Account()\nx = 1\nx = 2\n';
  await runStepped(page, program);
  for (const at of [1, 2, 3]) {
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await expect(text(page)).toHaveText(`Step ${at}`);
  }
  await clickWidget(page, 'repr()');
  const { steps, console } = await until(page, (model) => model.steps?.scopes[0]?.variables[0]?.repr !== '');
  expect(steps?.scopes[0]?.variables[0]).toMatchObject({ name: 'account', text: '<Account object>', repr: 'asked of Ada' });
  expect(console).toHaveLength(0);
  const axis = await page.evaluate(() => threadbox?.widgets().find(({ label }) => label === 'Choose a moment'));
  const canvas = await page.locator('#threadbox-canvas').boundingBox();
  if (!axis || !canvas) throw new Error('The time axis is not shown.');
  await page.mouse.click(canvas.x + axis.x + 1, canvas.y + axis.y + axis.height / 2);
  await page.waitForFunction(() => threadbox?.moment() !== undefined);
  const moment = await page.evaluate(() => threadbox?.moment()?.steps);
  expect(moment).toMatchObject({ position: 1, threads: [{ line: 2, text: 'def __repr__(self):' }], scopes: [{ variables: [] }] });
  await clickWidget(page, 'Go to step 1');
  await expect(text(page)).toHaveText('Step 1 of 3');
});

test('steps: a step back at step 100,000 is a replay that takes no noticeable time', async ({ page }) => {
  await runStepped(page, racy.replace('seen = counter', 'for i in range(60000):\n        seen = counter'));
  await page.evaluate(() => threadbox?.post({ kind: 'step_on', count: 100_000 }));
  await page.waitForFunction(() => threadbox?.snapshot().steps?.position === 100_000, undefined, { timeout: 60_000 });
  const ms = await page.evaluate(() => {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 1; i <= 5; ++i) {
      threadbox?.post({ kind: 'step_back', count: 1 });
      const began = performance.now();
      threadbox?.pump();
      best = Math.min(best, performance.now() - began);
    }
    return best;
  });
  console.log(`a step back at step 100,000: ${ms.toFixed(1)} ms`);
  expect((await snapshot(page)).steps?.position).toBe(99_995);
  expect(ms).toBeLessThan(500);
});
