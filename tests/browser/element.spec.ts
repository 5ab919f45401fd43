// <threading-sandbox> in pages of another origin.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { attributes } from '../../web/element/program';
import type { ThreadingSandbox } from '../../web/element/threading-sandbox';
import { noticeTypes, requestTypes } from '../../web/src/protocol';
import { openBody, pageOf, serve, site } from './embedder';
import { expect, test } from './fixture';

declare global {
  /** The events of all elements of the page. */
  var events: { type: string; id: string; detail: Record<string, unknown> }[];
}

const script = `<script src="${site}threading-sandbox.js"></script>`;
/** Keeps the events. */
const recorder = `<script>
  events = [];
  for (const element of document.querySelectorAll('threading-sandbox'))
    for (const type of ${JSON.stringify(noticeTypes)})
      element.addEventListener(type, ({ detail }) => events.push({ type, id: element.id, detail }));
</script>`;

let close = () => {};
test.afterEach(() => close());

const openElements = async (page: Page, elements: string, more?: Record<string, string>) => {
  close = await openBody(page, script + elements + recorder, more);
};

/** Waits until an element has dispatched an event that is so. `isSo` goes to the page as text. */
async function heard(page: Page, type: string, isSo: (detail: never) => boolean = () => true): Promise<Record<string, unknown>> {
  const found = await page.waitForFunction(`events.find((event) => event.type === ${JSON.stringify(type)} && (${isSo})(event.detail))`);
  return ((await found.jsonValue()) as (typeof events)[0]).detail;
}

const runButton = (page: Page, title: string) => page.getByRole('button', { name: `Run: ${title}` });
const inFrame = (page: Page, title = 'Python threads') => page.frameLocator(`threading-sandbox iframe[title="${title}"]`);
/** The text of a program that prints. */
const inline = (text: string) => `<script type="text/x-python">\n    import threading\n    print("${text}")\n  </script>`;

test('element: its script has at most 10 kB, and needs nothing else', async () => {
  const path = join(__dirname, '../../build/page/threading-sandbox.js');
  expect((await stat(path)).size).toBeLessThanOrEqual(10_000);
  expect(await readFile(path, 'utf8')).not.toMatch(/\b(import|export)\b/);
});

test('element: five on a page load nothing but the texts of lessons before one is touched; it has threads of its own, which end when it is removed', async ({
  page,
  browser,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const elements = ['barriers', 'deadlock', 'race', 'locks'].map((lesson) => `<threading-sandbox lesson="${lesson}"></threading-sandbox>`);
  await openElements(page, `${elements.join('')}<threading-sandbox id="own" keep-open>${inline('of its own')}</threading-sandbox>`);
  await expect(page.getByRole('region', { name: 'Python threads' })).toHaveText('import threading\nprint("of its own")\n');
  await expect(page.getByRole('button', { name: /^Run: / })).toHaveCount(5);
  await expect(page.getByRole('region', { name: 'deadlock' })).toContainText('import threading');
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  // Those that are far away are not read.
  const loaded = asked.filter((address) => address.startsWith(site)).map((address) => address.slice(site.length));
  expect(loaded.toSorted()).toEqual(['lessons/barriers.py', 'lessons/deadlock.py', 'lessons/race.py', 'threading-sandbox.js']);
  await runButton(page, 'Python threads').click();
  expect((await heard(page, 'output', ({ text }: { text: string }) => text !== '')).text).toBe('of its own\n');
  await runButton(page, 'deadlock').click();
  await heard(page, 'finding', ({ finding }: { finding: { kind: string } }) => finding.kind === 'deadlock');
  await expect(page.locator('threading-sandbox iframe')).toHaveCount(2);
  const session = await browser.newBrowserCDPSession();
  const workers = async () => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.filter(({ type, url }) => type === 'worker' && url.startsWith(site)).length;
  };
  await expect.poll(workers).toBeGreaterThan(2);
  const both = await workers();
  await page.evaluate(() => document.getElementById('own')?.remove());
  await expect.poll(workers).toBeLessThan(both);
  await page.evaluate(() => document.querySelector('[lesson=deadlock]')?.remove());
  await expect.poll(workers).toBe(0);
});

