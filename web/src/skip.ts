// The links before everything else, and the list of keys.
import { element, listen, type Undo } from './elements';

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/.test(target.localName));

/** Where a link leads: the element itself, or the first control in it. */
function goal(id: string): HTMLElement | null {
  const target = document.getElementById(id);
  if (!target || target.tabIndex >= 0) return target;
  const first = target.querySelector<HTMLElement>('.cm-content, button:enabled, input:enabled, select:enabled');
  if (!first) target.tabIndex = -1;
  return first ?? target;
}

/** The links move the focus alone: the address stays, since it may hold a program. */
export function bindSkipLinks(links: HTMLElement): Undo {
  return listen(links, 'click', (event) => {
    if (!(event.target instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    goal(event.target.hash.slice(1))?.focus();
  });
}

/** `?` or the button opens the list of keys. */
export function bindKeys(button: HTMLButtonElement): Undo {
  const open = async () => (await import('./keys')).showKeys();
  const press = (event: KeyboardEvent) => {
    if (event.key !== '?' || event.ctrlKey || event.altKey || event.metaKey || isField(event.target)) return;
    event.preventDefault();
    void open();
  };
  addEventListener('keydown', press);
  const undo = listen(button, 'click', () => {
    element('program-menu', HTMLElement).hidePopover();
    void open();
  });
  return () => {
    undo();
    removeEventListener('keydown', press);
  };
}
