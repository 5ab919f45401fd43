// A static server for the built page, on this machine only. Any host of files that sends the headers in headers.mjs does as well.
//   node web/server.mjs [--port N] [FOLDER]
import { existsSync, realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sirv from 'sirv';
import { cacheControl, headers } from './headers.mjs';

export const defaultPort = 8765;

/**
 * Serves `folder`; port 0 takes a free one. `fresh`: copies in the browser are for when the server is gone only, as while one works on the page.
 * @param {string} folder
 * @param {number} port
 * @param {{ fresh?: boolean }} options
 * @returns {Promise<{address: string, close: () => Promise<void>}>} once it listens
 * @throws with one clear sentence if the port is not available or the page has not been built
 */
export function serve(folder, port, { fresh = false } = {}) {
  if (!existsSync(join(folder, 'index.html'))) {
    return Promise.reject(new Error(`There is no page in ${folder}: build it first, by npm start.`));
  }
  const files = sirv(folder, {
    etag: true,
    brotli: true,
    setHeaders(response, path) {
      const kept = cacheControl(path.slice(1));
      response.setHeader('Cache-Control', fresh && kept === 'no-cache' ? 'no-store' : kept);
    },
  });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    files(request, response, () => response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n'));
  });
  return listen(server, port);
}

/** Checks the port before a build of minutes begins. @throws with one clear sentence if it is not available */
export async function checkPort(port) {
  const { close } = await listen(createServer(), port);
  await close();
}

function listen(server, port) {
  const close = () => new Promise((resolve) => server.close(resolve));
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(portSentence(error, port))));
    server.listen(port, 'localhost', () => resolve({ address: `http://localhost:${server.address().port}/`, close }));
  });
}

function portSentence(error, port) {
  if (error.code === 'EADDRINUSE') return `Port ${port} is in use; choose another one with --port N.`;
  if (error.code === 'EACCES') return `Port ${port} needs more rights than you have; choose one above 1023 with --port N.`;
  return `Cannot listen on port ${port}: ${error.message}.`;
}

/** @returns {number} the port that the text names. @throws with one clear sentence */
export function parsePort(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new Error(`--port wants a number from 0 to 65535, not '${text}'.`);
  return port;
}

async function main() {
  const { values, positionals } = parseArgs({
    options: { port: { type: 'string', default: String(defaultPort) } },
    allowPositionals: true,
  });
  const here = dirname(fileURLToPath(import.meta.url));
  const { address } = await serve(positionals[0] ?? join(here, '../build/page'), parsePort(values.port));
  console.log(address);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(`server: ${error.message}`);
    process.exitCode = 1;
  });
}
