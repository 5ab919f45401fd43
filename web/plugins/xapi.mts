import { join } from 'node:path';
import { build, type Plugin } from 'vite';

const filename = 'threading-sandbox-xapi.js';

/** Writes the script that forms xAPI statements to the root of the site, under a name that stays. It is a classic script. */
export function xapi(): Plugin {
  return {
    name: 'threadbox-xapi',
    async generateBundle() {
      const input = join(import.meta.dirname, '../xapi/threading_sandbox_xapi.ts');
      const built = await build({
        configFile: false,
        logLevel: 'warn',
        build: { write: false, target: 'es2022', rolldownOptions: { input, output: { format: 'iife', entryFileNames: filename } } },
      });
      const outputs = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
      const script = outputs.find(({ fileName }) => fileName === filename);
      if (script?.type !== 'chunk' || outputs.length !== 1) throw new Error('The xAPI module must be one script.');
      this.emitFile({ type: 'asset', fileName: filename, source: script.code });
    },
  };
}
