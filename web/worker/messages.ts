// What the page says to the worker. Every answer comes by the message's port.
import type { Part } from './build';

export type Message =
  /** Keep these parts of the build, so that they work without a network. Answered by a Kept. `build`: that of the page. */
  | { readonly type: 'keep'; readonly parts: readonly Part[]; readonly build: string }
  /** Which build is yours? Answered by its id. */
  | { readonly type: 'build' }
  /** Take over from the present worker. Not answered: the page sees its controller change. */
  | { readonly type: 'take over' };

export interface Kept {
  /** Whether all is there. */
  readonly kept: boolean;
  /** Why not. */
  readonly reason?: string;
}
