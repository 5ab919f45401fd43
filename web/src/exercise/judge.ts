// Whether runs of a program meet the expectations of an exercise, and the reason why not. It reads nothing but its arguments.
import type { Demand, Exercise, Expectation, Stream } from './format';
import { namesIn } from './names';
import type { Observation } from './observation';

/** What came of an expectation. */
export interface Judged {
  readonly ok: boolean;
  /** What is expected, in words. */
  readonly text: string;
  /** Why it is not met, in one sentence; empty if it is. */
  readonly reason: string;
}

export interface Verdict {
  readonly passed: boolean;
  readonly expectations: readonly Judged[];
  /** How many runs were judged. */
  readonly runs: number;
  /** The index of the first run that does not do what is expected of each; -1: none. */
  readonly failing: number;
}

const longestShown = 80;
const mostPieces = 10_000;

/** A text in a sentence. */
function quoted(text: string): string {
  const line = text.replaceAll('\n', '⏎');
  return line.length > longestShown ? `“${line.slice(0, longestShown)}…”` : `“${line}”`;
}

/** "a, b or c" */
function listed(words: readonly string[], last = 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

const noun: Readonly<Record<Stream, string>> = { out: 'The output', err: 'The error output', both: 'The output with the errors' };
const invariantTexts = {
  'no-thread-waits': 'No thread waits at the end',
  'no-deadlock': 'There is no deadlock',
  'no-uncaught-exception': 'No exception is uncaught',
  'every-thread-ended': 'Every thread ends',
} as const;

/** What is expected, in our words. */
export function textOf(demand: Demand): string {
  switch (demand.kind) {
    case 'output': {
      const isEmpty = demand.wanted.every((wanted) => wanted === '');
      if (isEmpty) return `${noun[demand.stream]} is empty`;
      return `${noun[demand.stream]} is ${listed(demand.wanted.map((wanted) => quoted(withoutEnd(wanted))))}${demand.anyOrder ? ', its lines in any order' : ''}`;
    }
    case 'contains':
      return `${noun[demand.stream]} contains ${listed(demand.wanted.map(quoted))}`;
    case 'matches':
      return `${noun[demand.stream]} matches ${listed(demand.wanted.map(({ text }) => quoted(text)))}`;
    case 'invariant':
      return invariantTexts[demand.name];
    case 'exit-code':
      return `The exit code is ${demand.wanted}`;
    case 'variable':
      return `At the end, ${demand.name} is ${listed(demand.wanted.map((wanted) => shortened(wanted)))}`;
    case 'within':
      return `It takes at most ${seconds(demand.seconds)}`;
    case 'uses':
      return `The program uses ${listed(demand.names, 'and')}`;
    case 'avoids':
      return `The program does not use ${listed(demand.names)}`;
    case 'finding':
      return `This happens: ${listed(demand.names, 'and')}`;
    case 'no-finding':
      return `This does not happen: ${listed(demand.names)}`;
  }
}

const shortened = (text: string) => (text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);
const seconds = (count: number) => `${Number(count.toFixed(3))} ${count === 1 ? 'second' : 'seconds'}`;
/** A line break at the end makes no difference. */
const withoutEnd = (text: string) => text.replace(/\n$/, '');
const linesOf = (text: string) => withoutEnd(text.replaceAll('\r\n', '\n')).split('\n');

function outputOf(run: Observation, stream: Stream): string {
  return run.pieces
    .filter((piece) => piece.stream !== 'echo' && (stream === 'both' || piece.stream === stream))
    .map(({ text }) => text)
    .join('');
}

/** Of several texts, the one that agrees with the output for the most lines. */
function closest(wanted: readonly string[], got: readonly string[]): readonly string[] {
  const agreeing = (lines: readonly string[]) => {
    const different = lines.findIndex((line, i) => line !== got[i]);
    return different < 0 ? lines.length : different;
  };
  return wanted.map(linesOf).reduce((best, lines) => (agreeing(lines) > agreeing(best) ? lines : best));
}

/** The first line in which two texts differ. */
function difference(wanted: readonly string[], got: readonly string[]): string {
  const count = Math.max(wanted.length, got.length);
  for (let i = 0; i < count; ++i) {
    const [one, other] = [wanted[i], got[i]];
    if (one === other) continue;
    if (other === undefined) return `line ${i + 1}, ${quoted(one ?? '')}, is missing`;
    if (one === undefined) return `line ${i + 1}, ${quoted(other)}, is too much`;
    return `line ${i + 1} is ${quoted(other)}, not ${quoted(one)}`;
  }
  return '';
}

function surplus(lines: readonly string[], others: readonly string[]): string | undefined {
  const left = [...others];
  return lines.find((line) => {
    const place = left.indexOf(line);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

function judgeOutput(demand: Demand & { kind: 'output' }, run: Observation): string {
  const text = outputOf(run, demand.stream);
  const got = linesOf(text);
  const name = noun[demand.stream];
  const sorted = (lines: readonly string[]) => (demand.anyOrder ? [...lines].sort() : lines).join('\n');
  if (demand.wanted.some((wanted) => sorted(linesOf(wanted)) === sorted(got))) return '';
  if (text === '') return `${name} is empty`;
  const wanted = closest(demand.wanted, got);
  if (!demand.anyOrder) {
    if (wanted.length === 1 && got.length === 1) return `${name} is ${quoted(got.join('\n'))}`;
    return `In ${name.toLowerCase()}, ${difference(wanted, got)}`;
  }
  const [missing, extra] = [surplus(wanted, got), surplus(got, wanted)];
  return missing !== undefined ? `${name} has no line ${quoted(missing)}` : `${name} has a line ${quoted(extra ?? '')} too much`;
}

function judgeText(demand: Demand & { kind: 'output' | 'contains' | 'matches' }, run: Observation): string {
  if (run.pieces.length >= mostPieces) return 'The output is too long to be judged';
  if (demand.kind === 'output') return judgeOutput(demand, run);
  const text = outputOf(run, demand.stream);
  const got = text === '' ? `${noun[demand.stream]} is empty` : `${noun[demand.stream]} is ${quoted(withoutEnd(text))}`;
  if (demand.kind === 'contains') return demand.wanted.some((wanted) => text.includes(wanted)) ? '' : got;
  try {
    return demand.wanted.some((wanted) => wanted.occursIn(text)) ? '' : got;
  } catch (error) {
    if (error instanceof RangeError) return 'The output is too long for the pattern';
    throw error;
  }
}

function judgeInvariant(name: keyof typeof invariantTexts, run: Observation): string {
  switch (name) {
    case 'no-deadlock':
      return run.hang;
    case 'no-thread-waits': {
      if (run.hang) return run.hang;
      const waiting = run.threads.find(({ state }) => state === 'waiting');
      return waiting ? `${waiting.name} waits${waiting.wait ? ` in ${waiting.wait}` : ''}` : '';
    }
    case 'no-uncaught-exception': {
      const failed = run.threads.find(({ exception }) => exception !== '');
      if (!failed) return '';
      return `${failed.name} ended with ${quoted(failed.exception)}${failed.line > 0 ? ` in line ${failed.line}` : ''}`;
    }
    case 'every-thread-ended': {
      if (run.hang) return run.hang;
      const left = run.threads.find(({ state }) => state !== 'ended' && state !== 'failed');
      if (!left) return '';
      if (left.state === 'initial') return `${left.name} was never started`;
      return `${left.name} ${left.state === 'stopped' ? 'was stopped before its end' : 'has not ended'}`;
    }
  }
}

/** @returns why a run does not meet the demand; empty if it does */
function judgeRun(demand: Demand, run: Observation, names: ReadonlySet<string>): string {
  switch (demand.kind) {
    case 'output':
    case 'contains':
    case 'matches':
      return judgeText(demand, run);
    case 'invariant':
      return judgeInvariant(demand.name, run);
    case 'exit-code':
      if (run.exitCode === demand.wanted) return '';
      return run.exitCode === undefined ? 'The program has not ended' : `The exit code is ${run.exitCode}`;
    case 'variable': {
      const value = run.variables.get(demand.name);
      if (value === undefined) return `There is no variable ${demand.name} at the end`;
      if (demand.wanted.includes(value)) return '';
      return value.includes('…') ? `The value of ${demand.name} is too large to be compared` : `${demand.name} is ${shortened(value)}`;
    }
    case 'within':
      return run.seconds <= demand.seconds ? '' : `It took ${seconds(run.seconds)}`;
    case 'uses': {
      const missing = demand.names.filter((name) => !names.has(name));
      return missing.length === 0 ? '' : `The program does not use ${listed(missing)}`;
    }
    case 'avoids': {
      const used = demand.names.filter((name) => names.has(name));
      return used.length === 0 ? '' : `The program uses ${listed(used, 'and')}`;
    }
    case 'finding': {
      const missing = demand.names.filter((name) => !run.findings.has(name));
      return missing.length === 0 ? '' : `This did not happen: ${listed(missing)}`;
    }
    case 'no-finding': {
      const found = demand.names.find((name) => run.findings.has(name));
      return found === undefined ? '' : run.findings.get(found) || `This happened: ${found}`;
    }
  }
}

const isOfText = ({ kind }: Demand) => kind === 'uses' || kind === 'avoids';

/** The sentence of the reasons of all runs: the most frequent one, and how often. */
function sentenceOf(reasons: readonly string[], orders: readonly string[]): string {
  const failed = reasons.filter((reason) => reason !== '');
  const counts = new Map<string, number>();
  for (const reason of failed) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [most = '', count = 0] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0] as [string, number]);
  if (reasons.length === 1 || count === reasons.length) return `${most}.`;
  const others = failed.length - count;
  const first = `In ${count} of ${reasons.length} orders: ${most}`;
  const where = `first ${orders[reasons.findIndex((reason) => reason !== '')]}`;
  return others > 0 ? `${first} (${others} more fail otherwise; ${where}).` : `${first} (${where}).`;
}

function judge(
  { says, inSome, demand }: Expectation,
  runs: readonly Observation[],
  names: ReadonlySet<string>,
): Judged & { reasons: string[] } {
  const judged = isOfText(demand) ? runs.slice(0, 1) : runs;
  const reasons = judged.map((run) => judgeRun(demand, run, names));
  const ok = inSome ? reasons.some((reason) => reason === '') : reasons.every((reason) => reason === '');
  const words = `${says || textOf(demand)}${inSome && !says && runs.length > 1 ? ', in some order' : ''}`;
  const orders = judged.map(({ order }) => order);
  return { ok, text: words, reason: ok ? '' : sentenceOf(reasons, orders), reasons: inSome || isOfText(demand) ? [] : reasons };
}

/** Whether the exercise is about a program that does not end. */
const expectsHang = ({ expect }: Exercise) =>
  expect.some(({ demand }) => demand.kind === 'finding' && demand.names.some((name) => name === 'deadlock' || name === 'stuck'));

/** Judges the runs of a program, of which there is at least one. */
export function judgeRuns(exercise: Exercise, source: string, runs: readonly Observation[]): Verdict {
  const names = namesIn(source);
  const judged = exercise.expect.map((expectation) => judge(expectation, runs, names));
  // That a program ends is not written into each exercise.
  const ends = runs.map((run) => run.unfinished || (expectsHang(exercise) ? '' : run.hang));
  const isSaid = ends.every((reason, i) => reason === '' || judged.some(({ reasons }) => reasons[i] === reason));
  if (ends.some((reason) => reason !== '') && !isSaid) {
    const orders = runs.map(({ order }) => order);
    judged.push({ ok: false, text: 'The program ends', reason: sentenceOf(ends, orders), reasons: ends });
  }
  return {
    passed: judged.every(({ ok }) => ok),
    expectations: judged.map(({ ok, text, reason }) => ({ ok, text, reason })),
    runs: runs.length,
    failing: runs.findIndex((_, i) => judged.some(({ reasons }) => (reasons[i] ?? '') !== '')),
  };
}

/** The verdict on a program that cannot be run. */
export function judgeBroken(exercise: Exercise, reason: string): Verdict {
  const expectations = exercise.expect.map(({ says, demand }) => ({ ok: false, text: says || textOf(demand), reason }));
  return { passed: false, expectations, runs: 0, failing: -1 };
}
