// threadbox/engine in Node. The same in a browser, and from an installed package, is in package.spec.ts.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { EngineOptions, Result } from '../../npm/src/engine.ts';
import { expect, test } from './fixture';
import { assembleEngine } from './packing';

const top = join(__dirname, '../..');
const deadlock = `import threading
a, b = threading.Lock(), threading.Lock()
def work(first, second):
    with first:
        gate.wait()
        with second:
            pass
gate = threading.Barrier(2)
threads = [threading.Thread(target=work, args=pair) for pair in ((a, b), (b, a))]
for t in threads:
    t.start()
for t in threads:
    t.join()
`;
const race = `import threading
value = 0
def add():
    global value
    for _ in range(20):
        seen = value
        value = seen + 1
threads = [threading.Thread(target=add) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(value)
`;

let run: (source: string, options?: EngineOptions) => Promise<Result>;
test.beforeAll(async () => {
  ({ run } = await import(pathToFileURL(join(assembleEngine(), 'engine.js')).href));
});

/** The same on the command line. */
function native(words: string[], input = '') {
  const { stdout, stderr, status } = spawnSync(join(top, 'build/native/cli/threadbox'), ['run', ...words], {
    cwd: top,
    input,
    encoding: 'utf8',
  });
  return { stdout, stderr, exitCode: status };
}
const parts = ({ stdout, stderr, exitCode }: Result) => ({ stdout, stderr, exitCode });

test('engine: each lesson prints, to the byte, what the command line prints', async () => {
  const lessons = readdirSync(join(top, 'lessons')).filter((name) => name.endsWith('.py'));
  expect(lessons.length).toBeGreaterThan(20);
  for (const filename of lessons.map((name) => `lessons/${name}`))
    for (const seed of [0, 7]) {
      const result = await run(readFileSync(join(top, filename), 'utf8'), { filename, seed });
      expect(parts(result), `${filename}, seed ${seed}`).toEqual(native(['--simulate', '--seed', String(seed), filename]));
    }
});

test('engine: while a thread waits for input, the run stands still, as on the command line', async () => {
  const source = `import threading
def read():
    while line := input():
        print('read', line)
def count():
    for n in range(40):
        print(n)
for work in (read, count): threading.Thread(target=work).start()
`;
  for (const seed of [1, 2, 3]) {
    const words = ['--simulate', '--seed', String(seed), '-c', source];
    expect(parts(await run(source, { filename: '<string>', seed, stdin: 'a\nb\nc\n\n' }))).toEqual(native(words, 'a\nb\nc\n\n'));
  }
});

test('engine: choices at bytecodes, arguments, input, and limits are those of the command line', async () => {
  const source = `${race}import sys\nprint(sys.argv[1:])\nfor line in sys.stdin:\n    print(repr(line), repr(input('? ')))\n`;
  const input = 'one\ntwo\n\u00fc\nlast';
  const options = { filename: '<string>', seed: 3, preempt: 'bytecode', arguments: ['a', '--b'], stdin: input } as const;
  const words = ['--simulate', '--seed', '3', '--preempt=bytecode', '-c', source, 'a', '--', '--b'];
  expect(parts(await run(source, options))).toEqual(native(words, input));
  expect((await run('print(input(), input())', { stdin: ['x', 'y'] })).stdout).toBe('x y\n');
  expect((await run('input()')).exceptions).toMatchObject([{ type: 'EOFError' }]);
  const hungry = "data = ['x' * 1_000_000 + str(n) for n in range(100)]";
  expect(await run(hungry, { heapBytes: 8 << 20 })).toMatchObject({ outcome: 'raised', exceptions: [{ type: 'MemoryError', line: 1 }] });
});

test('engine: a seed gives the same run again, and a schedule repeats it', async () => {
  const results = await Promise.all(Array.from({ length: 12 }, (_, seed) => run(race, { seed })));
  const wrong = results.find(({ stdout }) => stdout !== '40\n');
  expect(wrong, 'a lost update').toBeDefined();
  const again = await run(race, { seed: results.indexOf(wrong!) });
  expect(again).toEqual(wrong);
  const repeated = await run(race, { schedule: wrong!.schedule });
  expect(repeated).toEqual(wrong);
  expect((await run(race, { schedule: '1l.2' })).outcome).toBe('misfit');
  const turns = await run(race, { roundRobin: true });
  expect(await run(race, { roundRobin: true, seed: 5 })).toEqual(turns);
});

test('engine: the outcome says how a run has ended', async () => {
  const outcome = async (source: string, options?: EngineOptions) => (await run(source, options)).outcome;
  expect(await run('import sys\nsys.exit(7)')).toMatchObject({ outcome: 'ended', exitCode: 7, exceptions: [] });
  expect(await run('print("x")\n1 / 0')).toMatchObject({
    ...{ outcome: 'raised', exitCode: 1, stdout: 'x\n', summary: expect.stringContaining('ZeroDivisionError in line 2') },
    exceptions: [{ thread: 'MainThread', type: 'ZeroDivisionError', message: 'division by zero', line: 2 }],
  });
  const other = await run('import threading\nt = threading.Thread(target=lambda: [][1])\nt.start()\nt.join()');
  expect(other).toMatchObject({ outcome: 'ended', exitCode: 0, exceptions: [{ type: 'IndexError', line: 2 }] });
  expect(other.threads.map(({ state }) => state)).toEqual(['ended', 'failed']);
  const { circle, waits, ...locked } = await run(deadlock);
  expect(locked).toMatchObject({ outcome: 'deadlock', exitCode: 1, stderr: expect.stringContaining('The circle: ') });
  expect(circle).toHaveLength(2);
  expect(waits).toHaveLength(3);
  expect(waits[1]).toContain('line 6');
  expect(locked.findings).toMatchObject([{ name: 'deadlock', level: 'error', line: 6, text: expect.stringContaining('Thread-1') }]);
  expect(await outcome('import threading\nthreading.Event().wait()')).toBe('stuck');
  expect(await run('import time\ntime.sleep(1000)')).toMatchObject({ outcome: 'ended', seconds: expect.closeTo(1000, 1) });
});

