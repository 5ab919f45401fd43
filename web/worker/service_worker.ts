// The service worker. It adds the headers of isolation where the host does not send them, and keeps a copy of the site for when there is no
// network. docs/hosting.md says what it promises.
import { neverChanges } from '../headers.mjs';
import { build, markName } from './build';
import { find, forget, isComplete, keep, neededParts } from './kept';
import type { Kept, Message } from './messages';
import { isolated } from './responses';

declare const self: ServiceWorkerGlobalScope;

/** The path of the site's file that a request asks for, relative to the page. Undefined: the worker leaves it to the browser. */
function pathOf({ method, url, headers, mode, cache }: Request): string | undefined {
  const address = url.split(/[?#]/)[0] ?? '';
  const { scope } = self.registration;
  if (method !== 'GET' || !address.startsWith(scope) || headers.has('Range')) return undefined;
  if (cache === 'only-if-cached' && mode !== 'same-origin') return undefined;
  const path = address.slice(scope.length).replace(/^index\.html$/, '');
  // Files of other builds are known by their folders.
  return Object.hasOwn(build.files, path) || neverChanges.test(path) ? path : undefined;
}

/** Adds the headers to a page of Threadbox. After a change of the site there may be another page at this address. */
async function isolatedPage(response: Response): Promise<Response> {
  if (!response.ok) return response;
  const { status, statusText, headers } = response;
  const text = await response.clone().text();
  // Complete: a stream would end with the worker, and the page with it.
  return text.includes(markName) ? isolated(new Response(text, { status, statusText, headers })) : response;
}

const fromHost = async (request: Request, path: string) =>
  path === '' ? isolatedPage(await fetch(request)) : isolated(await fetch(request));

/** All files of a page come from one build: what has no hash in its name is answered by a copy only if that build's copies are complete. */
async function answer(request: Request, path: string): Promise<Response> {
  const copy = neverChanges.test(path) || (await isComplete()) ? await find(path) : undefined;
  // A host that forbids to store the page wants to be asked first: `npm start` shows developers what they have just built.
  const askFirst = !copy || /no-store/.test(copy.headers.get('Cache-Control') ?? '');
  if (copy && !askFirst) return copy;
  return fromHost(request, path).catch((error: unknown) => {
    if (copy) return copy;
    throw error;
  });
}

self.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path === undefined) return;
  // Whatever fails in here, a navigation must not: the host answers it as if there were no worker.
  event.respondWith(answer(event.request, path).catch(() => fetch(event.request)));
});

const isFull = (error: unknown) => error instanceof DOMException && error.name === 'QuotaExceededError';

/**
 * The first worker takes over at once and downloads later, when the page is idle. That of an update first downloads all; where there is no
 * space for two builds, it does so after it has taken over, so that the page is not stuck at the old one.
 */
async function install(): Promise<void> {
  const parts = await neededParts();
  if (parts.length === 0) return self.skipWaiting();
  await keep(parts).catch((error: unknown) => {
    if (!isFull(error)) throw error;
  });
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(forget(2).then(() => self.clients.claim())));

/** Downloads what the page needs, and deletes the copies for earlier pages if this is the only one. */
async function keepFor(parts: Parameters<typeof keep>[0], pageBuild: string): Promise<Kept> {
  try {
    await keep(parts).catch(async (error: unknown) => {
      if (!isFull(error)) throw error;
      await forget(0);
      await keep(parts);
    });
    const pages = await self.clients.matchAll({ includeUncontrolled: true });
    if (pages.length === 1 && pageBuild === build.id) await forget(0);
    return { kept: true };
  } catch (error) {
    return { kept: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

self.addEventListener('message', (event) => {
  const message = event.data as Message;
  const reply = (value: unknown) => event.ports[0]?.postMessage(value);
  if (message.type === 'build') reply(build.id);
  else if (message.type === 'take over') void self.skipWaiting();
  else if (message.type === 'keep') event.waitUntil(keepFor(message.parts, message.build).then(reply));
});
