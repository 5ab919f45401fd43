// Removes Threadbox from an address where another site is to be: serve this file as service-worker.js in the folder where Threadbox was, with
// `Cache-Control: no-cache`, for as long as visitors of the old site may return.
addEventListener('install', () => skipWaiting());

async function remove() {
  const prefix = `threadbox ${registration.scope} `;
  for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
  const pages = await clients.matchAll({ type: 'window' });
  await registration.unregister();
  for (const page of pages) await page.navigate(page.url).catch(() => undefined);
}

addEventListener('activate', (event) => event.waitUntil(remove()));
