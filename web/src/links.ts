// A link to a program with the way it runs, in the fragment of the page's address, which browsers send to no server. docs/links.md
// describes the format. Every later version reads the links of the earlier ones.
import { findLesson } from './lessons';
import type { Theme } from './theme';

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
  /** How the page looks, and what it does by itself in a frame. */
  readonly looks?: Looks;
  /** JSON, as docs/exercises.md describes it. */
  readonly exercise?: string;
}

/** The parts of the page that a link can show alone; `code` is the editor, the others are panels of the picture. */
export const views = ['timeline', 'code', 'console', 'threads', 'primitives', 'variables', 'graph'] as const;
export type View = (typeof views)[number];

/** How a link wants the page to look. */
export interface Looks {
  /** The parts that are shown; empty: all. */
  readonly view: readonly View[];
  /** In a frame: run the program as soon as it can be run. */
  readonly autorun: boolean;
  /** The program cannot be edited. */
  readonly readonly: boolean;
  /** Undefined: the user's own choice. */
  readonly theme: Theme | undefined;
  /** The moment of the timeline that is looked at, in nanoseconds since the program's first statement. */
  readonly moment: number | undefined;
}

export const defaultLooks: Looks = { view: [], autorun: false, readonly: false, theme: undefined, moment: undefined };

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

/** Unknown names are left out. */
export function readViews(text: string): readonly View[] {
  const named = text.split(/[\s,]+/);
  return views.filter((view) => named.includes(view));
}

function readLooks(fields: URLSearchParams): Looks {
  const theme = fields.get('theme');
  const moment = Number(fields.get('moment') ?? Number.NaN);
  return {
    view: readViews(fields.get('view') ?? ''),
    autorun: fields.get('autorun') === '1',
    readonly: fields.get('readonly') === '1',
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
    moment: Number.isSafeInteger(moment) && moment > 0 ? moment : undefined,
  };
}

function writeLooks(fields: URLSearchParams, { view, autorun, readonly, theme, moment }: Looks): void {
  if (view.length > 0) fields.set('view', view.join());
  if (autorun) fields.set('autorun', '1');
  if (readonly) fields.set('readonly', '1');
  if (theme) fields.set('theme', theme);
  if (moment !== undefined) fields.set('moment', String(moment));
}

/** An exercise is written as JSON or packed as a program is. What is neither is JSON with an error. */
async function readExercise(text: string): Promise<string> {
  return text === '' || text.trimStart().startsWith('{') ? text : unpacked(text).catch(() => text);
}

/** The fields that a fragment without a program may have. */
const isLink = (fields: URLSearchParams) =>
  ['v', ...linkedOptions, 'lesson', 'code', 'schedule', 'view', 'autorun', 'readonly', 'theme', 'moment', 'exercise'].some((name) =>
    fields.has(name),
  );

/** The fragment of a link, without "#". */
export async function writeLink({ lesson, code, name, options, schedule, looks, exercise }: Link): Promise<string> {
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
  if (looks) writeLooks(fields, looks);
  if (exercise) fields.set('exercise', await packed(exercise));
  return fields.toString();
}

/** Reads the fragment of an address. @returns undefined if it is no link to a program; the reason if it is one that cannot be read */
export async function readLink(fragment: string): Promise<Link | string | undefined> {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const [lesson, packedCode] = [fields.get('lesson'), fields.get('code')];
  if (!isLink(fields)) return undefined;
  if (Number(fields.get('v') ?? version) > version) return 'The link was written by a later version of this page: reload it';
  const options = new Map(linkedOptions.flatMap((id) => (fields.has(id) ? [[id, fields.get(id) ?? ''] as const] : [])));
  const exercise = await readExercise(fields.get('exercise') ?? '');
  const rest = { options, schedule: fields.get('schedule') ?? '', looks: readLooks(fields), exercise };
  if (packedCode === null) {
    if (lesson === null) return { name: fields.get('name') ?? '', ...rest };
    const filename = `${lesson.replace(/\.py$/, '')}.py`;
    return findLesson(filename) ? { lesson: filename, ...rest } : `The link names a lesson that does not exist: ${lesson?.slice(0, 60)}`;
  }
  try {
    return { code: await unpacked(packedCode), name: fields.get('name') || 'Program of a link', ...rest };
  } catch (error) {
    return `The link is damaged or incomplete${error instanceof RangeError ? `: ${error.message}` : ''}`;
  }
}

/** What stays of a link when its program has been edited, and is kept under a name: the exercise. */
export function fragmentOfExercise(fragment: string, name: string): string {
  const exercise = new URLSearchParams(fragment.replace(/^#/, '')).get('exercise');
  return exercise ? `#${new URLSearchParams({ name, exercise })}` : '';
}
