// An exercise as its author writes it: JSON, which docs/exercises.md describes. Reading it either succeeds or says what is wrong and where.
import { placeOfError } from './json_place';
import { type Pattern, readPattern } from './pattern';

export const invariants = ['no-thread-waits', 'no-deadlock', 'no-uncaught-exception', 'every-thread-ended'] as const;
export type Invariant = (typeof invariants)[number];

/** Which output an expectation is about: what was printed, what went to sys.stderr, or both in the order in which they were written. */
export type Stream = 'out' | 'err' | 'both';

/** In each of these, one of several texts is enough. */
type Text =
  | { readonly kind: 'output'; readonly wanted: readonly string[]; readonly anyOrder: boolean; readonly stream: Stream }
  | { readonly kind: 'contains'; readonly wanted: readonly string[]; readonly stream: Stream }
  | { readonly kind: 'matches'; readonly wanted: readonly Pattern[]; readonly stream: Stream };

export type Demand =
  | Text
  | { readonly kind: 'invariant'; readonly name: Invariant }
  | { readonly kind: 'exit-code'; readonly wanted: number }
  /** `wanted`: any of these texts, as repr() gives them. */
  | { readonly kind: 'variable'; readonly name: string; readonly wanted: readonly string[] }
  /** In seconds of virtual time. */
  | { readonly kind: 'within'; readonly seconds: number }
  | { readonly kind: 'uses' | 'avoids'; readonly names: readonly string[] }
  | { readonly kind: 'finding' | 'no-finding'; readonly names: readonly string[] };

export interface Expectation {
  /** The author's words for it; empty: ours. */
  readonly says: string;
  /** It must hold in one of the orders at least; otherwise in all. */
  readonly inSome: boolean;
  readonly demand: Demand;
}

export interface Exercise {
  readonly task: string;
  /** In how many orders the program is run. */
  readonly runs: number;
  /** Of the first order at random; the others have the next ones. */
  readonly seed: number;
  /** The lines that the program reads. */
  readonly input: readonly string[];
  readonly expect: readonly Expectation[];
}

const longest = 64 << 10;
const mostExpectations = 50;
const mostTexts = 50;
export const mostRuns = 200;
const usualRuns = 20;

/** What is wrong with an exercise, with its place: the end of a sentence. */
class Malformed extends Error {
  constructor(place: string, reason: string) {
    super(`${place ? ` at ${place}` : ''}: ${reason}`);
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value in a sentence. @throws RangeError if it is nested too deeply */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** How many characters must be added, left out or replaced to make one text of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (const [i, character] of [...one].entries()) {
    const next = [i + 1];
    for (let j = 0; j < other.length; ++j)
      next.push(Math.min((row[j] ?? 0) + (character === other[j] ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    row = next;
  }
  return row[other.length] ?? 0;
}

/** The known name that is meant by a slip; otherwise all that there are. */
function nearest(given: string, known: readonly string[]): string {
  const best = known.find((name) => distance(given.slice(0, 40), name) <= 2);
  return best ? `; is “${best}” meant?` : `; there are: ${known.join(', ')}`;
}

function checkKeys(fields: Fields, place: string, known: readonly string[]): void {
  for (const key of Object.keys(fields))
    if (!known.includes(key)) throw new Malformed(place, `there is no field ${shown(key)}${nearest(key, known)}`);
}

function text(value: unknown, place: string): string {
  if (typeof value !== 'string') throw new Malformed(place, `a text was expected, not ${shown(value)}`);
  return value;
}

/** One text or several. */
function texts(value: unknown, place: string, one = text): readonly string[] {
  if (!Array.isArray(value)) return [one(value, place)];
  if (value.length === 0) throw new Malformed(place, 'the list is empty');
  if (value.length > mostTexts) throw new Malformed(place, `the list has more than ${mostTexts} texts`);
  return value.map((item, i) => one(item, `${place}[${i}]`));
}

function number(value: unknown, place: string, least: number, most: number, isWhole = true): number {
  if (typeof value !== 'number' || (isWhole && !Number.isInteger(value)) || value < least || value > most)
    throw new Malformed(place, `a ${isWhole ? 'whole ' : ''}number from ${least} to ${most} was expected, not ${shown(value)}`);
  return value;
}

function oneOf<Name extends string>(value: unknown, place: string, known: readonly Name[]): Name {
  const found = known.find((name) => name === value);
  if (found !== undefined) return found;
  throw new Malformed(place, `${shown(value)} is not known${nearest(String(value), known)}`);
}

/** "no thread waits" means "no-thread-waits". */
const kebab = (value: unknown, place: string) => text(value, place).trim().toLowerCase().replace(/[ _]+/g, '-');

function name(value: unknown, place: string): string {
  const given = text(value, place);
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(given)) throw new Malformed(place, `${shown(value)} is not a Python name`);
  return given;
}

function finding(value: unknown, place: string): string {
  const given = kebab(value, place);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(given))
    throw new Malformed(place, `${shown(value)} is not the name of a finding, such as "deadlock"`);
  return given;
}

/** The text that repr() gives for a JSON value; a text is such a text already. */
function repr(value: unknown, place: string): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null) return 'None';
  return typeof value === 'number' ? String(value) : text(value, place);
}

function pattern(value: unknown, place: string): Pattern {
  try {
    return readPattern(text(value, place));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Malformed(place, error.message);
    throw error;
  }
}

const streams = ['out', 'err', 'both'] as const;
const lineOrders = ['any'] as const;

