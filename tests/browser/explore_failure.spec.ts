// Explore when its worker dies, is silent, or has a slow network: a sentence says so, and it works again.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { open, write } from './threadbox';

declare global {
  /** The types of the messages of the explorer's workers. */
  var fromExplorer: string[];
  /** Whether its end comes early. */
  var hurry: boolean;
  /** The timers that wait for a worker that is silent. */
  var patience: Set<unknown>;
}

const panel = (page: Page) => page.getByRole('region', { name: 'Explore' });
const verdict = (page: Page) => panel(page).locator('.verdict');
const press = (page: Page) => page.getByRole('button', { name: 'Explore', exact: true }).click();
const untilOver = (page: Page) => expect(panel(page)).toHaveAttribute('aria-busy', 'false');
const engine = '**/threadbox-engine.js';

/** Lets the worker load this instead of the engine. */
const replaceEngine = (page: Page, text: string) =>
  page.route(engine, (route) => route.fulfill({ contentType: 'text/javascript', body: text }));

const prints = 'import threading\nfor word in ("a", "b"):\n    threading.Thread(target=print, args=(word,)).start()\n';

async function openWith(page: Page, source: string): Promise<void> {
  await open(page, { keepOpen: false });
  await write(page, source);
}

/** The next press explores the program to its end. */
async function expectWell(page: Page): Promise<void> {
  await page.unroute(engine);
  await press(page);
  await expect(verdict(page)).toHaveText(/^No schedule fails \(complete: \d+\)\.$/);
  await untilOver(page);
}

test('explore: a worker that dies is a sentence, and the next press explores', async ({ page }) => {
  await openWith(page, prints);
  await replaceEngine(page, 'export default () => (setTimeout(() => { throw new RangeError("Out of memory"); }), new Promise(() => {}));');
  await press(page);
  await expect(verdict(page)).toHaveText(/^The explorer has stopped: it probably had no memory left\./);
  await untilOver(page);
  await expect(panel(page).getByRole('button', { name: 'Stop exploring' })).toBeHidden();
  await expect(page.locator('#run')).toBeEnabled();
  await expectWell(page);
});

test('explore: a worker that is silent is ended, and the next press explores', async ({ page }) => {
  await page.addInitScript(() => {
    const wait = globalThis.setTimeout;
    globalThis.hurry = true;
    const sooner = (act: TimerHandler, ms?: number, ...rest: unknown[]) => wait(act, ms === 15_000 && globalThis.hurry ? 100 : ms, ...rest);
    globalThis.setTimeout = sooner as typeof setTimeout;
  });
  await openWith(page, prints);
  await replaceEngine(
    page,
    `export default async () => ({ HEAPU8: new Uint8Array(9999), _engine_room: () => 1, UTF8ToString: () => '[]', _engine_explore: () => 0,
      _engine_explore_advance: () => { for (;;); } });`,
  );
  await press(page);
  await expect(verdict(page)).toHaveText(/^The explorer was ended, since one run of this program takes too long/);
  await untilOver(page);
  await page.evaluate(() => {
    globalThis.hurry = false;
  });
  await expectWell(page);
});

test('explore: a slow network is not taken for a silent worker, and what is stopped while it is loaded rests', async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.fromExplorer = [];
    globalThis.patience = new Set();
    const [wait, clear] = [globalThis.setTimeout, globalThis.clearTimeout];
    globalThis.setTimeout = ((act: TimerHandler, ms?: number, ...rest: unknown[]) => {
      const timer = wait(act, ms, ...rest);
      if (ms === 15_000) patience.add(timer);
      return timer;
    }) as typeof setTimeout;
    globalThis.clearTimeout = ((timer?: number) => {
      patience.delete(timer);
      clear(timer);
    }) as typeof clearTimeout;
    globalThis.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        if (options?.name === 'explorer') this.addEventListener('message', ({ data }) => fromExplorer.push(data.type));
      }
    };
  });
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const asked = page.waitForRequest(engine);
  await page.route(engine, async (route) => (await held, route.continue()));
  const counts =
    'import threading\nn = 0\ndef f():\n    global n\n    n += 1\n    n += 1\nfor _ in range(6): threading.Thread(target=f).start()\n';
  await openWith(page, counts);
  await press(page);
  await asked;
  expect(await page.evaluate(() => patience.size)).toBe(0);
  await panel(page).getByRole('button', { name: 'Stop exploring' }).click();
  release();
  await untilOver(page);
  await expect(panel(page).getByRole('button', { name: 'Continue' })).toBeVisible();
  expect(await page.evaluate(() => fromExplorer)).toEqual(['loaded', 'rests']);
});
