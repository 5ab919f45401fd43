// What the explorer reports, and the sentences made of it. docs/explore.md describes the JSON.

/** A step that matters. */
export interface StoryStep {
  /** Its number in the schedule, from 0; a thread that cannot go on has the number of all steps. */
  readonly step: number;
  readonly thread: number;
  readonly name: string;
  /** 0: not known. */
  readonly line: number;
  readonly code: string;
  /** What it does: "reads counter: 0". */
  readonly text: string;
  /** The places in the story of the steps of other threads that it depends on. */
  readonly because: readonly number[];
}

/** How an outcome comes about. */
export interface Story {
  readonly steps: readonly StoryStep[];
  readonly left_out: number;
  /** The place in `steps` of the first step after which no schedule comes to something else. */
  readonly point_of_no_return: number | null;
  readonly difference: string | null;
  readonly passing_schedule: string | null;
}

/** What is wrong with the program: docs/findings.md. */
export interface Finding {
  readonly name: string;
  readonly level: 'error' | 'warning' | 'hint';
  readonly title: string;
  readonly text: string;
  readonly advice: string;
  readonly evidence: readonly { readonly line: number }[];
  /** A schedule in which it shows. */
  readonly schedule: string;
}

/** An outcome of the program, and how it comes about. */
export interface Outcome {
  readonly kind: 'ended' | 'raised' | 'deadlock' | 'stuck' | 'limit' | 'spins';
  /** In how many schedules. */
  readonly count: number;
  readonly exit_code: number;
  readonly output: string;
  readonly fails: boolean;
  /** What ended it, if `kind` is 'limit'. */
  readonly limit: 'steps' | 'memory' | 'threads' | 'output' | null;
  readonly exceptions: readonly { readonly thread: number; readonly name: string; readonly text: string }[];
  /** The one that preempts the fewest threads. */
  readonly schedule: string;
  readonly preemptions: number;
  /** Null: not told. */
  readonly story: Story | null;
}

export interface Report {
  readonly complete: boolean;
  readonly schedules: number;
  readonly failing: number;
  /** It calls input(), and there is none. */
  readonly asks_for_input: boolean;
  readonly outcomes: readonly Outcome[];
  readonly findings: readonly Finding[];
  /** Which part of the schedules was tried, from 0 to 1; null: not known. */
  readonly done: number | null;
  readonly estimate: number | null;
}

/** What became of a schedule that failed before an edit. */
export interface Proof {
  readonly fails: boolean;
  /** That of the edited program. */
  readonly schedule: string;
  /** "The old failing schedule 1 still ends in a deadlock." */
  readonly text: string;
}

/** The schedules under which a program failed before an edit. */
export interface Failures {
  readonly source: string;
  readonly schedules: readonly string[];
}

