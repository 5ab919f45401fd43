// The page without threads: everything works but real parallelism.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { isolationHeaders } from '../../web/headers.mjs';
import { openBody } from './embedder';
import { test as base, expect } from './fixture';
import { serveSite } from './site';
import { choose, clickWidget, execute, live, open, output, post, run, snapshot, until, untilPrinted, write } from './threadbox';

/** The tests' page comes from a host that sends none of the headers of isolation. */
const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed.
  baseURL: async ({}, use) => {
    const { address, close } = await serveSite({ withheld: Object.keys(isolationHeaders) });
    await use(address);
    void close();
  },
});

// It would add the headers.
test.use({ serviceWorkers: 'block' });

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('turns: a program that never waits leaves the page usable, and can be interrupted and stopped', async ({ page }) => {
  await open(page);
  await run(page, 'n = 0\nprint("begun")\nwhile True:\n    n += 1');
  await untilPrinted(page, 'begun');
  const begun = await page.evaluate(() => threadbox!.frames());
  await page.waitForFunction((before) => threadbox!.frames() > before + 5, begun);
  await execute(page, 'n > 0');
  await untilPrinted(page, 'True');
  await button(page, 'Ctrl-C').click();
  await untilPrinted(page, 'KeyboardInterrupt');
  await run(page);
  await until(page, ({ state }) => state === 'running');
  await button(page, 'Stop').click();
  await until(page, ({ state }) => state === 'ended');
  expect(await live(page)).toBe(false);
});

test('turns: a pause holds every thread; a thread is stepped, and the rest goes on', async ({ page }) => {
  await open(page);
  await run(
    page,
    'import threading\ndef spin():\n    while True:\n        a = 1\n        b = 2\nthreading.Thread(target=spin, daemon=True, name="spinner").start()\nwhile True:\n    pass',
  );
  await until(page, ({ threads }) => threads.length === 2);
  await button(page, 'Pause').click();
  const held = await until(page, ({ threads }) => threads.every(({ wait }) => wait?.operation === 'hold'));
  const spinner = held.threads.find(({ name }) => name === 'spinner')!;
  await post(page, { kind: 'step_thread', thread: spinner.object });
  await page.waitForFunction(
    ([object, line]) => {
      const thread = threadbox!.snapshot().threads.find((row) => row.object === object);
      return thread?.wait?.operation === 'hold' && thread.line !== line;
    },
    [spinner.object, spinner.line],
  );
  await button(page, 'Resume').click();
  await until(page, ({ threads }) => threads.every(({ wait }) => wait === null));
  await button(page, 'Stop').click();
});

test('turns: a deadlock is seen, and a click resolves it', async ({ page }) => {
  await open(page);
  await run(page, 'import threading\ngate = threading.Event()\ngate.wait()\nprint("on")');
  await until(page, ({ summary }) => summary?.standing === 'stuck');
  await clickWidget(page, 'set');
  await untilPrinted(page, 'on');
});

test('turns: input is typed, and other threads go on meanwhile', async ({ page }) => {
  await open(page);
  await run(page, 'import threading, time\nthreading.Timer(0.05, print, ["tick"]).start()\nprint("hello", input())');
  await until(page, ({ summary, console }) => summary?.standing === 'reading' && console.some(({ text }) => text.includes('tick')));
  await post(page, { kind: 'input', text: 'Ada\n' });
  await untilPrinted(page, 'hello Ada');
});

test('turns: a sleep takes its time at the speed that is chosen', async ({ page }) => {
  await open(page);
  const slept = (speed: number) =>
    page.evaluate(async (chosen) => {
      const engine = threadbox!;
      engine.load('import time\ntime.sleep(0.3)', 'main.py');
      const begin = performance.now();
      engine.run({ interactive: false, speed: chosen });
      do await new Promise(requestAnimationFrame);
      while (engine.snapshot().state !== 'ended');
      return { real: performance.now() - begin, virtual: engine.snapshot().time_ns / 1e6 };
    }, speed);
  const normal = await slept(1);
  expect(normal.real).toBeGreaterThanOrEqual(290);
  expect(normal.virtual).toBeGreaterThanOrEqual(300);
  const slow = await slept(0.25);
  expect(slow.real).toBeGreaterThanOrEqual(1150);
});

