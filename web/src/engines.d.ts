/** The files of a wasm module, relative to the page; wasmSize is in bytes, uncompressed. */
interface EngineFiles {
  readonly script: string;
  readonly wasm: string;
  /** The folder of the library's modules that programs load when they import them. */
  readonly modules: string;
  readonly wasmSize: number;
}

/** The modules, as the build defines them. src/first.ts decides which one the page loads. */
declare const __ENGINES__: { readonly threads: EngineFiles; readonly single: EngineFiles };

/** The engine that explores programs in a worker; relative to the page. */
declare const __EXPLORER__: Pick<EngineFiles, 'script' | 'wasm'>;
