// The reasons for which the page cannot run, and the messages for the user.

export type Failure =
  | { readonly kind: 'noWasm' }
  | { readonly kind: 'noWebgl2' }
  | { readonly kind: 'notLoaded'; readonly reason: string }
  | { readonly kind: 'crashed'; readonly reason: string };

export interface Words {
  readonly title: string;
  readonly text: string;
  /** The label of a button that reloads the page, if that may help. */
  readonly again: string | undefined;
}

export function wordsOf(failure: Failure): Words {
  switch (failure.kind) {
    case 'noWasm':
      return {
        title: 'This browser is too old',
        text: 'Threadbox needs WebAssembly with exceptions: please use Chrome or Edge 123, Firefox 120, Safari 17.5, or newer.',
        again: undefined,
      };
    case 'noWebgl2':
      return {
        title: 'This browser cannot draw with WebGL 2',
        text: 'Please switch on hardware acceleration in its settings and load the page again, or use another browser.',
        again: 'Try again',
      };
    case 'notLoaded':
      return {
        title: 'The engine could not be loaded',
        text: `Please check the connection and try again. (${failure.reason})`,
        again: 'Try again',
      };
    case 'crashed':
      return {
        title: 'The engine has stopped',
        text: `This is a mistake of ours, not of your program, which stays as it is in the editor. (${failure.reason})`,
        again: 'Restart the engine',
      };
  }
}

// A module with one exception tag: it is valid only where WebAssembly exceptions are known.
const withExceptions = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 13, 3, 1, 0, 0]);

/** Finds the feature that this browser or server lacks, if any. */
export function findFailure(): Failure | undefined {
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(withExceptions)) return { kind: 'noWasm' };
  const context = document.createElement('canvas').getContext('webgl2');
  if (!context) return { kind: 'noWebgl2' };
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return undefined;
}
