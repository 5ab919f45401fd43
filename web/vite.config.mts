import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { buttons } from '../tools/schema.mjs';
import { adoptedStyles } from './plugins/adopted_styles.mts';
import { policyInPage } from './plugins/content_security_policy.mts';
import { element } from './plugins/element.mts';
import { engineDefines, engines } from './plugins/engines.mts';
import { firstScript } from './plugins/first_script.mts';
import { headersForHosts } from './plugins/headers_file.mts';
import { iconsOfManifest } from './plugins/icons.mts';
import { lessonPages } from './plugins/lesson_pages.mts';
import { serviceWorker } from './plugins/service_worker.mts';
import { xapi } from './plugins/xapi.mts';

const top = join(import.meta.dirname, '..');
const hashOf = (...pieces: Uint8Array[]) => pieces.reduce((hash, piece) => hash.update(piece), createHash('sha256')).digest('hex');

/** Brotli's best level takes seconds for the module, so compressed files are cached beside the page. */
function compressed(bytes: Uint8Array): Uint8Array {
  const kept = join(top, 'build/compressed', hashOf(bytes));
  if (existsSync(kept)) return readFileSync(kept);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const result = brotliCompressSync(bytes, { params });
  mkdirSync(dirname(kept), { recursive: true });
  // In one step, so that an interrupted build does not leave half of it.
  writeFileSync(`${kept}.new`, result);
  renameSync(`${kept}.new`, kept);
  return result;
}

/** Writes a button for each command into the page's header; controls.ts handles their clicks. */
function commandButtons(): Plugin {
  const icons: Partial<Record<string, string>> = {
    stop: '<svg viewBox="0 0 16 16" aria-hidden="true"><rect x="3.5" y="3.5" width="9" height="9" rx="1.5" /></svg> ',
  };
  const button = ({ kind, label, title }: ReturnType<typeof buttons>[number]) =>
    `<button id="${kind}" type="button" title="${title}" disabled>${icons[kind] ?? ''}${label}</button>`;
  return {
    name: 'threadbox-command-buttons',
    transformIndexHtml: (html) => html.replace('<!-- commands -->', buttons().map(button).join('\n        ')),
  };
}

/** Writes .br files, for servers that send them instead of the originals. */
function compress(): Plugin {
  return {
    name: 'threadbox-compress',
    writeBundle({ dir }) {
      for (const entry of readdirSync(dir ?? '', { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !['.html', '.js', '.css', '.svg', '.wasm', '.py'].includes(extname(entry.name))) continue;
        const path = join(entry.parentPath, entry.name);
        writeFileSync(`${path}.br`, compressed(readFileSync(path)));
      }
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [
    commandButtons(),
    engines(),
    adoptedStyles(),
    element(),
    firstScript(engineDefines),
    policyInPage(),
    iconsOfManifest(),
    headersForHosts(),
    xapi(),
    lessonPages(),
    serviceWorker(),
    compress(),
  ],
  worker: { rolldownOptions: { output: { entryFileNames: 'assets/explorer-[hash].js' } } },
  build: {
    rolldownOptions: { checks: { pluginTimings: false } },
    outDir: join(top, 'build/page'),
    emptyOutDir: true,
    target: 'es2022',
    // light-dark() stays as it is written.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    reportCompressedSize: false,
    assetsInlineLimit: 0,
  },
});
