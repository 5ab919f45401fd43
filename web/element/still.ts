// What the element shows before its frame is loaded, and in print: the program, a button, a link. Nothing is loaded for it.

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: block; color-scheme: light dark; }
:host([hidden]) { display: none; }
:host([theme=light]) { color-scheme: light; }
:host([theme=dark]) { color-scheme: dark; }
.box { position: relative; height: 420px; overflow: hidden; box-sizing: border-box; border: 1px solid light-dark(#d8dde5, #2c343f); border-radius: 8px;
  background: light-dark(#fff, #181d25); color: light-dark(#1c2128, #e5e9f0); font: 14px/1.45 system-ui, sans-serif; }
iframe { display: block; width: 100%; height: 100%; border: 0; }
iframe + .still { display: none; }
.still { height: 100%; }
pre { height: 100%; margin: 0; padding: 52px 16px 12px; box-sizing: border-box; overflow: auto; font: 13.5px/1.6 ui-monospace, Menlo, Consolas, monospace; }
img { width: 100%; height: 100%; object-fit: contain; }
.bar { position: absolute; inset: 8px 12px auto; display: flex; gap: 12px; align-items: center; }
button { padding: 6px 16px; border: 0; border-radius: 8px; background: light-dark(#0067a3, #62b8ea); color: light-dark(#fff, #0b1a26); font: inherit; font-weight: 600; cursor: pointer; }
:focus-visible { outline: 2px solid light-dark(#0067a3, #62b8ea); outline-offset: 2px; }
a { margin-left: auto; color: light-dark(#0067a3, #62b8ea); }
p { margin: 0; color: light-dark(#a92a14, #ff8a70); }
p:empty { display: none; }
@media print {
  .box { height: auto !important; border: 0; }
  iframe, button { display: none; }
  iframe + .still { display: block; }
  .bar { position: static; }
  pre { padding: 0; overflow: visible; white-space: pre-wrap; }
  a::after { content: ": " attr(href); word-break: break-all; }
}`);

export interface Still {
  /** The element's content; its frame comes before the still. */
  readonly box: HTMLElement;
  readonly still: HTMLElement;
  show(what: { title: string; text: string; poster: string; link: string }): void;
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
  const still = make('div', 'still', code, make('div', 'bar', button, complaint, link));
  const box = make('div', 'box', still);
  box.part.add('box');
  root.append(box);
  return {
    box,
    still,
    show({ title, text, poster, link: address }) {
      button.ariaLabel = `Run: ${title}`;
      code.ariaLabel = title;
      link.href = address;
      if (!poster) {
        code.textContent = text;
        return;
      }
      const image = make('img', '');
      image.src = poster;
      image.alt = title;
      code.replaceChildren(image);
    },
    complain(sentence) {
      complaint.textContent = sentence;
    },
  };
}
