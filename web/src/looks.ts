// How a link wants the page to look: which parts are shown, in which theme, and whether the program can be edited.
import './looks.css';
import type { EditorView } from '@codemirror/view';
import { setReadOnly } from './editor';
import type { Engine } from './engine';
import { defaultLooks, type Looks } from './links';
import { takeTheme } from './theme';

let current: Looks = defaultLooks;

/** As the last link has said. */
export const looks = (): Looks => current;

const panelsOf = ({ view }: Looks): string => view.filter((part) => part !== 'code').join();

/** Shows the panels of the picture that the link names. */
export const showPanels = (engine: Engine | undefined): void => engine?.view(panelsOf(current));

/** Which of the two halves is shown alone. */
function half(given: Looks): 'code' | 'picture' | undefined {
  if (given.view.length === 0) return undefined;
  if (!given.view.includes('code')) return 'picture';
  return given.view.length === 1 ? 'code' : undefined;
}

/** Does as the link says; what it does not say has its default. */
export function takeLooks(given: Looks, editor: EditorView, engine: Engine | undefined): void {
  current = given;
  const { dataset } = document.documentElement;
  const only = half(given);
  if (only) dataset.only = only;
  else delete dataset.only;
  dataset.readonly = String(given.readonly);
  setReadOnly(editor, given.readonly);
  takeTheme(given.theme);
  showPanels(engine);
}
