import type { Plugin } from 'vite';

const onlyInShadowRoots = '!root.head && root.adoptedStyleSheets';

/** Lets CodeMirror's style-mod adopt a style sheet. It would write a style element, which the page's policy forbids. */
export function adoptedStyles(): Plugin {
  return {
    name: 'threadbox-adopted-styles',
    transform: {
      filter: { id: /style-mod\.js$/ },
      handler(code) {
        if (!code.includes(onlyInShadowRoots)) throw new Error('style-mod has changed: adapt web/plugins/adopted_styles.mts.');
        return { code: code.replace(onlyInShadowRoots, 'root.adoptedStyleSheets'), map: null };
      },
    },
  };
}
