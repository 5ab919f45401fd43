import { isolationHeaders, headers as wanted } from '../headers.mjs';

/** Statuses of responses that must not have a body. */
const bodiless = [101, 204, 205, 304];

/**
 * The response with the headers that isolate the page, and those that protect it unless the host has sent its own. The body is not compressed
 * any more, so the headers that say so are removed.
 */
export function isolated(response: Response): Response {
  if (response.type.startsWith('opaque') || response.type === 'error' || bodiless.includes(response.status)) return response;
  const headers = new Headers(response.headers);
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  for (const [name, value] of Object.entries(wanted)) if (name in isolationHeaders || !headers.has(name)) headers.set(name, value);
  // A new response has no redirect in its past, which a navigation does not allow.
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
