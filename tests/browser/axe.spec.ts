// axe-core on what other specs do not open: dialogs, exercises, and pages that embed the sandbox, with the frames in them.
import { deflateRawSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openBody, site } from './embedder';
import { expect, test } from './fixture';
import { write } from './threadbox';

let close = () => {};
test.afterEach(() => close());

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

async function expectNothing(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, html }) => `${target} ${html.slice(0, 200)}`).join('; ')}`,
  );
  expect.soft(found, what).toEqual([]);
}

const exercise = { task: 'Print “right”.', runs: 2, expect: [{ output: 'right' }, { invariant: 'no-deadlock' }] };
const link = `./#${new URLSearchParams({
  code: deflateRawSync('import threading\nthreading.Thread(target=print, args=("wrong",)).start()\n').toString('base64url'),
  name: 'Exercise',
  exercise: JSON.stringify(exercise),
})}`;

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('axe finds nothing in an exercise, open, failed and passed, and in the dialogs', async ({ page }) => {
      test.slow();
      await page.goto(link);
      await expect(button(page, 'Run')).toBeEnabled();
      const card = page.getByRole('region', { name: 'Exercise' });
      await expectNothing(page, 'open');
      await button(page, 'Check').click();
      await expect(card.getByRole('status')).toHaveText(/^Not passed yet/);
      await expectNothing(page, 'failed, with a stepped run');
      await button(page, 'Schedule').click();
      await expect(page.getByRole('form', { name: 'Schedule' })).toBeVisible();
      await expectNothing(page, 'the schedule');
      await page.keyboard.press('Escape');
      await write(page, 'print("right")\n');
      await button(page, 'Check').click();
      await expect(card.getByRole('status')).toHaveText(/^Passed/);
      await expectNothing(page, 'passed');
      await button(page, 'Program: new, open, save, share').click();
      await button(page, 'Embed…').click();
      await expect(page.getByRole('dialog', { name: 'Embed' })).toBeVisible();
      await expectNothing(page, 'Embed…');
    });

    test('axe finds nothing in a page with elements and a plain frame, nor in what they show', async ({ page }) => {
      test.slow();
      const style = '<style>body { color-scheme: light dark }</style>';
      const frame = `<iframe src="${site}#lesson=race.py&amp;view=code,console" title="Plain" width="700" height="400"></iframe>`;
      const elements = [
        '<threading-sandbox lesson="locks"></threading-sandbox>',
        '<threading-sandbox lesson="deadlock" view="timeline,threads" autorun></threading-sandbox>',
        `<threading-sandbox loading="near" view="code,primitives,graph" mode="turns" exercise='${JSON.stringify(exercise)}'><pre>print(1)</pre></threading-sandbox>`,
      ];
      const body = `<script src="${site}threading-sandbox.js"></script>${style}<main><h1>A course</h1>${elements.join('')}${frame}</main>`;
      close = await openBody(page, body);
      for (const title of ['deadlock', 'Python threads', 'Plain'])
        await expect(page.frameLocator(`iframe[title="${title}"]`).getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
      await expect(page.getByRole('region', { name: 'locks' })).toContainText('import threading');
      const threads = page.frameLocator('iframe[title=deadlock]').getByRole('list', { name: 'Threads' });
      await expect(threads.getByRole('listitem').first()).toBeAttached();
      expect(page.frames().length).toBe(4);
      await expectNothing(page, 'the page and its frames');
    });
  });
