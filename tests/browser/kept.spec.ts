// No line is lost: what could overwrite a program, or lose it, has a way back.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { choose, codePane, open, write } from './threadbox';

const chosen = (page: Page) => page.locator('#program').evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text);
const openMenu = (page: Page) => page.getByRole('button', { name: 'Program: new, open, save, share' }).click();
const menu = async (page: Page, name: string | RegExp) => {
  await openMenu(page);
  await page.getByRole('button', { name }).click();
};
const rename = async (page: Page, name: string) => {
  await openMenu(page);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: 'Name' }).press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(() => chosen(page)).toBe(name);
};
/** What the browser keeps by a key. */
const stored = (page: Page, key: string) => page.evaluate((name) => localStorage.getItem(name) ?? '', key);
const own = async (page: Page, source: string) => {
  await menu(page, 'New program');
  await write(page, source);
};

test('kept: files that are dropped on the editor are programs of their own, and each that is none is named', async ({ page }) => {
  await open(page);
  await choose(page, 'locks.py');
  const drop = (files: readonly (readonly [string, string | readonly number[]])[]) =>
    codePane(page).evaluate((pane, all) => {
      const dataTransfer = new DataTransfer();
      for (const [name, content] of all)
        dataTransfer.items.add(new File([typeof content === 'string' ? content : new Uint8Array(content)], name));
      const { x, y } = pane.getBoundingClientRect();
      pane.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, clientX: x + 50, clientY: y + 50 }));
    }, files);
  await drop([
    ['one.py', 'print("one")\n'],
    ['two.py', 'print("two")\n'],
  ]);
  await expect.poll(() => chosen(page)).toBe('two');
  await expect(codePane(page)).toHaveText('print("two")');
  await page.locator('#program').selectOption({ label: 'one' });
  await expect(codePane(page)).toHaveText('print("one")');
  await drop([
    ['latin.py', [0x22, 0xe9, 0x22]],
    ['marked.py', [0xef, 0xbb, 0xbf, 0x78, 0x3d, 0x31]],
    ['zero.py', 'x\0'],
  ]);
  await expect(page.locator('#notice')).toHaveText('latin.py is not a text in UTF-8; zero.py is not a text');
  await expect(codePane(page)).toHaveText('x=1');
  await choose(page, 'locks.py');
  expect(await chosen(page)).not.toContain('•');
  await expect(codePane(page)).not.toContainText('print("one")');
});

test('kept: whatever was deleted or reset comes back, the latest first, also after a reload', async ({ page }) => {
  await open(page);
  for (const name of ['first', 'second']) await own(page, `print("${name}")\n`);
  for (const name of ['second', 'first']) {
    await expect(codePane(page)).toContainText(name);
    await menu(page, 'Delete');
  }
  await choose(page, 'locks.py');
  await write(page, 'print("an evening of work")\n');
  await menu(page, 'Reset to the lesson');
  await page.reload();
  await menu(page, 'Bring back “Lock”');
  await expect(codePane(page)).toHaveText('print("an evening of work")');
  expect(await chosen(page)).toBe('Lock');
  await menu(page, 'Bring back “My program”');
  await expect(codePane(page)).toHaveText('print("first")');
  await menu(page, 'Bring back “My program 2”');
  await expect(codePane(page)).toHaveText('print("second")');
  await openMenu(page);
  await expect(page.getByRole('button', { name: /^Bring back/ })).toHaveCount(0);
});

test('kept: a link does not come back over the program that was chosen after it, and the browser leads back to it', async ({ page }) => {
  await open(page);
  await own(page, 'print("mine")\n');
  const name = 'A very long name, which a teacher has given to a program';
  const link = `v=1&name=${name}&code=KyjKzCvRUMpIzcnJVyjPL8pJUdLkAgA`;
  await page.evaluate((hash) => (location.hash = hash), link);
  await expect(codePane(page)).toContainText('hello world');
  await page.locator('#program').selectOption({ label: 'My program' });
  await expect(codePane(page)).toHaveText('print("mine")');
  await page.reload();
  await expect(codePane(page)).toHaveText('print("mine")');
  await page.goBack();
  await expect(codePane(page)).toContainText('hello world');
  // Deleted before it was edited, it comes back with its text.
  await menu(page, 'Delete');
  await page.setViewportSize({ width: 390, height: 844 });
  await openMenu(page);
  const back = page.getByRole('button', { name: `Bring back “${name}”` });
  expect(await back.evaluate((button) => button.scrollWidth <= button.clientWidth), 'the long name fits').toBe(true);
  await back.click();
  await expect(codePane(page)).toContainText('hello world');
  await page.reload();
  await expect(codePane(page)).toContainText('hello world');
});

test('kept: what another tab renames or deletes stays here, and so does the change of a lesson that is no more', async ({
  page,
  context,
}) => {
  await open(page);
  await own(page, 'print("shared")\n');
  const other = await context.newPage();
  await open(other);
  await expect(codePane(other)).toContainText('shared');
  await rename(page, 'Another name');
  await expect(other.locator('#program').getByRole('option', { name: 'Another name' })).toBeAttached();
  expect(await chosen(other)).toBe('My program');
  await menu(page, 'Delete');
  await codePane(other).press('Control+End');
  await other.keyboard.type('# here');
  await expect.poll(() => stored(other, 'program/own/My program')).toBe('print("shared")\n# here');
  expect(await chosen(other)).toBe('My program');
  // It did not come from a link.
  await openMenu(other);
  await expect(other.getByRole('button', { name: /^Reset/ })).toHaveCount(0);
  await other.keyboard.press('Escape');
  // Deleted again, it can be given a name at once.
  await page.locator('#program').selectOption({ label: 'My program' });
  await menu(page, 'Delete');
  await expect(other.locator('#program').getByRole('option', { name: 'My program' })).toBeAttached();
  await rename(other, 'Saved');
  expect(await stored(other, 'program/own/Saved')).toBe('print("shared")\n# here');
  await other.close();

  await page.evaluate(() => {
    localStorage.setItem('program/lesson_of_an_earlier_version.py', 'print("of before")\n');
  });
  await page.reload();
  await page.locator('#program').selectOption('lesson_of_an_earlier_version.py');
  await expect(codePane(page)).toHaveText('print("of before")');
  await rename(page, 'Of before');
  expect(await stored(page, 'program/own/Of before')).toBe('print("of before")\n');
});

test('kept: where the storage is full, a program can be renamed, a new one says that it is not kept, and is when there is space', async ({
  page,
}) => {
  await open(page);
  await own(page, `print("large")  # ${'x'.repeat(2000)}\n`);
  await expect.poll(() => stored(page, 'program/own/My program')).toContain('large');
  await page.evaluate(() => {
    let size = 6 << 20;
    for (let piece = 0; size >= 200; ) {
      try {
        localStorage.setItem(`filler ${piece}`, 'x'.repeat(size));
        ++piece;
      } catch {
        size >>= 1;
      }
    }
  });
  await rename(page, 'Large');
  expect(await stored(page, 'program/own/Large')).toContain('large');
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['y'.repeat(1000)], 'new.py'));
    dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  });
  await expect(codePane(page)).toContainText('yyy');
  await expect(page.locator('#notice')).toHaveText(/does not keep the program: save it as a file/);
  expect(await stored(page, 'program/own/new')).toBe('');
  await page.evaluate(() => localStorage.removeItem('filler 0'));
  await page.locator('#program').selectOption({ label: 'Large' });
  await menu(page, 'Delete');
  expect(await stored(page, 'program/own/new')).toContain('yyy');
});
