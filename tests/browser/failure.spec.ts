import { expect, test } from './fixture';
import { open } from './threadbox';

test('not isolated: the page says so and what to do', async ({ page }) => {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    for (const name of Object.keys(headers)) if (/^(cross-origin|document-isolation)/.test(name)) delete headers[name];
    await route.fulfill({ response, headers });
  });
  await page.goto('./');
  await expect(page.getByRole('heading', { name: 'This page may not use threads here' })).toBeVisible();
  await expect(page.locator('#cover-text')).toContainText('cross-origin isolated');
  await expect(page.locator('#run')).toBeDisabled();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  // The module may still be loading.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

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

test('crash: the page owns up to it and keeps the code', async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    const error = new WebAssembly.RuntimeError('memory access out of bounds');
    window.dispatchEvent(new ErrorEvent('error', { error, message: error.message }));
  });
  await expect(page.getByRole('heading', { name: 'The engine has stopped' })).toBeVisible();
  await expect(page.locator('.cm-content')).toContainText('import threading');
});

test('crash: a worker that dies is one, too', async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    // As Emscripten hands it on: it throws the worker's own event.
    const error = new ErrorEvent('error', { message: 'Uncaught RuntimeError: unreachable' });
    window.dispatchEvent(new ErrorEvent('error', { error }));
  });
  await expect(page.getByRole('heading', { name: 'The engine has stopped' })).toBeVisible();
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
