// Threadbox in VitePress: a fence ```threading-sandbox view=code,timeline height=420 becomes the element. In .vitepress/config.mts:
//
//     import { isSandbox, threadboxFence, threadboxHead } from './threadbox.mts';
//     const site = 'https://SITE/';
//     export default defineConfig({
//       head: threadboxHead(site),
//       markdown: { config: (md) => threadboxFence(md, site) },
//       vue: { template: { compilerOptions: { isCustomElement: isSandbox } } },
//     });

/** The part of markdown-it that is used. */
interface Markdown {
  readonly utils: { escapeHtml(text: string): string };
  readonly renderer: {
    readonly rules: { fence?: (tokens: { info: string; content: string }[], index: number, ...rest: never[]) => string };
  };
}

/** Vue must not look for a component of that name. */
export const isSandbox = (tag: string): boolean => tag === 'threading-sandbox';

/** The script, once for each page. */
export const threadboxHead = (site: string): [string, Record<string, string>][] => [
  ['script', { src: `${site}threading-sandbox.js`, async: '' }],
];

/** Replaces the fences `threading-sandbox` by elements. Attributes are written as name=value or name="a value". */
export function threadboxFence(md: Markdown, site: string): void {
  const { escapeHtml } = md.utils;
  const before = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const { info = '', content = '' } = tokens[index] ?? {};
    const [, words] = /^threading-sandbox(?:\s+(.*))?$/.exec(info.trim()) ?? [];
    if (!/^threading-sandbox(\s|$)/.test(info.trim())) return before?.(tokens, index, ...rest) ?? '';
    const attributes = [...(words ?? '').matchAll(/([\w-]+)(?:=(?:"([^"]*)"|(\S+)))?/g)]
      .map(([, name, quoted, plain]) => ` ${name}="${escapeHtml(quoted ?? plain ?? '')}"`)
      .join('');
    const program = content.trim() ? `<pre>\n${escapeHtml(content)}</pre>` : '';
    // Vue would read {{ }} in a program.
    return `<threading-sandbox v-pre${attributes}>${program}<a href="${escapeHtml(site)}">Open Threadbox</a></threading-sandbox>\n`;
  };
}
