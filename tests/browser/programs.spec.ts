// Programs are kept as they are typed; links carry them.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { choose, codePane, open, output, run, snapshot, until, write } from './threadbox';

const text = (page: Page) => page.evaluate(() => [...document.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'));
const chosen = (page: Page) => page.locator('#program').evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text);
const menu = async (page: Page, name: string | RegExp) => {
  await page.getByRole('button', { name: 'Program: new, open, save, share' }).click();
  await page.getByRole('button', { name }).click();
};
const kept = (page: Page, part: string) =>
  expect.poll(() => page.evaluate((wanted) => Object.values(localStorage).some((value) => value.includes(wanted)), part)).toBe(true);

test('programs: a changed lesson is kept, has a dot, and can be reset, with a way back', async ({ page }) => {
  await open(page);
  await choose(page, 'locks.py');
  const lesson = await text(page);
  await write(page, 'print("mine")\n');
  await expect.poll(() => chosen(page)).toMatch(/ •$/);
  await choose(page, 'events.py');
  await choose(page, 'locks.py');
  expect(await text(page)).toContain('print("mine")');
  await page.reload();
  await expect(codePane(page)).toContainText('print("mine")');
  expect(await chosen(page)).toMatch(/ •$/);
  await menu(page, 'Reset to the lesson');
  expect(await text(page)).toBe(lesson);
  expect(await chosen(page)).not.toContain('•');
  await codePane(page).focus();
  await page.keyboard.press('Control+Z');
  await expect(codePane(page)).toContainText('print("mine")');
  await expect.poll(() => chosen(page)).toMatch(/ •$/);
});

test('programs: what was edited before cannot be undone into another program', async ({ page }) => {
  await open(page);
  await choose(page, 'locks.py');
  await choose(page, 'events.py');
  const events = await text(page);
  await codePane(page).focus();
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  expect(await text(page)).toBe(events);
});

test('programs: own ones have names, are deleted and brought back', async ({ page }) => {
  await open(page);
  await menu(page, 'New program');
  await write(page, 'print("first")\n');
  await menu(page, 'New program');
  expect(await chosen(page)).toBe('My program 2');
  await write(page, 'print("second")\n');
  await page.getByRole('button', { name: 'Program: new, open, save, share' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Philosophers');
  await page.getByRole('textbox', { name: 'Name' }).press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(() => chosen(page)).toBe('Philosophers');
  await run(page);
  await until(page, ({ state }) => state === 'idle');
  await page.reload();
  await expect(codePane(page)).toContainText('second');
  await menu(page, 'Delete');
  await expect(codePane(page)).toContainText('first');
  await menu(page, 'Bring back “Philosophers”');
  await expect(codePane(page)).toContainText('second');
  await expect.poll(() => chosen(page)).toBe('Philosophers');
});

test('programs: files are opened, dropped and saved', async ({ page }) => {
  await open(page);
  const picked = page.waitForEvent('filechooser');
  await menu(page, /^Open a file/);
  await (await picked).setFiles({ name: 'work.py', mimeType: 'text/x-python', buffer: Buffer.from('print("from a file")\r\n') });
  await expect(codePane(page)).toContainText('from a file');
  expect(await chosen(page)).toBe('work');
  const download = page.waitForEvent('download');
  await menu(page, 'Save as a file');
  expect((await download).suggestedFilename()).toBe('work.py');
  expect(await readFile(await (await download).path(), 'utf8')).toBe('print("from a file")\n');
  const drop = (name: string, content: string) =>
    page.evaluate(
      ([filename, body]) => {
        const data = new DataTransfer();
        data.items.add(new File([body ?? ''], filename ?? ''));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [name, content],
    );
  await drop('work.py', 'print("dropped")\n');
  await expect(codePane(page)).toContainText('dropped');
  expect(await chosen(page)).toBe('work 2');
  await drop('picture.png', 'a\0b');
  await expect(page.getByRole('alert').filter({ hasText: 'picture.png is not a text' })).toBeVisible();
  await expect(codePane(page)).toContainText('dropped');
});

test('programs: nothing is lost by a crash, and another tab shows what is typed here', async ({ page, context }) => {
  await open(page);
  await choose(page, 'race.py');
  const other = await context.newPage();
  await open(other);
  await choose(other, 'race.py');
  await write(page, 'print("typed before the crash")\n');
  await kept(page, 'typed before the crash');
  await expect(codePane(other)).toContainText('typed before the crash');
  await page.evaluate(() => globalThis.threadbox?.crash('a test'));
  await expect(page.getByRole('alert').filter({ hasText: 'The engine failed (a test)' })).toBeVisible();
  await expect(codePane(page)).toContainText('typed before the crash');
});

test('programs: without storage, they are kept while the page is open', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get: () => {
        throw new DOMException('no storage', 'SecurityError');
      },
    });
  });
  await open(page, { keepOpen: false });
  await choose(page, 'locks.py');
  await write(page, 'print("mine")\n');
  await expect(page.getByRole('alert').filter({ hasText: 'does not keep' })).toBeVisible();
  await choose(page, 'events.py');
  await choose(page, 'locks.py');
  await expect(codePane(page)).toContainText('print("mine")');
});

