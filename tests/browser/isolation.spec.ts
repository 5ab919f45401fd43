// Where the page has real threads: with which headers, in which page. Where it has none, threads take turns.
import type { Frame, Page } from '@playwright/test';
import { isolationHeaders } from '../../web/headers.mjs';
import { serve as serveParent } from './embedder';
import { expect, test } from './fixture';
import { serveSite } from './site';

// The service worker would add the headers that the host does not send: see headerless.spec.ts.
test.use({ serviceWorkers: 'block' });

const policy = 'Document-Isolation-Policy';
const every = Object.keys(isolationHeaders);
/** A parent that is isolated itself. */
const isolating = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const mayBeIsolated = 'allow="cross-origin-isolated"';

interface Place {
  readonly name: string;
  /** The headers that the host of the page does not send. */
  readonly withheld?: readonly string[];
  /** The page around it, on another site; none: it has a tab of its own. */
  readonly parent?: { readonly headers?: Record<string, string>; readonly attributes?: string };
  readonly threads: boolean;
}

const places: readonly Place[] = [
  { name: 'a tab', threads: true },
  { name: 'a tab, with the opener and embedder policies alone, as other browsers read them', withheld: [policy], threads: true },
  { name: 'a tab, with the isolation policy alone', withheld: every.filter((name) => name !== policy), threads: true },
  { name: 'a tab, from a host that sends no headers', withheld: every, threads: false },
  { name: 'a plain page', parent: {}, threads: true },
  { name: 'a plain page, without the isolation policy, as other browsers read it', withheld: [policy], parent: {}, threads: false },
  { name: 'a plain page, from a host that sends no headers', withheld: every, parent: {}, threads: false },
  { name: 'an isolated page that allows it', parent: { headers: isolating, attributes: mayBeIsolated }, threads: true },
  {
    name: 'an isolated page that allows it, without the isolation policy, as other browsers read it',
    withheld: [policy],
    parent: { headers: isolating, attributes: mayBeIsolated },
    threads: true,
  },
  {
    name: 'an isolated page that does not allow it, without the isolation policy',
    withheld: [policy],
    parent: { headers: isolating },
    threads: false,
  },
  { name: 'a sandbox with its own origin', parent: { attributes: 'sandbox="allow-scripts allow-same-origin"' }, threads: true },
  { name: 'a sandbox without an origin', parent: { attributes: 'sandbox="allow-scripts"' }, threads: false },
];

/** Opens the place. @returns the frame that is the page, once a program could be run, and what ends its servers */
async function go(page: Page, { withheld = [], parent }: Place): Promise<{ frame: Frame; close: () => void }> {
  const site = await serveSite({ withheld });
  const closeSite = () => void site.close();
  if (!parent) {
    await page.goto(site.address);
    await expect(page.locator('#run')).toBeEnabled();
    return { frame: page.mainFrame(), close: closeSite };
  }
  const text = `<!doctype html><iframe src="${site.address}" ${parent.attributes} width="1000" height="700"></iframe>`;
  const around = await serveParent({ '/': text }, parent.headers);
  await page.goto(around.address);
  await expect(page.frameLocator('iframe').locator('#run')).toBeEnabled();
  const frame = page.frames()[1];
  if (!frame) throw new Error('There is no frame.');
  return { frame, close: () => (closeSite(), around.close()) };
}

const program = `import threading
def work(n):
    gate.wait()
gate = threading.Barrier(4)
threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for thread in threads: thread.start()
gate.wait()
for thread in threads: thread.join()
print("met")
`;

/** Runs a program to its end. @returns what it wrote */
function runIn(frame: Frame, source: string): Promise<string> {
  return frame.evaluate(async (text) => {
    const engine = threadbox!;
    engine.load(text, 'main.py');
    engine.run({ interactive: false });
    while (engine.snapshot().state !== 'ended') await new Promise(requestAnimationFrame);
    return engine
      .snapshot()
      .console.map((line) => line.text)
      .join('');
  }, source);
}

for (const place of places) {
  test(`isolation: in ${place.name}, ${place.threads ? 'threads are real' : 'threads take turns'}`, async ({ page }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    const { frame, close } = await go(page, place);
    expect(await frame.evaluate(() => document.documentElement.dataset.engine)).toBe(place.threads ? 'threads' : 'single');
    expect(await runIn(frame, program)).toBe('met\n');
    await expect(frame.getByText('Threads take turns here')).toHaveCount(place.threads ? 0 : 1);
    const unneeded = place.threads ? /threadbox-single|\/turns/ : /threadbox-web/;
    expect(requests.filter((address) => unneeded.test(address))).toEqual([]);
    close();
  });
}

test('isolation: without SharedArrayBuffer threads take turns', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
  });
  const { frame, close } = await go(page, { name: 'a tab', threads: false });
  expect(await runIn(frame, program)).toBe('met\n');
  await expect(page.getByText('Threads take turns here')).toBeVisible();
  close();
});

test('isolation: a sandbox may let no tab be opened, so the link is there to be copied, too', async ({ page }) => {
  const { frame, close } = await go(page, { name: '', parent: { attributes: 'sandbox="allow-scripts"' }, threads: false });
  await expect(frame.getByRole('note')).toContainText('in a sandbox');
  await frame.getByRole('link', { name: 'Open in its own tab' }).click();
  await expect(frame.getByRole('textbox', { name: 'Link' })).toHaveValue(/#v=1&lesson=hello_threads\.py$/);
  close();
});
