// <threading-sandbox> while it is loaded, before its script is there, and when something fails.
import type { Page } from '@playwright/test';
import type { ThreadingSandbox } from '../../web/element/threading-sandbox';
import { openBody, pageOf, serve, site } from './embedder';
import { expect, test } from './fixture';

declare global {
  /** What the elements of the page have told: type and text. */
  var told: [type: string, text: string][];
}

const script = `<script src="${site}threading-sandbox.js"></script>`;
const recorder = `<script>
  told = [];
  for (const type of ['ready', 'started', 'output', 'ended', 'error'])
    document.querySelector('threading-sandbox').addEventListener(type, ({ detail }) => told.push([type, detail.text ?? '']));
</script>`;

let close = () => {};
test.afterEach(() => close());

/** What a program prints, once one has. */
const printed = (page: Page) => expect.poll(() => page.evaluate(() => told.find(([type, text]) => type === 'output' && text)?.[1]));

test('element: what a page has set before the script is there holds', async ({ page }) => {
  const early = `<script>
    const element = document.createElement('threading-sandbox');
    Object.assign(element, { source: 'print("early")', readOnly: true, theme: 'dark', seed: 7 });
    document.body.append(element);
  </script>`;
  close = await openBody(page, early + recorder + script);
  const element = page.locator('threading-sandbox');
  await expect(element).toHaveAttribute('readonly', '');
  await expect(element).toHaveAttribute('theme', 'dark');
  await expect(element).toHaveAttribute('seed', '7');
  await page.getByRole('button', { name: 'Run: Python threads' }).click();
  await printed(page).toBe('early\n');
});

test('element: what is set while it loads is what is run', async ({ page }) => {
  close = await openBody(page, `${script}<threading-sandbox><pre>print("first")</pre></threading-sandbox>${recorder}`);
  await page.evaluate(async () => {
    const element = document.querySelector('threading-sandbox') as ThreadingSandbox;
    void element.load();
    await element.setSource('print("second")');
    await element.run();
  });
  await printed(page).toBe('second\n');
});

test('element: a file that is replaced while it is read is not run; the still and the print have the text of the other', async ({
  page,
}) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const server = await serve({
    '/': pageOf(`${script}<threading-sandbox src="slow.py" title="A file"></threading-sandbox>${recorder}`),
    '/slow.py': 'print("slow")',
    '/other.py': 'print("other")\n',
  });
  close = server.close;
  await page.route('**/slow.py', async (route) => (await held, route.continue()));
  await page.goto(server.address);
  await page.getByRole('button', { name: 'Run: A file' }).click();
  await page.evaluate(() => document.querySelector('threading-sandbox')?.setAttribute('src', 'other.py'));
  release();
  await printed(page).toBe('other\n');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('region', { name: 'A file' })).toHaveText('print("other")\n');
  await expect(page.getByRole('link', { name: 'Open in Threadbox' })).toHaveAttribute('href', /#v=1&name=other&code=/);
});

test('element: the program of a file is the still; before it is read, the link names no other program', async ({ page }) => {
  const body = `${script}<threading-sandbox src="near.py" title="Near"></threading-sandbox><div style="height:3000px"></div>
    <threading-sandbox src="far.py" title="Far"></threading-sandbox>`;
  close = await openBody(page, body, { '/near.py': 'print("near")\n', '/far.py': 'print("far")\n' });
  await expect(page.getByRole('region', { name: 'Near' })).toHaveText('print("near")\n');
  const link = page.getByRole('link', { name: 'Open in Threadbox' });
  await expect(link.first()).toHaveAttribute('href', /#v=1&name=near&code=/);
  await expect(link.last()).toHaveAttribute('href', site);
});

test('element: without its height it is as high as its program again', async ({ page }) => {
  close = await openBody(page, `${script}<threading-sandbox loading="near" view="code"><pre>pass</pre></threading-sandbox>`);
  const box = page.locator('threading-sandbox').locator('.box');
  const height = () => box.evaluate((element) => element.style.height);
  await expect.poll(height).toMatch(/px$/);
  const set = (value: string) =>
    page.locator('threading-sandbox').evaluate((element, text) => Object.assign(element, { height: text }), value);
  await set('20em');
  await expect.poll(height).toBe('20em');
  await set('');
  await expect.poll(height).toMatch(/px$/);
});

test('element: a frame that has answered may take its time, and one that failed can be used when it is well', async ({ page }) => {
  await page.addInitScript(() => {
    const [wait, clear] = [globalThis.setTimeout, globalThis.clearTimeout];
    const minute = 60_000;
    globalThis.setTimeout = ((act: TimerHandler, ms?: number, ...rest: unknown[]) => {
      const timer = wait(act, ms, ...rest);
      if (ms === minute && window === top) document.documentElement.dataset.patience = String(timer);
      return timer;
    }) as typeof setTimeout;
    globalThis.clearTimeout = ((timer?: number) => {
      if (String(timer) === document.documentElement.dataset.patience) document.documentElement.dataset.patience = 'over';
      clear(timer);
    }) as typeof clearTimeout;
  });
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/threadbox-web.wasm', async (route) => (await held, route.fulfill({ status: 404 })));
  close = await openBody(page, `${script}<threading-sandbox loading="near"><pre>print("well")</pre></threading-sandbox>${recorder}`);
  // The engine is not there yet.
  await expect(page.locator('html')).toHaveAttribute('data-patience', 'over');
  const refused = page.evaluate(() =>
    (document.querySelector('threading-sandbox') as ThreadingSandbox).run().catch(({ message }) => message),
  );
  release();
  expect(await refused).toContain('could not be loaded');
  await page.unroute('**/threadbox-web.wasm');
  await page.frameLocator('iframe').getByRole('button', { name: 'Try again' }).click();
  await page.waitForFunction(() => told.some(([type]) => type === 'ready'));
  await page.evaluate(() => (document.querySelector('threading-sandbox') as ThreadingSandbox).run());
  await printed(page).toBe('well\n');
});
