// What page_glue.js finds around it: Emscripten's names, the module's exports (page.cpp), and what it keeps on the module itself.

declare function addToLibrary(functions: Record<string, unknown>): void;
declare const specialHTMLTargets: Record<string, EventTarget>;
declare const JSEvents: { removeAllEventListeners(): void };
/** Whether the module has been aborted. */
// biome-ignore lint/style/useNamingConvention: Emscripten named it.
declare let ABORT: boolean;
declare function getWasmTableEntry(index: number): (time: number, data: number) => void;
declare const HEAPU8: Uint8Array;
declare const HEAPF32: Float32Array;
declare function UTF8ToString(text: number): string;

declare function _tb_room(bytes: number): number;
declare function _tb_paste(): void;
declare function _tb_text(): void;
declare function _tb_text_field_at(x: number, y: number): number;

declare const Module: {
  readonly canvas: HTMLCanvasElement;
  readonly onChange?: () => void;
  readonly onLine?: (line: number) => void;
  readonly onModules?: () => void;
  readonly onError?: (sentence: string) => void;
  readonly onAbort?: (sentence: string) => void;
  failure?: string;
  /** Where characters are drawn for the atlas. */
  glyphs?: HTMLCanvasElement;
  passText: (text: string | Uint8Array) => boolean;
  readBytes: (place: number, size: number) => Uint8Array;
  textField: HTMLTextAreaElement;
  /** Lets go of the page after a crash: nothing enters the module any more. */
  retire: () => void;
  /** Control V was pressed: the paste event that follows is ours. */
  pasteWanted?: boolean;
};
