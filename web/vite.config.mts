import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const top = join(import.meta.dirname, '..');
const engine_folder = join(top, 'build/wasm/wasm');

/**
 * Lays the wasm module beside the page, as it is: its workers start from the very file that started it, so it must
 * not be bundled. The folder's name holds the hash, the files keep the names by which they find each other.
 */
function engine(): Plugin {
  const read = (name: string) => {
    const path = join(engine_folder, name);
    if (!existsSync(path)) throw new Error(`The wasm module is not built: ${path} is missing. Run npm start, which builds it.`);
    return readFileSync(path);
  };
  const files = ['threadbox-web.js', 'threadbox-web.wasm'].map((name) => ({ name, bytes: read(name) }));
  const hash = createHash('sha256');
  for (const { bytes } of files) hash.update(bytes);
  const folder = `engine-${hash.digest('hex').slice(0, 12)}`;
  const [script, wasm] = files.map(({ name }) => `./${folder}/${name}`) as [string, string];
  return {
    name: 'threadbox-engine',
    config: () => ({ define: { __ENGINE__: JSON.stringify({ script, wasm, wasm_size: files[1]?.bytes.length }) } }),
    generateBundle() {
      for (const { name, bytes } of files) this.emitFile({ type: 'asset', fileName: `${folder}/${name}`, source: bytes });
    },
    // Both are wanted at once, not when the page's script has arrived and been read.
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'modulepreload', href: script }, injectTo: 'head' },
      { tag: 'link', attrs: { rel: 'preload', href: wasm, as: 'fetch', crossorigin: '' }, injectTo: 'head' },
    ],
  };
}

/** Compresses once, for servers that send a file's .br neighbour. */
function compress(): Plugin {
  return {
    name: 'threadbox-compress',
    writeBundle({ dir }) {
      for (const entry of readdirSync(dir ?? '', { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !['.html', '.js', '.css', '.svg', '.wasm'].includes(extname(entry.name))) continue;
        const path = join(entry.parentPath, entry.name);
        const bytes = readFileSync(path);
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
      }
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [engine(), compress()],
  build: {
    outDir: join(top, 'build/page'),
    emptyOutDir: true,
    target: 'es2022',
    // light-dark() stays as it is written.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    reportCompressedSize: false,
    assetsInlineLimit: 0,
  },
});