test('element: its methods are promises, before and after its frame is loaded', async ({ page }) => {
  await openElements(page, `<threading-sandbox mode="turns">${inline('first')}</threading-sandbox>`);
  const answers = await page.evaluate(async () => {
    const element = document.querySelector('threading-sandbox') as ThreadingSandbox;
    await element.stop();
    await element.setSource('x = 1\nx = 2\nx = 3\n', 'Steps');
    const loadedBefore = element.loaded;
    await element.run();
    for (;;) if ((await element.snapshot()).steps) break;
    await element.step(2);
    await element.command('y = 5');
    for (;;) if (((await element.snapshot()).steps as { position: number }).position >= 2) break;
    const sentences = await Promise.all([
      element.step(0.5).catch((error: Error) => error.message),
      element.command({ kind: 'fly' }).catch((error: Error) => error.message),
      element.pause().catch((error: Error) => error.message),
    ]);
    await element.setSource('def f(:\n');
    const refused = await element.run().catch((error: Error) => error.message);
    await element.stop();
    return { loadedBefore, loaded: element.loaded, sentences, refused, source: element.source };
  });
  expect(answers).toMatchObject({ loadedBefore: false, loaded: true, source: 'def f(:\n' });
  expect(answers.sentences).toEqual([
    expect.stringContaining('whole number'),
    expect.stringContaining('no command'),
    expect.stringContaining('stepped'),
  ]);
  expect(answers.refused).toMatch(/^SyntaxError/);
  expect(await heard(page, 'error')).toMatchObject({ reason: 'program', problems: [{ line: 1 }] });
  await page.evaluate(() => {
    const element = document.querySelector('threading-sandbox') as ThreadingSandbox;
    const answer = element.snapshot();
    element.remove();
    globalThis.events.push({ type: 'removed', id: '', detail: {} });
    return answer.catch((error: Error) => Object.assign(globalThis.events.at(-1)?.detail ?? {}, { text: error.message }));
  });
  expect((await heard(page, 'removed', ({ text }: { text?: string }) => text !== undefined)).text).toContain('was removed');
});

test('element: an exercise is checked by a method, which gives the result', async ({ page }) => {
  const exercise = '{"runs": 2, "expect": [{"output": "right"}]}';
  await openElements(page, `<threading-sandbox exercise='${exercise}'>${inline('wrong')}</threading-sandbox>`);
  const results = await page.evaluate(async () => {
    const element = document.querySelector('threading-sandbox') as ThreadingSandbox;
    const failed = await element.check();
    const told = globalThis.events.filter(({ type }) => type === 'exercise').map(({ detail }) => detail.result);
    const both = await Promise.allSettled([element.setSource('print("right")'), element.check()]);
    element.exercise = '';
    for (;;) {
      const sentence = await element.check().then(
        () => '',
        (error: Error) => error.message,
      );
      if (sentence) return { failed, told, both, sentence };
    }
  });
  expect(results.failed).toMatchObject({ passed: false, runs: 2, expectations: [{ ok: false, text: 'The output is “right”' }] });
  expect(results.told).toEqual([results.failed]);
  expect(results.both).toMatchObject([{ status: 'fulfilled' }, { status: 'fulfilled', value: { passed: true, runs: 2 } }]);
  expect(results.sentence).toBe('The program has no exercise.');
});

test('element: attributes change what is shown without loading the frame again', async ({ page }) => {
  await openElements(page, '<threading-sandbox lesson="race" theme="dark" readonly></threading-sandbox>');
  await expect(runButton(page, 'race')).toBeVisible();
  await page.evaluate(() => document.querySelector('threading-sandbox')?.setAttribute('loading', 'near'));
  await heard(page, 'ready');
  const frame = () => inFrame(page, page.url() ? current : '');
  let current = 'race';
  await expect(frame().locator(':root')).toHaveAttribute('data-theme', 'dark');
  await expect(frame().getByRole('textbox', { name: /Python program/ })).toHaveAttribute('aria-readonly', 'true');
  const set = (name: string, value: string | null) =>
    page.evaluate(
      ([attribute, text]) => {
        const element = document.querySelector('threading-sandbox');
        if (text === null) element?.removeAttribute(attribute ?? '');
        else element?.setAttribute(attribute ?? '', text ?? '');
      },
      [name, value] as const,
    );
  await frame()
    .locator(':root')
    .evaluate(() => Object.assign(globalThis, { isTheSame: true }));
  await set('readonly', null);
  await frame().locator('.cm-content').press('Control+Home');
  await frame().locator('.cm-content').pressSequentially('typed = 1');
  await set('theme', 'light');
  await expect(frame().locator(':root')).toHaveAttribute('data-theme', 'light');
  await set('view', 'code');
  await expect(frame().locator('#threadbox-canvas')).toBeHidden();
  await set('view', 'timeline, console');
  await expect(frame().getByRole('textbox', { name: /Python program/ })).toBeHidden();
  await set('view', null);
  await expect(frame().locator('#threadbox-canvas')).toBeVisible();
  await expect(frame().locator('.cm-content')).toContainText('typed = 1');
  await set('gil', 'off');
  await expect(frame().locator('#no-gil')).toBeChecked();
  await set('mode', 'turns');
  await expect(frame().locator('#mode')).toHaveValue('turns');
  for (const name of ['gil', 'mode', 'theme']) await set(name, null);
  await expect(frame().locator('#mode')).toHaveValue('');
  await set('lesson', 'deadlock.py');
  current = 'deadlock';
  await expect(frame().locator('.cm-content')).toContainText('opposite order');
  await set('height', '333');
  await expect(page.locator('threading-sandbox').locator('.box')).toHaveCSS('height', '333px');
  expect(
    await frame()
      .locator(':root')
      .evaluate(() => 'isTheSame' in globalThis),
  ).toBe(true);
});

