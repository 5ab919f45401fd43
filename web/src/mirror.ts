// The picture as elements of the page, for screen readers and for the keyboard: what can be done there can be done here. It is shown while it has
// the focus. Loaded after the engine.
import { showButtons } from './accessibility';
import { element, listen, type Undo } from './elements';
import type { Engine } from './engine';
import './mirror.css';
import { consoleField, type Part, threadForm } from './mirror_fields';
import { momentSlider, variableList, waitList } from './mirror_views';
import type { Snapshot } from './schema';
import { actionsOf, takesStatements } from './thread_actions';

export interface Mirror {
  /** Shows the model of the present, or of the moment that the user has chosen. */
  show(shown: Snapshot): void;
  readonly unbind: Undo;
}

const controls = (root: HTMLElement) => root.querySelectorAll<HTMLElement>('button, input, select');

/** Makes the controls stops of Tab while one of them has the focus: Tab alone passes the mirror by. */
function bindFocus(root: HTMLElement): Undo {
  const open = (isOpen: boolean) => {
    root.classList.toggle('hidden', !isOpen);
    for (const control of controls(root)) control.tabIndex = isOpen ? 0 : -1;
  };
  open(false);
  const undos = [
    listen(root, 'focusin', ({ target }) => {
      open(true);
      if (target instanceof Element) target.scrollIntoView({ block: 'nearest' });
    }),
    listen(root, 'focusout', ({ relatedTarget }) => open(relatedTarget instanceof Node && root.contains(relatedTarget))),
    listen(root, 'keydown', ({ key }) => {
      if (key === 'Escape') element('threadbox-canvas', HTMLCanvasElement).focus();
    }),
  ];
  return () => {
    for (const undo of undos) undo();
  };
}

export function bindMirror(engine: Engine): Mirror {
  const root = element('mirror', HTMLElement);
  const threads = element('threads', HTMLUListElement);
  const above: Part[] = [momentSlider(engine), waitList()];
  const below: Part[] = [variableList(), threadForm(engine), consoleField(engine)];
  root.prepend(...above.map((part) => part.root));
  root.append(...below.map((part) => part.root));
  const parts = [...above, ...below];
  const unfocus = bindFocus(root);
  return {
    show: (shown) => {
      for (const part of parts) part.show(shown);
      for (const [i, thread] of shown.threads.entries()) {
        const item = threads.children[i];
        if (item) showButtons(item, takesStatements(shown) ? actionsOf(thread) : []);
      }
      const isOpen = root.contains(document.activeElement);
      for (const control of controls(root)) control.tabIndex = isOpen ? 0 : -1;
    },
    unbind: () => {
      unfocus();
      for (const part of parts) {
        part.unbind?.();
        part.root.remove();
      }
    },
  };
}
