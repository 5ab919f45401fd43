// A classic script, executed before the first paint and before any other script. It is small and imports nothing.

{
  // Trusted Types: no script of the page makes markup from text, and these are the only addresses that become workers.
  const workers = /^(engine-[0-9a-f]+\/threadbox-web|service-worker)\.js$/;
  const base = new URL('./', document.baseURI).href;
  window.trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => {
      const { href } = new URL(address, base);
      return href.startsWith(base) && workers.test(href.slice(base.length)) ? href : null;
    },
  });

  // The theme of the link or the chosen one, so that the other one does not flash.
  try {
    const theme = /[#&]theme=(light|dark)(&|$)/.exec(location.hash)?.[1] ?? localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // There is no storage in a sandboxed frame.
  }
}
