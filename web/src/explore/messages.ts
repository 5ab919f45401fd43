// What the page and the explorer's worker say to each other.
import type { Problem } from '../schema';
import type { Failures, Proof, Report } from './report';
import type { Branch } from './schedule_tree';

export type ToWorker =
  /** Explore a program, for so many milliseconds. `script`, `wasm`: the addresses of the engine. `failures`: what is tried first. */
  | {
      readonly type: 'explore';
      readonly source: string;
      readonly filename: string;
      readonly script: string;
      readonly wasm: string;
      /** With which each run begins, by their names. */
      readonly files: ReadonlyMap<string, Uint8Array>;
      readonly failures: Failures | undefined;
      readonly milliseconds: number;
    }
  /** Go on for so many milliseconds. */
  | { readonly type: 'continue'; readonly milliseconds: number }
  /** Send the tree of the schedules, with the points of this one. Only while it rests. */
  | { readonly type: 'tree'; readonly open: string }
  /** Say what was found. */
  | { readonly type: 'stop' };

export type FromWorker =
  /** The engine is there; what follows takes no network. */
  | { readonly type: 'loaded' }
  /** The program cannot be explored. */
  | { readonly type: 'refused'; readonly problems: readonly Problem[] }
  /** It goes on. `report`: if something new was found. */
  | {
      readonly type: 'progress';
      readonly schedules: number;
      readonly done: number | null;
      readonly estimate: number | null;
      readonly report?: Report | undefined;
      readonly proofs: readonly Proof[];
    }
  /** It rests, and could go on unless `isOver`. */
  | { readonly type: 'rests'; readonly report: Report; readonly proofs: readonly Proof[]; readonly isOver: boolean }
  | { readonly type: 'tree'; readonly tree: Branch }
  | { readonly type: 'failed'; readonly reason: string };

/** What is known of the explored program, once there is a worker that knows it. */
export type Found = Exclude<FromWorker, { type: 'loaded' | 'failed' }>;
