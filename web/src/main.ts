// The page, as a table of contents: editor, engine, and what binds the two.
import './style.css';
import type { EditorView } from '@codemirror/view';
import { bindCards, type ConsoleCopy, showAlert, showCards, showConsole, showThreads } from './accessibility';
import { makeAnnouncer } from './announcer';
import { breakpoints } from './breakpoints';
import { bindControls, showState, showStatus } from './controls';
import { hideCover, showFailure, showProgress } from './cover';
import { createEditor, cursorLine, goTo, setSource, showProblems, showSource, source } from './editor';
import { element, listen, type Undo } from './elements';
import type { Embedding } from './embedding';
import { CannotDraw, type Engine, loadEngine, takesTurns } from './engine';
import type { ShownExercise } from './exercise';
import { type Failure, findFailure, wordsOf } from './failure';
import { findingProblems, showFindings } from './findings';
import { defaultLooks, type Link, type Looks, longestLink, readLink, writeLink } from './links';
import { looks, showPanels, takeLooks } from './looks';
import { deathProblems, showThreadMarks } from './markers';
import type { Mirror } from './mirror';
import { loadModules } from './modules';
import { type PendingMoment, pendingMoment } from './moment';
import { bindPrint } from './print';
import { listProblems } from './problems';
import { bindPrograms, type Programs } from './programs';
import { forgetLostRun, freshCanvas, mayRestart, tellOfCrash, watchErrors, watchStop } from './revival';
import { bindOptions, chosenOptions, optionsForLink, takeOptions } from './run_options';
import type { Command, Problem, Snapshot } from './schema';
import { bindKeys, bindSkipLinks } from './skip';
import { bindSplit } from './split';
import { bindStage } from './stage';
import { bindSteps, showSteps, whereSteps } from './stepping';
import { bindStory, showStory } from './story';
import { bindTheme, currentTheme } from './theme';
import { throttle, whenIdle } from './throttle';

declare global {
  /** For the browser's developer console, and for tests. */
  var threadbox: Engine | undefined;
}

/** The state of the page, created once for the lifetime of the document. */
interface Page {
  readonly editor: EditorView;
  /** Undefined before it has been loaded and after it has crashed. */
  engine: Engine | undefined;
  mirror: Mirror | undefined;
  /** Undefined while the page is being set up. */
  programs: Programs | undefined;
  /** Undefined unless the page is in a frame. */
  embedding: Embedding | undefined;
  /** The link asks to run its program, and the page around the frame has chosen the link. */
  autorun: boolean;
  /** The steps with which the next stepped run begins: those of the link. */
  schedule: string;
  /** That of the link, if it has one. */
  exercise: { readonly shown: ShownExercise; readonly json: string; readonly program: string } | undefined;
  /** The moment of the link, which the views show when a run has reached it. */
  moment: PendingMoment | undefined;
  /** Removes the engine from the page. */
  unbind: Undo | undefined;
  /** What the last load of the program complained about. */
  problems: readonly Problem[];
  /** Whether the text in the editor is not that of the run that is shown. */
  edited: boolean;
  /** The number of uncaught exceptions and findings that are underlined. */
  deaths: number;
  /** The timer that checks the program when the user pauses typing. */
  checkTimer: number | undefined;
  /** The length of that pause, in proportion to the cost of the last check. */
  checkPauseMs: number;
}

const typingPauseMs = 500;
// For large programs: checking while the user types may take a fifth of the main thread at most.
const pausePerCheck = 4;

const filename = (page: Page): string => page.programs?.filename() ?? 'main.py';

