// Hostile messages from the page around the frame: each is answered with a sentence or ignored, and the sandbox goes on.
import type { Page } from '@playwright/test';
import { openBody, serve, site } from './embedder';
import { expect, test } from './fixture';
import { markup } from './hostile_inputs';

declare global {
  /** The answers by their ids, and the number of all messages from the frame. */
  var answers: Record<string, { error?: string; result?: unknown }>;
  var sandbox: Window;
}

const body = (frames: string) => `<iframe id="sandbox" src="${site}#lesson=race.py" width="900" height="500" title="Race"></iframe>${frames}
<script>
  answers = {};
  addEventListener('message', ({ source, data }) => {
    sandbox = document.getElementById('sandbox').contentWindow;
    if (source === sandbox && data.type === 'answer') answers[data.id] = data;
    if (source === sandbox && data.type === 'ready') answers.ready = {};
  });
</script>`;

/** What is posted, as JavaScript, and the sentence of the answer; without one, there must be no answer. */
const messages: Record<string, { readonly post: string; readonly says?: RegExp }> = {
  null: { post: 'null' },
  'a number': { post: '5' },
  'a text': { post: '"run"' },
  'a list': { post: '[{ threadbox: 1, type: "run" }]' },
  'another protocol': { post: '{ type: "run", id }' },
  'a map': { post: 'new Map([["threadbox", 1], ["type", "run"]])' },
  'another version': { post: '{ threadbox: 2, type: "run", id }', says: /version 1/ },
  'a version that is an object': { post: '{ threadbox: { valueOf: 1 }, type: "run", id }', says: /version 1/ },
  'no type': { post: '{ threadbox: 1, id }', says: /no request/ },
  'a type that is an object': { post: '{ threadbox: 1, type: { toString: 1 }, id }', says: /./ },
  'a type of objects': { post: '{ threadbox: 1, type: "constructor", id }', says: /no request/ },
  'a prototype': { post: '{ threadbox: 1, type: "__proto__", id }', says: /no request/ },
  'a type of 1 MB': { post: '{ threadbox: 1, type: "x".repeat(2 ** 20), id }', says: /^.{0,200}$/ },
  'a cycle': { post: '(() => { const a = { threadbox: 1, type: "command", id }; a.command = a; return a; })()', says: /./ },
  'a command without a kind': { post: '{ threadbox: 1, type: "command", command: {}, id }', says: /./ },
  'a command of objects': { post: '{ threadbox: 1, type: "command", command: { kind: "__proto__" }, id }', says: /./ },
  'a command of wrong types': { post: '{ threadbox: 1, type: "command", command: { kind: "execute", statement: {} }, id }', says: /./ },
  'a command of 2 MB': { post: '{ threadbox: 1, type: "command", command: "x".repeat(2 ** 21), id }', says: /larger than 1 MB/ },
  'a big number': { post: '{ threadbox: 1, type: "command", command: { kind: "execute", statement: 1n }, id }', says: /./ },
  'steps that are no number': { post: '{ threadbox: 1, type: "step", count: NaN, id }', says: /whole number/ },
  'a billion steps': { post: '{ threadbox: 1, type: "step", count: 1e9, id }', says: /whole number/ },
  'a program that is no text': { post: '{ threadbox: 1, type: "setSource", source: 5, id }', says: /must be a text/ },
  'a program of 5 MB': { post: '{ threadbox: 1, type: "setSource", source: "x".repeat(5 * 2 ** 20), id }', says: /4 MB/ },
  'a name that is no text': { post: '{ threadbox: 1, type: "setSource", source: "", name: {}, id }', says: /must be a text/ },
};

/** Posts a request that is understood, and waits for its answer. */
async function ask(page: Page, request: object): Promise<{ error?: string; result?: unknown }> {
  return page.evaluate(async (data) => {
    const id = crypto.randomUUID();
    sandbox.postMessage({ threadbox: 1, ...data, id }, '*');
    while (!answers[id]) await new Promise((resolve) => addEventListener('message', resolve, { once: true }));
    return answers[id];
  }, request);
}

async function expectWell(page: Page, input: string): Promise<void> {
  expect(await ask(page, { type: 'setSource', source: 'print("well")', name: markup }), input).toMatchObject({ result: null });
  expect(await ask(page, { type: 'run' }), input).toMatchObject({ result: null });
  await expect(async () => {
    const { result } = await ask(page, { type: 'snapshot' });
    expect(JSON.stringify(result), input).toContain('well\\n');
  }).toPass();
  for (const frame of page.frames()) expect(await frame.evaluate(() => 'owned' in globalThis), input).toBe(false);
}

let close = () => {};
test.afterEach(() => close());

test('hostile messages', async ({ page }) => {
  test.slow();
  close = await openBody(page, body(''));
  await page.waitForFunction(() => 'ready' in answers);
  expect(await ask(page, { type: 'hello' })).toMatchObject({ result: { version: 1 } });
  for (const [name, { post, says }] of Object.entries(messages)) {
    const answer = await page.evaluate(
      async ([text, isAnswered]) => {
        const id = crypto.randomUUID();
        // biome-ignore lint/security/noGlobalEval: What is posted cannot be passed to the page as JSON.
        sandbox.postMessage((0, eval)(`(id) => (${text})`)(id), '*');
        // The next request is answered after it.
        const next = crypto.randomUUID();
        sandbox.postMessage({ threadbox: 1, type: 'hello', id: next }, '*');
        while (!answers[next]) await new Promise((resolve) => addEventListener('message', resolve, { once: true }));
        return isAnswered ? answers[id] : { error: id in answers ? 'answered' : '' };
      },
      [post, says !== undefined] as [string, boolean],
    );
    expect(answer, name).toMatchObject({ error: says ? expect.stringMatching(says) : '' });
  }
  await expectWell(page, 'after them');
  // A flood: each is answered, and the page is there.
  await page.evaluate(() => {
    for (let n = 0; n < 20_000; ++n) sandbox.postMessage({ threadbox: 1, type: n % 2 ? 'stop' : 'pause', id: n }, '*');
  });
  await expectWell(page, 'after a flood');
});

test('messages from other windows and of other origins are not heard', async ({ page }) => {
  const other = await serve({
    '/': `<script>
      parent.frames[0].postMessage({ threadbox: 1, type: 'hello', id: 'other' }, '*');
      parent.frames[0].postMessage({ threadbox: 1, type: 'setSource', source: 'stolen', name: 'x', id: 'other' }, '*');
      parent.postMessage('posted', '*');
    </script>`,
  });
  close = await openBody(page, body(''));
  await page.waitForFunction(() => 'ready' in answers);
  expect(await ask(page, { type: 'hello' })).toMatchObject({ result: { version: 1 } });
  await page.evaluate(async (address) => {
    const posted = new Promise((resolve) => addEventListener('message', ({ data }) => data === 'posted' && resolve(true)));
    document.body.append(Object.assign(document.createElement('iframe'), { src: address }));
    await posted;
  }, other.address);
  await ask(page, { type: 'hello' });
  expect(await page.evaluate(() => 'other' in answers)).toBe(false);
  await expect(page.frames()[1]!.locator('.cm-content')).not.toContainText('stolen');
  await expectWell(page, 'after it');
  other.close();
});
