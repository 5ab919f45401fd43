// The service worker keeps the site for when there is no network. This spec alone, with updates.spec.ts and headerless.spec.ts, lets it run.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { makeNextBuild, serveSite } from './site';
import { choose, output, run, snapshot, until, untilPrinted, write } from './threadbox';
import { forgetCache, offer, pageBuild, untilKept } from './worker';

test.use({ serviceWorkers: 'allow' });
// Each opens several pages, and waits until they have been idle.
test.slow();

const untilReady = (page: Page) => expect(page.locator('#run')).toBeEnabled();

test('offline: after the first visit, the page, its lessons and its links work without the host', async ({ page }) => {
  const site = await serveSite();
  await page.goto(site.address);
  await untilReady(page);
  await untilKept(page);
  const wasm = site.requests.findIndex((path) => path.endsWith('.wasm'));
  expect(site.requests.indexOf('service-worker.js'), 'the worker comes after what the first program needs').toBeGreaterThan(wasm);
  const chunks = await page.evaluate(async () => {
    const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().map(({ url }) => url);
  });
  expect(
    chunks.some((url) => url.includes('threadbox-single')),
    'the module without threads',
  ).toBe(false);
  await site.close();
  await forgetCache(page);

  await page.reload();
  await untilReady(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await run(page, 'import threading\nthreading.Thread(target=print, args=("from a thread",)).start()');
  await untilPrinted(page, 'from a thread');
  await choose(page, 'barriers.py');
  await run(page);
  const model = await until(page, ({ state }) => state === 'ended');
  expect(output(model)).not.toBe('');
  const dark = page.locator('html[data-theme="dark"]');
  const before = await dark.count();
  await page.locator('#theme').click();
  await expect(dark).toHaveCount(1 - before);

  await page.goto(`${site.address}index.html?course=1#lesson=race.py&mode=random&seed=3`);
  await untilReady(page);
  await expect(page.locator('#program')).toHaveValue('race.py');
  await expect(page.locator('#seed')).toHaveValue('3');
  // What is loaded only when it is needed.
  const loaded = await page.evaluate(
    (urls) => Promise.all(urls.filter((url) => /assets\/.*\.js$/.test(url)).map((url) => fetch(url).then(({ ok }) => ok))),
    chunks,
  );
  expect(loaded.length).toBeGreaterThan(2);
  expect(loaded).not.toContain(false);
  expect((await snapshot(page)).state).toBe('empty');
});

test('offline: Explore says that it needs the network once, and then works without', async ({ page }) => {
  const site = await serveSite();
  await page.goto(site.address);
  await untilReady(page);
  await untilKept(page);
  const panel = page.getByRole('region', { name: 'Explore' });
  const explore = () => page.getByRole('button', { name: 'Explore', exact: true }).click();
  await page.context().setOffline(true);
  await explore();
  await expect(panel).toContainText('The explorer could not be loaded: is there a network?');
  await expect(panel).toHaveAttribute('aria-busy', 'false');
  await page.context().setOffline(false);
  await write(page, 'import threading\nfor word in ("a", "b"):\n    threading.Thread(target=print, args=(word,)).start()\n');
  await explore();
  await expect(panel).toContainText(/No schedule fails \(complete: \d+\)/);
  await untilKept(page, undefined, 'explorer');
  await site.close();
  await forgetCache(page);
  await page.reload();
  await untilReady(page);
  await explore();
  await expect(panel).toContainText(/No schedule fails \(complete: \d+\)/);
});

test('offline: a part of a file, and what is not of the site, come from the host', async ({ page }) => {
  const site = await serveSite();
  await page.goto(site.address);
  await untilReady(page);
  await untilKept(page);
  await page.reload();
  await untilReady(page);
  site.requests.length = 0;
  const statuses = await page.evaluate(async () => {
    const part = await fetch('./icon.svg', { headers: { Range: 'bytes=0-3' } });
    const other = await fetch('./constructor');
    const post = await fetch('./index.html', { method: 'POST' });
    const kept = await fetch('./icon.svg');
    return [part, other, post, kept].map(({ status }) => status);
  });
  expect(statuses).toEqual([200, 404, 200, 200]);
  // The browser may be looking for an update.
  expect(site.requests.filter((path) => path !== 'service-worker.js')).toEqual(['icon.svg', 'constructor', 'index.html']);
  await site.close();
});

test('offline: what the browser has thrown away is kept again at the next visit', async ({ page }) => {
  const site = await serveSite();
  await page.goto(site.address);
  await untilReady(page);
  await untilKept(page);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.reload();
  await untilReady(page);
  await untilKept(page);
  await site.close();
  await page.reload();
  await untilReady(page);
});

test('offline: a host that forbids to store the page is asked first, as npm start shows what was just built', async ({ page }) => {
  const site = await serveSite({ index: 'no-store' });
  await page.goto(site.address);
  await untilReady(page);
  await untilKept(page);
  const next = makeNextBuild(site.folder);
  await page.reload();
  await untilReady(page);
  expect(await pageBuild(page)).toBe(next);
  await untilKept(page, next);
  await expect(offer(page)).toBeHidden();
  await site.close();
  await page.reload();
  await untilReady(page);
  expect(await pageBuild(page)).toBe(next);
});
