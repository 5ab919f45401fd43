import { listen, remember, remembered, type Undo } from './elements';

export type Theme = 'light' | 'dark';

const key = 'theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

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

export function currentTheme(): Theme {
  return given ?? choice() ?? (prefersDark.matches ? 'dark' : 'light');
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
  const showSystems = () => show();
  prefersDark.addEventListener('change', showSystems);
  show();
  return () => {
    undo();
    prefersDark.removeEventListener('change', showSystems);
    show = () => {};
  };
}
