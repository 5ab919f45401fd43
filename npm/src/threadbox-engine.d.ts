// The module that Emscripten writes from wasm/engine.cpp.

export interface EngineModule {
  readonly HEAPU8: Uint8Array;
  readonly UTF8ToString: (pointer: number) => string;
  readonly _engine_room: (bytes: number) => number;
  readonly _engine_load: () => number;
  readonly _engine_begin: () => number;
  readonly _engine_advance: (milliseconds: number) => number;
  readonly _engine_stop: () => void;
  readonly _engine_result: () => number;
}

export interface EngineModuleOptions {
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
}

export default function createEngine(options: EngineModuleOptions): Promise<EngineModule>;
