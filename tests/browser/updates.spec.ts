// The service worker and a new build of the site: it is offered when it is complete, and never mixed with the old one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { buildOf, makeNextBuild, type Site, serveSite } from './site';
import { codePane, run, untilPrinted, write } from './threadbox';
import { forgetCache, lookForUpdate, offer, pageBuild, untilKept } from './worker';

test.use({ serviceWorkers: 'allow' });

/** Opens the page and waits until it is kept. */
async function visit(page: Page, site: Site): Promise<void> {
  await page.goto(site.address);
  await expect(page.locator('#run')).toBeEnabled();
  await untilKept(page);
}

const runs = async (page: Page) => {
  await expect(page.locator('#run')).toBeEnabled();
  await run(page, 'print("it", "runs")');
  await untilPrinted(page, 'it runs');
};

test('update: the old build runs until the user takes the new one, and what was typed stays', async ({ page, context }) => {
  // It opens seven pages.
  test.slow();
  const site = await serveSite();
  await visit(page, site);
  const other = await context.newPage();
  await visit(other, site);
  const chunk = await page.evaluate(async () => {
    const [name = ''] = await caches.keys();
    const requests = await (await caches.open(name)).keys();
    return requests.map(({ url }) => url).find((url) => /assets\/embedding-.*\.js/.test(url)) ?? '';
  });

  const [old, next] = [buildOf(site.folder), makeNextBuild(site.folder)];
  await page.reload();
  expect(await pageBuild(page)).toBe(old);
  await runs(page);
  await expect(offer(page)).toHaveText('A new version is ready: Reload');
  await write(page, 'print("typed")');
  await offer(page).getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => pageBuild(page).catch(() => '')).toBe(next);
  await expect(codePane(page)).toHaveText('print("typed")');
  await runs(page);
  await expect(offer(page)).toBeHidden();

  // The other tab was not reloaded. What it loads only now is of its own build, which the host has no more.
  expect(await pageBuild(other)).toBe(old);
  await forgetCache(other);
  expect(await other.evaluate((url) => import(url).then(Object.keys), chunk)).toContain('bindEmbedding');
  await runs(other);
  await offer(other).getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => pageBuild(other).catch(() => '')).toBe(next);
  await runs(other);
  await site.close();
  await page.reload();
  await runs(page);
});

test('update: one that cannot be downloaded completely is not offered, and is resumed', async ({ page }) => {
  const site = await serveSite();
  await visit(page, site);
  const old = buildOf(site.folder);
  makeNextBuild(site.folder);
  // Hosts of single pages answer so for files that they do not have.
  site.replace('manifest.webmanifest', '<!doctype html>');
  expect(await lookForUpdate(page)).toBe('redundant');
  await page.reload();
  expect(await pageBuild(page)).toBe(old);
  await runs(page);
  await expect(offer(page)).toBeHidden();
  site.replace('manifest.webmanifest', readFileSync(`${site.folder}/manifest.webmanifest`, 'utf8'));
  site.requests.length = 0;
  expect(await lookForUpdate(page)).toBe('installed');
  await expect(offer(page)).toBeVisible();
  expect(site.requests.filter((path) => path.startsWith('assets/'))).toEqual([]);
  await site.close();
});

test('update: where there is no space for two builds, the new one is kept when it has taken over', async ({ page, context }) => {
  const site = await serveSite();
  await visit(page, site);
  const session = await context.newCDPSession(page);
  const { origin } = new URL(site.address);
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 500_000 });
  const next = makeNextBuild(site.folder);
  expect(await lookForUpdate(page)).toBe('installed');
  await offer(page).getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => pageBuild(page).catch(() => '')).toBe(next);
  await untilKept(page);
  expect(await page.evaluate(() => caches.keys())).toHaveLength(1);
  await site.close();
});

test('update: a page of another build is not kept as this one', async ({ page }) => {
  const site = await serveSite();
  await visit(page, site);
  const index = readFileSync(`${site.folder}/index.html`, 'utf8');
  makeNextBuild(site.folder);
  // As on a host whose parts are updated one after the other.
  site.replace('index.html', index);
  expect(await lookForUpdate(page)).toBe('redundant');
  await site.close();
});

test('update: without the worker at its host, the page is no longer kept', async ({ page }) => {
  const site = await serveSite();
  await visit(page, site);
  site.replace('service-worker.js', undefined);
  await page.reload();
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  site.replace('index.html', '<title>Another site</title>');
  await page.reload();
  await expect(page).toHaveTitle('Another site');
  await site.close();
});

test('update: the worker that removes the site does so', async ({ page }) => {
  const site = await serveSite();
  await visit(page, site);
  site.replace('service-worker.js', readFileSync(join(__dirname, '../../web/hosting/remove-service-worker.js'), 'utf8'));
  site.replace('index.html', '<title>Another site</title>');
  await page.reload();
  await expect.poll(() => page.title()).toBe('Another site');
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  await site.close();
});
