import { listen, remember, remembered, type Undo } from './elements';

export type Theme = 'light' | 'dark';

const key = 'theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
/** The system's own colours, which the theme cannot replace: they are light or dark as the system says. */
const forced = matchMedia('(forced-colors: active)');
const contrast = matchMedia('(prefers-contrast: more)');

/** Colours by their names in the engine (`ui::Palette`), each as 0xRRGGBB. */
export type Colors = Readonly<Record<string, number>>;
const canvasColors = [
  'ground',
  'panel',
  'line',
  'text',
  'muted',
  'error',
  'echo',
  'mark',
  'button',
  'button-over',
  'field',
  'accent',
  'on-accent',
];

/** The colours that the style sheet gives to the picture (`--ground` …), with the user's own ones where the system forces them. */
export function colorsOf(canvas: HTMLCanvasElement): Colors {
  const style = getComputedStyle(canvas);
  const given = canvasColors.filter((name) => style.getPropertyValue(`--${name}`) !== '');
  const value = (name: string) => {
    canvas.style.color = `var(--${name})`; // Only a computed colour is one of numbers, "rgb(1, 2, 3)" or "color(srgb 0.1 0.2 0.3)".
    const unit = style.color.startsWith('color(') ? 255 : 1;
    const parts = style.color.match(/[\d.]+/g) ?? [];
    return parts.slice(0, 3).reduce((sum, part) => sum * 256 + Math.round(Number(part) * unit), 0);
  };
  const colors = Object.fromEntries(given.map((name) => [name.replace('-', '_'), value(name)]));
  canvas.style.color = '';
  return colors;
}

function choice(): Theme | undefined {
  const value = remembered(key);
  return value === 'light' || value === 'dark' ? value : undefined;
}

/** What a link asks for, for this visit. */
let given: Theme | undefined;
let show = () => {};

/** Shows the theme of a link; undefined: the user's. */
export function takeTheme(theme: Theme | undefined): void {
  given = theme;
  show();
}

/** Shows the theme again, e.g. to an engine that has just started. */
export function showTheme(): void {
  show();
}

function currentTheme(): Theme {
  const system = prefersDark.matches ? 'dark' : 'light';
  return forced.matches ? system : (given ?? choice() ?? system);
}

/** Applies the user's theme, or the system's if the user has chosen none. Calls `onTheme` immediately and after each change. */
export function bindTheme(button: HTMLButtonElement, onTheme: (theme: Theme) => void): Undo {
  show = () => {
    const theme = currentTheme();
    document.documentElement.dataset.theme = theme;
    // An installed page has its window frame in this colour.
    const frame = document.querySelector<HTMLMetaElement>('meta[name="theme-color"]');
    if (frame) frame.content = getComputedStyle(document.body).backgroundColor;
    button.setAttribute('aria-pressed', String(theme === 'dark'));
    onTheme(theme);
  };
  const undo = listen(button, 'click', () => {
    remember(key, currentTheme() === 'dark' ? 'light' : 'dark');
    given = undefined;
    show();
  });
  const systems = [prefersDark, forced, contrast];
  for (const setting of systems) setting.addEventListener('change', showTheme);
  show();
  return () => {
    undo();
    for (const setting of systems) setting.removeEventListener('change', showTheme);
    show = () => {};
  };
}
