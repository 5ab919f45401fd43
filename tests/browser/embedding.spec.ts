// The sandbox inside another page: the messages.
import { expect, type Page } from '@playwright/test';
import type { Notice, Request } from '../../web/src/protocol';
import { openBody, site } from './embedder';
import { test } from './fixture';

declare global {
  /** What the frame has posted, and the answers to requests by their ids. */
  var heard: { origin: string; data: Record<string, unknown> }[];
  var askFrame: (data: unknown, id?: number) => Promise<Record<string, unknown>>;
}

/** An embedder written by hand, as docs/embedding.md shows it. */
const listener = `<script>
  heard = [];
  const waiting = new Map();
  let last = 0;
  const frame = () => document.querySelector('iframe').contentWindow;
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== frame() || data.threadbox === undefined) return;
    heard.push({ origin, data });
    if (data.type === 'answer') waiting.get(data.id)?.(data);
  });
  askFrame = (data, id = ++last) => new Promise((resolve) => {
    waiting.set(id, resolve);
    frame().postMessage(data && typeof data === 'object' ? { id, ...data } : data, '*');
  });
</script>`;

const framed = (fragment: string) => `${listener}<iframe src="${site}#${fragment}" width="900" height="500"></iframe>`;

const ask = (page: Page, request: Request | Record<string, unknown>) =>
  page.evaluate((data) => globalThis.askFrame({ threadbox: 1, ...data }), request as Record<string, unknown>);

/** The first message of this type that is so. `isSo` goes to the page as text: it may use nothing but its argument. */
async function hears<Type extends Notice['type']>(
  page: Page,
  type: Type,
  isSo: (notice: Extract<Notice, { type: Type }>) => boolean = () => true,
): Promise<Extract<Notice, { type: Type }>> {
  const found = await page.waitForFunction(
    `heard.map(({ data }) => data).find((data) => data.type === ${JSON.stringify(type)} && (${isSo})(data))`,
  );
  return (await found.jsonValue()) as Extract<Notice, { type: Type }>;
}

const types = (page: Page) => page.evaluate(() => heard.map(({ data }) => data.type));

let close = () => {};
test.afterEach(() => close());

test('messages: what a run does is told to the one who said hello', async ({ page }) => {
  close = await openBody(page, framed('lesson=deadlock&autorun=1'));
  await hears(page, 'ready');
  expect(await types(page)).not.toContain('started');
  expect(await ask(page, { type: 'run' })).toMatchObject({ error: 'The first request must be “hello”.' });
  expect(await ask(page, { type: 'hello' })).toMatchObject({ result: { version: 1, ready: true, threads: true } });
  const { run } = await hears(page, 'started');
  expect(run).toBe(1);
  const { finding } = await hears(page, 'finding', (notice) => notice.finding.kind === 'deadlock');
  expect(finding.text).toContain('Deadlock');
  expect((await hears(page, 'output')).text).not.toBe('');
  expect((await hears(page, 'resize')).height).toBeGreaterThan(100);
  expect(await ask(page, { type: 'stop' })).toMatchObject({ result: null });
  expect(await hears(page, 'ended')).toMatchObject({ run: 1, standing: 'stopped', exitCode: null });
  const origins = await page.evaluate(() => heard.map(({ origin }) => origin));
  expect(new Set(origins)).toEqual(new Set([new URL(site).origin]));
});

test('messages: a program is set, run, stopped, run again, and looked at', async ({ page }) => {
  close = await openBody(page, framed('v=1'));
  await hears(page, 'ready');
  await ask(page, { type: 'hello' });
  await ask(page, { type: 'setSource', source: 'print(1)\nx = 40\nraise KeyError(x + 2)\n', name: 'Set' });
  expect(await ask(page, { type: 'run' })).toMatchObject({ result: null });
  expect(await hears(page, 'ended')).toMatchObject({ run: 1, standing: 'failed', exitCode: 1 });
  expect((await hears(page, 'finding')).finding).toEqual({ kind: 'exception', text: 'KeyError: 42', line: 3, thread: 'MainThread' });
  expect(await types(page)).toContain('output');
  const { result } = (await ask(page, { type: 'snapshot' })) as { result: { state: string } };
  expect(result.state).toBe('ended');
  // A run in progress is ended by the next one.
  await ask(page, { type: 'setSource', source: 'import time\nprint("on")\nwhile True:\n    time.sleep(0.01)\n' });
  await ask(page, { type: 'run' });
  await hears(page, 'output', ({ run, text }) => run === 2 && text === 'on\n');
  await ask(page, { type: 'run' });
  expect(await hears(page, 'ended', ({ run }) => run === 2)).toMatchObject({ standing: 'stopped' });
  await hears(page, 'output', ({ run, text }) => run === 3 && text === 'on\n');
  await ask(page, { type: 'pause' });
  await expect(page.frameLocator('iframe').locator('#resume')).toBeVisible();
  await ask(page, { type: 'command', command: { kind: 'resume' } });
  await ask(page, { type: 'command', command: 'print("typed")' });
  await hears(page, 'output', ({ text }) => text.includes('typed'));
  await ask(page, { type: 'setSource', source: 'def f(:\n' });
  expect(await ask(page, { type: 'run' })).toMatchObject({ error: expect.stringMatching(/^SyntaxError: .*, line 1$/) });
  expect(await hears(page, 'error')).toMatchObject({ reason: 'program', problems: [{ line: 1 }] });
});

