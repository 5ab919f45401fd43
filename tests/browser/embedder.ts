// Pages that embed the sandbox. Their server is on another origin, a different site even, and sends no headers unless it is told to.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';

/** The built page, served by the tests' own server. */
export const site = process.env.THREADBOX_ADDRESS ?? '';

/** Serves pages by their paths. `close` when they are not needed any more. */
export async function serve(
  pages: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ address: string; close: () => void }> {
  const server = createServer(({ url }, response) => {
    const text = pages[new URL(url ?? '', 'http://here').pathname];
    response.writeHead(text === undefined ? 404 : 200, {
      'Content-Type': url?.endsWith('.py') ? 'text/x-python' : 'text/html',
      ...headers,
    });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

export const pageOf = (body: string) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A course</title><body>${body}`;

/** Opens a page with this body. `more`: other files of its server. */
export async function openBody(page: Page, body: string, more: Record<string, string> = {}, headers: Record<string, string> = {}) {
  const { address, close } = await serve({ '/': pageOf(body), ...more }, headers);
  await page.goto(address);
  return close;
}
