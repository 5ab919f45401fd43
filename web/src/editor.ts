// The code pane: CodeMirror, Python, four spaces.
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { pythonLanguage } from '@codemirror/lang-python';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Text } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { type BreakpointEvents, breakpointGutter, breakpointKeys } from './breakpoints';
import { threadGutter } from './markers';
import type { Problem } from './schema';

// The colours are the page's variables, so that a change of theme needs no code here.
const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.operatorKeyword], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  {
    tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)],
    color: 'var(--code-name)',
    fontWeight: '600',
  },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--code-name)' },
  { tag: [tags.comment, tags.docString], color: 'var(--code-comment)' },
  { tag: tags.invalid, color: 'var(--error)' },
]);

const appearance = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'transparent', fontSize: '13.5px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
  '.cm-content': { padding: '12px 0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 16px 0 6px' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--muted)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 2px 0 12px', minWidth: '34px' },
  '.cm-gutter-lint': { width: '16px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0 2px', alignContent: 'center' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--code-line)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--text)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--selection)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--selection)', outline: 'none' },
  '.cm-tooltip': { backgroundColor: 'var(--panel)', border: '1px solid var(--line)', borderRadius: '8px', overflow: 'hidden' },
  '.cm-diagnostic': { padding: '8px 12px', fontFamily: 'var(--sans)', fontSize: '13px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--error)' },
});

/** Whether the user may edit. */
const writable = new Compartment();

/** What can be undone. Replaced, it forgets. */
const undoable = new Compartment();

export interface EditorEvents extends BreakpointEvents {
  onEdit(): void;
  /** The text cursor has moved. */
  onMove(): void;
  onRun(): void;
  /** The user wants the program to run to this line. */
  onRunTo(line: number): void;
}

/** Creates the editor. Its `destroy` removes it. */
export function createEditor(parent: HTMLElement, events: EditorEvents): EditorView {
  const run = () => (events.onRun(), true);
  const runToCursor = (view: EditorView) => (events.onRunTo(cursorLine(view)), true);
  // Tab indents; after Escape it moves the focus, so that the editor is no keyboard trap.
  const leave = (view: EditorView) => (view.contentDOM.blur(), true);
  return new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        threadGutter,
        breakpointGutter(events),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        undoable.of(history()),
        writable.of([]),
        drawSelection(),
        EditorView.lineWrapping,
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        pythonLanguage,
        indentUnit.of('    '),
        EditorState.tabSize.of(4),
        lintGutter(),
        syntaxHighlighting(highlighting),
        appearance,
        EditorView.contentAttributes.of({
          'aria-label': 'Python program; Escape leaves it, Control Enter runs it',
          tabindex: '0',
          autocapitalize: 'off',
          autocorrect: 'off',
          spellcheck: 'false',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) events.onEdit();
          if (update.docChanged || update.selectionSet) events.onMove();
        }),
        keymap.of([
          { key: 'Mod-Enter', run },
          { key: 'Mod-F10', run: runToCursor },
          ...breakpointKeys(events),
          { key: 'Escape', run: leave },
          ...closeBracketsKeymap,
          ...lintKeymap,
          ...historyKeymap,
          indentWithTab,
          ...defaultKeymap,
        ]),
      ],
    }),
  });
}

export function source(editor: EditorView): string {
  return editor.state.doc.toString();
}

/** Shows another program: what was edited before cannot be undone. */
export function showSource(editor: EditorView, text: string): void {
  setSource(editor, text);
  editor.dispatch({ effects: undoable.reconfigure([]) });
  editor.dispatch({ effects: undoable.reconfigure(history()) });
}

/** Whether the program can be read only. */
export function setReadOnly(editor: EditorView, readOnly: boolean): void {
  const extension = readOnly ? [EditorState.readOnly.of(true), EditorView.contentAttributes.of({ 'aria-readonly': 'true' })] : [];
  editor.dispatch({ effects: writable.reconfigure(extension) });
}

/** Replaces the text, which can be undone. */
export function setSource(editor: EditorView, text: string): void {
  editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text }, selection: { anchor: 0 }, scrollIntoView: true });
}

/** Columns count characters as Python does, CodeMirror counts UTF-16 units. */
function offset(text: Text, line: number, column: number): number {
  const place = text.line(Math.min(Math.max(line, 1), text.lines));
  const before = Array.from(place.text)
    .slice(0, Math.max(column - 1, 0))
    .join('').length;
  return place.from + before;
}

export function showProblems(editor: EditorView, problems: readonly Problem[]): void {
  const text = editor.state.doc;
  const diagnostics = problems.map(({ type, message, line, column, end_line, end_column, severity }): Diagnostic => {
    const from = offset(text, line, column);
    const to = Math.max(offset(text, end_line || line, end_column || column), Math.min(from + 1, text.length));
    return { from, to, severity, message: `${type}: ${message}` };
  });
  editor.dispatch(setDiagnostics(editor.state, diagnostics));
}

/** The line of the text cursor, counted from 1. */
export function cursorLine({ state }: EditorView): number {
  return state.doc.lineAt(state.selection.main.head).number;
}

export function goTo(editor: EditorView, line: number, column: number): void {
  editor.dispatch({ selection: { anchor: offset(editor.state.doc, line, column) }, scrollIntoView: true });
  editor.focus();
}