test('messages: a stepped run goes forth and back', async ({ page }) => {
  close = await openBody(page, framed('lesson=race&mode=turns'));
  await hears(page, 'ready');
  await ask(page, { type: 'hello' });
  expect(await ask(page, { type: 'step' })).toMatchObject({ error: expect.stringContaining('not a stepped one') });
  await ask(page, { type: 'run' });
  const position = async (wanted: number) => {
    for (;;) {
      const { result } = (await ask(page, { type: 'snapshot' })) as { result: { steps: { position: number } | null } };
      if (result.steps?.position === wanted) return;
    }
  };
  await position(0);
  expect(await ask(page, { type: 'step', count: 5 })).toMatchObject({ result: null });
  await position(5);
  await ask(page, { type: 'step', count: -2 });
  await position(3);
  expect(await ask(page, { type: 'pause' })).toMatchObject({ error: expect.stringContaining('stepped run') });
});

test('messages: what cannot be done is answered with a sentence, and what is not for the page with nothing', async ({ page }) => {
  close = await openBody(page, framed('v=1'));
  await hears(page, 'ready');
  await ask(page, { type: 'hello' });
  const thrown: string[] = [];
  page.on('pageerror', ({ message }) => thrown.push(message));
  const large = 'x'.repeat((4 << 20) + 1);
  for (const [request, sentence] of [
    [{ type: 'fly' }, 'no request “fly”'],
    [{ type: 7 }, 'no request “7”'],
    [{}, 'no request'],
    [{ type: '__proto__' }, 'no request'],
    [{ threadbox: 2, type: 'run' }, 'speaks version 1'],
    [{ threadbox: null, type: 'run' }, 'speaks version 1'],
    [{ type: 'setSource' }, '“source” must be a text'],
    [{ type: 'setSource', source: 'pass', name: {} }, '“name” must be a text'],
    [{ type: 'setSource', source: large }, 'larger than 4 MB'],
    [{ type: 'step', count: 0.5 }, '“count” must be'],
    [{ type: 'step', count: '1' }, '“count” must be'],
    [{ type: 'command' }, '“command” must be'],
    [{ type: 'command', command: [] }, '“command” must be'],
    [{ type: 'command', command: large }, 'larger than 1 MB'],
    [{ type: 'command', command: { kind: 'fly' } }, 'no command'],
    [{ type: 'command', command: { kind: 'choose', thread: 'first' } }, 'must be number'],
    [{ type: 'command', command: {} }, 'kind'],
  ] as const) {
    const { error } = await ask(page, request);
    expect(error, JSON.stringify(request).slice(0, 80)).toContain(sentence);
  }
  const before = await page.evaluate(() => heard.length);
  await page.evaluate(() => {
    for (const data of [null, 'run', 7, [], { type: 'run' }, { threadbox_: 1, type: 'run' }])
      document.querySelector('iframe')?.contentWindow?.postMessage(data, '*');
  });
  await ask(page, { type: 'snapshot' });
  expect(await page.evaluate(() => heard.length)).toBe(before + 1);
  expect(thrown).toEqual([]);
});

test('messages: only the page around the frame is heard', async ({ page }) => {
  close = await openBody(page, `${framed('v=1')}<iframe name="other" srcdoc="other"></iframe>`);
  await hears(page, 'ready');
  await page.evaluate((script) => {
    const other = document.querySelector<HTMLIFrameElement>('[name=other]');
    const tag = other?.contentDocument?.createElement('script');
    if (tag) tag.textContent = script;
    other?.contentDocument?.body.append(tag ?? '');
  }, `parent.document.querySelector('iframe').contentWindow.postMessage({ threadbox: 1, id: 'other', type: 'hello' }, '*')`);
  expect(await ask(page, { type: 'hello' })).toMatchObject({ result: { version: 1 } });
  expect(await page.evaluate(() => heard.filter(({ data }) => data.type === 'answer').length)).toBe(1);
});
