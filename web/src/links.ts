// A link to a program with the way it runs, in the fragment of the page's address, which browsers send to no server. docs/links.md
// describes the format. Every later version reads the links of the earlier ones.
import { findLesson } from './lessons';

const version = 1;
const longestSource = 4 << 20;
/** Links of this length work in browsers, mail and course pages. */
export const longestLink = 32_000;

export interface Link {
  /** A lesson's filename; or the text of another program. */
  readonly lesson?: string;
  readonly code?: string;
  /** The name of the program that `code` is. */
  readonly name?: string;
  /** As the controls of the options have them: id of the control and value. */
  readonly options: ReadonlyMap<string, string>;
  /** The steps that are made at the start of a stepped run. */
  readonly schedule?: string;
}

/** The options that a link may have, in the order in which it is written. */
export const linkedOptions = ['keep-open', 'no-gil', 'speed', 'mode', 'seed'] as const;

async function through(bytes: Uint8Array<ArrayBuffer>, change: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(change).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > longestSource) throw new RangeError('the program of the link is larger than 4 MB');
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

async function packed(text: string): Promise<string> {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(characters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @throws if it was not packed so */
async function unpacked(text: string): Promise<string> {
  const characters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(characters, (character) => character.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true }).decode(await through(bytes, new DecompressionStream('deflate-raw')));
}

/** The fragment of a link, without "#". */
export async function writeLink({ lesson, code, name, options, schedule }: Link): Promise<string> {
  const fields = new URLSearchParams({ v: String(version) });
  if (lesson !== undefined) fields.set('lesson', lesson);
  else if (code !== undefined) {
    if (name) fields.set('name', name);
    fields.set('code', await packed(code));
  }
  for (const id of linkedOptions) {
    const value = options.get(id);
    if (value) fields.set(id, value);
  }
  if (schedule) fields.set('schedule', schedule);
  return fields.toString();
}

/** Reads the fragment of an address. @returns undefined if it is no link to a program; the reason if it is one that cannot be read */
export async function readLink(fragment: string): Promise<Link | string | undefined> {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const [lesson, packedCode] = [fields.get('lesson'), fields.get('code')];
  if (lesson === null && packedCode === null) return undefined;
  if (Number(fields.get('v') ?? version) > version) return 'The link was written by a later version of this page: reload it';
  const options = new Map(linkedOptions.flatMap((id) => (fields.has(id) ? [[id, fields.get(id) ?? ''] as const] : [])));
  const rest = { options, schedule: fields.get('schedule') ?? '' };
  if (packedCode === null) {
    const filename = `${lesson?.replace(/\.py$/, '')}.py`;
    return findLesson(filename) ? { lesson: filename, ...rest } : `The link names a lesson that does not exist: ${lesson?.slice(0, 60)}`;
  }
  try {
    return { code: await unpacked(packedCode), name: fields.get('name') || 'Program of a link', ...rest };
  } catch (error) {
    return `The link is damaged or incomplete${error instanceof RangeError ? `: ${error.message}` : ''}`;
  }
}
