// threadbox/vite: serves the site within a Vite project, with its headers, and copies it into the build.
import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, resolve } from 'node:path';
import type { Connect, Plugin, ResolvedConfig } from 'vite';
import { cacheControl, headers } from './headers.mjs';
import { copySite, siteFolder, sitePaths } from './site_files.js';

export interface ThreadboxOptions {
  /** The folder of the site below the project's base; 'threadbox' if it is not given. Then the element's `site` is '/threadbox/'. */
  readonly folder?: string;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Has Vite serve the site in development and preview, and copies it into the build. */
export default function threadbox({ folder = 'threadbox' }: ThreadboxOptions = {}): Plugin {
  let config: ResolvedConfig;
  /** Answers requests for files of the site; others go on. */
  const middleware = (): Connect.NextHandleFunction => {
    const paths = new Set(sitePaths());
    const base = `${config.base.startsWith('/') ? config.base : '/'}${folder}/`;
    return (request: IncomingMessage, response: ServerResponse, next) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      if (`${path}/` === base) return response.writeHead(302, { Location: base }).end();
      const file = path.startsWith(base) ? decodeURIComponent(path.slice(base.length)) || 'index.html' : '';
      if (!paths.has(file)) return next();
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.setHeader('Cache-Control', cacheControl(file));
      response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
      createReadStream(join(siteFolder, file)).pipe(response);
    };
  };
  return {
    name: 'threadbox',
    // Vite would bundle the package in development, away from the engine's .wasm file.
    config: () => ({ optimizeDeps: { exclude: ['threadbox'] } }),
    configResolved: (resolved) => {
      config = resolved;
    },
    configureServer: (server) => void server.middlewares.use(middleware()),
    configurePreviewServer: (server) => void server.middlewares.use(middleware()),
    closeBundle() {
      if (config.command === 'build' && !config.build.ssr) copySite(join(resolve(config.root, config.build.outDir), folder));
    },
  };
}
