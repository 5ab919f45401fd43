// Regular expressions whose time is bounded: a pattern becomes the states of an automaton, and a text is read once, with all states that
// it can be in. There is no backtracking, so a pattern of an unknown author cannot hang the page. Back references and lookaround, which
// need backtracking, are rejected.

type Test = (character: string) => boolean;

type Node =
  | { readonly kind: 'one'; readonly test: Test }
  | { readonly kind: 'begin' | 'end' | 'word' | 'inside' }
  | { readonly kind: 'all'; readonly nodes: readonly Node[] }
  | { readonly kind: 'either'; readonly nodes: readonly Node[] }
  | { readonly kind: 'repeat'; readonly node: Node; readonly least: number; readonly most: number };

/** A state: reads a character, tests the place, or forks. `next` and `other` are states by their index. */
type State =
  | { readonly kind: 'one'; readonly test: Test; next: number }
  | { readonly kind: 'begin' | 'end' | 'word' | 'inside'; next: number }
  | { readonly kind: 'fork'; next: number; other: number }
  | { readonly kind: 'found' };

const mostRepeats = 1000;
const mostStates = 5000;
const deepest = 50;
/** States times characters. */
const mostWork = 50_000_000;

export interface Pattern {
  readonly text: string;
  /** Whether it occurs in the text. @throws RangeError if the text is too long for it */
  occursIn(text: string): boolean;
}

const isDigit: Test = (character) => character >= '0' && character <= '9';
const isWord: Test = (character) => /\w/.test(character);
const isSpace: Test = (character) => /\s/.test(character);
const not =
  (test: Test): Test =>
  (character) =>
    !test(character);
const classes: Readonly<Record<string, Test>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
};
const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' };

/** Reads a pattern. @throws SyntaxError with a sentence */
class Reader {
  #at = 0;
  #depth = 0;
  readonly #characters: readonly string[];

  constructor(text: string) {
    this.#characters = [...text];
  }

  read(): Node {
    const node = this.#either();
    if (this.#at < this.#characters.length) this.#fail('“)” without “(”');
    return node;
  }

  #fail(reason: string): never {
    throw new SyntaxError(`${reason}, at character ${this.#at + 1} of the pattern`);
  }

  #take(wanted: string): boolean {
    if (this.#characters[this.#at] !== wanted) return false;
    ++this.#at;
    return true;
  }

  #either(): Node {
    const nodes = [this.#sequence()];
    while (this.#take('|')) nodes.push(this.#sequence());
    return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'either', nodes };
  }

