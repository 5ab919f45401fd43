// The copies of the site's files. Each build has a cache of its own, and a build whose cache is not complete is not used without a network.
import { neverChanges } from '../headers.mjs';
import { build, mark, type Part } from './build';
import { isolated } from './responses';

declare const self: ServiceWorkerGlobalScope;

/** Several sites may share an origin and thus its caches. */
const prefix = `threadbox ${self.registration.scope} `;
const own = prefix + build.id;

const addressOf = (path: string) => new URL(path, self.registration.scope).href;

/** An entry of each cache: the parts of the build that it holds completely, as JSON. */
const partsEntry = addressOf('kept-parts.json');

/** The names of the caches of this site, the oldest first. None in a window where the browser keeps nothing. */
const cacheNames = async () => (await caches.keys().catch(() => [])).filter((name) => name.startsWith(prefix));

const match = (address: string, cacheName: string) => caches.match(address, { cacheName, ignoreVary: true }).catch(() => undefined);

async function partsIn(cacheName: string): Promise<readonly Part[]> {
  const entry = await match(partsEntry, cacheName);
  return entry ? ((await entry.json()) as Part[]) : [];
}

/** The parts that are kept of any build: what this browser needs. */
export async function neededParts(): Promise<readonly Part[]> {
  const parts = await Promise.all((await cacheNames()).map(partsIn));
  return [...new Set(parts.flat())];
}

/** Downloads a file of this build. @throws if the host has another one, or none */
async function download(path: string): Promise<Response> {
  const { integrity = '' } = build.files[path] ?? {};
  const get = async (cache: RequestCache) => {
    const response = await fetch(addressOf(path), { cache, integrity });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response;
  };
  // What has a hash in its name is probably in the browser's cache, unless the host once sent something else by that name.
  const response = neverChanges.test(path) ? await get('default').catch(() => get('reload')) : await get('no-cache');
  if (!integrity && !(await response.clone().text()).includes(mark)) throw new Error('The host has another build');
  return isolated(response);
}

async function fill(parts: readonly Part[]): Promise<void> {
  const all = [...new Set([...(await partsIn(own)), ...parts])];
  const cache = await caches.open(own);
  // One after the other: nothing waits for them.
  for (const [path, { part }] of Object.entries(build.files))
    if (all.includes(part) && !(await match(addressOf(path), own))) await cache.put(addressOf(path), await download(path));
  await cache.put(partsEntry, new Response(JSON.stringify(all)));
  if (!(await caches.has(own))) throw new Error('The copies were deleted meanwhile');
}

let filling: Promise<void> = Promise.resolve();

/** Downloads what is missing of these parts. @throws if that fails; what has arrived stays for the next attempt */
export function keep(parts: readonly Part[]): Promise<void> {
  filling = filling.catch(() => undefined).then(() => fill(parts));
  return filling;
}

/** Finds the copy of a file: of this build, or of an earlier one whose page is still open. */
export async function find(path: string): Promise<Response | undefined> {
  const names = neverChanges.test(path) ? [own, ...(await cacheNames())] : [own];
  for (const name of names) {
    const found = await match(addressOf(path), name);
    if (found) return found;
  }
  return undefined;
}

/** Whether the page can be shown from the copies. */
export const isComplete = async (): Promise<boolean> => (await partsIn(own)).includes('page');

/** Deletes the caches of other builds but the `latest` ones. */
export async function forget(latest: number): Promise<void> {
  const others = (await cacheNames()).filter((name) => name !== own);
  const { waiting, installing } = self.registration;
  // The others may be those of an update.
  if (waiting || (installing && self.registration.active)) return;
  for (const name of others.slice(0, Math.max(0, others.length - latest))) await caches.delete(name);
}
