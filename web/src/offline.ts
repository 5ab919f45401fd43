// Keeps the page for when there is no network, and offers updates. Loaded when the page is idle.
import type { Part } from '../worker/build';
import type { Kept, Message } from '../worker/messages';
import { activeWorker, controller, registerWorker } from './worker_registration';

const checkEveryMs = 3_600_000;
const longestInstallMs = 60_000;
const longestTakeOverMs = 10_000;

/** The build that this page belongs to. */
const pageBuild = document.querySelector<HTMLMetaElement>('meta[name="threadbox-build"]')?.content ?? '';

const post = (worker: ServiceWorker, message: Message, ports: MessagePort[] = []) => worker.postMessage(message, ports);

function ask<Answer>(worker: ServiceWorker, message: Message): Promise<Answer> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data as Answer);
    post(worker, message, [port2]);
  });
}

/** Loads the new version. The program in the editor is saved as on every reload. */
function update(registration: ServiceWorkerRegistration): void {
  const { waiting } = registration;
  // Another tab may have let it take over already.
  if (!waiting) {
    location.reload();
    return;
  }
  const timer = window.setTimeout(() => location.reload(), longestTakeOverMs);
  navigator.serviceWorker.addEventListener('controllerchange', () => (clearTimeout(timer), location.reload()), { once: true });
  post(waiting, { type: 'take over' });
}

/** Says that there is a new version, once. It is loaded only when the user wants it, or when all tabs have been closed. */
function offerUpdate(registration: ServiceWorkerRegistration): void {
  if (document.getElementById('update')) return;
  const line = document.createElement('p');
  line.id = 'update';
  line.className = 'older update';
  line.role = 'status';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Reload';
  button.addEventListener('click', () => update(registration));
  document.getElementById('notice')?.before(line);
  // Screen readers tell what comes into a line that is there already.
  setTimeout(() => line.append('A new version is ready: ', button));
}

/** Handles a worker that is ready to take over: it may belong to this page already, which a host that is always asked first has sent. */
async function handleWaiting(registration: ServiceWorkerRegistration): Promise<void> {
  const { waiting } = registration;
  if (!waiting) return;
  if ((await ask<string>(waiting, { type: 'build' })) === pageBuild) post(waiting, { type: 'take over' });
  else offerUpdate(registration);
}

function watchForUpdates(registration: ServiceWorkerRegistration): void {
  void handleWaiting(registration);
  const watch = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => worker.state === 'installed' && void handleWaiting(registration));
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  // Another tab has taken the new version.
  navigator.serviceWorker.addEventListener('controllerchange', async () => {
    const worker = controller();
    if (worker && (await ask<string>(worker, { type: 'build' })) !== pageBuild) offerUpdate(registration);
  });
  let checked = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() - checked < checkEveryMs) return;
    checked = performance.now();
    void registration.update().catch(() => undefined);
  });
}

/** Whether the host has no worker any more: then it does not want the site to be kept. */
async function isGone(): Promise<boolean> {
  const response = await fetch('./service-worker.js', { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  return response?.status === 404 || response?.status === 410;
}

async function remove(registration: ServiceWorkerRegistration): Promise<void> {
  const prefix = `threadbox ${registration.scope} `;
  for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
  await registration.unregister();
}

/** Lets the service worker keep a part, too, that this page has used. */
export async function keepPart(part: Part): Promise<void> {
  const worker = controller();
  if (worker && window === window.top) await ask<Kept>(worker, { type: 'keep', parts: [part], build: pageBuild });
}

/** Lets the service worker keep a copy of the site, all of one build, and watches for the next one. */
export async function keepOffline(): Promise<void> {
  // Each site that shows this one in a frame would get a copy of its own. Such a frame has no worker, or one that only isolates it.
  if (window !== window.top) return;
  const registration = await registerWorker();
  if (!registration) return;
  if (controller() && (await isGone())) return remove(registration);
  watchForUpdates(registration);
  const worker = await activeWorker(registration, longestInstallMs);
  const parts: Part[] = ['page', crossOriginIsolated ? 'threads' : 'single'];
  const { reason } = worker ? await ask<Kept>(worker, { type: 'keep', parts, build: pageBuild }) : { reason: 'the worker is not active' };
  // A later visit tries again.
  if (reason) console.info(`Threadbox is not kept for use without a network: ${reason}`);
}
