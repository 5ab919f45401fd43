// A whole lesson by keyboard and by roles alone, as a screen reader's user works: nothing here knows a place in the picture.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { write } from './threadbox';

const program = `import threading
door = threading.Lock()
def visit(name):
    with door:
        print(name, "is in")
door.acquire()
guest = threading.Thread(target=visit, args=("Ada",), name="Ada")
guest.start()
print(input("Your name? "), "is the host")
guest.join()
print("all are gone")
`;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const log = (page: Page) => page.getByRole('log', { name: 'Program output' });
const threads = (page: Page) => page.getByRole('list', { name: 'Threads' }).getByRole('listitem');
const cards = (page: Page) => page.getByRole('list', { name: 'Primitives' }).getByRole('listitem');

async function openByRoles(page: Page): Promise<void> {
  await page.goto('./');
  await expect(button(page, 'Run')).toBeEnabled();
}

test('roles: a lesson is run, paused, stepped, answered and changed without a look at the picture', async ({ page }) => {
  test.slow();
  await openByRoles(page);
  await write(page, program);
  await page.keyboard.press('Control+Enter');
  await expect(threads(page).filter({ hasText: /^Ada.*: waiting in / })).toHaveCount(1);
  await expect(page.getByRole('list', { name: 'Who waits for whom' })).toHaveText(/Ada waits for Lock door, held by MainThread/);

  // The program reads a line; then it is typed.
  await page.getByRole('textbox', { name: 'Input for MainThread' }).fill('Eve');
  await page.keyboard.press('Enter');
  await expect(log(page)).toContainText('Eve is the host');

  // The lock is released from outside, which lets Ada in.
  await cards(page).getByRole('button', { name: 'door.release()', exact: true }).press('Enter');
  await expect(log(page)).toContainText('Ada is in');
  await expect(log(page)).toContainText('all are gone');
});

test('roles: threads are started, paused, stepped and joined, and statements typed', async ({ page }) => {
  test.slow();
  await openByRoles(page);
  await button(page, 'Options').press('Enter');
  await page.getByRole('checkbox', { name: /^Keep it open/ }).press('Space');
  await page.keyboard.press('Escape');
  await write(
    page,
    'import time\nhalt = False\ndef count(to):\n    for n in range(to):\n        time.sleep(0.01)\n        print("count", n)\n',
  );
  await button(page, 'Run').press('Enter');

  const form = page.getByRole('form', { name: 'New thread' });
  await expect(form.getByRole('button', { name: 'Start thread' })).toBeEnabled();
  await form.getByRole('combobox', { name: 'Function' }).selectOption('count');
  await form.getByRole('textbox', { name: 'Arguments' }).fill('1000000');
  await form.getByRole('textbox', { name: 'Name of the thread' }).fill('Ben "B"');
  await form.getByRole('checkbox', { name: 'Daemon' }).press('Space');
  await form.getByRole('textbox', { name: 'Name of the thread' }).press('Enter');
  await expect(threads(page).filter({ hasText: 'Ben "B", count(1000000), daemon' })).toHaveCount(1);
  await expect(log(page)).toContainText('count 2');

  await button(page, 'Pause').press('Enter');
  await threads(page).getByRole('button', { name: 'Step Ben "B"' }).press('Enter');
  await button(page, 'Resume').press('Enter');
  await threads(page).getByRole('button', { name: 't1.join(timeout=1)' }).press('Enter');
  await expect(threads(page).filter({ hasText: 't1.join(timeout=1): done' })).toHaveCount(1);

  await page.getByRole('textbox', { name: 'Python statement' }).fill('print("typed", 6 * 7)');
  await page.keyboard.press('Enter');
  await expect(log(page)).toContainText('typed 42');

  // An earlier moment, and back.
  const slider = page.getByRole('slider', { name: 'Moment' });
  await slider.focus();
  await page.keyboard.press('PageDown');
  await expect(slider).toHaveAttribute('aria-valuetext', / s of .* s$/);
  await button(page, 'Back to now').press('Enter');
  await expect(slider).toHaveAttribute('aria-valuetext', /^now/);
  await button(page, 'Stop').press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Stopped' })).toBeVisible();
});

