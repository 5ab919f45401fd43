// What the build writes into the worker: its name and its files.

/** Which pages need a file: all; those with real threads; those without; those in which a program has been explored. */
export type Part = 'page' | 'threads' | 'single' | 'explorer';

export interface BuiltFile {
  readonly part: Part;
  /** The hash of its content as `fetch` takes it. The page itself has none: some hosts write into it. */
  readonly integrity?: string;
}

export interface Build {
  /** A hash of all its files. The page carries it, too. */
  readonly id: string;
  /** By their paths relative to the page. The page itself is the empty path, as hosts redirect from index.html. */
  readonly files: Readonly<Record<string, BuiltFile>>;
}

declare const __BUILD__: Build;

/** The build that this worker belongs to. */
export const build: Build = __BUILD__;

/** What each page of Threadbox contains. */
export const markName = 'name="threadbox-build"';

/** What a page of this build contains. */
export const mark = `${markName} content="${build.id}"`;
