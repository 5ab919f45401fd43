// The views answer: a click at its row, a line in the editor, a card, a panel.
import { expect, test } from './fixture';
import { clickWidget, open, placeOf, run, snapshot, until } from './threadbox';

const program = [
  'import threading',
  'gate = threading.Event()',
  'mine = threading.local()',
  'def work():',
  '    mine.user = 1',
  '    gate.wait()',
  'w = threading.Thread(target=work, name="w", daemon=True)',
  'w.start()',
].join('\n');

test.use({ viewport: { width: 1440, height: 900 } });

test.beforeEach(async ({ page }) => {
  await open(page);
  await run(page, program);
  await until(page, ({ threads }) => threads.some(({ name, state }) => name === 'w' && state === 'waiting'));
});

test('a click that raises is answered at its row, also for screen readers', async ({ page }) => {
  await clickWidget(page, '##daemon', 'w');
  await until(page, ({ statements }) => statements.at(-1)?.end_ns != null);
  await expect(page.locator('#threads')).toContainText('w.daemon = False: RuntimeError: cannot set daemon status of active thread');
});

test('once the run has ended, a button does nothing', async ({ page }) => {
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  const { console } = await until(page, ({ state }) => state === 'ended');
  const { x, y } = await placeOf(page, 'set', 'gate');
  await page.mouse.click(x, y);
  await page.mouse.move(x, y - 60);
  expect((await snapshot(page)).console).toEqual(console);
});

test("a thread's line leads to the editor, and the editor says what happened there", async ({ page }) => {
  await clickWidget(page, '##line 6', 'w');
  await expect(page.locator('.cm-activeLine')).toHaveText('    gate.wait()');
  await expect(page.locator('#story')).toHaveText(/^Line 6: w has waited .* in gate\.wait\(\)/);
  await page.keyboard.press('Home');
  await page.keyboard.type('#');
  await expect(page.locator('#story')).toBeHidden();
});

test("a click on a line's number tells its story too, whose times are links to the moments", async ({ page }) => {
  await page.locator('.cm-lineNumbers .cm-gutterElement', { hasText: /^6$/ }).click();
  await expect(page.locator('.cm-breakpoint')).toHaveCount(1);
  await expect(page.locator('#story')).toHaveText(/^Line 6: w has waited .* in gate\.wait\(\), since [\d.]+ .s$/);
  await page.locator('#story button').click();
  await page.waitForFunction(() => threadbox!.moment() !== undefined);
  const moment = await page.evaluate(() => threadbox!.moment());
  expect(moment?.threads.find(({ name }) => name === 'w')?.wait_text).toBe('gate.wait()');
  expect(moment?.time_ns).toBeLessThan((await snapshot(page)).time_ns);
});

test('a local has a card with the threads that have attributes', async ({ page }) => {
  await placeOf(page, '##w', 'mine');
});

test('a double click on a title fills the picture with its panel', async ({ page }) => {
  const { x, y } = await placeOf(page, '##title Console');
  await page.mouse.dblclick(x, y);
  await page.waitForFunction(() => !threadbox?.widgets().some(({ label }) => label === '##title Threads'));
  const title = await placeOf(page, '##title Console');
  await page.mouse.dblclick(title.x, title.y);
  await placeOf(page, '##title Threads');
});
