import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixture';
import { codePane, framesDrawnIn, open, run, until, write } from './threadbox';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme });
    test('accessibility: axe finds nothing to object to', async ({ page }) => {
      await open(page);
      expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(colorScheme);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await run(page, 'def f(:\n    pass\n');
      await expect(page.getByRole('alert')).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });
  });
}

test("forced colours: the user's own replace those of the page, but not that of the run's state", async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page);
  await run(page, 'import time\ntime.sleep(500)\n');
  await expect(page.locator('#status')).toHaveAttribute('data-mood', 'live');
  const style = (selector: string) =>
    page.locator(selector).evaluate((part) => {
      const { backgroundColor, borderTopColor } = getComputedStyle(part);
      return { backgroundColor, borderTopColor };
    });
  const body = await style('body');
  expect((await style('.dot')).backgroundColor).not.toBe(body.backgroundColor);
  expect((await style('#stop')).borderTopColor).not.toBe(body.backgroundColor);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('theme: the button changes it, and the next visit remembers', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Dark theme', exact: true }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Dark theme', exact: true })).toHaveAttribute('aria-pressed', 'true');
  expect(await page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe('dark');
});

test('editor: a mistake is shown at its line; the list leads there', async ({ page }) => {
  await open(page);
  await run(page, 'import threading\n\ndef worker(:\n    pass\n');
  // As CPython says it.
  const problem = page.getByRole('alert').getByRole('button');
  await expect(problem).toHaveText('Line 3, column 12: SyntaxError: invalid syntax');
  await expect(page.locator('.cm-lintRange-error')).toHaveCount(1);
  await problem.click();
  await expect(page.locator('.cm-activeLine')).toHaveText('def worker(:');
  await write(page, 'print("mended")');
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(page.locator('.cm-lintRange-error')).toHaveCount(0);
});

test('editor: a mistake is underlined while one types, before it is run', async ({ page }) => {
  await open(page);
  await write(page, 'async def f():\n    pass\n');
  await expect(page.locator('.cm-lintRange-error')).toHaveCount(1);
  await expect(page.getByRole('alert')).toBeHidden();
});

test('editor: a warning is underlined as one, and the program runs all the same', async ({ page }) => {
  await open(page);
  await run(page, 'x = 1000\nprint(x is 1000)\n');
  await until(page, ({ console }) => console.some(({ text }) => text.includes('SyntaxWarning: "is" with \'int\' literal')));
  await expect(page.locator('.cm-lintRange-warning')).toHaveCount(1);
  await expect(page.getByRole('alert')).toBeHidden();
});

test('keyboard: Control+Enter runs, Escape leaves the editor, Tab is never caught', async ({ page }) => {
  await open(page);
  await write(page, 'print("by keyboard")');
  await page.keyboard.press('Control+Enter');
  await until(page, ({ console }) => console.some(({ text }) => text === 'by keyboard\n'));
  await page.keyboard.press('Escape');
  await expect(codePane(page)).not.toBeFocused();
  // Round the whole page by Tab, from the editor on: each stop comes once, and the round ends.
  const stops: string[] = [];
  for (let i = 0; i < 30; ++i) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => document.activeElement?.id || document.activeElement?.className || '');
    if (stop.includes('cm-content')) await page.keyboard.press('Escape');
    stops.push(stop);
  }
  for (const id of ['program', 'run', 'theme', 'divider', 'threadbox-canvas']) expect(stops).toContain(id);
});

test('divider: arrow keys move it, and the next visit remembers', async ({ page }) => {
  await open(page);
  const divider = page.getByRole('separator');
  const before = Number(await divider.getAttribute('aria-valuenow'));
  await divider.focus();
  for (let i = 0; i < 5; ++i) await page.keyboard.press('ArrowRight');
  const after = Number(await divider.getAttribute('aria-valuenow'));
  expect(after).toBeGreaterThan(before + 8);
  await page.reload();
  await expect(divider).toHaveAttribute('aria-valuenow', String(after));
});

