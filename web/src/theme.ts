import { listen, remember, remembered, type Undo } from './elements';
import type { Theme } from './snapshot';

const key = 'theme';
const prefers_dark = matchMedia('(prefers-color-scheme: dark)');

function choice(): Theme | undefined {
  const value = remembered(key);
  return value === 'light' || value === 'dark' ? value : undefined;
}

export function current_theme(): Theme {
  return choice() ?? (prefers_dark.matches ? 'dark' : 'light');
}

/** The theme is the system's until the user has chosen one. `on_theme` hears it at once and when it changes. */
export function bind_theme(button: HTMLButtonElement, on_theme: (theme: Theme) => void): Undo {
  const show = () => {
    const theme = current_theme();
    document.documentElement.dataset.theme = theme;
    button.setAttribute('aria-pressed', String(theme === 'dark'));
    on_theme(theme);
  };
  const undo = listen(button, 'click', () => {
    remember(key, current_theme() === 'dark' ? 'light' : 'dark');
    show();
  });
  prefers_dark.addEventListener('change', show);
  show();
  return () => {
    undo();
    prefers_dark.removeEventListener('change', show);
  };
}
