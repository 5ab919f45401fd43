// Embed… writes lines that work in another page.
import type { Page } from '@playwright/test';
import { openBody, site } from './embedder';
import { expect, test } from './fixture';
import { choose, open, write } from './threadbox';

let close = () => {};
test.afterEach(() => close());

async function openDialog(page: Page) {
  await page.getByRole('button', { name: 'Program: new, open, save, share' }).click();
  await page.getByRole('button', { name: 'Embed…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Embed' });
  await expect(dialog).toBeVisible();
  return { dialog, lines: dialog.getByRole('textbox', { name: 'Lines for your page' }) };
}

test('embed: the element of a program, with a preview, which shows it in another page', async ({ page, context, browser }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, { keepOpen: false });
  await write(page, 'print("a" if 1 < 2 else "b", "&amp;")\n');
  const { dialog, lines } = await openDialog(page);
  await expect(lines).toHaveValue(/<threading-sandbox name="[^"]+" height="420">/);
  await expect(dialog.getByRole('region', { name: /./ })).toHaveText('print("a" if 1 < 2 else "b", "&amp;")\n');
  await dialog.getByRole('checkbox', { name: 'Console' }).check();
  await dialog.getByRole('checkbox', { name: 'Runs by itself' }).check();
  await dialog.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  await dialog.getByRole('spinbutton', { name: /Height/ }).fill('300');
  await expect(lines).toHaveValue(/<threading-sandbox name="[^"]+" view="console" theme="dark" height="300" autorun>/);
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await lines.inputValue());
  // The preview runs it, and its frame goes with the dialog.
  await expect(dialog.frameLocator('iframe').locator('#console')).toContainText('a &amp;');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.locator('iframe')).toHaveCount(0);
  const other = await (await browser.newContext()).newPage();
  close = await openBody(other, copied);
  await expect(other.frameLocator('iframe').locator('#console')).toContainText('a &amp;');
  await expect(other.locator('threading-sandbox').locator('.box')).toHaveCSS('height', '300px');
});

test('embed: a plain frame of a lesson with its options', async ({ page, browser }) => {
  await page.addInitScript(() => localStorage.setItem('mode', 'turns'));
  await open(page, { keepOpen: false });
  await choose(page, 'race.py');
  const { dialog, lines } = await openDialog(page);
  await expect(lines).toHaveValue(/<threading-sandbox lesson="race.py" title="Races" mode="turns" height="420">/);
  await dialog.getByRole('combobox', { name: 'As' }).selectOption('frame');
  await dialog.getByRole('checkbox', { name: 'Cannot be edited' }).check();
  await expect(lines).toHaveValue(/^<iframe src="[^"]+lesson=race\.py&amp;mode=turns&amp;readonly=1" title="Races – Threadbox"/);
  await expect(dialog.frameLocator('iframe[title=Preview]').locator('#run')).toBeEnabled();
  const other = await (await browser.newContext()).newPage();
  close = await openBody(other, await lines.inputValue());
  const frame = other.frameLocator('iframe');
  await expect(frame.locator('#mode')).toHaveValue('turns');
  await expect(frame.locator('.cm-content')).toContainText('counter');
  await expect(frame.locator(':root')).toHaveAttribute('data-readonly', 'true');
  expect(await other.locator('iframe').getAttribute('src')).toContain(site);
});
