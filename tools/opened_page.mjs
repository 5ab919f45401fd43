// The built page, served and opened in Chromium, for the tools that take pictures of it.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumLaunch } from '../tests/browser/chromium.mjs';
import { serve } from '../web/server.mjs';
import { top } from './build_page.mjs';

/**
 * Opens the page in a window of the size, until a program could be run.
 * `framed`: it fills a frame in a page of another site.
 * @returns the browser's page, the page's frame in it, and `close`
 */
export async function openBuiltPage({ width, height, theme = 'light', framed = false }) {
  const { address, close } = await serve(join(top, 'build/page'), 0);
  const browser = await chromium.launch(chromiumLaunch);
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce' });
  page.on('console', (message) => console.log(message.text()));
  page.on('pageerror', (error) => console.error(error.message));
  const parent = framed ? await serveFramed(address, width, height) : undefined;
  await page.goto(parent?.address ?? address);
  const frame = page.frames().find((one) => one.url() === address);
  await frame.locator('#run:enabled').waitFor();
  return { page, frame, close: async () => (await browser.close(), parent?.close(), await close()) };
}

/** Serves a page that has another one in a frame. 127.0.0.1 is another site than localhost, and as trustworthy, which threads need. */
async function serveFramed(address, width, height) {
  const text = `<body style="margin:0"><iframe src="${address}" width="${width}" height="${height}" style="border:0"></iframe>`;
  const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(text));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** Puts a program into the editor as a user would: over the one that is there. */
export async function paste(frame, source) {
  const pane = frame.locator('.cm-content');
  await pane.focus();
  await frame.page().keyboard.press('Control+A');
  await pane.evaluate((element, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, source);
  await pane.evaluate((element) => element.blur());
}

/** Waits, frame by frame, until the snapshot of the run is so. `isSo` goes to the page as text: it may use nothing but its argument. */
export const until = (frame, isSo) => frame.waitForFunction(new Function(`return (${isSo})(threadbox.snapshot())`));

/** Waits until the picture shows the present state: it is drawn no more, or, while time passes in it, some frames later. */
export async function settled(frame) {
  await frame.evaluate(async () => {
    const [drawnIsEnough, restIsEnough] = [20, 15];
    const begin = globalThis.threadbox.frames();
    for (let rest = 0, last = begin; rest < restIsEnough && last - begin < drawnIsEnough; ) {
      await new Promise(requestAnimationFrame);
      const drawn = globalThis.threadbox.frames();
      rest = drawn === last ? rest + 1 : 0;
      last = drawn;
    }
  });
}
