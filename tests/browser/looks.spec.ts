// What a link says about the looks of the page: parts, theme, moment, and the small bar in a frame.
import type { Page } from '@playwright/test';
import { openBody, site } from './embedder';
import { expect, test } from './fixture';
import { codePane, run, snapshot, until } from './threadbox';

let close = () => {};
test.afterEach(() => close());

const go = async (page: Page, fragment: string) => {
  await page.goto(`./#${fragment}`);
  await expect(page.locator('#run')).toBeEnabled();
};
/** The titles of the panels in the picture. */
const panels = async (page: Page) => {
  await page.waitForFunction(() => threadbox!.widgets().some(({ label }) => label.startsWith('##title ')));
  return page.evaluate(() =>
    threadbox!
      .widgets()
      .flatMap(({ label }) => (label.startsWith('##title ') ? [label.slice(8)] : []))
      .toSorted(),
  );
};

test('view: the parts that a link names are shown, and no others', async ({ page }) => {
  await go(page, 'lesson=deadlock&view=timeline,console');
  await expect(codePane(page)).toBeHidden();
  await page.locator('#run').click();
  await until(page, ({ summary }) => summary?.standing === 'deadlocked');
  expect(await panels(page)).toEqual(['Console', 'Timeline']);
  // The same page follows another link.
  await page.evaluate(() => (location.hash = 'lesson=deadlock&view=code,graph'));
  await expect(codePane(page)).toBeVisible();
  await expect.poll(() => panels(page)).toEqual(['Waits']);
  await page.evaluate(() => (location.hash = 'lesson=deadlock&view=code'));
  await expect(page.locator('#threadbox-canvas')).toBeHidden();
  await page.evaluate(() => (location.hash = 'lesson=deadlock'));
  await expect(page.locator('#threadbox-canvas')).toBeVisible();
  await expect.poll(() => panels(page)).toContain('Threads');
});

test('theme: that of a link holds for the visit', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await go(page, 'lesson=race&theme=dark');
  await expect(page.locator(':root')).toHaveAttribute('data-theme', 'dark');
  expect(await page.evaluate(() => localStorage.getItem('theme'))).toBeNull();
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect(page.locator(':root')).toHaveAttribute('data-theme', 'light');
});

test('readonly: the program of a link cannot be edited', async ({ page }) => {
  await go(page, 'lesson=race&readonly=1');
  const before = await codePane(page).textContent();
  await codePane(page).focus();
  await page.keyboard.type('# mine');
  expect(await codePane(page).textContent()).toBe(before);
  await page.getByRole('button', { name: 'Program: new, open, save, share' }).click();
  await expect(page.getByRole('button', { name: 'New program' })).toBeHidden();
});

test('autorun: a link in a tab does not run', async ({ page }) => {
  await go(page, 'lesson=race&autorun=1');
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(await page.evaluate(() => threadbox!.runs())).toBe(0);
});

test('moment: a link shows it as soon as a run has reached it, and Share writes it', async ({ page }) => {
  await go(page, 'v=1&name=Sleeps&view=code,timeline&code=y8wtyC8qUSjJzE3l4irOSE3NsdUzAAIA&moment=1000000');
  await run(page, 'import time\nfor n in range(4):\n    print(n)\n    time.sleep(0.05)\n');
  await until(page, ({ state }) => state === 'ended');
  // Edited, the program is another one.
  expect(await page.evaluate(() => threadbox!.moment())).toBeUndefined();
  const begin = (await snapshot(page)).begin_ns;
  expect(begin).toBeGreaterThan(0);
  await page.evaluate((ns) => threadbox!.showMoment(ns), begin + 60_000_000);
  await page.waitForFunction(() => threadbox!.moment() !== undefined);
  await page.getByRole('button', { name: 'Program: new, open, save, share' }).click();
  await page.getByRole('button', { name: 'Share a link' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link).toContain('view=timeline%2Ccode');
  expect(link).toContain('moment=60000000');
  await page.goto('about:blank');
  await page.goto(link);
  await expect(codePane(page)).toContainText('range(4)');
  await page.locator('#run:enabled').click();
  await page.waitForFunction(() => threadbox!.moment() !== undefined);
  // What comes before the first statement takes another time in every run.
  expect(await page.evaluate(() => (threadbox!.moment()?.time_ns ?? 0) - threadbox!.snapshot().begin_ns)).toBe(60_000_000);
});

for (const [width, height, both] of [
  [800, 500, true],
  [600, 400, false],
] as const)
  test(`frame: at ${width}×${height} the bar is 36 px high${both ? '' : ', and one half is shown at a time'}`, async ({ page }) => {
    close = await openBody(page, `<iframe src="${site}#lesson=deadlock" width="${width}" height="${height}"></iframe>`);
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('#run')).toBeEnabled();
    await expect(frame.locator('.bar')).toHaveCSS('height', '36px');
    const [code, picture] = [frame.locator('.cm-content'), frame.locator('#threadbox-canvas')];
    const choice = (name: string) => frame.getByRole('button', { name, exact: true });
    await expect(code).toBeVisible();
    await expect(picture).toBeVisible({ visible: both });
    await expect(choice('Picture')).toBeVisible({ visible: !both });
    await frame.locator('#run').click();
    await expect(picture).toBeVisible();
    await expect(code).toBeVisible({ visible: both });
    await expect(frame.locator('#status-words')).toContainText('Deadlock');
    expect(await frame.locator('.bar').evaluate((bar) => bar.scrollWidth <= bar.clientWidth)).toBe(true);
    if (both) return;
    await choice('Code').click();
    await expect(code).toBeVisible();
    await expect(choice('Code')).toHaveAttribute('aria-pressed', 'true');
  });