/** Each kind of demand: the fields that it may have beside its own, and how it is read. */
const kinds: { readonly [Kind in Demand['kind']]: { readonly also: readonly string[]; read(fields: Fields, place: string): Demand } } = {
  output: {
    also: ['stream', 'lines'],
    read: ({ output, stream = 'out', lines }, place) => ({
      kind: 'output',
      wanted: texts(output, `${place}.output`),
      anyOrder: lines !== undefined && oneOf(lines, `${place}.lines`, lineOrders) === 'any',
      stream: oneOf(stream, `${place}.stream`, streams),
    }),
  },
  contains: {
    also: ['stream'],
    read: ({ contains, stream = 'out' }, place) => ({
      kind: 'contains',
      wanted: texts(contains, `${place}.contains`),
      stream: oneOf(stream, `${place}.stream`, streams),
    }),
  },
  matches: {
    also: ['stream'],
    read: ({ matches, stream = 'out' }, place) => ({
      kind: 'matches',
      wanted: (Array.isArray(matches) ? texts(matches, `${place}.matches`) : [matches]).map((one, i) =>
        pattern(one, Array.isArray(matches) ? `${place}.matches[${i}]` : `${place}.matches`),
      ),
      stream: oneOf(stream, `${place}.stream`, streams),
    }),
  },
  invariant: {
    also: [],
    read: ({ invariant }, place) => ({
      kind: 'invariant',
      name: oneOf(kebab(invariant, `${place}.invariant`).replace(/-at-the-end$/, ''), `${place}.invariant`, invariants),
    }),
  },
  'exit-code': {
    also: [],
    read: (fields, place) => ({ kind: 'exit-code', wanted: number(fields['exit-code'], `${place}.exit-code`, 0, 255) }),
  },
  variable: {
    also: ['is'],
    read: (fields, place) => {
      if (fields.is === undefined) throw new Malformed(place, 'the variable has no “is”, the text of its value');
      return { kind: 'variable', name: name(fields.variable, `${place}.variable`), wanted: texts(fields.is, `${place}.is`, repr) };
    },
  },
  within: {
    also: [],
    read: ({ within }, place) => ({ kind: 'within', seconds: number(within, `${place}.within`, 0, 1e6, false) }),
  },
  uses: { also: [], read: ({ uses }, place) => ({ kind: 'uses', names: texts(uses, `${place}.uses`, name) }) },
  avoids: { also: [], read: ({ avoids }, place) => ({ kind: 'avoids', names: texts(avoids, `${place}.avoids`, name) }) },
  finding: { also: [], read: (fields, place) => ({ kind: 'finding', names: texts(fields.finding, `${place}.finding`, finding) }) },
  'no-finding': {
    also: [],
    read: (fields, place) => ({ kind: 'no-finding', names: texts(fields['no-finding'], `${place}.no-finding`, finding) }),
  },
};
const kindNames = Object.keys(kinds) as Demand['kind'][];

function expectation(value: unknown, place: string): Expectation {
  if (!isFields(value)) throw new Malformed(place, `an expectation such as {"output": "4"} was expected, not ${shown(value)}`);
  const given = kindNames.filter((kind) => kind in value);
  const [kind, second] = given;
  if (kind === undefined) {
    const key = Object.keys(value).find((one) => !['says', 'in'].includes(one)) ?? '';
    throw new Malformed(place, key ? `there is no expectation ${shown(key)}${nearest(key, kindNames)}` : 'it expects nothing');
  }
  if (second !== undefined) throw new Malformed(place, `“${kind}” and “${second}” are two expectations: write each in braces of its own`);
  checkKeys(value, place, [kind, 'says', 'in', ...kinds[kind].also]);
  return {
    says: value.says === undefined ? '' : text(value.says, `${place}.says`),
    inSome: value.in !== undefined && oneOf(value.in, `${place}.in`, ['all', 'some'] as const) === 'some',
    demand: kinds[kind].read(value, place),
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new Malformed(placeOfError(json), 'this is not JSON');
  }
}

function read(json: string): Exercise {
  if (json.length > longest) throw new Malformed('', `it is longer than ${longest >> 10} kB`);
  const value = parse(json);
  if (!isFields(value)) throw new Malformed('', `an object such as {"expect": [{"output": "4"}]} was expected, not ${shown(value)}`);
  checkKeys(value, '', ['task', 'runs', 'seed', 'input', 'expect']);
  const expect = isFields(value.expect) ? [value.expect] : value.expect;
  if (!Array.isArray(expect) || expect.length === 0) throw new Malformed('expect', 'a list of at least one expectation was expected');
  if (expect.length > mostExpectations) throw new Malformed('expect', `there are more than ${mostExpectations} expectations`);
  return {
    task: value.task === undefined ? '' : text(value.task, 'task'),
    runs: value.runs === undefined ? usualRuns : number(value.runs, 'runs', 1, mostRuns),
    seed: value.seed === undefined ? 0 : number(value.seed, 'seed', 0, 999_999),
    input: value.input === undefined ? [] : texts(value.input, 'input'),
    expect: expect.map((one, i) => expectation(one, `expect[${i}]`)),
  };
}

/** Reads an exercise. @returns a sentence that says what is wrong, and where, if it is none */
export function readExercise(json: string): Exercise | string {
  try {
    return read(json);
  } catch (error) {
    // Brackets in brackets in brackets: the browser's own functions give up.
    const reason = error instanceof Malformed ? error.message : ': it is nested too deeply';
    return `The exercise of this page has an error${reason.replace(/(?<!\?)$/, '.')}`;
  }
}
