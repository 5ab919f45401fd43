import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minifySync, type Plugin } from 'vite';

/** How the folder of the engine without threads begins. */
export const singlePrefix = 'engine-single-';

/** A file that is copied beside the page. */
interface Copied {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The library's modules that programs load when they import them. */
function readLibrary(preset: string): readonly Copied[] {
  const folder = join(import.meta.dirname, '../../build', preset, 'core/script/prelude/modules');
  return readdirSync(folder).map((name) => ({ name: `modules/${name}`, bytes: readFileSync(join(folder, name)) }));
}

/**
 * Reads a wasm module with its script, and the library's modules that programs load when they import them. The script is not bundled, only
 * minified: workers load it, too. The hash is in the name of the folder, since the files refer to each other by their names.
 */
function readEngine(preset: string, module: string, prefix: string, library = readLibrary(preset)) {
  const build = join(import.meta.dirname, '../../build', preset);
  const read = (path: string) => {
    if (!existsSync(path)) throw new Error(`The wasm module is not built: ${path} is missing. Run npm start, which builds it.`);
    return readFileSync(path);
  };
  const minified = (path: string) => {
    const { code, errors } = minifySync(path, read(path).toString(), { module: true });
    if (errors[0]) throw new Error(`${path} could not be minified: ${errors[0].message}`);
    return Buffer.from(code);
  };
  const script = { name: `${module}.js`, bytes: minified(join(build, 'wasm', `${module}.js`)) };
  const wasm = { name: `${module}.wasm`, bytes: read(join(build, 'wasm', `${module}.wasm`)) };
  const files: readonly Copied[] = [script, wasm, ...library];
  const hash = files.reduce((all, { bytes }) => all.update(bytes), createHash('sha256')).digest('hex');
  const folder = `${prefix}${hash.slice(0, 12)}`;
  return {
    assets: files.map(({ name, bytes }) => ({ type: 'asset' as const, fileName: `${folder}/${name}`, source: bytes })),
    addresses: {
      script: `./${folder}/${script.name}`,
      wasm: `./${folder}/${wasm.name}`,
      modules: `./${folder}/modules/`,
      wasmSize: wasm.bytes.length,
    },
  };
}

/** The engine with threads, and the one without. A page loads one of them: src/first.ts. */
const built = {
  threads: readEngine('wasm', 'threadbox-web', 'engine-'),
  single: readEngine('wasm-single', 'threadbox-single', singlePrefix),
};

/** The folder of the engine alone, which explores programs in a worker: src/explore/worker.ts. */
export const explorerPrefix = 'engine-explorer-';

const explorer = readEngine('wasm-single', 'threadbox-engine', explorerPrefix, []);

/** Where their files are, relative to the page. */
export const engineDefines = {
  __EXPLORER__: JSON.stringify({ script: explorer.addresses.script, wasm: explorer.addresses.wasm }),
  __ENGINES__: JSON.stringify({ threads: built.threads.addresses, single: built.single.addresses }),
};

/** Copies all beside the page. */
export function engines(): Plugin {
  return {
    name: 'threadbox-engines',
    config: () => ({ define: engineDefines }),
    generateBundle() {
      for (const { assets } of [...Object.values(built), explorer]) for (const asset of assets) this.emitFile(asset);
    },
  };
}