test('engine: errors in the program are problems with their places', async () => {
  const source = 'print(1)\nx = = 1\n';
  const { outcome, problems, stderr, stdout } = await run(source, { filename: 'a.py' });
  expect({ outcome, stdout }).toEqual({ outcome: 'invalid', stdout: '' });
  expect(problems).toMatchObject([{ type: 'SyntaxError', line: 2, column: 5, severity: 'error' }]);
  expect(stderr).toBe(native(['-c', source]).stderr.replaceAll('<string>', 'a.py'));
  expect(await run('print(1 is 1)')).toMatchObject({ outcome: 'ended', problems: [{ type: 'SyntaxWarning', severity: 'warning' }] });
});

test('engine: no program can block the caller', async () => {
  const endless = [
    'while True: pass',
    '[0 for _ in iter(int, 1)]',
    'sum(range(10 ** 15))',
    'x = 7 ** 3_000_000\nwhile True: x * x * x * x',
    'import threading\ndef f():\n    while True: pass\nfor _ in range(3): threading.Thread(target=f).start()',
    'import time\nwhile True: time.sleep(10)',
  ];
  for (const source of endless)
    expect(await run(source, { timeoutMs: 200 }), source).toMatchObject({ outcome: 'limit', limit: 'time', exitCode: null });
  const loop = 'n = 0\nwhile True:\n    n += 1\n    print(n)';
  const limited = await run(loop, { steps: 1000 });
  expect(limited).toMatchObject({ outcome: 'limit', limit: 'steps', steps: 1000 });
  expect(await run(loop, { steps: 1000 })).toEqual(limited);
  const long = await run(loop, { outputBytes: 1000 });
  expect(long).toMatchObject({ outcome: 'limit', limit: 'output' });
  expect(long.stdout).toHaveLength(1000);
  const stopping = new AbortController();
  const stopped = run('print("begun")\nwhile True: pass', { signal: stopping.signal });
  setImmediate(() => stopping.abort());
  expect(await stopped).toMatchObject({ outcome: 'stopped', exitCode: null, stdout: 'begun\n' });
  expect(await run('print(1)', { signal: stopping.signal })).toMatchObject({ outcome: 'stopped', stdout: '' });
});

test('engine: a call that makes no sense is a TypeError with a sentence', async () => {
  const sentence = async (...words: unknown[]) => {
    const error = await (run as (...all: unknown[]) => Promise<Result>)(...words).catch((reason) => reason);
    expect(error).toBeInstanceOf(TypeError);
    return error.message;
  };
  expect(await sentence()).toBe('run: the program must be a string, not undefined.');
  expect(await sentence('', null)).toBe('run: the options must be an object, not null.');
  expect(await sentence('', { sed: 1 })).toContain("run: there is no option 'sed'; the options are filename, ");
  expect(await sentence('', { toString: 1 })).toContain("there is no option 'toString'");
  expect(await sentence('', { seed: -1 })).toBe('run: seed must be a whole number, not negative, not -1.');
  expect(await sentence('', { stdin: [1] })).toBe('run: stdin must be a string or a list of lines, not a list.');
  expect(await sentence('', { steps: '9' })).toBe("run: steps must be a whole number from 1 to 9007199254740991, not '9'.");
  expect(await sentence('', { schedule: '1l.1', preempt: 'line' })).toContain('a schedule makes all choices');
  await expect(run('', { schedule: 'x' })).rejects.toThrow(RangeError);
  expect((await run('print(1)', { seed: 2n ** 64n - 1n })).stdout).toBe('1\n');
});

test('engine: events are the log of the run, in order', async () => {
  const { events, lostEvents } = await run(race, { events: true });
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, at) => at));
  expect(lostEvents).toBe(0);
  for (const kind of ['run_begin', 'program_begin', 'run_end']) expect(events.filter((event) => event.kind === kind)).toHaveLength(1);
  expect(events.filter(({ kind }) => kind === 'thread_begin')).toHaveLength(3);
  expect(events.find(({ kind }) => kind === 'output')).toMatchObject({ thread: 1, text: expect.stringMatching(/^\d+/) });
  const few = await run(race, { events: 10 });
  expect(few.events).toEqual(events.slice(0, 10));
  expect(few.lostEvents).toBe(events.length - 10);
  expect((await run(race)).events).toEqual([]);
});

test('engine: many runs do not grow', async () => {
  const source =
    "import threading\nx = ['x' * 1000 + str(n) for n in range(5000)]\nt = threading.Thread(target=print, args=(len(x),))\nt.start()";
  const after = async (runs: number) => {
    for (let seed = 0; seed < runs; ++seed) expect((await run(source, { seed })).outcome).toBe('ended');
    return process.memoryUsage().rss;
  };
  const before = await after(20);
  expect((await after(150)) - before).toBeLessThan(40 << 20);
});
