// Explore: every outcome of a program, how each comes about, and whether a correction helps.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { explored } from './explored_programs';
import { expect, test } from './fixture';
import { open, until, write } from './threadbox';

const panel = (page: Page) => page.getByRole('region', { name: 'Explore' });
const status = (page: Page) => panel(page).getByRole('status');
const outcomes = (page: Page) => panel(page).getByRole('list', { name: 'Outcomes' }).getByRole('listitem');
const proofs = (page: Page) => panel(page).getByRole('list', { name: 'What became of the failing schedules' }).getByRole('listitem');
const press = (page: Page) => page.getByRole('button', { name: 'Explore', exact: true }).click();

for (const { name, source, verdict, outcome, corrected } of explored) {
  test(`${name} is found, shown step by step, and its correction is proven`, async ({ page }) => {
    await open(page, { keepOpen: false });
    await write(page, source);
    const begin = Date.now();
    await press(page);
    await expect(panel(page).locator('.verdict')).toHaveText(verdict);
    console.log(`${name}: ${Date.now() - begin} ms from the click to the result`);
    await expect(outcomes(page).first()).toContainText(outcome);

    await outcomes(page).first().getByRole('button', { name: 'Show how: outcome A' }).click();
    const model = await until(
      page,
      ({ steps, summary }) => steps !== null && steps.position > 0 && summary !== null && summary.standing !== 'running',
    );
    expect(model.steps?.problem).toBe('');
    expect(['deadlocked', 'stuck', 'failed']).toContain(model.summary?.standing);

    await write(page, corrected);
    await expect(panel(page)).toContainText('before your last edits');
    await panel(page).getByRole('button', { name: 'Prove my fix' }).click();
    await expect(status(page)).toContainText(/no longer fails?\. No schedule fails \(complete: \d+\)\./);
    await expect(proofs(page).first()).toContainText('The old failing schedule 1 now ends well');
  });
}

test('an edit that does not help: the old failing schedule still fails, and is shown in the edited program', async ({ page }) => {
  const { source } = explored.find(({ name }) => name === 'a deadlock') ?? { source: '' };
  await open(page, { keepOpen: false });
  await write(page, source);
  await press(page);
  await expect(panel(page)).toHaveAttribute('aria-busy', 'false');
  await write(page, source.replace('def one():', "def one():\n    print('begins')"));
  await panel(page).getByRole('button', { name: 'Prove my fix' }).click();
  await expect(proofs(page)).toHaveText(/^The old failing schedule 1 still ends in a deadlock\./);
  await expect(panel(page)).toHaveAttribute('aria-busy', 'false');
  await panel(page).getByRole('button', { name: 'Show the old schedule 1' }).click();
  const model = await until(page, ({ summary }) => summary?.standing === 'deadlocked');
  expect(model.steps?.problem).toBe('');
  await expect(proofs(page)).toHaveCount(1);
});

const choices = (page: Page) => panel(page).getByRole('list', { name: 'Tree of schedules' });
const rows = (page: Page) => choices(page).getByRole('button', { name: /reads|writes|takes|goes on/ });

async function openTree(page: Page, source: string): Promise<void> {
  await open(page, { keepOpen: false });
  await write(page, source);
  await press(page);
  await expect(panel(page)).toHaveAttribute('aria-busy', 'false');
  await panel(page).getByText('The tree of schedules').click();
  await expect(choices(page)).toBeVisible();
}

const twoCounters = `import threading
counter = 0
def work():
    global counter
    value = counter
    counter = value + 1
threads = [threading.Thread(target=work, name=name) for name in 'AB']
for thread in threads: thread.start()
for thread in threads: thread.join()
print(counter)
`;

