// Breakpoints: lines before which a run pauses, set by a click on a line's number.
import { type Extension, type Range, RangeSet, StateEffect, StateField } from '@codemirror/state';
import { type BlockInfo, type EditorView, GutterMarker, type KeyBinding, lineNumberMarkers, lineNumbers } from '@codemirror/view';

class Breakpoint extends GutterMarker {
  override elementClass = 'cm-breakpoint';
}
const breakpoint = new Breakpoint();

const toggleAt = StateEffect.define<number>({ map: (position, changes) => changes.mapPos(position) });

function toggled(points: RangeSet<Breakpoint>, position: number): RangeSet<Breakpoint> {
  let found = false;
  points.between(position, position, () => {
    found = true;
  });
  const add: Range<Breakpoint>[] = found ? [] : [breakpoint.range(position)];
  return points.update({ add, filter: (from) => from !== position });
}

const field = StateField.define<RangeSet<Breakpoint>>({
  create: () => RangeSet.empty,
  update(points, transaction) {
    let next = points.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(toggleAt)) next = toggled(next, effect.value);
    return next;
  },
  provide: (self) => lineNumberMarkers.from(self),
});

/** `onToggle`: called with the line, after the change. */
export interface BreakpointEvents {
  onToggle(line: number): void;
}

function toggle(view: EditorView, from: number, { onToggle }: BreakpointEvents): boolean {
  view.dispatch({ effects: toggleAt.of(from) });
  onToggle(view.state.doc.lineAt(from).number);
  return true;
}

/** Line numbers that take breakpoints; a click also moves the text cursor to the line, whose story is told. */
export function breakpointGutter(events: BreakpointEvents): Extension {
  const click = (view: EditorView, line: BlockInfo) => {
    const { from } = view.state.doc.lineAt(line.from);
    view.dispatch({ selection: { anchor: from } });
    return toggle(view, from, events);
  };
  return [field, lineNumbers({ domEventHandlers: { mousedown: click } })];
}

/** F9 sets a breakpoint at the cursor's line, or removes it. */
export function breakpointKeys(events: BreakpointEvents): KeyBinding[] {
  const atCursor = (view: EditorView) => toggle(view, view.state.doc.lineAt(view.state.selection.main.head).from, events);
  return [{ key: 'F9', run: atCursor }];
}

/** The lines that have one, in order. */
export function breakpoints(view: EditorView): number[] {
  const lines = new Set<number>();
  view.state.field(field).between(0, view.state.doc.length, (from) => {
    lines.add(view.state.doc.lineAt(from).number);
  });
  return [...lines].sort((a, b) => a - b);
}