test('divider: the pointer drags it', async ({ page }) => {
  await open(page);
  const divider = page.getByRole('separator');
  const box = (await divider.boundingBox())!;
  await page.mouse.move(box.x + 4, 400);
  await page.mouse.down();
  await page.mouse.move(700, 400);
  await page.mouse.up();
  expect(Math.abs((await divider.boundingBox())!.x - 700)).toBeLessThan(10);
});

for (const [width, height] of [
  [390, 844],
  [320, 640],
  [800, 500],
  [720, 450], // 1440 × 900 at 200 %.
] as const) {
  test(`layout: at ${width} × ${height} everything is in reach and nothing is cut`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page);
    for (const name of ['Run', 'Stop', 'Ctrl-C', 'End main', 'Dark theme']) {
      await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
    }
    await expect(page.locator('#threadbox-canvas')).toBeInViewport({ ratio: 1 });
    const words = page.locator('#status-words');
    await run(page, 'import time\ntime.sleep(500)\n'); // Nothing would go on without a deadline, which is said.
    await expect(words).toHaveText('Running');
    expect(await words.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height);
  });
}

test('embedding: in a frame of a page that knows nothing of isolation, threads run', async ({ page, baseURL }) => {
  // Another site: 127.0.0.1 is not localhost.
  const parent = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html').end(`<iframe src="${baseURL}" width="800" height="500"></iframe>`);
  });
  await new Promise<void>((resolve) => parent.listen(0, '127.0.0.1', resolve));
  try {
    await page.goto(`http://127.0.0.1:${(parent.address() as AddressInfo).port}/`);
    const frame = page.frames()[1] ?? (await page.waitForEvent('frameattached'));
    await frame.locator('#run:enabled').click();
    await frame.waitForFunction(() => threadbox!.snapshot().console.some(({ text }) => text === 'all done\n'));
    expect(await frame.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  } finally {
    parent.close();
  }
});

test('idle: a page where nothing happens draws no frame', async ({ page }) => {
  await open(page);
  // The first picture may take a few frames to settle.
  await expect(async () => expect(await framesDrawnIn(page, 30)).toBe(0)).toPass();
  expect(await framesDrawnIn(page, 120)).toBe(0);
  await run(page, 'print("one run")');
  await until(page, ({ state }) => state === 'idle');
  await page.getByRole('button', { name: 'End main', exact: true }).click();
  await until(page, ({ state }) => state === 'ended');
  await expect(async () => expect(await framesDrawnIn(page, 30)).toBe(0)).toPass();
  expect(await framesDrawnIn(page, 120)).toBe(0);
});

test('size: all that is loaded before the first run is at most 850 kB', async ({ page }) => {
  const sizes: [string, number][] = [];
  page.on('requestfinished', async (request) => {
    // The workers' scripts come from the cache.
    const { responseBodySize } = await request.sizes();
    if (responseBodySize < 0) return;
    sizes.push([new URL(request.url()).pathname.split('/').pop() || 'index.html', responseBodySize]);
  });
  await open(page);
  await page.waitForLoadState('networkidle');
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  for (const [name, size] of sizes) console.log(`      ${String(Math.round(size / 1000)).padStart(5)} kB  ${name}`);
  console.log(`      ${String(Math.round(total / 1000)).padStart(5)} kB  in all`);
  expect(total).toBeGreaterThan(100_000);
  expect(total).toBeLessThanOrEqual(850_000);
});

test('speed: from navigation to the first line of a started thread, warm cache', async ({ page }) => {
  await open(page);
  // In the page itself, so that no message between the test and the browser is timed.
  await page.addInitScript(() => {
    const looking = setInterval(() => {
      const run = document.querySelector<HTMLButtonElement>('#run');
      if (run === null || run.disabled) return;
      if (!threadbox!.live()) return run.click();
      if (threadbox!.snapshot().console.length === 0) return;
      clearInterval(looking);
      document.body.dataset.firstLineMs = String(Math.round(performance.now()));
    }, 5);
  });
  await page.reload();
  const tookMs = Number(await page.locator('body[data-first-line-ms]').getAttribute('data-first-line-ms'));
  console.log(`      first line of a started thread: ${tookMs} ms after navigation`);
  expect(tookMs).toBeGreaterThan(0);
  expect(tookMs).toBeLessThan(10_000);
});
