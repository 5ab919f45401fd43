// The examples of web/integrations as a course would serve them: from another site than the sandbox, which they name by its real address.
import { readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { site } from './embedder';

const examples = join(__dirname, '../../web/integrations');
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** An example, with the address of the tests' own site. */
export const example = (path: string): string => readFileSync(join(examples, path), 'utf8').replaceAll('https://SITE/', site);

/** The path of an example. */
export const exampleFile = (path: string): string => join(examples, path);

/** Answers a request; false: not this one. */
type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface Course {
  readonly address: string;
  close(): void;
}

/**
 * Serves texts by their paths, such as "index.html", and the files of folders by the begins of their paths; "" is all of them.
 * `answer`: is asked first.
 */
export async function serveCourse(
  texts: Readonly<Record<string, string>>,
  folders: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
  answer: Answer = () => false,
): Promise<Course> {
  const read = (path: string): Buffer | string | undefined => {
    if (texts[path] !== undefined) return texts[path];
    const begin = Object.keys(folders).find((one) => path.startsWith(one));
    const file = begin === undefined ? '' : join(folders[begin] ?? '', normalize(path.slice(begin.length)));
    return file && statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : undefined;
  };
  const server = createServer((request, response) => {
    if (answer(request, response)) return;
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://here').pathname)
      .slice(1)
      .replace(/(^|\/)$/, '$1index.html');
    const body = read(path);
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': types[extname(path)] ?? 'text/plain', ...headers });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}
