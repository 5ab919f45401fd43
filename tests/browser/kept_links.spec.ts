// What the reader makes of the program of a link, in a tab or in a frame, is there when the link is opened again.
import type { FrameLocator, Page } from '@playwright/test';
import { pageOf, serve, site } from './embedder';
import { expect, test } from './fixture';
import { codePane, write } from './threadbox';

const hello = 'v=1&name=Two&code=KyjKzCvRUMpIzcnJVyjPL8pJUdLkAgA';
const says = 'You have changed this program. “Reset to the program of the link”, in the menu beside it, shows it as the link means it.';
const menu = async (page: Page | FrameLocator, name: string) => {
  await page.getByRole('button', { name: 'Program: new, open, save, share' }).click();
  await page.getByRole('button', { name }).click();
};
const chosen = (page: Page) => page.locator('#program').evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text);
const stored = (page: Page, part: string) =>
  expect.poll(() => page.evaluate((text) => Object.values(localStorage).some((value) => value.includes(text)), part)).toBe(true);
const open = async (page: Page) => {
  await page.goto('about:blank');
  await page.goto(`./#${hello}`);
  await expect(page.locator('#run')).toBeEnabled();
};

test('kept links: opened again, a link shows what was made of it; Reset leads to the link, and back', async ({ page }) => {
  await open(page);
  await write(page, 'print("made of it")\n');
  await stored(page, 'made of it');
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('');
  await open(page);
  await expect(codePane(page)).toHaveText('print("made of it")');
  await expect(page.locator('#notice')).toHaveText(says);
  await menu(page, 'Reset to the program of the link');
  await expect(codePane(page)).toHaveText('print("hello world")');
  expect(await page.locator('#program option').filter({ hasText: /^Two/ }).count()).toBe(1);
  await open(page);
  await expect(codePane(page)).toHaveText('print("hello world")');
  await expect(page.locator('#notice')).toBeHidden();
  await menu(page, 'Bring back “Two”');
  await expect(codePane(page)).toHaveText('print("made of it")');
  // One that cannot be edited is shown as it is.
  await page.evaluate((hash) => (location.hash = `${hash}&readonly=1`), hello);
  await expect(codePane(page)).toHaveText('print("hello world")');
});

test('kept links: two tabs with a link of the same name keep what is typed apart', async ({ page, context }) => {
  await open(page);
  const other = await context.newPage();
  await open(other);
  await write(page, 'print("one")\n');
  await stored(page, 'print("one")');
  await write(other, 'print("another")\n');
  await stored(other, 'print("another")');
  expect([await chosen(page), await chosen(other)]).toEqual(['Two', 'Two 2']);
  await expect(codePane(page)).toHaveText('print("one")');
});

test('kept links: embedded programs of a page are kept apart, and are there after a reload', async ({ page }) => {
  const elements = ['first', 'second'].map(
    (name) => `<threading-sandbox loading="near" title="${name}"><pre>print("${name}")</pre></threading-sandbox>`,
  );
  const server = await serve({ '/': pageOf(`<script src="${site}threading-sandbox.js"></script>${elements.join('')}`) });
  const frames = ['first', 'second'].map((name) => ({ name, frame: page.frameLocator(`iframe[title="${name}"]`) }));
  // The browser of the tests keeps nothing for frames in pages of another site.
  await page.goto(server.address.replace('127.0.0.1', 'localhost'));
  for (const { name, frame } of frames) {
    await expect(frame.locator('#run')).toBeEnabled();
    await frame.locator('.cm-content').press('Control+End');
    await frame.locator('.cm-content').pressSequentially(`# mine in ${name}`);
    const kept = () => frame.locator(':root').evaluate(() => Object.values(localStorage).join());
    await expect.poll(kept).toContain(`# mine in ${name}`);
  }
  const expectMine = async () => {
    for (const { name, frame } of frames) await expect(frame.locator('.cm-content')).toHaveText(`print("${name}")# mine in ${name}`);
  };
  await expectMine();
  await page.reload();
  await expectMine();
  await expect(frames[0]!.frame.locator('#notice')).toHaveText(says);
  await menu(frames[0]!.frame, 'Reset to the program of the link');
  await expect(frames[0]!.frame.locator('.cm-content')).toHaveText('print("first")');
  await expect(frames[1]!.frame.locator('.cm-content')).toContainText('# mine in second');
  server.close();
});
