// What is wrong with a program is told in cards under the editor, at the lines, and to screen readers.
import { expect, test } from './fixture';
import { choose, open, run, snapshot, until } from './threadbox';

const forgetful = `import threading

lock = threading.RLock()

def forgets():
    lock.acquire()

for n in range(2):
    t = threading.Thread(target=forgets, name=f"t{n}")
    t.start()
    if n == 0:
        t.join()
`;

test('a deadlock has a card that shows its moment and its line', async ({ page }) => {
  await open(page);
  await choose(page, 'deadlock.py');
  await run(page);
  const card = page.getByRole('region', { name: 'Findings' }).getByRole('listitem');
  await expect(card).toHaveCount(1);
  await expect(card).toContainText('Deadlock');
  await expect(card).toContainText('one agreed order');
  await expect(page.locator('.cm-lintRange-error')).not.toHaveCount(0);
  await card.getByRole('button', { name: 'Show me' }).click();
  await expect(page.locator('.cm-activeLine')).toContainText('with second:');
  await page.waitForFunction(() => threadbox!.moment() !== undefined);
});

test('who waits for whom is said once while the picture says it, and afterwards by the card', async ({ page }) => {
  await open(page);
  await choose(page, 'deadlock.py');
  await run(page);
  const findings = page.getByRole('region', { name: 'Findings' });
  await expect(findings).toContainText('one agreed order');
  await until(page, (model) => model.summary?.standing === 'deadlocked');
  await expect(findings).not.toContainText('waits for');
});

test('the finding of a cause is beneath what it explains; both are announced', async ({ page }) => {
  await open(page, { keepOpen: false });
  await run(page, forgetful);
  const findings = page.getByRole('region', { name: 'Findings' });
  await expect(findings).toHaveAttribute('aria-live', 'polite');
  await expect(findings).toContainText('A lock is never released');
  await until(page, (model) => model.findings.some(({ name }) => name === 'stuck'));
  await expect(findings.getByRole('listitem')).toHaveCount(2);
  await expect(findings.locator('li.cause')).toContainText('t0 has ended and still holds RLock lock, for which t1 (line 6) waits for ever');
});

test('a program without a fault has none, and a new run begins without those of the last', async ({ page }) => {
  await open(page);
  await run(page, 'import threading\nthreading.Thread(target=lambda: 1 // 0).start()\n');
  const findings = page.getByRole('region', { name: 'Findings' });
  await expect(findings).toContainText('An exception that the program does not see');
  await choose(page, 'locks.py');
  await run(page);
  await until(page, (model) => model.state === 'idle');
  await expect(findings).toBeHidden();
  expect((await snapshot(page)).findings.filter(({ level }) => level !== 'hint')).toEqual([]);
});
