import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { codePane, framesDrawnIn, open, run, snapshot, untilPrinted, write } from './threadbox';

declare global {
  var workers: Worker[];
}

test('no WebGL 2: the page says so and what to do', async ({ page }) => {
  await page.addInitScript(() => {
    const getContext = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      return kind === 'webgl2' ? null : Reflect.apply(getContext, this, [kind, ...rest]);
    } as typeof getContext;
  });
  await page.goto('./');
  await expect(page.getByRole('heading', { name: 'This browser cannot draw with WebGL 2' })).toBeVisible();
  await expect(page.locator('#cover-text')).toContainText('hardware acceleration');
});

test('no WebAssembly exceptions: the page names the browsers that do', async ({ page }) => {
  await page.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  await page.goto('./');
  await expect(page.getByRole('heading', { name: 'This browser is too old' })).toBeVisible();
});

test('engine missing: the page says so, and a press loads it again', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
  await page.goto('./');
  await expect(page.getByRole('heading', { name: 'The engine could not be loaded' })).toBeVisible();
  await expect(page.locator('#cover-text')).toContainText('404');
  await page.unroute('**/*.wasm');
  await page.getByRole('button', { name: 'Try again', exact: true }).click();
  await expect(page.locator('#run')).toBeEnabled();
});

test('offline: the page says so', async ({ page }) => {
  await page.route('**/threadbox-web.js', (route) => route.abort('internetdisconnected'));
  await page.goto('./');
  await expect(page.getByRole('heading', { name: 'The engine could not be loaded' })).toBeVisible();
});

/** Lets the page find an error that nothing has caught, as the module leaves it. */
const throwInModule = (page: Page) =>
  page.evaluate(() => {
    const error = new WebAssembly.RuntimeError('memory access out of bounds');
    window.dispatchEvent(new ErrorEvent('error', { error, message: error.message }));
  });

/** Remembers the workers of the page in `workers`. */
const recordWorkers = (page: Page) =>
  page.addInitScript(() => {
    globalThis.workers = [];
    globalThis.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        workers.push(this);
      }
    };
  });

/** The run has ended with a sentence, its program and output are there, and the next run works. */
async function expectRevived(page: Page): Promise<void> {
  await expect(page.getByRole('alert').filter({ hasText: 'The run has ended, since the engine failed' })).toBeVisible();
  await expect(page.locator('#cover')).toBeHidden();
  await expect(page.locator('#run')).toBeEnabled();
  await expect(codePane(page)).toContainText('# mine');
  await page.getByText('Output of the run that has ended').click();
  await expect(page.locator('#lost-output pre')).toHaveText(/as far as here/);
  await run(page, 'print("and again")');
  await untilPrinted(page, 'and again');
  await expect(page.getByRole('alert').filter({ hasText: 'The run has ended' })).toBeHidden();
  await expect(page.locator('#lost-output')).toHaveCount(0);
}

const endless = 'print("as far as here")\nwhile True: pass  # mine\n';

test('crash: it ends the run with a sentence, and the next run works', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByLabel('Without the GIL').check();
  await page.keyboard.press('Escape');
  await run(page, endless);
  await untilPrinted(page, 'as far as here');
  const dead = await page.evaluateHandle(() => threadbox!);
  await throwInModule(page);
  await expectRevived(page);
  await expect(page.locator('#no-gil')).toBeChecked();
  expect(await dead.evaluate((engine) => [engine.post({ kind: 'stop' }), engine.run(), engine.live()])).toEqual([
    'The engine has stopped.',
    'The engine has stopped.',
    false,
  ]);
  await expect(page.locator('canvas')).toHaveCount(1);
});

test('crash: a worker that throws ends the run, not the page', async ({ page }) => {
  await recordWorkers(page);
  await open(page);
  await run(page, endless);
  await untilPrinted(page, 'as far as here');
  // A thread whose data lie outside the memory.
  await page.evaluate(() => workers.at(-1)?.postMessage({ cmd: 'run', pthread_ptr: 0xfffffff0, start_routine: 1, arg: 0 }));
  await expectRevived(page);
});

test('crash: after workers that die silently, the run that Run should replace is given up', async ({ page }) => {
  await recordWorkers(page);
  await page.addInitScript(() => {
    const wait = globalThis.setTimeout;
    const sooner = (act: TimerHandler, ms?: number, ...rest: unknown[]) => wait(act, ms === 15_000 ? 100 : ms, ...rest);
    globalThis.setTimeout = sooner as typeof setTimeout;
  });
  await open(page);
  await run(page, 'import time\nwhile True:  # mine\n    print("as far as here")\n    time.sleep(0.02)\n');
  await untilPrinted(page, 'as far as here');
  await page.evaluate(() => {
    for (const worker of workers) worker.terminate();
  });
  // The browser gives a worker some time to end by itself.
  const printed = async () => (await snapshot(page)).console.length;
  await expect(async () => {
    const before = await printed();
    await framesDrawnIn(page, 20);
    expect(await printed()).toBe(before);
  }).toPass();
  await run(page);
  await expectRevived(page);
});

test('crash: an engine that fails again and again is not started for ever', async ({ page }) => {
  await open(page);
  await write(page, '# mine\n');
  for (let crashes = 0; crashes < 3; ++crashes) {
    await throwInModule(page);
    await expect(page.getByRole('alert').filter({ hasText: 'The engine failed' })).toBeVisible();
    await expect(page.locator('#run')).toBeEnabled();
  }
  await throwInModule(page);
  await expect(page.getByRole('heading', { name: 'The engine has stopped' })).toBeVisible();
  for (const name of ['Run', 'Stop', 'Ctrl-C', 'End main']) await expect(page.getByRole('button', { name, exact: true })).toBeDisabled();
  await page.getByRole('button', { name: 'Restart the engine', exact: true }).click();
  await expect(page.locator('#run')).toBeEnabled();
  await expect(codePane(page)).toContainText('# mine');
});

test('loading: the progress is told in bytes', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  // The module's script waits, so that the page stays where the wasm has arrived.
  await page.route('**/threadbox-web.js', async (route) => (await held, route.continue()));
  await page.goto('./');
  await expect(page.getByRole('progressbar', { name: 'Loaded' })).toHaveJSProperty('value', 1);
  await expect(page.locator('#progress-text')).toHaveText('Starting');
  release();
  await expect(page.locator('#run')).toBeEnabled();
  await expect(page.locator('#cover')).toBeHidden();
});
