// Embed…: writes the lines that show the present program in another page, and shows what they look like. Loaded when it is opened.
import './embed_dialog.css';
import { defaultLooks, type Link, type Looks, type View, views, writeLink } from './links';
import { elementAttributes, elementSnippet, frameSnippet, type Placement } from './snippet';

const nameOfView: Record<View, string> = {
  timeline: 'Timeline',
  code: 'Code',
  console: 'Console',
  threads: 'Threads',
  primitives: 'Primitives',
  variables: 'Variables',
  graph: 'Who waits for whom',
};
const site = new URL('./', document.baseURI).href.replace(/#.*/, '');
const previewPauseMs = 400;

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...parts: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...parts);
  return made;
}

function box(text: string, checked = false): { label: HTMLLabelElement; input: HTMLInputElement } {
  const input = make('input', { type: 'checkbox', checked });
  return { label: make('label', {}, input, ` ${text}`), input };
}

function choice(text: string, options: readonly [value: string, text: string][]): { label: HTMLLabelElement; select: HTMLSelectElement } {
  const select = make('select', {}, ...options.map(([value, words]) => new Option(words, value)));
  return { label: make('label', {}, `${text} `, select), select };
}

/** Opens the dialog. `program`: what a link to the present program says. */
export function openEmbedDialog(program: Link, title: string): void {
  const given = program.looks ?? defaultLooks;
  const kind = choice('As', [
    ['element', 'an element, with its script'],
    ['frame', 'a plain frame'],
  ]);
  const parts = views.map((view) => ({ view, ...box(nameOfView[view], given.view.includes(view)) }));
  const height = make('input', { type: 'number', min: '160', max: '2000', step: '10', value: '420' });
  const theme = choice('Theme', [
    ['', "the reader's"],
    ['light', 'light'],
    ['dark', 'dark'],
  ]);
  const loading = choice('Loaded', [
    ['', 'when the reader presses Run'],
    ['near', 'when it is near the screen'],
  ]);
  const autorun = box('Runs by itself');
  const readonly = box('Cannot be edited');
  const snippet = make('textarea', { readOnly: true, rows: 7, spellcheck: false, ariaLabel: 'Lines for your page' });
  const copy = make('button', { type: 'button', className: 'primary', textContent: 'Copy' });
  const preview = make('div', { className: 'embed-preview' });
  const close = make('button', { type: 'submit', textContent: 'Close' });

  const looks = (): Looks => ({
    ...given,
    view: parts.flatMap(({ view, input }) => (input.checked ? [view] : [])),
    autorun: autorun.input.checked,
    readonly: readonly.input.checked,
    theme: theme.select.value === 'light' || theme.select.value === 'dark' ? theme.select.value : undefined,
  });
  const isFrame = () => kind.select.value === 'frame';
  let timer: number | undefined;

  const showFrame = async (link: Link, { height: pixels = 420 }: Placement) => {
    const source = `${site}#${await writeLink(link)}`;
    const shown = preview.querySelector(':scope > iframe');
    if (shown instanceof HTMLIFrameElement) shown.src = source;
    else preview.replaceChildren(make('iframe', { src: source, title: 'Preview', allow: 'cross-origin-isolated' }));
    const frame = preview.firstElementChild;
    if (frame instanceof HTMLElement) frame.style.height = `${pixels}px`;
  };
  /** The element itself. Its script is a file of the site. */
  const showElement = async (link: Link, placement: Placement) => {
    await import(/* @vite-ignore */ `${site}threading-sandbox.js`);
    const element = document.createElement('threading-sandbox');
    for (const [name, value] of elementAttributes(link, placement)) element.setAttribute(name, value);
    element.setAttribute('site', site);
    if (link.code !== undefined) element.append(make('pre', { textContent: link.code }));
    preview.replaceChildren(element);
  };
  const show = async () => {
    const link: Link = { ...program, looks: looks() };
    const pixels = height.valueAsNumber;
    const placement: Placement = {
      site,
      title,
      height: pixels > 0 ? Math.round(pixels) : undefined,
      near: loading.select.value === 'near',
    };
    // What runs by itself is loaded when it is near.
    loading.label.hidden = isFrame() || autorun.input.checked;
    snippet.value = await (isFrame() ? frameSnippet : elementSnippet)(link, placement);
    copy.textContent = 'Copy';
    clearTimeout(timer);
    timer = window.setTimeout(() => void (isFrame() ? showFrame : showElement)(link, placement), previewPauseMs);
  };

  copy.addEventListener('click', async () => {
    snippet.select();
    await navigator.clipboard?.writeText(snippet.value).then(
      () => (copy.textContent = 'Copied'),
      () => (copy.textContent = 'Press Ctrl+C'),
    );
  });
  const form = make(
    'form',
    { method: 'dialog' },
    make('h2', { textContent: 'Embed', id: 'embed-title' }),
    make(
      'div',
      { className: 'embed-options' },
      kind.label,
      make('label', {}, 'Height ', height, ' pixels'),
      theme.label,
      loading.label,
      autorun.label,
      readonly.label,
    ),
    make('fieldset', {}, make('legend', { textContent: 'Parts that are shown; none chosen: all' }), ...parts.map(({ label }) => label)),
    snippet,
    make('div', { className: 'embed-buttons' }, copy, close),
    preview,
  );
  const dialog = make('dialog', { className: 'embed' }, form);
  dialog.setAttribute('aria-labelledby', 'embed-title');
  form.addEventListener('input', () => void show());
  // The preview's threads end with it.
  dialog.addEventListener('close', () => (clearTimeout(timer), dialog.remove()));
  document.body.append(dialog);
  dialog.showModal();
  void show();
}
