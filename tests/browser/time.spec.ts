// Moments of the past, what ended a wait, and two runs compared.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { clickWidget, open, run, snapshot, until } from './threadbox';

const waiting = `import threading, time
lock = threading.Lock()
def worker():
    with lock:
        print("got it")
lock.acquire()
t = threading.Thread(target=worker, name="Ben")
t.start()
time.sleep(0.2)
lock.release()
t.join()
time.sleep(0.1)
`;

/** Clicks on the time axis at a part of its width. */
async function chooseMoment(page: Page, part: number): Promise<void> {
  const axis = await page.evaluate(() => globalThis.threadbox?.widgets().find(({ label }) => label === 'Choose a moment'));
  const canvas = await page.locator('#threadbox-canvas').boundingBox();
  if (!axis || !canvas) throw new Error('there is no time axis');
  await page.mouse.click(canvas.x + axis.x + axis.width * part, canvas.y + axis.y + axis.height / 2);
}

const moment = (page: Page) => page.evaluate(() => globalThis.threadbox?.moment());

test('time: an earlier moment is shown by the views and in the editor, and Escape leads back', async ({ page }) => {
  await open(page, { keepOpen: false });
  await run(page, waiting);
  await until(page, ({ state }) => state === 'ended');
  expect(await moment(page)).toBeUndefined();
  await chooseMoment(page, 0.3);
  await expect.poll(async () => (await moment(page))?.threads.find(({ name }) => name === 'Ben')?.wait_text).toBe('lock.acquire()');
  expect((await moment(page))?.console).toEqual([]);
  await expect(page.locator('.cm-threads .thread-marks').filter({ hasText: 'B' })).toHaveAttribute('title', /^Ben: /);
  await page.keyboard.press('Escape');
  await expect.poll(() => moment(page)).toBeUndefined();
  expect((await snapshot(page)).state).toBe('ended');
});

test('time: with and without the GIL, one picture below the other', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('mode', 'compare'));
  await open(page, { keepOpen: false });
  await run(page, waiting);
  await until(page, ({ state, free_threaded }) => state === 'ended' && free_threaded);
  await expect.poll(() => page.evaluate(() => globalThis.threadbox?.widgets().filter(({ label }) => label === 'Zoom in').length)).toBe(2);
  await clickWidget(page, 'Show everything');
});
