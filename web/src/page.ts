// The state of the page, and what several of its parts tell the user about it.
import type { EditorView } from '@codemirror/view';
import { element, type Undo } from './elements';
import type { Embedding } from './embedding';
import type { Engine } from './engine';
import type { ShownExercise } from './exercise';
import type { Mirror } from './mirror';
import type { PendingMoment } from './moment';
import type { Programs } from './programs';
import type { Problem } from './schema';

/** The state of the page, created once for the lifetime of the document. */
export interface Page {
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
  /** Once it has been opened. */
  explorer: { edited(): void } | undefined;
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

export const filename = (page: Page): string => page.programs?.filename() ?? 'main.py';

/** Whether another page shows this one. Only that page may ask for a run by the address. */
export const isFramed = parent !== window;

/** Says whether the picture belongs to the text in the editor. */
export function markEdited(page: Page, edited: boolean): void {
  page.edited = edited;
  element('older', HTMLElement).hidden = !edited || (page.engine?.snapshot().state ?? 'empty') === 'empty';
}

/** Says something above the problems, until the next edit or the next notice. */
export function showNotice(text: string): void {
  const notice = element('notice', HTMLElement);
  notice.hidden = text === '';
  notice.textContent = text;
}
