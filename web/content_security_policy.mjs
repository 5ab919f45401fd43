// What the page may load and execute. The server sends it with every response, since a worker is bound by the policy of its own script; the
// built index.html repeats it for hosts that send no headers. It does not restrict who may embed the page.
const directives = {
  'default-src': "'none'",
  // The engine is WebAssembly. Nothing else is compiled from text.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'connect-src': "'self'",
  'style-src': "'self'",
  // The editor underlines errors with images that are part of its style sheet.
  'img-src': "'self' data:",
  'manifest-src': "'self'",
  // The preview of an embedded page.
  'frame-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  // Markup and addresses of scripts that come from a string need the policy in src/first.ts.
  'require-trusted-types-for': "'script'",
  'trusted-types': 'default',
};

/** The value of the header, and of the meta element. */
export const contentSecurityPolicy = Object.entries(directives)
  .map(([name, value]) => `${name} ${value}`)
  .join('; ');