/** Loads the program in the editor, and the modules that it imports. @returns the reason why it cannot run, or nothing */
async function load(page: Page, engine: Engine): Promise<string> {
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

/** Runs the program in the editor. @returns the reason why it does not run, or nothing */
async function run(page: Page): Promise<string> {
  const { editor, engine, embedding } = page;
  if (!engine) return 'The engine is not ready.';
  if (page.exercise?.shown.isChecking()) return 'The program is being checked.';
  const reason = await load(page, engine);
  if (reason) return reason;
  embedding?.changed(engine.snapshot());
  forgetLostRun();
  embedding?.began();
  page.moment?.begin(engine);
  const error = engine.run({ ...chosenOptions(), breakpoints: breakpoints(editor) });
  if (error) showStatus(error, 'error');
  if (page.schedule && chosenOptions().stepped) engine.post({ kind: 'follow', schedule: page.schedule });
  markEdited(page, false);
  return error;
}

/** Says whether the picture belongs to the text in the editor. */
function markEdited(page: Page, edited: boolean): void {
  page.edited = edited;
  element('older', HTMLElement).hidden = !edited || (page.engine?.snapshot().state ?? 'empty') === 'empty';
}

/** Shows in the editor where the threads stand and which lines raised exceptions that nothing caught. */
function showInEditor(page: Page, snapshot: Snapshot): void {
  if (page.edited) return;
  showThreadMarks(page.editor, whereSteps(snapshot));
  const deaths = [...deathProblems(snapshot), ...findingProblems(snapshot)];
  if (deaths.length === page.deaths) return;
  page.deaths = deaths.length;
  showProblems(page.editor, [...page.problems, ...deaths]);
}

/** Says under the editor which threads were at the line of the text cursor, and when. */
function tellStory({ editor, engine, edited }: Page): void {
  const line = cursorLine(editor);
  showStory(line, edited || !engine ? [] : engine.lineStory(line));
}

/** Loads the program to find its errors and underline them. The list of problems appears on Run. */
function check(page: Page): void {
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
async function loadForStatements({ engine }: Page): Promise<void> {
  if (engine && (await loadModules(engine))) engine.executeWaiting();
}

/** Posts a command that names a line, if the lines are those of the run. */
function whileCurrent(page: Page, command: Command): void {
  if (!page.edited && page.engine?.live()) page.engine.post(command);
}

function goToLine({ editor, embedding }: Page, line: number): void {
  embedding?.wentToLine();
  goTo(editor, line, 1);
}

function edit(page: Page): void {
  markEdited(page, true);
  page.deaths = 0;
  page.schedule = '';
  page.moment = undefined;
  page.programs?.edited();
  page.exercise?.shown.edited();
  showNotice('');
  checkSoon(page);
}

/** Says something above the problems, until the next edit or the next notice. */
function showNotice(text: string): void {
  const notice = element('notice', HTMLElement);
  notice.hidden = text === '';
  notice.textContent = text;
}

/** Opens what the address links to. It does not run before the user presses Run. */
async function openLink(page: Page): Promise<void> {
  const link = await readLink(location.hash);
  if (!link) return;
  if (typeof link === 'string') return showNotice(link);
  if (link.lesson !== undefined) page.programs?.openLesson(link.lesson);
  else if (link.code !== undefined) page.programs?.openForeign(link.name ?? '', link.code);
  if (link.exercise || page.exercise) await openExercise(page, link.exercise ?? '', link);
  // What is left of the link of a program that has been edited: the options are the user's.
  if (link.exercise && link.name && link.code === undefined) return;
  if (link.lesson !== undefined && page.programs?.lesson() === undefined)
    showNotice('You have changed this lesson. “Reset to the lesson”, in the menu beside it, shows it as the link means it.');
  takeOptions(link.options);
  takeLooks(link.looks ?? defaultLooks, page.editor, page.engine);
  page.moment = pendingMoment(link.looks?.moment);
  page.schedule = link.schedule ?? '';
  page.autorun = isFramed && link.looks?.autorun === true;
}

/** Shows the exercise of a link in the place of the one before; an empty text is none. */
async function openExercise(page: Page, json: string, { lesson, code, name }: Link): Promise<void> {
  // An edited program has the exercise of the link that it came from.
  const isOfLink = lesson !== undefined || code !== undefined || !name;
  const program = isOfLink ? (page.programs?.name() ?? '') : name;
  if (page.exercise?.json === json) {
    if (lesson !== undefined || code !== undefined) page.exercise.shown.edited();
    page.exercise = { ...page.exercise, program };
    return showExerciseOf(page);
  }
  page.exercise?.shown.remove();
  page.exercise = undefined;
  if (!json) return;
  const loaded = await import('./exercise').catch(() => undefined);
  if (!loaded) return showNotice('The exercise could not be loaded: is there a network?');
  const shown = loaded.showExercise(json, element('editor', HTMLElement), {
    engine: () => page.engine,
    source: () => source(page.editor),
    load: async () => {
      const reason = page.engine ? await load(page, page.engine) : '';
      if (!reason) markEdited(page, false);
      return reason;
    },
    told: (result) => {
      if (isFramed) void import('./embedding').then(({ postExercise }) => postExercise(result));
    },
  });
  page.exercise = { shown, json, program };
  showExerciseOf(page);
}

/** Shows the exercise while its program is in the editor. In a frame, the page around it chooses the programs. */
function showExerciseOf({ exercise, programs }: Page): void {
  exercise?.shown.show(isFramed || programs?.name() === exercise.program);
}

/** A link to the program, the options, the chosen view and moment, and in a stepped run to the steps so far. */
function linkOf({ editor, engine, programs, edited, exercise }: Page): Link {
  const lesson = programs?.lesson();
  const program = lesson === undefined ? { code: source(editor), name: programs?.name() ?? '' } : { lesson };
  const run = edited ? undefined : engine;
  const chosen: Looks = { ...defaultLooks, view: looks().view, moment: run?.moment()?.time_ns };
  const json = exercise?.program === programs?.name() ? exercise?.json : undefined;
  return { ...program, options: optionsForLink(), schedule: run?.schedule() ?? '', looks: chosen, exercise: json };
}

/** The address of the page with that link. */
const addressOf = async (page: Page): Promise<string> => `${location.origin}${location.pathname}#${await writeLink(linkOf(page))}`;

/** Copies the link. */
async function share(page: Page): Promise<void> {
  const address = await addressOf(page);
  if (address.length > longestLink) return showNotice('The program is too long for a link: save it as a file');
  const field = element('link', HTMLInputElement);
  field.value = address;
  element('link-box', HTMLElement).showPopover();
  field.select();
  const copied = await navigator.clipboard?.writeText(address).then(
    () => true,
    () => false,
  );
  element('link-words', HTMLElement).textContent = copied ? 'Copied:' : 'Copy it:';
}

/** Shows what another page takes in to show this program. */
async function embed(page: Page): Promise<void> {
  element('program-menu', HTMLElement).hidePopover();
  const { openEmbedDialog } = await import('./embed_dialog');
  openEmbedDialog(linkOf(page), page.programs?.name() ?? '');
}

/** Whether another page shows this one. Only that page may ask for a run by the address. */
const isFramed = parent !== window;

/** Lets the page around the frame command this one and hear from it. */
async function startEmbedding(page: Page): Promise<void> {
  const { bindEmbedding } = await import('./embedding');
  page.embedding = bindEmbedding({
    engine: () => page.engine,
    run: () => run(page),
    open: (name, text) => page.programs?.openForeign(name, text),
    codeHeight: () => page.editor.contentHeight,
  });
  new ResizeObserver(() => page.embedding?.resized()).observe(page.editor.contentDOM);
}

function fail(page: Page, failure: Failure): void {
  showFailure(failure);
  page.embedding?.failed(wordsOf(failure).title);
  showStatus('Not ready', 'error');
}

/** Opens the link's program at once, then what can run it, unless the page is being reloaded for that. */
async function start(page: Page): Promise<void> {
  const opening = openLink(page);
  if (!crossOriginIsolated && (await (await import('./isolation')).reloadIsolated())) return;
  await Promise.all([opening, isFramed && startEmbedding(page).catch(console.warn)]);
  await startEngine(page);
  if (page.engine) whenIdle(() => void import('./offline').then(({ keepOffline }) => keepOffline()));
}

/** The picture as a list, which is not needed before the engine is there. */
async function startMirror(page: Page, engine: Engine, refresh: () => void): Promise<void> {
  const { bindMirror } = await import('./mirror');
  if (page.engine !== engine) return;
  page.mirror = bindMirror(engine);
  refresh();
}

async function startEngine(page: Page): Promise<void> {
  const failure = findFailure();
  if (failure) return fail(page, failure);
  const copy: ConsoleCopy = { log: element('console', HTMLElement), shown: 0, last: undefined };
  const announce = makeAnnouncer();
  const refresh = throttle(() => {
    if (!page.engine) return;
    const snapshot = page.engine.snapshot();
    showState(page.engine, snapshot);
    showSteps(snapshot.steps);
    showConsole(copy, snapshot.console);
    announce(snapshot.console);
    const shown = page.engine.moment() ?? snapshot;
    showThreads(element('threads', HTMLUListElement), shown);
    showCards(element('cards', HTMLUListElement), page.engine.cards(), shown);
    page.mirror?.show(shown);
    showAlert(element('alert', HTMLElement), snapshot);
    showInEditor(page, shown);
    showFindings(shown, page.engine, (line) => page.edited || goTo(page.editor, line, 1));
    tellStory(page);
    if (!page.exercise?.shown.isChecking()) page.embedding?.changed(snapshot);
    page.moment?.show(engine, snapshot);
  });
  const canvas = element('threadbox-canvas', HTMLCanvasElement);
  const crash = (reason: string) => {
    const crashed = page.engine;
    page.engine = undefined;
    page.unbind?.();
    page.autorun = false;
    if (!crashed || !mayRestart()) return fail(page, { kind: 'crashed', reason });
    const sentence = tellOfCrash(reason, crashed.snapshot());
    page.embedding?.failed(sentence);
    showStatus('Starting the engine again', 'error');
    freshCanvas();
    void startEngine(page);
  };
  let engine: Engine;
  try {
    engine = await loadEngine(canvas, {
      onProgress: showProgress,
      onChange: refresh,
      onLine: (line) => goToLine(page, line),
      onModules: () => void loadForStatements(page),
      onError: (reason) => showStatus(`That could not be done: ${reason}`, 'error'),
      onCrash: crash,
    });
  } catch (error) {
    if (error instanceof CannotDraw) return fail(page, { kind: 'noWebgl2' });
    return fail(page, { kind: 'notLoaded', reason: error instanceof Error ? error.message : String(error) });
  }
  page.engine = globalThis.threadbox = engine;
  engine.theme(currentTheme());
  showPanels(engine);
  check(page);
  const lost = () => fail(page, { kind: 'noWebgl2' });
  canvas.addEventListener('webglcontextlost', lost);
  const undos = [
    () => canvas.removeEventListener('webglcontextlost', lost),
    watchErrors(engine),
    watchStop(engine),
    bindStage(element('stage', HTMLElement), engine),
    bindSteps(engine, () => filename(page)),
    bindCards(element('mirror', HTMLElement), engine),
    () => page.mirror?.unbind(),
    bindStory((ns) => engine.showMoment(ns)),
    bindControls(
      engine,
      () => void run(page),
      (line) => goToLine(page, line),
    ),
  ];
  page.unbind = () => {
    for (const undo of undos) undo();
  };
  hideCover();
  refresh();
  if (takesTurns) void import('./turns').then(({ sayTurns }) => sayTurns(() => addressOf(page)));
  void startMirror(page, engine, refresh);
  page.embedding?.ready();
  if (page.autorun) void run(page);
}

const page: Page = {
  editor: createEditor(element('editor', HTMLElement), {
    onEdit: () => edit(page),
    onMove: () => tellStory(page),
    onRun: () => void run(page),
    onToggle: (line) => whileCurrent(page, { kind: 'breakpoint', line }),
    onRunTo: (line) => whileCurrent(page, { kind: 'run_to', line }),
  }),
  engine: undefined,
  mirror: undefined,
  programs: undefined,
  embedding: undefined,
  autorun: false,
  schedule: '',
  exercise: undefined,
  moment: undefined,
  unbind: undefined,
  problems: [],
  edited: false,
  deaths: 0,
  checkTimer: undefined,
  checkPauseMs: typingPauseMs,
};
bindTheme(element('theme', HTMLButtonElement), (theme) => page.engine?.theme(theme));
bindSplit(element('workbench', HTMLElement), element('divider', HTMLElement));
bindOptions();
bindPrint(() => {
  const lesson = page.programs?.lesson();
  const address = `${location.origin}${location.pathname}${lesson ? `#lesson=${lesson}` : ''}`;
  return { name: page.programs?.name() ?? '', source: source(page.editor), address };
});
bindSkipLinks(element('skip', HTMLElement));
bindKeys(element('keys', HTMLButtonElement));
page.programs = bindPrograms({
  show: (text) => {
    showSource(page.editor, text);
    showExerciseOf(page);
  },
  replace: (text) => setSource(page.editor, text),
  source: () => source(page.editor),
  complain: showNotice,
});
listen(element('share', HTMLButtonElement), 'click', () => void share(page));
void start(page);
listen(element('embed', HTMLButtonElement), 'click', () => void embed(page));
addEventListener('hashchange', () => void openLink(page).then(() => void (page.autorun && run(page))));