  #sequence(): Node {
    const nodes: Node[] = [];
    for (let next = this.#characters[this.#at]; next !== undefined && next !== '|' && next !== ')'; next = this.#characters[this.#at])
      nodes.push(this.#repeated(this.#atom()));
    return { kind: 'all', nodes };
  }

  #repeated(node: Node): Node {
    const counts = this.#counts();
    if (!counts) return node;
    // A lazy quantifier finds the same texts.
    this.#take('?');
    const [least, most] = counts;
    if (least > most) this.#fail('a repetition with more at least than at most');
    if (least > mostRepeats || (most !== Number.POSITIVE_INFINITY && most > mostRepeats))
      this.#fail(`more than ${mostRepeats} repetitions`);
    if (this.#counts()) this.#fail('two repetitions in a row');
    return { kind: 'repeat', node, least, most };
  }

  #counts(): readonly [number, number] | undefined {
    if (this.#take('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.#take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.#take('?')) return [0, 1];
    const counts = /^\{(\d{1,6})(,(\d{0,6}))?\}/.exec(this.#characters.slice(this.#at, this.#at + 16).join(''));
    if (!counts) return undefined;
    this.#at += counts[0].length;
    const least = Number(counts[1]);
    if (counts[2] === undefined) return [least, least];
    return [least, counts[3] ? Number(counts[3]) : Number.POSITIVE_INFINITY];
  }

  #atom(): Node {
    const character = this.#characters[this.#at++];
    switch (character) {
      case '^':
        return { kind: 'begin' };
      case '$':
        return { kind: 'end' };
      case '.':
        return { kind: 'one', test: (one) => one !== '\n' };
      case '(':
        return this.#group();
      case '[':
        return { kind: 'one', test: this.#set() };
      case '\\':
        return this.#escaped();
      case '*':
      case '+':
      case '?':
        --this.#at;
        return this.#fail(`“${character}” without anything to repeat`);
      default:
        return { kind: 'one', test: (one) => one === character };
    }
  }

  #group(): Node {
    if (this.#take('?') && !this.#take(':')) this.#fail('lookaround and named groups are not supported');
    if (++this.#depth > deepest) this.#fail(`groups more than ${deepest} deep`);
    const node = this.#either();
    --this.#depth;
    if (!this.#take(')')) this.#fail('“(” without “)”');
    return node;
  }

  #escaped(): Node {
    const letter = this.#characters[this.#at];
    if (letter === 'b' || letter === 'B') {
      ++this.#at;
      return { kind: letter === 'b' ? 'word' : 'inside' };
    }
    const test = this.#escape();
    return { kind: 'one', test: typeof test === 'string' ? (one) => one === test : test };
  }

  /** What follows a backslash: a class or one character. */
  #escape(): Test | string {
    const letter = this.#characters[this.#at++];
    if (letter === undefined) return this.#fail('a backslash at the end');
    if (isDigit(letter)) return this.#fail('back references are not supported');
    const known = classes[letter] ?? controls[letter];
    if (known !== undefined) return known;
    if (/[A-Za-z]/.test(letter)) return this.#fail(`“\\${letter}” is not supported`);
    return letter;
  }

  #set(): Test {
    const excludes = this.#take('^');
    const tests: Test[] = [];
    for (let isFirst = true; isFirst || this.#characters[this.#at] !== ']'; isFirst = false) tests.push(this.#range());
    ++this.#at;
    const includes: Test = (one) => tests.some((test) => test(one));
    return excludes ? not(includes) : includes;
  }

  #range(): Test {
    const first = this.#member();
    if (typeof first !== 'string') return first;
    if (this.#characters[this.#at] !== '-' || this.#characters[this.#at + 1] === ']') return (one) => one === first;
    ++this.#at;
    const last = this.#member();
    const [low, high] = [first.codePointAt(0) ?? 0, typeof last === 'string' ? (last.codePointAt(0) ?? 0) : -1];
    if (low > high) this.#fail('a range whose end is before its begin');
    return (one) => (one.codePointAt(0) ?? 0) >= low && (one.codePointAt(0) ?? 0) <= high;
  }

  #member(): Test | string {
    const character = this.#characters[this.#at++];
    if (character === undefined) return this.#fail('“[” without “]”');
    return character === '\\' ? this.#escape() : character;
  }
}

/** Adds the states of a node, which go on at `next`. @returns the first one */
function build(states: State[], node: Node, next: number): number {
  const add = (state: State) => {
    if (states.length >= mostStates) throw new SyntaxError('the pattern is too large');
    return states.push(state) - 1;
  };
  switch (node.kind) {
    case 'one':
      return add({ kind: 'one', test: node.test, next });
    case 'all':
      return node.nodes.reduceRight((after, part) => build(states, part, after), next);
    case 'either':
      return node.nodes.map((part) => build(states, part, next)).reduceRight((other, first) => add({ kind: 'fork', next: first, other }));
    case 'repeat': {
      let first = next;
      if (node.most === Number.POSITIVE_INFINITY) {
        const fork = { kind: 'fork' as const, next, other: next };
        first = add(fork);
        fork.next = build(states, node.node, first);
      } else for (let i = node.least; i < node.most; ++i) first = add({ kind: 'fork', next: build(states, node.node, first), other: next });
      for (let i = 0; i < node.least; ++i) first = build(states, node.node, first);
      return first;
    }
    default:
      return add({ kind: node.kind, next });
  }
}

/** Whether a place between two characters is of the kind; lines have begins and ends, too. */
function isPlace(kind: 'begin' | 'end' | 'word' | 'inside', before: string | undefined, after: string | undefined): boolean {
  if (kind === 'begin') return before === undefined || before === '\n';
  if (kind === 'end') return after === undefined || after === '\n';
  const isEdge = (before !== undefined && isWord(before)) !== (after !== undefined && isWord(after));
  return isEdge === (kind === 'word');
}

function occurs(states: readonly State[], first: number, text: string): boolean {
  const characters = [...text];
  if ((characters.length + 1) * states.length > mostWork) throw new RangeError('the output is too long for this pattern');
  /** The last place at which each state was entered. */
  const entered = new Int32Array(states.length).fill(-1);
  let current: number[] = [];
  for (let at = 0; at <= characters.length; ++at) {
    const [before, after] = [characters[at - 1], characters[at]];
    const open = [...current, first];
    const reading: number[] = [];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (entered[index] === at) continue;
      entered[index] = at;
      const state = states[index];
      if (state === undefined) continue;
      if (state.kind === 'found') return true;
      if (state.kind === 'fork') open.push(state.other, state.next);
      else if (state.kind === 'one') reading.push(index);
      else if (isPlace(state.kind, before, after)) open.push(state.next);
    }
    current = [];
    if (after === undefined) break;
    for (const index of reading) {
      const state = states[index];
      if (state?.kind === 'one' && state.test(after)) current.push(state.next);
    }
  }
  return false;
}

/**
 * Reads a regular expression: characters, `.`, sets, `\d \w \s` and their opposites, `^ $` at the begins and ends of lines, `\b`, groups,
 * `|`, and the quantifiers. @throws SyntaxError with a sentence if it is none, or uses what is not supported
 */
export function readPattern(text: string): Pattern {
  const node = new Reader(text).read();
  const states: State[] = [{ kind: 'found' }];
  const first = build(states, node, 0);
  return { text, occursIn: (searched) => occurs(states, first, searched) };
}
