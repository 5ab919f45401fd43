// The options of a run: their types, and the check of what a caller without types has passed.

/** How a program is run. All are optional. */
export interface EngineOptions {
  /** The program's name in tracebacks; 'main.py' if it is not given. */
  readonly filename?: string;
  /** sys.argv[1:]. */
  readonly arguments?: readonly string[];
  /** What input() and sys.stdin read: a text, or lines without their newlines. After it comes the end of the input. */
  readonly stdin?: string | readonly string[];

  /** The choices between threads are random numbers from this seed, 0 if it is not given: the same seed gives the same run. */
  readonly seed?: number | bigint;
  /** The choices themselves, as Result.schedule or `threadbox run --print-schedule` gives them; the seed then has no meaning. */
  readonly schedule?: string;
  /** The threads take turns instead, one statement each. */
  readonly roundRobin?: boolean;
  /** Where another thread may go on: before each 'line' (if it is not given) or 'bytecode'. A schedule brings its own. */
  readonly preempt?: 'line' | 'bytecode';

  /** The most scheduling points; then the run is stopped. The same in every run of the same program. */
  readonly steps?: number;
  /** The most real time in milliseconds; 10 000 if it is not given. */
  readonly timeoutMs?: number;
  /** The memory of the program before MemoryError; 256 MB if it is not given. */
  readonly heapBytes?: number;
  /** The output before the run is stopped; 64 MB if it is not given. */
  readonly outputBytes?: number;
  /** Live threads before RuntimeError; 256 if it is not given. */
  readonly maxThreads?: number;
  /** Nested calls before RecursionError; 1000 if it is not given. */
  readonly recursion?: number;
  /** Stops the run. */
  readonly signal?: AbortSignal;

  /** Whether to return the run's events: true for the first million, or how many. */
  readonly events?: boolean | number;
}

const defaultTimeoutMs = 10_000;
const defaultEvents = 1_000_000;
const megabyte = 1 << 20;

type Check = (value: unknown) => string | undefined;

const text: Check = (value) => (typeof value === 'string' ? undefined : 'a string');
const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false');
const isTexts = (value: unknown) => Array.isArray(value) && value.every((line) => typeof line === 'string');
const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
      ? undefined
      : `a whole number from ${least} to ${most}`;

/** What each option must be; undefined if the value is that. */
const checks: Readonly<Record<keyof EngineOptions, Check>> = {
  filename: text,
  arguments: (value) => (isTexts(value) ? undefined : 'a list of strings'),
  stdin: (value) => (typeof value === 'string' || isTexts(value) ? undefined : 'a string or a list of lines'),
  seed: (value) =>
    typeof value === 'bigint' && value >= 0n && value < 1n << 64n ? undefined : whole(0)(value) && 'a whole number, not negative',
  schedule: text,
  roundRobin: flag,
  preempt: (value) => (value === 'line' || value === 'bytecode' ? undefined : "'line' or 'bytecode'"),
  steps: whole(1),
  timeoutMs: (value) => (typeof value === 'number' && value > 0 ? undefined : 'a positive number'),
  heapBytes: whole(2 * megabyte, 768 * megabyte),
  outputBytes: whole(1, 64 * megabyte),
  maxThreads: whole(1, 10_000),
  recursion: whole(1, 1_000_000),
  signal: (value) => (typeof (value as AbortSignal | null)?.aborted === 'boolean' ? undefined : 'an AbortSignal'),
  events: (value) => (typeof value === 'boolean' ? undefined : whole(0)(value) && 'true, false or how many'),
};

/** Checks what a caller has passed. @throws {TypeError} with a sentence that names the option */
export function checkArguments(source: unknown, options: unknown): asserts options is EngineOptions {
  if (typeof source !== 'string') throw new TypeError(`run: the program must be a string, not ${described(source)}.`);
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new TypeError(`run: the options must be an object, not ${described(options)}.`);
  for (const [name, value] of Object.entries(options)) {
    const check = Object.hasOwn(checks, name) ? checks[name as keyof EngineOptions] : undefined;
    if (check === undefined) throw new TypeError(`run: there is no option '${name}'; the options are ${Object.keys(checks).join(', ')}.`);
    const wanted = value === undefined ? undefined : check(value);
    if (wanted !== undefined) throw new TypeError(`run: ${name} must be ${wanted}, not ${described(value)}.`);
  }
  const { schedule, roundRobin, preempt } = options as EngineOptions;
  if (schedule !== undefined && (roundRobin || preempt !== undefined))
    throw new TypeError('run: a schedule makes all choices; roundRobin and preempt cannot be given with it.');
}

function described(value: unknown): string {
  if (value === null || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'undefined') return String(value);
  if (typeof value === 'string') return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`;
  return Array.isArray(value) ? 'a list' : `${/^[aeiou]/.test(typeof value) ? 'an' : 'a'} ${typeof value}`;
}

/** How many events are asked for. */
export const eventsAskedFor = ({ events }: EngineOptions): number => (events === true ? defaultEvents : Number(events ?? 0));

/** The program's input as one text. */
export function inputText({ stdin = '' }: EngineOptions): string {
  return typeof stdin === 'string' ? stdin : stdin.map((line) => `${line}\n`).join('');
}

/** The options as wasm/engine.cpp reads them. */
export function optionsText(options: EngineOptions): string {
  const { heapBytes, outputBytes, maxThreads, recursion, steps, schedule } = options;
  return JSON.stringify({
    arguments: options.arguments ?? [],
    seed: String(options.seed ?? 0),
    roundRobin: options.roundRobin ?? false,
    preempt: options.preempt ?? 'line',
    timeoutMs: Math.min(options.timeoutMs ?? defaultTimeoutMs, Number.MAX_SAFE_INTEGER),
    events: eventsAskedFor(options),
    ...{ heapBytes, outputBytes, maxThreads, recursion, steps, schedule },
  });
}
