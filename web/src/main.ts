// The page, as a table of contents: editor, engine, and what binds the two.
import './style.css';
import type { EditorView } from '@codemirror/view';
import { bind_controls, show_state, show_status } from './controls';
import { hide_cover, show_failure, show_progress } from './cover';
import { create_editor, set_source, show_problems, source } from './editor';
import { element, listen, type Undo } from './elements';
import { CannotDraw, type Engine, load_engine } from './engine';
import { type Failure, find_failure } from './failure';
import { keep_on_reload, take_kept } from './kept';
import { at_leisure } from './leisure';
import { find_lesson, shelves } from './lessons';
import { type Mirror, show_console, show_threads } from './mirror';
import { list_problems } from './problems';
import { bind_split } from './split';
import { bind_stage } from './stage';
import { bind_theme, current_theme } from './theme';

declare global {
  /** For the browser's own console, and for tests. */
  var threadbox: Engine | undefined;
}

interface Page {
  readonly editor: EditorView;
  engine: Engine | undefined;
  filename: string;
  /** Takes the engine off the page. */
  unbind: Undo | undefined;
  /** Waits until the user pauses in typing. */
  check_timer: number | undefined;
  check_pause_ms: number;
}

const typing_pause_ms = 500;
// Of a large program: checking it may take a fifth of the main thread while one types, not more.
const pause_per_check = 4;

function run(page: Page): void {
  const { editor, engine, filename } = page;
  if (!engine) return;
  clearTimeout(page.check_timer);
  const problems = engine.load(source(editor), filename);
  show_problems(editor, problems);
  const errors = problems.filter(({ severity }) => severity === 'error');
  list_problems(editor, errors);
  if (errors.length > 0) return;
  const error = engine.run();
  if (error) show_status(error, 'error');
}

/** Underlines what is wrong while one types; the list of problems is Run's. */
function check_soon(page: Page): void {
  clearTimeout(page.check_timer);
  page.check_timer = window.setTimeout(() => {
    const began = performance.now();
    const problems = page.engine?.load(source(page.editor), page.filename) ?? [];
    page.check_pause_ms = Math.max(typing_pause_ms, (performance.now() - began) * pause_per_check);
    show_problems(page.editor, problems);
    if (problems.every(({ severity }) => severity === 'warning')) list_problems(page.editor, []);
  }, page.check_pause_ms);
}

function bind_programs(page: Page): void {
  const select = element('program', HTMLSelectElement);
  for (const { title, lessons } of shelves) {
    const group = document.createElement('optgroup');
    group.label = title;
    group.append(...lessons.map((lesson) => new Option(lesson.title, lesson.filename)));
    select.append(group);
  }
  const choose = () => {
    const lesson = find_lesson(select.value);
    if (!lesson) return;
    page.filename = lesson.filename;
    set_source(page.editor, lesson.source);
  };
  listen(select, 'change', choose);
  choose();
  const kept = take_kept();
  if (!kept) return;
  select.value = page.filename = kept.filename;
  set_source(page.editor, kept.source);
}

function fail(failure: Failure): void {
  show_failure(failure);
  show_status('Not ready', 'error');
}

async function start_engine(page: Page): Promise<void> {
  const failure = find_failure();
  if (failure) return fail(failure);
  const mirror: Mirror = { log: element('console', HTMLElement), shown: 0, last: undefined };
  const refresh = at_leisure(() => {
    if (!page.engine) return;
    const snapshot = page.engine.snapshot();
    show_state(page.engine, snapshot);
    show_console(mirror, snapshot.console);
    show_threads(element('threads', HTMLUListElement), snapshot);
  });
  const crash = (reason: string) => {
    page.engine = undefined;
    page.unbind?.();
    fail({ kind: 'crashed', reason });
  };
  const canvas = element('threadbox-canvas', HTMLCanvasElement);
  let engine: Engine;
  try {
    engine = await load_engine(canvas, { on_progress: show_progress, on_change: refresh, on_error: (reason) => show_status(`That could not be done: ${reason}`, 'error'), on_crash: crash });
  } catch (error) {
    if (error instanceof CannotDraw) return fail({ kind: 'no_webgl2' });
    return fail({ kind: 'not_loaded', reason: error instanceof Error ? error.message : String(error) });
  }
  addEventListener('error', ({ error }) => {
    // What a worker died of is handed on as an event.
    if (error instanceof WebAssembly.RuntimeError || error instanceof WebAssembly.Exception || error instanceof ErrorEvent)
      engine.crash('message' in error ? error.message : 'an exception that nobody caught');
  });
  canvas.addEventListener('webglcontextlost', () => fail({ kind: 'no_webgl2' }));
  page.engine = globalThis.threadbox = engine;
  engine.theme(current_theme());
  engine.load(source(page.editor), page.filename);
  const undos = [bind_stage(element('stage', HTMLElement), engine), bind_controls(engine, () => run(page))];
  page.unbind = () => undos.forEach((undo) => undo());
  hide_cover();
  refresh();
}

const page: Page = {
  editor: create_editor(element('editor', HTMLElement), { on_edit: () => check_soon(page), on_run: () => run(page) }),
  engine: undefined,
  filename: 'main.py',
  unbind: undefined,
  check_timer: undefined,
  check_pause_ms: typing_pause_ms,
};
bind_theme(element('theme', HTMLButtonElement), (theme) => page.engine?.theme(theme));
bind_split(element('workbench', HTMLElement), element('divider', HTMLElement));
bind_programs(page);
keep_on_reload(() => ({ filename: page.filename, source: source(page.editor) }));
void start_engine(page);
