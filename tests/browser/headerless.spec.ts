// A host that sends none of the headers: the service worker adds them, by one reload where that helps and by none where it does not.
import { cpSync, readFileSync, renameSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { serveSite } from './site';
import { codePane, run, untilPrinted } from './threadbox';
import { countLoads, expectIsolated, untilKept } from './worker';

test.use({ serviceWorkers: 'allow' });

/** Waits until the page has decided what it runs on: threads, or what remains without. */
const untilDecided = (page: Page) => expect(page.locator('#run:enabled, #cover[data-failure]')).toBeVisible();

const withoutStorage = () => {
  Object.defineProperty(globalThis, 'sessionStorage', {
    get: () => {
      throw new DOMException('denied', 'SecurityError');
    },
  });
};

test('no headers: one reload isolates the page, keeps its link, and later visits need none', async ({ page }) => {
  const site = await serveSite({ isolated: false });
  const counter = countLoads(page);
  await page.goto(`${site.address}#lesson=race.py&mode=random&seed=3`);
  await expect(page.locator('#run')).toBeEnabled();
  await expectIsolated(page, true);
  expect(counter.loads).toBe(2);
  await expect(page.locator('#program')).toHaveValue('race.py');
  await expect(page.locator('#seed')).toHaveValue('3');
  await page.locator('#mode').evaluate((mode: HTMLSelectElement) => {
    mode.value = '';
  });
  await run(page, 'import threading\nthreading.Thread(target=print, args=("from a thread",)).start()');
  await untilPrinted(page, 'from a thread');
  await untilKept(page);
  await site.close();
  await page.goto(`${site.address}?another`);
  await expect(page.locator('#run')).toBeEnabled();
  await expectIsolated(page, true);
  expect(counter.loads).toBe(3);
});

test('no headers: after a reload with Shift, which passes the worker by, another reload isolates the page', async ({ page, context }) => {
  const site = await serveSite({ isolated: false });
  await page.goto(site.address);
  await expect(page.locator('#run')).toBeEnabled();
  const other = await context.newPage();
  const counter = countLoads(other);
  await other.goto(site.address);
  const session = await context.newCDPSession(other);
  await session.send('Page.reload', { ignoreCache: true });
  await expect.poll(() => counter.loads).toBe(3);
  await expect(other.locator('#run')).toBeEnabled();
  await expectIsolated(other, true);
  await site.close();
});

test('no headers: a site below another one on the same host is isolated by its own worker', async ({ page }) => {
  const site = await serveSite({ isolated: false });
  cpSync(site.folder, `${site.folder}-copy`, { recursive: true });
  renameSync(`${site.folder}-copy`, join(site.folder, 'below'));
  await page.goto(site.address);
  await expect(page.locator('#run')).toBeEnabled();
  const counter = countLoads(page);
  await page.goto(`${site.address}below/`);
  await expect(page.locator('#run')).toBeEnabled();
  await expectIsolated(page, true);
  expect(counter.loads).toBe(2);
  expect(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)).toBe(`${site.address}below/service-worker.js`);
  await site.close();
});

test('no headers: a page that the user types into is not reloaded; the next visit is isolated', async ({ page }) => {
  const site = await serveSite({ isolated: false });
  const counter = countLoads(page);
  let release = (_: string) => {};
  site.replace('service-worker.js', new Promise((resolve) => (release = resolve)));
  const asked = page.context().waitForEvent('request', (request) => request.url().endsWith('service-worker.js'));
  await page.goto(site.address);
  await asked;
  await codePane(page).focus();
  await page.keyboard.type('# mine');
  release(readFileSync(`${site.folder}/service-worker.js`, 'utf8'));
  await untilDecided(page);
  await expectIsolated(page, false);
  expect(counter.loads).toBe(1);
  await page.reload();
  await expect(page.locator('#run')).toBeEnabled();
  await expectIsolated(page, true);
  await expect(codePane(page)).toContainText('# mine');
  expect(counter.loads).toBe(2);
  await site.close();
});

test('no headers, no worker: the page is not reloaded', async ({ page }) => {
  const site = await serveSite({ isolated: false });
  site.replace('service-worker.js', undefined);
  const counter = countLoads(page);
  await page.goto(site.address);
  await untilDecided(page);
  await expectIsolated(page, false);
  expect(counter.loads).toBe(1);
  await site.close();
});

for (const storage of [true, false]) {
  test(`no headers, a worker that does not help: one reload, ${storage ? 'with' : 'without'} storage`, async ({ page }) => {
    const site = await serveSite({ isolated: false });
    // It controls no page.
    site.replace('service-worker.js', 'addEventListener("install", () => skipWaiting());');
    if (!storage) await page.addInitScript(withoutStorage);
    // After each reload as after one with Shift.
    await page.addInitScript(() => Object.defineProperty(navigator.serviceWorker, 'controller', { value: null }));
    const counter = countLoads(page);
    await page.goto(site.address);
    await expect.poll(() => counter.loads).toBe(2);
    await untilDecided(page);
    await expectIsolated(page, false);
    expect(counter.loads).toBe(2);
    await site.close();
  });
}

/** Serves a page without headers that has an address in a frame. The frame is of the same site for `localhost`, of another for `127.0.0.1`. */
async function serveAround(address: string, host: string): Promise<{ address: string; close: () => void }> {
  const server = createServer((_, response) =>
    response.setHeader('Content-Type', 'text/html').end(`<iframe src="${address}" width="900" height="600"></iframe>`),
  );
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return { address: `http://${host}:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

const withoutThePolicy = () => Object.defineProperty(navigator, 'userAgentData', { value: undefined });

for (const { where, host, knowsPolicy, reloads } of [
  { where: 'of the same site', host: 'localhost', knowsPolicy: true, reloads: true },
  { where: 'of the same site, in a browser without Document-Isolation-Policy', host: 'localhost', knowsPolicy: false, reloads: false },
  // The browser of the tests keeps nothing for such frames, as in a private window.
  { where: 'of another site, where a frame has no storage', host: '127.0.0.1', knowsPolicy: true, reloads: false },
]) {
  test(`no headers, in a frame ${where}: ${reloads ? 'one reload' : 'no reload'}`, async ({ page }) => {
    const site = await serveSite({ isolated: false });
    const around = await serveAround(site.address, host);
    if (!knowsPolicy) await page.addInitScript(withoutThePolicy);
    let loads = 0;
    page.on('request', (request) => {
      if (request.isNavigationRequest() && request.url() === site.address) ++loads;
    });
    await page.goto(around.address);
    if (reloads) await expect.poll(() => loads).toBe(2);
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('#run:enabled, #cover[data-failure]')).toBeVisible();
    expect(await frame.locator('body').evaluate(() => crossOriginIsolated)).toBe(reloads);
    expect(loads).toBe(reloads ? 2 : 1);
    around.close();
    await site.close();
  });
}
