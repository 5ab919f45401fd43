// A classic script, executed before the first paint and before any other script. It is small and imports nothing.

{
  // Trusted Types: no script of the page makes markup from text, and these are the only addresses that become workers.
  const workers = /^(engine-[0-9a-f]+\/threadbox-web|assets\/explorer-[\w-]+|service-worker)\.js$/;
  const base = new URL('./', document.baseURI).href;
  window.trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => {
      const { href } = new URL(address, base);
      return href.startsWith(base) && workers.test(href.slice(base.length)) ? href : null;
    },
  });

  // Which engine this page can run: the one with threads needs shared memory, which browsers grant to isolated pages alone, and workers,
  // which a sandboxed frame without an origin does not get. Its files do not wait for the page's script; those of the other do, since the
  // page may be reloaded to be isolated.
  const hasThreads = crossOriginIsolated && typeof SharedArrayBuffer === 'function' && origin !== 'null';
  document.documentElement.dataset.engine = hasThreads ? 'threads' : 'single';
  const { script, wasm } = __ENGINES__.threads;
  const links = { modulepreload: { href: script }, preload: { href: wasm, as: 'fetch', crossOrigin: '' } };
  if (hasThreads)
    for (const [rel, rest] of Object.entries(links)) document.head.append(Object.assign(document.createElement('link'), { rel, ...rest }));

  // The theme of the link or the chosen one, so that the other one does not flash.
  try {
    const theme = /[#&]theme=(light|dark)(&|$)/.exec(location.hash)?.[1] ?? localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // There is no storage in a sandboxed frame.
  }
}