/** Shares, and @returns the link. */
async function share(page: Page): Promise<string> {
  await menu(page, 'Share a link');
  const field = page.getByRole('textbox', { name: 'Link' });
  await expect(field).toBeVisible();
  return field.inputValue();
}

test('links: a program with its options and its steps, opened elsewhere, not run before Run', async ({ page, browser }) => {
  await page.addInitScript(() => localStorage.setItem('mode', 'random'));
  await open(page, { keepOpen: false });
  await run(page, 'import threading\nname = "Zoë 漢字"\nprint(name)\nprint(2)\n');
  await until(page, ({ steps }) => steps !== null);
  for (let i = 0; i < 2; ++i) await page.getByRole('button', { name: 'Step', exact: true }).click();
  await until(page, ({ steps }) => steps?.position === 2);
  const link = await share(page);
  expect(link).toContain('schedule=');
  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto(link);
  await expect(codePane(fresh)).toContainText('Zoë 漢字');
  await expect(fresh.locator('#mode')).toHaveValue('random');
  await expect(fresh.locator('#run')).toBeEnabled();
  expect((await snapshot(fresh)).state).toBe('empty');
  await fresh.locator('#run').click();
  const there = await until(fresh, ({ steps }) => steps?.position === 2);
  expect(output(there)).toBe('Zoë 漢字\n');
  // It becomes one of the user's own when it is edited, and the next visit has the options of before.
  await codePane(fresh).focus();
  await fresh.keyboard.type('# ');
  await kept(fresh, '漢字');
  await expect.poll(() => fresh.evaluate(() => location.hash)).toBe('');
  await fresh.reload();
  await expect(codePane(fresh)).toContainText('漢字');
  await expect(fresh.locator('#mode')).toHaveValue('');
});

// Written down in November 2026; they open for ever.
for (const { fragment, title, line, options = {}, root = {}, steps } of [
  { fragment: 'lesson=deadlock', title: 'Deadlock', line: 'import threading' },
  {
    fragment: 'v=1&lesson=race.py&mode=random&seed=3&schedule=1l.1x8.2',
    title: 'Race',
    line: 'counter',
    options: { mode: 'random', seed: '3' },
    steps: 'Step 7',
  },
  {
    fragment: 'v=1&lesson=race.py&view=code%2Ctimeline&theme=dark&readonly=1&moment=1000000',
    title: 'Race',
    line: 'counter',
    root: { 'data-theme': 'dark', 'data-readonly': 'true' },
  },
  { fragment: 'v=1&lesson=race&view=console', title: 'Race', line: 'counter', root: { 'data-only': 'picture' } },
  {
    fragment: 'v=1&name=Two&code=KyjKzCvRUMpIzcnJVyjPL8pJUdLkAgA&speed=0.1&keep-open=1&no-gil=1',
    title: 'Two',
    line: 'print("hello world")',
    options: { speed: '0.1', 'keep-open': true, 'no-gil': true },
  },
  { fragment: 'lesson=race&speed=2&mode=none&seed=-5', title: 'Race', line: 'counter', options: { speed: '1', mode: '', seed: '0' } },
  { fragment: 'lesson=race&mode=random&seed=3.7', title: 'Race', line: 'counter', options: { mode: 'random', seed: '0' } },
] as readonly {
  fragment: string;
  title: string;
  line: string;
  options?: Record<string, string | boolean>;
  root?: Record<string, string>;
  steps?: string;
}[])
  test(`links: ${fragment}`, async ({ page }) => {
    await page.goto(`./#${fragment}`);
    await expect(page.locator('.cm-line').filter({ hasText: line }).first()).toBeAttached();
    expect(await chosen(page)).toContain(title);
    for (const [id, value] of Object.entries(options)) {
      if (typeof value === 'boolean') await expect(page.locator(`#${id}`)).toBeChecked();
      else await expect(page.locator(`#${id}`), id).toHaveValue(value);
    }
    for (const [name, value] of Object.entries(root)) await expect(page.locator(':root')).toHaveAttribute(name, value);
    if (!steps) return;
    await page.locator('#run:enabled').click();
    await expect(page.locator('#position')).toHaveText(steps);
  });

test('links: one that cannot be read says so, and the last program is there', async ({ page }) => {
  await page.goto('./');
  const notice = page.locator('#notice');
  for (const [fragment, sentence] of [
    ['v=1&code=%%%', /damaged/],
    ['v=1&code=AAAA', /damaged/],
    ['v=2&lesson=race.py', /later version/],
    ['lesson=nothing', /does not exist/],
  ] as const) {
    await page.evaluate((hash) => (location.hash = hash), fragment);
    await expect(notice).toHaveText(sentence);
    await expect(codePane(page)).toContainText('import threading');
  }
});
