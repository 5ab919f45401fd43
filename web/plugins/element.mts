import { join } from 'node:path';
import { build, type Plugin } from 'vite';

const filename = 'threading-sandbox.js';

/**
 * Writes the script of <threading-sandbox> to the root of the site, under a name that stays. It is one file without imports and exports,
 * so that it works as a classic script and as a module.
 */
export function element(): Plugin {
  return {
    name: 'threadbox-element',
    async generateBundle() {
      const entry = join(import.meta.dirname, '../element/threading_sandbox.ts');
      const results = await build({
        configFile: false,
        logLevel: 'warn',
        build: {
          write: false,
          target: 'es2022',
          // light-dark() stays as it is written.
          cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
          rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: filename } },
        },
      });
      const outputs = [results].flat().flatMap((result) => ('output' in result ? result.output : []));
      const script = outputs.find(({ fileName }) => fileName === filename);
      if (script?.type !== 'chunk' || outputs.length !== 1) throw new Error('The element must be one script.');
      this.emitFile({ type: 'asset', fileName: filename, source: script.code });
    },
  };
}
