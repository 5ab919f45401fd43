import { spawn } from 'node:child_process';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from './fixture';

const server = join(__dirname, '../../web/server.mjs');
const address = process.env.THREADBOX_ADDRESS ?? '';

/** Asks for exactly this path: a browser would tidy it up first. */
function ask(path: string, method = 'GET', headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method, headers }, (response) => resolve(response.resume()))
      .on('error', reject)
      .end();
  });
}

async function runServer(...words: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [server, ...words]);
  const said = text(child.stderr);
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { code, said: await said };
}

async function enginePath(name: string): Promise<string> {
  const page = await (await fetch(address)).text();
  // The first script of the page loads the engine.
  const script = await (await fetch(address + /assets\/first-[^"]+/.exec(page)?.[0])).text();
  return `/${new RegExp(`engine-[0-9a-f]+/${name}`).exec(script)?.[0]}`;
}

test('server: every answer carries the four headers of isolation', async () => {
  for (const path of ['/', await enginePath('threadbox-web.js'), await enginePath('threadbox-web.wasm'), '/icon.svg', '/missing']) {
    const { headers } = await ask(path);
    expect(headers, path).toMatchObject({
      'document-isolation-policy': 'isolate-and-credentialless',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'cross-origin',
    });
  }
});

test('server: types are right, what has a hash is kept, what has none is asked for again', async () => {
  const wasm = await ask(await enginePath('threadbox-web.wasm'), 'GET', { 'Accept-Encoding': 'br' });
  expect(wasm.headers).toMatchObject({ 'content-type': 'application/wasm', 'content-encoding': 'br' });
  expect(wasm.headers['cache-control']).toContain('immutable');
  const plain = await ask(await enginePath('threadbox-web.wasm'));
  expect(plain.headers['content-encoding']).toBeUndefined();
  const script = await ask(await enginePath('threadbox-web.js'));
  expect(script.headers['content-type']).toContain('text/javascript');
  const page = await ask('/');
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.headers['cache-control']).toBe('no-cache');
  const again = await ask('/', 'GET', { 'If-None-Match': String(page.headers.etag) });
  expect(again.statusCode).toBe(304);
});

test('server: for npm start, what has no hash is not stored, so that each load shows what was just built', async () => {
  // A process of its own, since Playwright cannot load the server as a module.
  const program = `
    const { serve } = await import(${JSON.stringify(server)});
    const { address, close } = await serve(${JSON.stringify(join(__dirname, '../../build/page'))}, 0, { fresh: true });
    const page = await fetch(address);
    const script = /assets\\/[^"]*\\.js/.exec(await page.text())[0];
    for (const { headers } of [page, await fetch(address + script)]) console.log(headers.get('cache-control'));
    await close();
    process.exit();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  expect(await text(child.stdout)).toMatch(/^no-store\npublic, max-age=\d+, immutable\n$/);
});

test('server: no path leads out of its folder', async () => {
  for (const path of [
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/../../../package.json',
    '/..\\..\\package.json',
    '/%00',
  ]) {
    expect((await ask(path)).statusCode, path).toBe(404);
  }
  expect((await ask('/%')).statusCode).toBe(404);
});

test('server: it only reads', async () => {
  expect((await ask('/', 'POST')).statusCode).toBe(405);
  expect((await ask('/', 'HEAD')).statusCode).toBe(200);
});

test('server: a port in use, a wrong port and a missing page are one sentence each', async () => {
  const port = new URL(address).port;
  expect(await runServer('--port', port)).toEqual({ code: 1, said: `server: Port ${port} is in use; choose another one with --port N.\n` });
  expect(await runServer('--port', 'x')).toEqual({ code: 1, said: "server: --port wants a number from 0 to 65535, not 'x'.\n" });
  const { code, said } = await runServer('--port', '0', __dirname);
  expect(code).toBe(1);
  expect(said).toContain('There is no page in');
});
