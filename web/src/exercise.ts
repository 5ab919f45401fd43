// An exercise beside the program: what it asks for, and whether the program does it. Loaded only with a link that has one.
import type { Engine } from './engine';
import { makeCard } from './exercise/card';
import { type Exercise, readExercise } from './exercise/format';
import { judgeBroken, judgeRuns, type Verdict } from './exercise/judge';
import { runAll, showRun } from './exercise/runs';
import type { ExerciseResult } from './protocol';

export interface ExerciseHost {
  /** Undefined before it is loaded and after it has crashed. */
  engine(): Engine | undefined;
  /** The text in the editor. */
  source(): string;
  /** Loads that text into the engine. @returns the reason why it cannot run, or nothing */
  load(): Promise<string>;
  /** A result is known. */
  told(result: ExerciseResult): Promise<void>;
}

export interface ShownExercise {
  /** Whether it runs the program just now. */
  isChecking(): boolean;
  /** Checks the program in the editor, as the button does. @throws an Error whose message is a sentence if that is not possible */
  check(): Promise<ExerciseResult>;
  /** The program in the editor has been edited. */
  edited(): void;
  /** Shows it, or hides it while another program is in the editor. */
  show(isShown: boolean): void;
  /** Takes it from the page. */
  remove(): void;
}

/** Checks the program in the editor. */
async function checkProgram(host: ExerciseHost, engine: Engine, exercise: Exercise, onRun: (count: number) => void): Promise<Verdict> {
  const source = host.source();
  const reason = await host.load();
  if (reason) return judgeBroken(exercise, `The program cannot be run: ${reason}.`);
  const runs = await runAll(engine, exercise, onRun);
  const verdict = judgeRuns(
    exercise,
    source,
    runs.map(({ seen }) => seen),
  );
  const shown = runs.at(verdict.failing);
  // A run that was left before its end is shown already, and would take as long again.
  if (shown && !runs.at(-1)?.seen.unfinished) await showRun(engine, exercise, shown.order);
  return verdict;
}

/** Shows an exercise before `place`. `json`: as docs/exercises.md describes it. */
export function showExercise(json: string, place: Element, host: ExerciseHost): ShownExercise {
  const exercise = readExercise(json);
  let isChecking = false;
  const check = async (): Promise<ExerciseResult> => {
    const engine = host.engine();
    if (typeof exercise === 'string') throw new Error(exercise);
    if (isChecking) throw new Error('The program is being checked.');
    if (!engine) throw new Error('The engine is not ready.');
    const source = host.source();
    isChecking = card.check.disabled = true;
    card.showProgress(0, exercise.runs);
    let verdict: Verdict;
    try {
      verdict = await checkProgram(host, engine, exercise, (done) => card.showProgress(done, exercise.runs));
    } catch (error) {
      throw new Error(`The program could not be checked: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      isChecking = card.check.disabled = false;
    }
    const { passed, expectations, runs, failing } = verdict;
    card.showVerdict({ passed, expectations, runs, showsFailing: failing >= 0 });
    if (host.source() !== source) card.markOld();
    const result = { passed, expectations, runs };
    await host.told(result);
    return result;
  };
  const card = makeCard(() => void check().catch((error: Error) => card.showSentence(error.message, true)));
  if (typeof exercise === 'string') {
    card.check.hidden = true;
    card.showSentence(exercise, true);
  } else card.showTask(exercise.task);
  place.before(card.root);
  return {
    isChecking: () => isChecking,
    check,
    edited: () => card.markOld(),
    show: (isShown) => {
      card.root.hidden = !isShown;
    },
    remove: () => card.root.remove(),
  };
}