test('turns: step by step, also back', async ({ page }) => {
  await open(page);
  await page.locator('#mode').evaluate((mode: HTMLSelectElement) => {
    mode.value = 'turns';
  });
  await run(page, 'x = 1\nx = 2\nx = 3');
  await until(page, ({ steps }) => steps?.position === 0);
  await button(page, 'Step').click();
  await until(page, ({ steps }) => steps?.position === 1);
  await button(page, 'Step').click();
  const after = await until(page, ({ steps }) => steps?.position === 2);
  expect(after.steps?.scopes[0]?.variables).toMatchObject([{ name: 'x', text: '2' }]);
  await button(page, 'Back').click();
  const back = await until(page, ({ steps }) => steps?.position === 1);
  expect(back.steps?.scopes[0]?.variables).toMatchObject([{ name: 'x', text: '1' }]);
});

test('turns: the memory grows, and is not shared', async ({ page }) => {
  await open(page);
  const before = await page.evaluate(() => threadbox!.memoryBytes());
  await run(page, 'big = "x" * 60_000_000\nprint(len(big))');
  await untilPrinted(page, '60000000');
  expect(await page.evaluate(() => threadbox!.memoryBytes())).toBeGreaterThan(before);
  await execute(page, '"x" * 900_000_000');
  await untilPrinted(page, 'MemoryError');
});

test('turns: a hidden page goes on', async ({ page }) => {
  await open(page);
  await write(page, 'import time\nfor i in range(20):\n    time.sleep(0.01)\nprint("done behind the scenes")');
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { get: () => true });
    window.requestAnimationFrame = () => 0;
    document.dispatchEvent(new Event('visibilitychange'));
    document.getElementById('run')?.click();
  });
  await expect(async () => expect(output(await snapshot(page))).toContain('done behind the scenes')).toPass();
});

test('turns: what needs real threads is said and not offered', async ({ page }) => {
  await open(page);
  await expect(page.getByText('Threads take turns here: this page is not isolated, since its host')).toBeVisible();
  await button(page, 'Options').click();
  await expect(page.getByRole('checkbox', { name: /Without the GIL/ })).toBeDisabled();
  await expect(page.locator('#mode option[value=compare]')).toBeDisabled();
});

test('turns: an embedded page opens in its own tab, with its program and its options', async ({ page, baseURL }) => {
  const close = await openBody(page, `<iframe src="${baseURL}" sandbox="allow-scripts allow-popups" width="1000" height="700"></iframe>`);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('#run')).toBeEnabled();
  await frame.locator('#no-gil').evaluate((box: HTMLInputElement) => {
    box.checked = true;
  });
  await frame.locator('#program').selectOption('deadlock.py');
  const opened = page.context().waitForEvent('page');
  await frame.getByRole('link', { name: 'Open in its own tab' }).click();
  const tab = await opened;
  await tab.waitForURL(/#/);
  const fields = new URLSearchParams(new URL(tab.url()).hash.slice(1));
  expect(fields.get('lesson')).toBe('deadlock.py');
  expect(fields.get('no-gil')).toBe('1');
  close();
});

/** What of a lesson's output is the same in each run: "# compare:" in the lesson says it. */
const comparable: Record<string, (text: string) => unknown> = {
  exact: (text) => text,
  'sorted-lines': (text) => text.split('\n').toSorted(),
  set: (text) => [...new Set(text.split('\n'))].toSorted(),
  invariant: () => undefined,
};

const howCompared = (lesson: string) =>
  /^# compare: (\S+)/m.exec(readFileSync(join(__dirname, '../../lessons', lesson), 'utf8'))?.[1] ?? 'exact';

test('turns: each lesson has the outcome that it has with real threads', async ({ page, browser }) => {
  test.slow();
  const runLessons = async (where: Page) => {
    const outcomes: Record<string, { text: string; code: number | null }> = {};
    const filenames = await where.locator('#program option').evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
    for (const filename of filenames) {
      await choose(where, filename);
      const before = await where.evaluate(() => threadbox!.runs());
      await run(where);
      // It may have to load modules first.
      await where.waitForFunction((runs) => threadbox!.runs() > runs && threadbox!.snapshot().state === 'ended', before);
      const model = await snapshot(where);
      outcomes[filename] = { text: output(model), code: model.exit_code };
    }
    return outcomes;
  };
  await open(page, { keepOpen: false });
  const turns = await runLessons(page);
  const isolated = await browser.newPage({ baseURL: process.env.THREADBOX_ADDRESS ?? '' });
  await open(isolated, { keepOpen: false });
  const threads = await runLessons(isolated);
  expect(Object.keys(turns).length).toBeGreaterThan(20);
  for (const [filename, { text, code }] of Object.entries(turns)) {
    const real = threads[filename];
    expect(code, `${filename}: ${text}`).toBe(real?.code);
    const compare = comparable[howCompared(filename)];
    expect(compare?.(text), filename).toEqual(compare?.(real?.text ?? ''));
  }
});
