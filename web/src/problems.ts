import type { EditorView } from '@codemirror/view';
import { goTo } from './editor';
import { element } from './elements';
import type { Problem } from './schema';

/** Lists the errors of the program. A click moves the cursor to the error. */
export function listProblems(editor: EditorView, problems: readonly Problem[]): void {
  const items = problems.map(({ type, message, line, column }) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = `Line ${line}, column ${column}: ${type}: ${message}`;
    button.addEventListener('click', () => goTo(editor, line, column));
    const item = document.createElement('li');
    item.append(button);
    return item;
  });
  element('problem-list', HTMLUListElement).replaceChildren(...items);
  element('problems', HTMLElement).hidden = problems.length === 0;
}
