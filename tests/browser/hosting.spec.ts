// The site on other hosts: what docs/hosting.md and the files in web/hosting promise.
import { readdirSync, readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { cacheControl, neverChanges, headers as wanted } from '../../web/headers.mjs';
import { expect, test } from './fixture';
import { startApache, startNginx } from './hosts';
import { run, untilPrinted } from './threadbox';

const site = join(__dirname, '../../build/page');
const index = readFileSync(join(site, 'index.html'), 'utf8');

const folders = readdirSync(site).filter((name) => neverChanges.test(`${name}/`));
const engine = folders.find((name) => /^engine-(?!single)/.test(name)) ?? '';
const wasm = `${engine}/threadbox-web.wasm`;
const script = `${engine}/threadbox-web.js`;
const style = /assets\/[^"]+\.css/.exec(index)?.[0] ?? '';

function ask(address: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(address, { headers }, (response) => resolve(response.resume()))
      .on('error', reject)
      .end();
  });
}

const lowerCase = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

for (const [name, start, compressed] of [
  ['nginx', startNginx, 'gzip'],
  ['Apache', startApache, 'br'],
] as const) {
  test(`hosting: ${name}, as documented, runs the page under a sub-path`, async ({ page }) => {
    const host = await start();
    try {
      for (const path of ['', script, wasm, style, 'icon.svg', 'missing']) {
        const { headers, statusCode } = await ask(host.address + path);
        expect(statusCode, path).toBe(path === 'missing' ? 404 : 200);
        expect(headers, path).toMatchObject(lowerCase(wanted));
        if (path !== 'missing') expect(headers['cache-control'], path).toBe(cacheControl(path));
        expect(headers['content-encoding'], path).toBeUndefined();
      }
      const small = await ask(host.address + wasm, { 'Accept-Encoding': `gzip, ${compressed}` });
      expect(small.headers).toMatchObject({ 'content-type': 'application/wasm', 'content-encoding': compressed, vary: 'Accept-Encoding' });
      const code = await ask(host.address + script, { 'Accept-Encoding': compressed });
      expect(code.headers['content-type']).toMatch(/^(text|application)\/javascript/);
      expect((await ask(`${host.address}manifest.webmanifest`)).headers['content-type']).toBe('application/manifest+json');

      await page.goto(`${host.address}`);
      await expect(page.locator('#run')).toBeEnabled();
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      await run(page, 'import threading\nthreading.Thread(target=print, args=("from a thread",)).start()');
      await untilPrinted(page, 'from a thread');
    } finally {
      await host.close();
    }
  });
}

test('hosting: _headers has the headers and the folders that never change, each once', () => {
  const text = readFileSync(join(site, '_headers'), 'utf8');
  const [all = '', ...rules] = text.trim().split('\n\n');
  for (const [name, value] of Object.entries(wanted)) expect(all).toContain(`  ${name}: ${value}`);
  expect(all).toMatch(/^\/\*\n/);
  expect(all).not.toContain('Cache-Control');
  expect(folders).toContain('assets');
  expect(rules).toEqual(folders.sort().map((folder) => `/${folder}/*\n  Cache-Control: ${cacheControl(`${folder}/x`)}`));
});

test('installed: Chromium finds nothing that prevents it', async ({ page }) => {
  await page.goto('./');
  const session = await page.context().newCDPSession(page);
  const { errors, url, data = '' } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(url).toMatch(/\/manifest\.webmanifest$/);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // The tests' windows are private ones.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const { icons } = JSON.parse(data) as { icons: { src: string; sizes: string }[] };
  for (const { src, sizes } of icons.filter(({ src }) => src.endsWith('.png'))) {
    const size = await page.evaluate(async (address) => {
      const { width, height } = await createImageBitmap(await (await fetch(address)).blob());
      return `${width}x${height}`;
    }, src);
    expect(size, src).toBe(sizes);
  }
});