test('the tree of schedules shows what each choice leads to, and a click loads it', async ({ page }) => {
  await openTree(page, twoCounters);
  await expect(rows(page)).toHaveText([
    'A reads counter: 0',
    'A writes counter: 1',
    'B reads counter: 0',
    'B writes counter: 1',
    'A writes counter: 1',
    'B reads counter: 0',
  ]);
  // Both have read: from here on every schedule prints 1.
  await rows(page).nth(2).click();
  const { steps } = await until(page, (model) => model.steps !== null && model.steps.position > 0);
  const made = steps?.position ?? 0;
  await rows(page).nth(3).click();
  await until(page, ({ console: lines }) => lines.some(({ text }) => text === '1\n'));
  await rows(page).nth(5).click();
  await until(page, ({ console: lines }) => lines.some(({ text }) => text === '2\n'));
  await rows(page).nth(2).click();
  await expect.poll(() => page.evaluate(() => threadbox!.snapshot().steps?.position)).toBe(made);
});

const manyCounters = `import threading
counter = 0
def work():
    global counter
    counter += 1
    counter += 1
threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
`;

test('of many schedules the tree shows one way, and unfolds what is asked for', async ({ page }) => {
  test.slow();
  await openTree(page, manyCounters);
  const folded = choices(page).getByRole('button', { name: /^Unfold [\d,]+ schedules$/ });
  const before = await folded.count();
  expect(before).toBeGreaterThan(0);
  expect(await rows(page).count()).toBeLessThan(300);
  const shown = await rows(page).allTextContents();
  await folded.first().click();
  await expect.poll(() => rows(page).allTextContents()).not.toEqual(shown);
  await expect(folded.first()).toBeVisible();
});

test('a long exploration is stopped, and goes on', async ({ page }) => {
  await open(page, { keepOpen: false });
  await write(page, manyCounters.replace('range(3)', 'range(6)'));
  await press(page);
  const stop = panel(page).getByRole('button', { name: 'Stop exploring' });
  await expect(panel(page)).toContainText(/schedules? so far/);
  await stop.click();
  await expect(panel(page)).toHaveAttribute('aria-busy', 'false');
  await expect(status(page)).toContainText(/in at least [\d,]+ schedules?/);
  const counted = async () =>
    Number(/at least ([\d,]+) schedules?/.exec((await status(page).textContent()) ?? '')?.[1]?.replaceAll(',', ''));
  const before = await counted();
  await panel(page).getByRole('button', { name: 'Continue' }).click();
  await expect(stop).toBeVisible();
  await expect(panel(page)).toContainText(/schedules so far/);
  await stop.click();
  await expect(panel(page)).toHaveAttribute('aria-busy', 'false');
  expect(await counted()).toBeGreaterThan(before);
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme });
    test('axe finds nothing in outcomes, a story and the tree', async ({ page }) => {
      test.slow();
      await openTree(page, twoCounters.replace('print(counter)', 'assert counter == 2'));
      await outcomes(page).first().getByRole('button', { name: 'Show how: outcome A' }).click();
      await expect(panel(page).getByRole('region', { name: 'How it comes about' })).toBeVisible();
      // An arrow for each step that depends on another thread's: 3 on 1, 4 on 3, and the main thread's on 4.
      await expect(panel(page).locator('.arrows > g')).toHaveCount(3);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join('; ')}`)).toEqual([]);
    });
  });

test('a finding about a variable comes with the schedule in which it shows', async ({ page }) => {
  await open(page, { keepOpen: false });
  await write(page, explored[0]!.source);
  await press(page);
  const wrong = panel(page).getByRole('list', { name: 'What is wrong' }).getByRole('listitem');
  await expect(wrong.filter({ hasText: 'A lost update' })).toHaveCount(1);
  await expect(wrong.first()).toContainText(/stored 1 \(line 7\) between .* load of 0 \(line 7\) and its store of 1/);
  await wrong.filter({ hasText: 'A lost update' }).getByRole('button', { name: 'Show me' }).click();
  const model = await until(page, ({ steps }) => steps !== null && steps.position > 0);
  expect(model.steps?.problem).toBe('');
  await expect(page.locator('.cm-activeLine')).toContainText('counter += 1');
});
