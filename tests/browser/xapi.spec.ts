// Statements of xAPI: what is formed from which events, and an LRS that receives them.
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Story, type Told } from '../../web/xapi/statements';
import type { Statement } from '../../web/xapi/threading-sandbox-xapi';
import { expect, test } from './fixture';

const built = join(__dirname, '../../build/page/threading-sandbox-xapi.js');
const result = (...oks: boolean[]): Told => ({ type: 'exercise', passed: oks.every(Boolean), expectations: oks.map((ok) => ({ ok })) });

test('xapi: the module has at most 3 kB', async () => {
  expect((await stat(built)).size).toBeLessThanOrEqual(3000);
});

test('xapi: an exercise is attempted once, failed and passed as often as it is checked, and completed once', () => {
  const story = new Story(true);
  const verbs = (told: Told, ms: number) => story.tell(told, ms).map(({ verb }) => verb);
  expect(verbs({ type: 'ended', exitCode: 0 }, 0)).toEqual([]);
  expect(verbs({ type: 'started' }, 1000)).toEqual(['attempted']);
  expect(verbs({ type: 'ended', exitCode: 0 }, 1500)).toEqual([]);
  expect(story.tell(result(true, false, true), 3500)).toEqual([
    { verb: 'failed', result: { success: false, completion: false, score: { scaled: 0.667, raw: 2, min: 0, max: 3 }, duration: 'PT2.5S' } },
  ]);
  expect(story.tell(result(true, true), 4000)).toEqual([
    { verb: 'passed', result: { success: true, completion: true, score: { scaled: 1, raw: 2, min: 0, max: 2 }, duration: 'PT3S' } },
    { verb: 'completed', result: { completion: true, duration: 'PT3S' } },
  ]);
  expect(verbs(result(true, true), 5000)).toEqual(['passed']);
  expect(verbs({ type: 'started' }, 6000)).toEqual([]);
});

test('xapi: a program without an exercise is completed when it has ended without an error', () => {
  const story = new Story(false);
  const verbs = (told: Told) => story.tell(told, 0).map(({ verb }) => verb);
  expect(verbs({ type: 'started' })).toEqual(['attempted']);
  expect(verbs({ type: 'ended', exitCode: 1 })).toEqual([]);
  expect(verbs({ type: 'ended', exitCode: null })).toEqual([]);
  expect(verbs({ type: 'ended', exitCode: 0 })).toEqual(['completed']);
  expect(verbs({ type: 'ended', exitCode: 0 })).toEqual([]);
  // A check that comes first is an attempt, too.
  expect(new Story(true).tell(result(false), 0).map(({ verb }) => verb)).toEqual(['attempted', 'failed']);
});

test('xapi: statements go to the callback and to the LRS, in order, and a failure is told', async ({ page }) => {
  const received: { path: string; headers: IncomingHttpHeaders; body: Record<string, unknown> }[] = [];
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      const isScript = request.url === '/xapi.js';
      response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
      return response.end(isScript ? await readFile(built) : '<title>Course</title><script src="xapi.js"></script>');
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
    response.statusCode = received.length > 2 ? 500 : 200;
    response.end('[]');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/lesson`);
    const told = await page.evaluate(async () => {
      const sandbox = document.createElement('div');
      sandbox.id = 'race';
      sandbox.setAttribute('name', 'A race');
      sandbox.setAttribute('exercise', '{}');
      const statements: Statement[] = [];
      const failed = new Promise<string>((resolve) => {
        const end = threadingSandboxXapi.track(sandbox, {
          actor: { mbox: 'mailto:ada@example.org' },
          context: { registration: 'ec531277-b57b-4c15-8d91-d292c5b2b8f7' },
          statement: (statement) => statements.push(statement),
          lrs: { endpoint: '/lrs/', authorization: 'Basic YTpi' },
          failed: (error) => resolve(String(error)),
        });
        sandbox.dispatchEvent(new CustomEvent('started', { detail: { run: 1 } }));
        sandbox.dispatchEvent(new CustomEvent('exercise', { detail: { result: { passed: true, runs: 2, expectations: [{ ok: true }] } } }));
        end();
        sandbox.dispatchEvent(new CustomEvent('exercise', { detail: { result: { passed: true, runs: 2, expectations: [{ ok: true }] } } }));
      });
      return { failed: await failed, statements };
    });
    expect(told.failed).toContain('The LRS answers 500');
    expect(told.statements).toHaveLength(3);
    expect(received.map(({ body }) => body)).toEqual(told.statements);
    expect(received[0]).toMatchObject({
      path: '/lrs/statements',
      headers: { authorization: 'Basic YTpi', 'x-experience-api-version': '1.0.3', 'content-type': 'application/json' },
      body: {
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
        actor: { mbox: 'mailto:ada@example.org' },
        verb: { id: 'http://adlnet.gov/expapi/verbs/attempted', display: { 'en-US': 'attempted' } },
        object: { objectType: 'Activity', id: expect.stringMatching(/\/lesson#race$/), definition: { name: { 'en-US': 'A race' } } },
        context: { registration: 'ec531277-b57b-4c15-8d91-d292c5b2b8f7' },
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      },
    });
    expect(received.map(({ body }) => (body.verb as { id: string }).id.split('/').at(-1))).toEqual(['attempted', 'passed', 'completed']);
  } finally {
    server.close();
  }
});