test('element: a program of a file; one that cannot be read is an error, and says so', async ({ page }) => {
  const elements = `<threading-sandbox src="work/two.py"></threading-sandbox><threading-sandbox title="Lost" src="lost.py"></threading-sandbox>`;
  await openElements(page, elements, { '/work/two.py': 'print("from a file")\r\n' });
  await runButton(page, 'Python threads').click();
  expect((await heard(page, 'output')).text).toBe('from a file\n');
  await runButton(page, 'Lost').click();
  expect(await heard(page, 'error')).toMatchObject({ reason: 'source', text: 'The program lost.py cannot be read' });
  await expect(page.getByRole('alert').filter({ hasText: 'cannot be read' })).toBeVisible();
});

test('element: autorun runs it when it is near, and its height is that of the program', async ({ page }) => {
  const lines = Array.from({ length: 34 }, (_, i) => `print(${i})`).join('\n');
  await openElements(
    page,
    `<div style="height:3000px"></div><threading-sandbox autorun view="code"><pre>${lines}</pre></threading-sandbox>`,
  );
  await expect(page.locator('threading-sandbox').getByRole('button')).toHaveCount(1);
  await expect(page.locator('threading-sandbox iframe')).toHaveCount(0);
  await page.locator('threading-sandbox').scrollIntoViewIfNeeded();
  expect(await heard(page, 'ended')).toMatchObject({ run: 1, exitCode: 0 });
  // It is told again when the editor has measured its lines.
  const told = () => page.evaluate(() => events.findLast(({ type }) => type === 'resize')?.detail.height as number);
  await expect.poll(told).toBeGreaterThan(34 * 20);
  await expect(async () => expect((await page.locator('threading-sandbox').boundingBox())?.height).toBe((await told()) + 2)).toPass();
});

test('element: moved, it goes on with its program; a moveBefore() keeps the run', async ({ page }) => {
  await openElements(page, `<main></main><threading-sandbox autorun keep-open>${inline('moved')}</threading-sandbox>`);
  await heard(page, 'output');
  const moves = await page.evaluate(() => {
    const [main, element] = [document.querySelector('main'), document.querySelector('threading-sandbox')];
    if (!main || !element || !('moveBefore' in main)) return false;
    (main.moveBefore as (node: Node, before: Node | null) => void)(element, null);
    return true;
  });
  if (moves) await expect(inFrame(page).locator('#stop')).toBeEnabled();
  await page.evaluate(() => {
    globalThis.events.length = 0;
    document.body.append(document.querySelector('threading-sandbox') ?? '');
  });
  await heard(page, 'output', ({ text }: { text: string }) => text === 'moved\n');
});

for (const [kind, tag] of [
  ['a module', `<script type="module" src="${site}threading-sandbox.js"></script>`],
  ['an import of another module', `<script type="module">import '${site}threading-sandbox.js';</script>`],
  ['after the page', `<script async src="${site}threading-sandbox.js"></script>`],
] as const)
  test(`element: its script can be ${kind}`, async ({ page }) => {
    close = await openBody(page, `<threading-sandbox lesson="race"></threading-sandbox>${tag}${recorder}`);
    await runButton(page, 'race').click();
    await heard(page, 'started');
  });

