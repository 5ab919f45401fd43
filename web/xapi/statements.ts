// xAPI statements from the events of a sandbox. It reads nothing but its arguments; docs/courses.md describes what is formed when.

export type Verb = 'attempted' | 'completed' | 'passed' | 'failed';

/** What a sandbox tells: the events of its element, or the messages of its frame. */
export type Told =
  | { readonly type: 'started' }
  | { readonly type: 'ended'; readonly exitCode: number | null }
  | { readonly type: 'exercise'; readonly passed: boolean; readonly expectations: readonly { readonly ok: boolean }[] };

export interface Result {
  readonly success?: boolean;
  readonly completion: boolean;
  readonly score?: { readonly scaled: number; readonly raw: number; readonly min: number; readonly max: number };
  /** ISO 8601: since the learner began. */
  readonly duration: string;
}

/** A verb, with the result if there is one. */
export interface Formed {
  readonly verb: Verb;
  readonly result?: Result;
}

/** ISO 8601 with two digits after the point, as the specification asks for. */
const durationOf = (ms: number) => `PT${Math.max(0, Math.round(ms / 10) / 100)}S`;

/** Forms the statements of one learner's work on one sandbox. */
export class Story {
  #beganMs: number | undefined;
  #isCompleted = false;

  /** `hasExercise`: then a program that has ended is not the end of the work. */
  constructor(private readonly hasExercise: boolean) {}

  /** `nowMs`: on any clock that goes on. */
  tell(told: Told, nowMs: number): Formed[] {
    const formed: Formed[] = [];
    if (this.#beganMs === undefined) {
      if (told.type === 'ended') return [];
      this.#beganMs = nowMs;
      formed.push({ verb: 'attempted' });
    }
    const duration = durationOf(nowMs - this.#beganMs);
    if (told.type === 'exercise') {
      const max = told.expectations.length;
      const raw = told.expectations.filter(({ ok }) => ok).length;
      const score = { scaled: max > 0 ? Math.round((raw / max) * 1000) / 1000 : Number(told.passed), raw, min: 0, max };
      const result = { success: told.passed, completion: told.passed, score, duration };
      formed.push({ verb: told.passed ? 'passed' : 'failed', result });
    }
    const ends = told.type === 'exercise' ? told.passed : told.type === 'ended' && !this.hasExercise && told.exitCode === 0;
    if (ends && !this.#isCompleted) {
      this.#isCompleted = true;
      formed.push({ verb: 'completed', result: { completion: true, duration } });
    }
    return formed;
  }
}
