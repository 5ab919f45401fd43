// The messages between a page that embeds the sandbox and the sandbox in its frame; docs/embedding.md describes them. Both sides import
// this file: the page (embedding.ts) and the custom element.
import type { Command, ConsoleLine, Problem, Snapshot, Standing } from './schema';

export const protocolVersion = 1;

/** What the embedder asks for. */
export type Request =
  /** The first one. Its origin is the only one that is told anything from then on. */
  | { readonly type: 'hello' }
  /** Runs the program in the editor, after stopping a run in progress. */
  | { readonly type: 'run' }
  | { readonly type: 'stop' }
  | { readonly type: 'pause' }
  /** Of a stepped run. Negative: back; 1 if absent. */
  | { readonly type: 'step'; readonly count?: number }
  /** A text is a statement that the Console executes. */
  | { readonly type: 'command'; readonly command: Command | string }
  /** Replaces the program. */
  | { readonly type: 'setSource'; readonly source: string; readonly name?: string }
  /** Checks the program as *Check* of its exercise does. Is answered by the result, after the notice `exercise`. */
  | { readonly type: 'check' }
  /** Is answered by the model of the run: a Snapshot. */
  | { readonly type: 'snapshot' };

/** Each request is answered once, in the order of the requests. `id` is the request's. */
export type Answer =
  | { readonly type: 'answer'; readonly id?: string | number; readonly result: Hello | Snapshot | ExerciseResult | null }
  | { readonly type: 'answer'; readonly id?: string | number; readonly error: string };

/** The answer to `hello`. */
export interface Hello {
  readonly version: number;
  /** A program can be run; otherwise `ready` or `error` follows. */
  readonly ready: boolean;
  /** Threads are real; otherwise the simulated runner takes their turns. */
  readonly threads: boolean;
}

/** What came of a check of an exercise. */
export interface ExerciseResult {
  readonly passed: boolean;
  /** `reason`: a sentence; empty if it is met. */
  readonly expectations: readonly { readonly ok: boolean; readonly text: string; readonly reason: string }[];
  /** In how many orders of its threads the program was run. 0: it has errors. */
  readonly runs: number;
}

/** Something about a run that a learner should know. */
export interface Finding {
  /** "deadlock", "stuck", "exception", and the other names of docs/findings.md; there will be more. */
  readonly kind: string;
  readonly text: string;
  /** 0: none. */
  readonly line: number;
  /** The name of the thread that it is about; empty: more than one. */
  readonly thread: string;
}

/** What happens in the frame. `run` counts the runs since the page was loaded, from 1. */
export type Notice =
  /** The frame listens. It and `ready` are posted to any origin; they tell nothing about the user or the program. */
  | { readonly type: 'hello' }
  | { readonly type: 'ready' }
  | { readonly type: 'started'; readonly run: number }
  /** What was written since the last one; `text` is all of it, without what was typed into the Console. */
  | { readonly type: 'output'; readonly run: number; readonly text: string; readonly lines: readonly ConsoleLine[] }
  | { readonly type: 'finding'; readonly run: number; readonly finding: Finding }
  /** `text` says how, in words. `exitCode` is null if it was stopped. */
  | { readonly type: 'ended'; readonly run: number; readonly standing: Standing; readonly text: string; readonly exitCode: number | null }
  /**
   * A program that has errors was to be run; the engine cannot be loaded, or has crashed. The element itself says that its `src` cannot be
   * read, or that its frame does not answer.
   */
  | {
      readonly type: 'error';
      readonly reason: 'program' | 'engine' | 'source' | 'frame';
      readonly text: string;
      readonly problems: readonly Problem[];
    }
  /** The height in CSS pixels at which all of the program is visible, within limits. */
  | { readonly type: 'resize'; readonly height: number }
  /** The result of an exercise. */
  | { readonly type: 'exercise'; readonly result: ExerciseResult };

/** The names of the notices that an embedder can listen to. */
export const noticeTypes = ['ready', 'started', 'output', 'finding', 'ended', 'error', 'resize', 'exercise'] as const;
/** The names of the requests, `hello` apart. */
export const requestTypes = ['run', 'stop', 'pause', 'step', 'command', 'setSource', 'check', 'snapshot'] as const;

/** Whether posted data is meant for this protocol; its version may be a different one. */
export const isMessage = (data: unknown): data is { readonly threadbox: unknown; readonly type?: unknown; readonly id?: unknown } =>
  typeof data === 'object' && data !== null && 'threadbox' in data;