test('element: it works under a strict policy, and says what it needs', async ({ page, offences }) => {
  const origin = new URL(site).origin;
  const policy = `default-src 'none'; script-src ${origin} 'nonce-a'; frame-src ${origin}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const body = `${script}<threading-sandbox height="300">${inline('strict')}</threading-sandbox>${recorder.replace('<script>', '<script nonce="a">')}`;
  close = await openBody(page, body, {}, { 'Content-Security-Policy': policy });
  await runButton(page, 'Python threads').click();
  // The policy forbids what Playwright's waitForFunction does.
  await expect.poll(() => page.evaluate(() => events.find(({ type }) => type === 'output')?.detail.text)).toBe('strict\n');
  await expect(page.locator('threading-sandbox').locator('.box')).toHaveCSS('height', '300px');
  expect(offences).toEqual([]);
});

test('element: without JavaScript and in print there are the program and a link', async ({ page, browser }) => {
  const body = `${script}<threading-sandbox loading="near"><pre>print("a &lt; b")</pre><a href="${site}#lesson=race">Open it</a></threading-sandbox>${recorder}`;
  const server = await serve({ '/': pageOf(body) });
  close = server.close;
  const without = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await without.goto(server.address);
  await expect(without.getByText('print("a < b")')).toBeVisible();
  await expect(without.getByRole('link', { name: 'Open it' })).toBeVisible();
  await page.goto(server.address);
  await heard(page, 'ready');
  await expect(page.getByRole('region', { name: 'Python threads' })).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('region', { name: 'Python threads' })).toHaveText('print("a < b")\n');
  await expect(page.getByRole('link', { name: 'Open in Threadbox' })).toHaveAttribute('href', /#v=1&name=Program&code=/);
  await expect(page.locator('iframe')).toBeHidden();
});

test('element: a poster is shown instead of the program, and the program instead of the poster in print', async ({ page }) => {
  const poster = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"></svg>')}`;
  await openElements(
    page,
    `<threading-sandbox poster='${poster}' title="Two locks"><script type="text/x-python">print("a")</script></threading-sandbox>`,
  );
  const code = page.getByRole('region', { name: 'Two locks' });
  await expect(page.getByRole('img', { name: 'Two locks' })).toBeVisible();
  await expect(code).toBeHidden();
  await expect(runButton(page, 'Two locks')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('img', { name: 'Two locks' })).toBeHidden();
  await expect(code).toHaveText('print("a")\n');
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => document.querySelector('threading-sandbox')?.removeAttribute('poster'));
  await expect(code).toBeVisible();
});

test('element: it hears its own frame alone', async ({ page }) => {
  const forged = '{ threadbox: 1, type: "ended", run: 9, standing: "ended", text: "forged", exitCode: 0 }';
  await openElements(page, '<threading-sandbox lesson="race" loading="near"></threading-sandbox>', {
    '/forger': `<script>parent.postMessage(${forged}, '*'); parent.postMessage('done', '*');</script>`,
  });
  await heard(page, 'ready');
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        addEventListener('message', ({ data }) => data === 'done' && resolve());
        const forger = document.createElement('iframe');
        forger.src = '/forger';
        document.body.append(forger);
      }),
  );
  expect(await page.evaluate(() => events.filter(({ type }) => type === 'ended'))).toEqual([]);
});

test('element: its types and its manifest list what it has', async ({ page }) => {
  const folder = join(__dirname, '../../web/element');
  const types = await readFile(join(folder, 'threading-sandbox.d.ts'), 'utf8');
  const { modules } = JSON.parse(await readFile(join(folder, 'custom-elements.json'), 'utf8'));
  const { attributes: listed, members, events } = modules[0].declarations[0];
  await openElements(page, '<threading-sandbox></threading-sandbox>');
  const real = await page.evaluate(() => {
    const sandbox = document.querySelector('threading-sandbox')?.constructor;
    const own = Object.entries(Object.getOwnPropertyDescriptors(sandbox?.prototype)) as [string, PropertyDescriptor][];
    const hidden = ['constructor', 'connectedCallback', 'connectedMoveCallback', 'disconnectedCallback', 'attributeChangedCallback'];
    const members = own.filter(([name]) => !hidden.includes(name));
    return {
      attributes: (sandbox as unknown as { observedAttributes: string[] }).observedAttributes.filter((name) => name !== 'title'),
      methods: members.filter(([, { value }]) => typeof value === 'function').map(([name]) => name),
      fields: members.filter(([, { value }]) => typeof value !== 'function').map(([name]) => name),
    };
  });
  const names = (list: { name: string }[]) => list.map(({ name }) => name).toSorted();
  const ofKind = (wanted: string) => names(members.filter(({ kind }: { kind: string }) => kind === wanted));
  expect(names(listed)).toEqual(real.attributes.toSorted());
  expect(real.attributes.toSorted()).toEqual([...attributes].toSorted());
  expect(ofKind('method')).toEqual(real.methods.toSorted());
  expect(ofKind('field')).toEqual(real.fields.toSorted());
  expect(real.methods.toSorted()).toEqual(['load', ...requestTypes].toSorted());
  expect(names(events)).toEqual([...noticeTypes].toSorted());
  const declared = (head: string) => types.slice(types.indexOf(head), types.indexOf('\n}', types.indexOf(head)));
  const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name ?? '').toSorted();
  expect(found(declared('interface ThreadingSandboxEventMap'), /^ {2}(\w+): CustomEvent/gm)).toEqual([...noticeTypes].toSorted());
  const body = declared('interface ThreadingSandbox extends');
  expect(found(body, /^ {2}(?:readonly )?(\w+): /gm)).toEqual(real.fields.toSorted());
  expect(found(body, /^ {2}(\w+)\(.*\): Promise/gm)).toEqual(real.methods.toSorted());
});