/** "1 schedule", "2 schedules" */
export const counted = (count: number, what: string): string => `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;

const shortOutput = 24;

function printed(output: string, verb: string): string {
  const lines = output.replace(/\n$/, '').split('\n');
  const first = lines[0] ?? '';
  if (output === '') return `${verb} nothing`;
  if (lines.length === 1 && first.length <= shortOutput) return `${verb} ${first || 'an empty line'}`;
  return lines.length === 1 ? `${verb} ${first.slice(0, shortOutput)}…` : `${verb} ${lines.length.toLocaleString('en')} lines`;
}

/** What the schedules of an outcome do: "prints 2" of one, "print 2" of several. */
export function does({ kind, exit_code, output, exceptions, count }: Outcome): string {
  const s = count === 1 ? 's' : '';
  if (kind === 'deadlock') return `end${s} in a deadlock`;
  if (kind === 'stuck') return count === 1 ? 'gets stuck' : 'get stuck';
  if (kind === 'limit') return count === 1 ? 'was cut off' : 'were cut off';
  if (kind === 'spins') return `spin${s} for ever`;
  if (kind === 'raised') return `raise${s} ${exceptions[0]?.text.split(':')[0] ?? 'an exception'}`;
  if (exit_code !== 0) return `end${s} with exit code ${exit_code}`;
  return printed(output, `print${s}`);
}

const limitWords = {
  steps: 'too many steps',
  memory: 'its memory was used up',
  threads: 'too many threads',
  output: 'it printed too much',
} as const;

/** The title of an outcome of its own. */
export function titleOf({ kind, exit_code, limit }: Outcome): string {
  if (kind === 'deadlock') return 'Deadlock: threads wait for each other';
  if (kind === 'stuck') return 'Stuck: no thread can go on';
  if (kind === 'limit') return `Cut off: ${limitWords[limit ?? 'steps']}, so it says nothing`;
  if (kind === 'spins') return 'Spins: looks for ever at what no thread is left to change';
  if (kind === 'raised') return 'An exception that nothing catches';
  return exit_code === 0 ? 'Ends' : `Ends with exit code ${exit_code}`;
}

/** Those that fail first; then the most frequent. */
export const inOrder = (outcomes: readonly Outcome[]): Outcome[] =>
  [...outcomes].sort((a, b) => Number(b.fails) - Number(a.fails) || b.count - a.count);

/** "2 outcomes in 4 schedules (all of them): 2 print 2, 2 print 1" */
export function outcomesSentence({ complete, schedules, outcomes }: Report): string {
  if (schedules === 0) return 'No schedule has been executed to its end yet.';
  const most = 4;
  const shown = inOrder(outcomes).slice(0, most);
  const parts = shown.map((outcome) => `${outcome.count.toLocaleString('en')} ${does(outcome)}`);
  if (outcomes.length > most) parts.push('…');
  const least = complete ? '' : 'At least ';
  return `${least}${counted(outcomes.length, 'outcome')} in ${least.toLowerCase()}${counted(schedules, 'schedule')}${complete ? ' (all of them)' : ''}: ${parts.join(', ')}.`;
}

/** "No schedule fails (complete: 4).", and what else is to be known. */
export function verdict(report: Report): string {
  const input = report.asks_for_input ? ' The program asks for input: while it is explored it has none, and input() raises EOFError.' : '';
  return verdictAlone(report) + input;
}

function verdictAlone({ complete, schedules, failing, outcomes }: Report): string {
  if (failing > 0)
    return `${counted(failing, 'schedule')} of ${complete ? '' : 'at least '}${schedules.toLocaleString('en')} fail${failing === 1 ? 's' : ''}.`;
  if (complete) return `No schedule fails (complete: ${schedules.toLocaleString('en')}).`;
  const cut = outcomes.find(({ kind }) => kind === 'limit');
  if (cut && cut.count === schedules) return `Every schedule was cut off (${limitWords[cut.limit ?? 'steps']}), so nothing is proven.`;
  return `No schedule has failed so far; not all were ${cut ? 'executed to their end' : 'tried'}.`;
}

/** What became of the schedules that failed before the edit. */
export function proofsSentence(proofs: readonly Proof[]): string {
  if (proofs.length === 0) return '';
  const still = proofs.filter(({ fails }) => fails).length;
  const what = proofs.length === 1 ? 'The failing schedule' : `The ${proofs.length} failing schedules`;
  if (still === 0) return `${what} no longer fail${proofs.length === 1 ? 's' : ''}.`;
  if (still === proofs.length) return `${what} still fail${proofs.length === 1 ? 's' : ''}.`;
  return `${still} of the ${proofs.length} failing schedules still fail${still === 1 ? 's' : ''}.`;
}

/** ", about 400 in all, 12 % done"; empty if that is not known. */
export function amountWords({ done, estimate }: Pick<Report, 'done' | 'estimate'>): string {
  const about = estimate === null ? '' : `, about ${Number(estimate.toPrecision(2)).toLocaleString('en')} in all`;
  return done === null ? about : `${about}, ${done < 0.01 ? 'less than 1' : Math.floor(done * 100)} % done`;
}

/** The schedule of the first steps of another. */
export function firstSteps(schedule: string, count: number): string {
  const [head = '', ...stretches] = schedule.split('.');
  let left = count;
  const kept = stretches.flatMap((stretch) => {
    const [thread = '', times = '1'] = stretch.split('x');
    const taken = Math.min(left, Number(times));
    left -= taken;
    return taken > 0 ? [taken > 1 ? `${thread}x${taken}` : thread] : [];
  });
  return [head, ...kept].join('.');
}
