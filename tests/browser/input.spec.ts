// A program that reads what the user types.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { clickWidget, open, output, run, snapshot, until } from './threadbox';

const dialogue = `import sys
name = input("Name? ")
print("hello", name, sys.stdin.isatty())
print(repr(input()))
try:
    input("more? ")
except EOFError as error:
    print(error)
`;

const status = (page: Page) => page.locator('#status-words');
const untilReading = (page: Page) => until(page, ({ threads }) => threads.some(({ wait }) => wait?.operation === 'input'));

/** Types a line into the console's field. Keys that are pressed before the field has the focus are lost. */
async function type(page: Page, line: string): Promise<void> {
  await expect(page.locator('textarea[tabindex="-1"]')).toBeFocused();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

/** Runs the program to its first input() and puts the cursor into the console's field. */
async function runToInput(page: Page): Promise<void> {
  await run(page, dialogue);
  await untilReading(page);
  await clickWidget(page, '##statement');
}

test("input: what is typed in the console's field is the program's next line", async ({ page }) => {
  await open(page, { keepOpen: false });
  await runToInput(page);
  await expect(status(page)).toHaveText('Waiting for input: MainThread in line 2');
  await expect(page.locator('#threads')).toContainText('MainThread: waiting in input()');
  await type(page, 'Ada');
  await until(page, ({ threads }) => threads[0]?.line === 4 && threads[0].wait?.operation === 'input');
  await type(page, '');
  await until(page, ({ threads }) => threads[0]?.line === 6 && threads[0].wait?.operation === 'input');
  await clickWidget(page, 'End of input');
  const ended = await until(page, ({ state }) => state === 'ended');
  expect(output(ended)).toBe("Name? Ada\nhello Ada True\n\n''\nmore? EOF when reading a line\n");
  expect(ended.statements).toEqual([]);
});

test('input: Ctrl-D ends it, Ctrl-C interrupts the wait, and Stop ends the run', async ({ page }) => {
  await open(page, { keepOpen: false });
  await runToInput(page);
  await expect(page.locator('textarea[tabindex="-1"]')).toBeFocused();
  await page.keyboard.press('Control+D');
  expect(output(await until(page, ({ state }) => state === 'ended'))).toContain('EOFError: EOF when reading a line\n');
  await run(page);
  await untilReading(page);
  await page.getByRole('button', { name: 'Ctrl-C', exact: true }).click();
  expect(output(await until(page, ({ state }) => state === 'ended'))).toContain('KeyboardInterrupt\n');
  await run(page);
  await untilReading(page);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  expect((await until(page, ({ state }) => state === 'ended')).stopped_by_user).toBe(true);
});

test('input: before and after a wait for it, what is typed is a statement', async ({ page }) => {
  await open(page);
  await runToInput(page);
  for (const line of ['Ada', 'x']) {
    await type(page, line);
    await page.waitForFunction((typed) => threadbox?.snapshot().console.some(({ text }) => text === `${typed}\n`), line);
    await untilReading(page);
  }
  await clickWidget(page, 'End of input');
  await until(page, ({ state }) => state === 'idle');
  await clickWidget(page, '##statement');
  await type(page, 'name * 2');
  await until(page, ({ statements }) => statements[0]?.end_ns != null);
  expect((await snapshot(page)).statements[0]).toMatchObject({ text: 'name * 2', answer: "'AdaAda'\n" });
});

test('input: a stepped run keeps the line with its step', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('mode', 'random'));
  await open(page, { keepOpen: false });
  await run(page, dialogue);
  const step = page.getByRole('button', { name: 'Step', exact: true });
  await step.click();
  const waiting = await untilReading(page);
  expect(waiting.steps?.threads[0]).toMatchObject({ can_run: false, wait: 'for input', line: 2 });
  await clickWidget(page, '##statement');
  await type(page, 'Ada');
  await until(page, ({ steps }) => steps?.threads[0]?.can_run === true);
  await step.click();
  await step.click();
  await until(page, ({ steps }) => steps?.threads[0]?.line === 4);
  const back = page.getByRole('button', { name: 'Back', exact: true });
  await back.click();
  await back.click();
  await until(page, ({ steps }) => steps?.position === 1);
  await step.click();
  await step.click();
  expect(output(await until(page, ({ steps }) => steps?.threads[0]?.line === 4))).toBe('Name? Ada\nhello Ada True\n');
});
