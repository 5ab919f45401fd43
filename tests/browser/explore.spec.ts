// Explore: every outcome of a program, how each comes about, and whether a correction helps.
import type { Page } from '@playwright/test';
import { explored } from './explored_programs';
import { expect, test } from './fixture';
import { open, until, write } from './threadbox';

const panel = (page: Page) => page.getByRole('region', { name: 'Explore' });
const status = (page: Page) => panel(page).getByRole('status');
const outcomes = (page: Page) => panel(page).getByRole('list', { name: 'Outcomes' }).getByRole('listitem');
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
  });
}
