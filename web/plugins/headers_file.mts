import type { Plugin } from 'vite';
import { headersFile, neverChanges } from '../headers.mjs';

/** Writes _headers, which Netlify and Cloudflare Pages read. */
export function headersForHosts(): Plugin {
  return {
    name: 'threadbox-headers-file',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const folders = Object.keys(bundle).filter((path) => neverChanges.test(path));
        const names = new Set(folders.map((path) => path.slice(0, path.indexOf('/'))));
        this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile([...names].sort()) });
      },
    },
  };
}
