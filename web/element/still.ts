// What the element shows before its frame is loaded, and in print: the program, a button, a link. Nothing is loaded for it.

import style from './still.css?inline';

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

export interface Still {
  /** The element's content; its frame comes before the still. */
  readonly box: HTMLElement;
  readonly still: HTMLElement;
  show(title: string, text: string, poster: string, link: string): void;
  complain(sentence: string): void;
}

export function createStill(host: HTMLElement, onRun: () => void): Still {
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  const make = <Name extends keyof HTMLElementTagNameMap>(name: Name, className: string, ...parts: (Node | string)[]) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...parts);
    return made;
  };
  const code = make('pre', '');
  code.tabIndex = 0;
  code.role = 'region';
  const button = make('button', '', 'Run');
  button.type = 'button';
  button.addEventListener('click', onRun);
  const link = make('a', '', 'Open in Threadbox');
  link.target = '_blank';
  link.rel = 'noopener';
  const complaint = make('p', '');
  complaint.role = 'alert';
  const image = make('img', '');
  const still = make('div', 'still', image, code, make('div', 'bar', button, complaint, link));
  const box = make('div', 'box', still);
  box.part.add('box');
  root.append(box);
  return {
    box,
    still,
    show(title, text, poster, address) {
      button.ariaLabel = `Run: ${title}`;
      code.ariaLabel = title;
      link.href = address;
      code.textContent = text;
      image.hidden = !poster;
      image.src = poster;
      image.alt = title;
    },
    complain(sentence) {
      complaint.textContent = sentence;
    },
  };
}
