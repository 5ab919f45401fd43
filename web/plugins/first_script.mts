import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minifySync, type Plugin, transformWithOxc } from 'vite';

const path = join(import.meta.dirname, '../src/first.ts');

/** Makes src/first.ts a classic script, which is executed before the first paint. Vite bundles modules only, and they come later. */
export function firstScript(define: Record<string, string>): Plugin {
  let fileName = '';
  return {
    name: 'threadbox-first-script',
    async buildStart() {
      const { code } = await transformWithOxc(readFileSync(path, 'utf8'), path, { define });
      const { code: source } = minifySync('first.js', code);
      fileName = `assets/first-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`;
      this.emitFile({ type: 'asset', fileName, source });
    },
    // After Vite, which would look for the file.
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace('<!-- first script -->', `<script src="./${fileName}"></script>`),
    },
  };
}
