// From the program in the editor to a run, and what a run shows in the editor.
import { breakpoints } from './breakpoints';
import { showStatus } from './controls';
import { cursorLine, goTo, showProblems, source } from './editor';
import type { Engine } from './engine';
import { addedFiles } from './files';
import { findingProblems } from './findings';
import { deathProblems, showThreadMarks } from './markers';
import { loadModules } from './modules';
import { filename, markEdited, type Page, showNotice } from './page';
import { listProblems } from './problems';
import { forgetLostRun } from './revival';
import { chosenOptions, optionsForLink, takeOptions } from './run_options';
import type { Command, Snapshot } from './schema';
import { whereSteps } from './stepping';
import { showStory } from './story';

export const typingPauseMs = 500;
// For large programs: checking while the user types may take a fifth of the main thread at most.
const pausePerCheck = 4;

/** Loads the program in the editor, and the modules that it imports. @returns the reason why it cannot run, or nothing */
export async function load(page: Page, engine: Engine): Promise<string> {
  const { editor, embedding } = page;
  clearTimeout(page.checkTimer);
  const problems = engine.load(source(editor), filename(page));
  page.problems = problems;
  page.deaths = 0;
  showProblems(editor, problems);
  const errors = problems.filter(({ severity }) => severity === 'error');
  listProblems(editor, errors);
  if (errors[0]) {
    const reason = `${errors[0].type}: ${errors[0].message}, line ${errors[0].line}`;
    embedding?.refused(reason, errors);
    return reason;
  }
  if (engine.missingModules().length === 0) return '';
  const failure = await loadModules(engine);
  if (!failure) return load(page, engine);
  showStatus(failure, 'error');
  embedding?.refused(failure, []);
  return failure;
}

/** Runs the program step by step, with the steps of a schedule. As a link does, it sets the option. @returns as run() */
export function runSchedule(page: Page, schedule: string): Promise<string> {
  const options = optionsForLink();
  if (!chosenOptions().stepped) takeOptions(options.set('mode', 'turns'));
  page.schedule = schedule;
  return run(page);
}

/** Runs the program in the editor. @returns the reason why it does not run, or nothing */
export async function run(page: Page): Promise<string> {
  const { editor, engine, embedding } = page;
  if (!engine) return 'The engine is not ready.';
  if (page.exercise?.shown.isChecking()) return 'The program is being checked.';
  const reason = await load(page, engine);
  if (reason) return reason;
  embedding?.changed(engine.snapshot());
  forgetLostRun();
  embedding?.began();
  page.moment?.begin(engine);
  const hasRoom = engine.giveFiles(addedFiles());
  const error = hasRoom ? engine.run({ ...chosenOptions(), breakpoints: breakpoints(editor) }) : 'The engine has no memory for the files.';
  if (error) showStatus(error, 'error');
  if (page.schedule && chosenOptions().stepped) engine.post({ kind: 'follow', schedule: page.schedule });
  markEdited(page, false);
  return error;
}

/** Shows in the editor where the threads stand and which lines raised exceptions that nothing caught. */
export function showInEditor(page: Page, snapshot: Snapshot): void {
  if (page.edited) return;
  showThreadMarks(page.editor, whereSteps(snapshot));
  const deaths = [...deathProblems(snapshot), ...findingProblems(snapshot)];
  if (deaths.length === page.deaths) return;
  page.deaths = deaths.length;
  showProblems(page.editor, [...page.problems, ...deaths]);
}

/** Says under the editor which threads were at the line of the text cursor, and when. */
export function tellStory({ editor, engine, edited }: Page): void {
  const line = cursorLine(editor);
  showStory(line, edited || !engine ? [] : engine.lineStory(line));
}

/** Loads the program to find its errors and underline them. The list of problems appears on Run. */
export function check(page: Page): void {
  clearTimeout(page.checkTimer);
  const began = performance.now();
  const problems = page.engine?.load(source(page.editor), filename(page)) ?? [];
  page.checkPauseMs = Math.max(typingPauseMs, (performance.now() - began) * pausePerCheck);
  page.problems = problems;
  showProblems(page.editor, problems);
  if (problems.every(({ severity }) => severity === 'warning')) listProblems(page.editor, []);
  if (page.engine) void loadModules(page.engine);
}

/** Does so when the user pauses typing. */
function checkSoon(page: Page): void {
  clearTimeout(page.checkTimer);
  page.checkTimer = window.setTimeout(() => check(page), page.checkPauseMs);
}

/** Loads what the statements that wait need; without it they raise ImportError. */
export async function loadForStatements({ engine }: Page): Promise<void> {
  if (engine && (await loadModules(engine))) engine.executeWaiting();
}

/** Posts a command that names a line, if the lines are those of the run. */
export function whileCurrent(page: Page, command: Command): void {
  if (!page.edited && page.engine?.live()) page.engine.post(command);
}

/** Shows a line in the editor, also in a frame that shows the picture alone. */
export function goToLine({ editor, embedding }: Page, line: number): void {
  embedding?.wentToLine();
  goTo(editor, line, 1);
}

/** What an edit of the program means for the page. */
export function edit(page: Page): void {
  markEdited(page, true);
  page.deaths = 0;
  page.schedule = '';
  page.moment = undefined;
  page.programs?.edited();
  page.exercise?.shown.edited();
  page.explorer?.edited();
  showNotice('');
  checkSoon(page);
}
