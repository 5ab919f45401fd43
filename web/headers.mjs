// The headers of the built page, in one list: for the server (server.mjs), the service worker, and the file _headers that some hosts read.
import { contentSecurityPolicy } from './content_security_policy.mjs';

/**
 * Without them the browser gives a page no shared memory, hence no threads. Every response carries all: a worker's
 * script or an embedded page that lacks one is blocked.
 */
export const isolationHeaders = {
  'Document-Isolation-Policy': 'isolate-and-credentialless',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** All headers of every response. The page works without the others, but is protected less. */
export const headers = {
  ...isolationHeaders,
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  // A frame that is sandboxed without allow-same-origin has no origin, so its requests for modules are cross-origin. Nothing here is secret.
  'Access-Control-Allow-Origin': '*',
};

/** The paths, relative to the page, of files whose names contain a hash of their content. */
export const neverChanges = /^(assets|engine-[^/]+)\//;

const forEver = 'public, max-age=31536000, immutable';

/** @param {string} path relative to the page */
export const cacheControl = (path) => (neverChanges.test(path) ? forEver : 'no-cache');

/**
 * The text of _headers, in the format of Netlify and Cloudflare Pages.
 * Both join the values of all rules that match a path, so no header stands in two of them. Their own Cache-Control has the meaning of no-cache.
 * @param {string[]} folders of files that never change
 */
export function headersFile(folders) {
  const rule = (path, values) => [path, ...Object.entries(values).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n');
  return [rule('/*', headers), ...folders.map((folder) => rule(`/${folder}/*`, { 'Cache-Control': forEver }))].join('\n');
}
