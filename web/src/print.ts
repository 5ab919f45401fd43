// In print, the page is its program and an address. The editor draws only the lines that are visible, so they are not it.
import './print.css';

export interface Printed {
  readonly name: string;
  readonly source: string;
  readonly address: string;
}

/** `what`: is asked when the page is about to be printed. */
export function bindPrint(what: () => Printed): void {
  let sheet: HTMLElement | undefined;
  const show = () => {
    const { name, source, address } = what();
    const [title, program, place] = [document.createElement('h1'), document.createElement('pre'), document.createElement('p')];
    title.textContent = name;
    program.textContent = source;
    place.textContent = address;
    sheet ??= document.body.appendChild(document.createElement('article'));
    sheet.className = 'printed';
    sheet.replaceChildren(title, program, place);
  };
  const hide = () => {
    sheet?.remove();
    sheet = undefined;
  };
  addEventListener('beforeprint', show);
  addEventListener('afterprint', hide);
  matchMedia('print').addEventListener('change', ({ matches }) => (matches ? show() : hide()));
}
