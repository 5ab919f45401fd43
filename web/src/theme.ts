import { listen, remember, remembered, type Undo } from './elements';

export type Theme = 'light' | 'dark';

const key = 'theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

function choice(): Theme | undefined {
  const value = remembered(key);
  return value === 'light' || value === 'dark' ? value : undefined;
}

export function currentTheme(): Theme {
  return choice() ?? (prefersDark.matches ? 'dark' : 'light');
}

/** The theme is the system's until the user has chosen one. `onTheme` hears it at once and when it changes. */
export function bindTheme(button: HTMLButtonElement, onTheme: (theme: Theme) => void): Undo {
  const show = () => {
    const theme = currentTheme();
    document.documentElement.dataset.theme = theme;
    button.setAttribute('aria-pressed', String(theme === 'dark'));
    onTheme(theme);
  };
  const undo = listen(button, 'click', () => {
    remember(key, currentTheme() === 'dark' ? 'light' : 'dark');
    show();
  });
  prefersDark.addEventListener('change', show);
  show();
  return () => {
    undo();
    prefersDark.removeEventListener('change', show);
  };
}
