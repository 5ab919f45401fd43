// The picture follows what the user has set for the whole system: forced colours, more contrast.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { open } from './threadbox';

/** The colour of the picture's ground, in its lower left corner, as "r,g,b". */
async function groundColor(page: Page): Promise<string> {
  const box = await page.locator('#threadbox-canvas').boundingBox();
  if (!box) throw new Error('The picture is not shown.');
  const clip = { x: box.x + 2, y: box.y + box.height - 3, width: 1, height: 1 };
  const png = (await page.screenshot({ clip })).toString('base64');
  const reader = await page.context().newPage(); // The page itself may not load an image from a text.
  const color = await reader.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const paint = new OffscreenCanvas(1, 1).getContext('2d');
    paint?.drawImage(image, 0, 0);
    return [...(paint?.getImageData(0, 0, 1, 1).data.slice(0, 3) ?? [])].join();
  }, png);
  await reader.close();
  return color;
}

/** The colour that a CSS colour has in the page, as "r,g,b". */
function cssColor(page: Page, color: string): Promise<string> {
  return page.evaluate((color) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.forcedColorAdjust = 'none';
    probe.style.color = color;
    const value = getComputedStyle(probe).color.match(/\d+/g)?.join() ?? '';
    probe.remove();
    return value;
  }, color);
}

const luminance = (color: string) => color.split(',').reduce((sum, part) => sum + Number(part), 0);

test('system colors: the picture has the colors of the page, in both themes', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page);
  await expect.poll(() => groundColor(page)).toBe(await cssColor(page, 'var(--ground)'));
  await page.getByRole('button', { name: 'Dark theme' }).click();
  const dark = await cssColor(page, 'var(--ground)');
  expect(luminance(dark)).toBeLessThan(150);
  await expect.poll(() => groundColor(page)).toBe(dark);
});

test('system colors: forced colors hold for the picture too, whatever theme was chosen, as soon as they are set', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page);
  await page.getByRole('button', { name: 'Dark theme' }).click();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, forcedColors: 'active' });
    const canvas = await cssColor(page, 'Canvas');
    expect(canvas).toBe(colorScheme === 'dark' ? '0,0,0' : '255,255,255');
    await expect.poll(() => groundColor(page)).toBe(canvas);
    await expect(page.locator(':root')).toHaveAttribute('data-theme', colorScheme);
    await expect(page.getByRole('button', { name: 'Dark theme' })).toBeHidden(); // It would do nothing.
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await expect(page.locator(':root')).toHaveAttribute('data-theme', 'dark');
  await expect.poll(() => groundColor(page)).toBe(await cssColor(page, 'var(--ground)'));
});