test('roles: variables of a stepped run are a list', async ({ page }) => {
  await openByRoles(page);
  await button(page, 'Options').press('Enter');
  await page.getByRole('combobox', { name: /^Threads/ }).selectOption('Step by step, in turn');
  await page.keyboard.press('Escape');
  await write(page, 'total = 1\ntotal = total + 41\nprint(total)\n');
  await button(page, 'Run').press('Enter');
  const variables = page.getByRole('list', { name: 'Variables' }).getByRole('listitem');
  await button(page, 'Step').press('Enter');
  await button(page, 'Step').press('Enter');
  await expect(variables.filter({ hasText: 'global: total = 42' })).toHaveCount(1);
});

test('roles: the first stops of Tab lead to the program, the picture and its list; the address stays', async ({ page }) => {
  await openByRoles(page);
  await button(page, 'Run').press('Enter');
  await expect(page.getByRole('slider', { name: 'Moment' })).toBeEnabled();
  const links = page.getByRole('navigation', { name: 'Skip' }).getByRole('link');
  await page.getByRole('combobox', { name: 'Program' }).focus();
  for (let stop = 0; stop < 3; ++stop) await page.keyboard.press('Shift+Tab');
  await expect(links.nth(0)).toBeFocused();
  await expect(links.nth(0)).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: /^Python program/ })).toBeFocused();
  await links.nth(1).press('Enter');
  await expect(page.getByRole('application')).toBeFocused();
  await links.nth(2).press('Enter');
  await expect(page.getByRole('region', { name: 'The picture as a list' }).getByRole('slider')).toBeFocused();
  expect(new URL(page.url()).hash).toBe('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('application')).toBeFocused();
});

test('roles: ? lists the keys in a dialog, and the focus comes back', async ({ page }) => {
  await openByRoles(page);
  await button(page, 'Run').focus();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog).toContainText('Ctrl+Enter');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(button(page, 'Run')).toBeFocused();
  // In a field it is a character.
  await write(page, '');
  await page.keyboard.press('?');
  await expect(page.getByRole('textbox', { name: /^Python program/ })).toHaveText('?');
  await expect(dialog).toHaveCount(0);
  await button(page, 'Program: new, open, save, share').press('Enter');
  await button(page, 'Keys').press('Enter');
  await expect(dialog).toBeVisible();
});

/** What is open when axe looks. */
const dialogs: Record<string, (page: Page) => Promise<void>> = {
  'the page': async () => {},
  'the list of keys': (page) => page.keyboard.press('?'),
  'the menu of the program': (page) => button(page, 'Program: new, open, save, share').press('Enter'),
  'a link': async (page) => {
    await button(page, 'Program: new, open, save, share').press('Enter');
    await button(page, 'Share a link').press('Enter');
    await expect(page.getByRole('dialog', { name: 'Link' })).toBeVisible();
  },
  'the options': (page) => button(page, 'Options').press('Enter'),
  'the picture as a list': async (page) => {
    await page.getByRole('navigation', { name: 'Skip' }).getByRole('link').nth(2).press('Enter');
  },
};

test('roles: output is announced in portions, not line by line', async ({ page }) => {
  await openByRoles(page);
  await write(page, 'for n in range(20000): print("line", n)\n');
  const said = page.getByRole('status', { name: 'New output' });
  await said.evaluate((region) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    new MutationObserver(() => seen.push(region.textContent ?? '')).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await button(page, 'Run').press('Enter');
  await expect(log(page)).toContainText('line 19999');
  const portions = () => page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
  await expect.poll(async () => (await portions()).join()).toMatch(/\d+ lines of output/);
  const seen = await portions();
  expect(seen.length).toBeLessThan(20);
  expect(Math.max(...seen.map(({ length }) => length))).toBeLessThan(260);
});

test('roles: more contrast makes lines and texts stronger, and axe agrees', async ({ page }) => {
  await page.emulateMedia({ contrast: 'more' });
  await openByRoles(page);
  const border = await button(page, 'Options').evaluate((element) => getComputedStyle(element).borderTopWidth);
  expect(border).toBe('1px');
  expect(
    (await new AxeBuilder({ page }).options({ rules: { 'color-contrast-enhanced': { enabled: true } } }).analyze()).violations,
  ).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme} theme on a phone`, () => {
    test.use({ colorScheme, viewport: { width: 390, height: 844 } });
    test('axe finds nothing to object to, whatever is open', async ({ page }) => {
      test.slow();
      await openByRoles(page);
      await button(page, 'Run').press('Enter');
      await expect(threads(page).first()).toBeAttached();
      for (const [name, show] of Object.entries(dialogs)) {
        await show(page);
        expect((await new AxeBuilder({ page }).analyze()).violations, name).toEqual([]);
        await page.keyboard.press('Escape');
      }
    });
  });
}
