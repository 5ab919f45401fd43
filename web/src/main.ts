// The page, as a table of contents: editor, engine, and what binds the two.
import './style.css';
import { bindCards, type ConsoleCopy, showAlert, showCards, showConsole, showThreads } from './accessibility';
import { makeAnnouncer } from './announcer';
import { bindControls, showState, showStatus } from './controls';
import { hideCover, showFailure, showProgress } from './cover';
import { createEditor, goTo, setSource, showSource, source } from './editor';
import { element, listen } from './elements';
import { CannotDraw, type Engine, loadEngine, takesTurns } from './engine';
import { type Failure, findFailure, wordsOf } from './failure';
import { bindFiles, showFiles } from './files';
import { showFindings } from './findings';
import { showPanels } from './looks';
import { filename, isFramed, type Page, showNotice } from './page';
import { bindPrint } from './print';
import { bindPrograms } from './programs';
import { freshCanvas, mayRestart, tellOfCrash, watchErrors, watchStop } from './revival';
import { bindOptions } from './run_options';
import { check, edit, goToLine, loadForStatements, run, showInEditor, tellStory, typingPauseMs, whileCurrent } from './running';
import { addressOf, embed, openLink, share, showExerciseOf } from './sharing';
import { bindKeys, bindSkipLinks } from './skip';
import { bindSplit } from './split';
import { bindStage } from './stage';
import { bindSteps, showSteps } from './stepping';
import { bindStory } from './story';
import { bindTheme, colorsOf, showTheme } from './theme';
import { throttle, whenIdle } from './throttle';

declare global {
  /** For the browser's developer console, and for tests. */
  var threadbox: Engine | undefined;
}

/** Lets the page around the frame command this one and hear from it. */
async function startEmbedding(page: Page): Promise<void> {
  const { bindEmbedding } = await import('./embedding');
  page.embedding = bindEmbedding({
    engine: () => page.engine,
    run: () => run(page),
    open: (name, text) => page.programs?.openForeign(name, text),
    name: () => page.programs?.name() ?? '',
    check: () => page.exercise?.shown.check(),
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

/** Finds every outcome of the program. What does that is loaded with the first click. */
const explore = (page: Page) =>
  import('./explore/explore').then(
    (loaded) => loaded.explore(page),
    () => showNotice('The explorer could not be loaded: is there a network?'),
  );

/** The picture as a list, which is not needed before the engine is there. */
async function startMirror(page: Page, engine: Engine, refresh: () => void): Promise<void> {
  const { bindMirror } = await import('./mirror');
  if (page.engine !== engine) return;
  page.mirror = bindMirror(engine, (line) => goToLine(page, line));
  page.embedding?.resized(); // Its landmarks get their names.
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
    showFiles(page.engine);
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
  showTheme();
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
      () => void explore(page),
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
  explorer: undefined,
  moment: undefined,
  unbind: undefined,
  problems: [],
  edited: false,
  deaths: 0,
  checkTimer: undefined,
  checkPauseMs: typingPauseMs,
};
bindTheme(element('theme', HTMLButtonElement), (theme) =>
  page.engine?.theme(theme, colorsOf(element('threadbox-canvas', HTMLCanvasElement))),
);
bindSplit(element('workbench', HTMLElement), element('divider', HTMLElement));
bindOptions();
bindFiles(() => page.engine, showNotice);
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
