// A host of files for the tests of the service worker: it can lack headers or files, be updated, and be gone.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { headers as allHeaders, cacheControl } from '../../web/headers.mjs';

const built = join(__dirname, '../../build/page');
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
};

export interface Site {
  /** Of the page: below a path. */
  readonly address: string;
  /** Its files. */
  readonly folder: string;
  /** The paths that were asked for, relative to the page. */
  readonly requests: string[];
  /** What it answers instead of a file. */
  replace(path: string, answer: string | Promise<string> | undefined): void;
  /** It is gone: no connection is accepted. */
  close(): Promise<void>;
}

/** Serves a copy of the built page, without any header if not `isolated`, else without those that are `withheld`. */
export async function serveSite({ isolated = true, index = 'no-cache', withheld = [] as readonly string[] } = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'threadbox-site-'));
  cpSync(built, folder, { recursive: true, filter: (path) => !path.endsWith('.br') });
  const requests: string[] = [];
  const replaced = new Map<string, string | Promise<string> | undefined>();
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '')
      .replace(/^\/learn\/threads\//, '')
      .replace(/\?.*/, '')
      .replace(/^$|(?<=\/)$/, 'index.html');
    requests.push(path);
    const file = join(folder, path);
    const body = replaced.has(path) ? await replaced.get(path) : existsSync(file) ? readFileSync(file) : undefined;
    response.setHeader('Cache-Control', path === 'index.html' ? index : cacheControl(path));
    response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream');
    if (isolated) for (const [name, value] of Object.entries(allHeaders)) if (!withheld.includes(name)) response.setHeader(name, value);
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const close = () => {
    rmSync(folder, { recursive: true, force: true });
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const { port } = server.address() as AddressInfo;
  const replace = (path: string, answer: string | Promise<string> | undefined) => void replaced.set(path, answer);
  return { address: `http://localhost:${port}/learn/threads/`, folder, requests, replace, close };
}

const integrity = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

export const buildOf = (folder: string): string =>
  /name="threadbox-build" content="([^"]*)"/.exec(readFileSync(join(folder, 'index.html'), 'utf8'))?.[1] ?? '';

/** Makes another build of the site in its folder, as if all scripts had been changed. The old ones are gone. @returns its id */
export function makeNextBuild(folder: string): string {
  const old = buildOf(folder);
  const next = createHash('sha256').update(old).digest('hex').slice(0, 16);
  const scripts = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'));
  const renamed = (name: string) => name.replace(/-[\w-]{8}\.js$/, `-${next.slice(0, 8)}.js`);
  const swaps: [string, string][] = [[old, next], ...scripts.map((name): [string, string] => [name, renamed(name)])];
  const swap = (text: string) => swaps.reduce((result, [before, after]) => result.replaceAll(before, after), text);
  for (const name of scripts) {
    const path = join(folder, 'assets', name);
    const text = readFileSync(path, 'utf8');
    const changed = `${swap(text)}\n//`;
    writeFileSync(path, changed);
    renameSync(path, join(folder, 'assets', renamed(name)));
    swaps.push([integrity(text), integrity(changed)]);
  }
  for (const path of ['index.html', 'service-worker.js']) writeFileSync(join(folder, path), swap(readFileSync(join(folder, path), 'utf8')));
  return next;
}
