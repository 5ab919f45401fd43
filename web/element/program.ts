// The program of an element, and the link that shows it.

export interface Program {
  readonly code?: string;
  readonly name?: string;
}

/** The link's fields that are attributes of the same name and hold a text. */
export const texts = ['lesson', 'view', 'mode', 'seed', 'schedule', 'speed', 'theme', 'moment', 'exercise'] as const;
/** Those that are on or off. */
export const flags = ['keep-open', 'autorun', 'readonly'] as const;
/** Those that say which program is shown. */
export const programAttributes = ['src', 'lesson', 'name'] as const;
/** All attributes that the element has in addition to those of every element. */
export const attributes = [...texts, ...flags, 'src', 'name', 'gil', 'height', 'loading', 'poster', 'site'] as const;

/** Removes the first line if it is empty, the spaces that all lines begin with, and those at the end. */
export function dedent(text: string): string {
  const lines = text
    .replaceAll('\r\n', '\n')
    .replace(/^[ \t]*\n/, '')
    .trimEnd()
    .split('\n');
  const depth = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(depth)).join('\n') + (lines.some(Boolean) ? '\n' : '');
}

/** The program between the element's tags. @returns undefined if there is none */
export function inlineCode(element: Element): string | undefined {
  const holder = element.querySelector('script[type="text/x-python"]') ?? element.querySelector('pre');
  return holder?.textContent?.trim() ? dedent(holder.textContent) : undefined;
}

/** Compresses as a link's `code` is: docs/links.md. */
async function packed(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(characters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The link's fields of an element's options, without its program. */
export function optionFields(element: Element): URLSearchParams {
  const fields = new URLSearchParams({ v: '1' });
  for (const name of texts) {
    const value = element.getAttribute(name);
    if (value) fields.set(name, value);
  }
  for (const name of flags) if (element.hasAttribute(name)) fields.set(name, '1');
  if (element.getAttribute('gil') === 'off') fields.set('no-gil', '1');
  fields.delete('lesson');
  return fields;
}

/** The same with the program. */
export async function programFields(element: Element, { code, name }: Program): Promise<URLSearchParams> {
  const fields = optionFields(element);
  if (code !== undefined) {
    fields.set('name', name || 'Program');
    fields.set('code', await packed(code));
  } else fields.set('lesson', element.getAttribute('lesson') || 'hello_threads');
  return fields;
}
