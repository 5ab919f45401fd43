// The page in print, and without JavaScript.
import { expect, test } from './fixture';
import { choose, open, write } from './threadbox';

test('paper: in print, the page is the whole program and its address', async ({ page }) => {
  await open(page);
  // More lines than the editor draws.
  await write(page, `${Array.from({ length: 300 }, (_, i) => `print(${i})`).join('\n')}\n`);
  await page.emulateMedia({ media: 'print' });
  const printed = page.getByRole('article');
  await expect(printed.locator('pre')).toHaveText(/^print\(0\)\n[\s\S]*\nprint\(299\)\n$/);
  await expect(printed).toContainText(new URL(page.url()).origin);
  await expect(page.locator('header, main')).toHaveCount(2);
  for (const part of await page.locator('header, main').all()) await expect(part).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await expect(printed).toHaveCount(0);
  await expect(page.getByRole('main')).toBeVisible();
  await choose(page, 'race.py');
  await page.emulateMedia({ media: 'print' });
  await expect(printed).toContainText('#lesson=race.py');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('paper: the page says what it needs, and its lessons can be read', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByRole('heading', { name: 'Threadbox needs JavaScript' })).toBeVisible();
    await page.getByRole('link', { name: 'The lessons' }).click();
    await page.getByRole('link', { name: 'Deadlock' }).click();
    await expect(page.getByRole('heading')).toHaveText('Deadlock');
    await expect(page.locator('pre')).toContainText('import threading');
    expect(await page.getByRole('link', { name: 'Run it in Threadbox' }).getAttribute('href')).toBe('../#lesson=deadlock.py');
  });
});
