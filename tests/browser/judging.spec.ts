// What an exercise may say and how runs are judged by it: the rules alone, without a page.

import { type Exercise, readExercise } from '../../web/src/exercise/format';
import { judgeRuns } from '../../web/src/exercise/judge';
import { namesIn } from '../../web/src/exercise/names';
import { type Observation, observe } from '../../web/src/exercise/observation';
import { readPattern } from '../../web/src/exercise/pattern';
import { emptySnapshot, type Snapshot } from '../../web/src/schema';
import { expect, test } from './fixture';

const fine: Observation = {
  order: 'in turn',
  pieces: [],
  unfinished: '',
  hang: '',
  exitCode: 0,
  seconds: 0,
  threads: [{ name: 'MainThread', state: 'ended', wait: '', exception: '', line: 0 }],
  variables: new Map(),
  findings: new Map(),
};
const printed = (text: string, order = 'in turn'): Observation => ({ ...fine, order, pieces: [{ stream: 'out', text }] });
const thread = (part: Partial<Observation['threads'][number]>) =>
  [{ name: 'Ada', state: 'ended', wait: '', exception: '', line: 0, ...part }] as const;

function exercise(json: unknown): Exercise {
  const read = readExercise(JSON.stringify(json));
  if (typeof read === 'string') throw new Error(read);
  return read;
}
/** The reason why runs do not meet one expectation; empty if they do. */
const reason = (expectation: object, runs: Observation | Observation[], source = ''): string =>
  judgeRuns(exercise({ expect: [expectation] }), source, Array.isArray(runs) ? runs : [runs]).expectations[0]?.reason ?? 'none';

test('judging: an output is exact but for the last line break; the first line that differs is named', () => {
  expect(reason({ output: '1\n2' }, printed('1\n2\n'))).toBe('');
  expect(reason({ output: '4' }, printed('3\n'))).toBe('The output is “3”.');
  expect(reason({ output: '1\n2' }, printed('1\n3\n'))).toBe('In the output, line 2 is “3”, not “2”.');
  expect(reason({ output: '1\n2' }, printed('1\n'))).toBe('In the output, line 2, “2”, is missing.');
  expect(reason({ output: '1' }, printed('1\n2\n'))).toBe('In the output, line 2, “2”, is too much.');
  expect(reason({ output: '4' }, fine)).toBe('The output is empty.');
  expect(reason({ output: '' }, fine)).toBe('');
  expect(reason({ output: ['4', 'four'] }, printed('four\n'))).toBe('');
  expect(reason({ output: ['1\n2\n3', '9'] }, printed('1\n2\n4\n'))).toBe('In the output, line 3 is “4”, not “3”.');
});

test('judging: lines may come in any order, but none too much and none too few', () => {
  const wanted = { output: 'a\nb\nb', lines: 'any' };
  expect(reason(wanted, printed('b\na\nb\n'))).toBe('');
  expect(reason(wanted, printed('b\na\n'))).toBe('The output has no line “b”.');
  expect(reason(wanted, printed('b\na\nb\nc\n'))).toBe('The output has a line “c” too much.');
  expect(reason({ output: 'a\nb' }, printed('b\na\n'))).not.toBe('');
});

test('judging: parts, patterns, and the stream that they are looked for in', () => {
  const run: Observation = {
    ...fine,
    pieces: [
      { stream: 'out', text: 'total: 12\n' },
      { stream: 'err', text: 'oops\n' },
      { stream: 'echo', text: 'typed\n' },
    ],
  };
  expect(reason({ contains: 'total' }, run)).toBe('');
  expect(reason({ contains: ['none', 'total'] }, run)).toBe('');
  expect(reason({ contains: 'oops' }, run)).toBe('The output is “total: 12”.');
  expect(reason({ contains: 'oops', stream: 'err' }, run)).toBe('');
  expect(reason({ output: 'total: 12\noops', stream: 'both' }, run)).toBe('');
  expect(reason({ matches: '^total: \\d+$' }, run)).toBe('');
  expect(reason({ matches: ['^x', 'l: [0-9]$'] }, run)).toBe('The output is “total: 12”.');
});

test('judging: invariants name the thread', () => {
  const hung: Observation = { ...fine, hang: 'No thread can go on: Ada waits for lock a' };
  for (const name of ['no-deadlock', 'no-thread-waits', 'no thread waits at the end', 'every_thread_ended'])
    expect(reason({ invariant: name }, hung), name).toBe('No thread can go on: Ada waits for lock a.');
  expect(reason({ invariant: 'no-thread-waits' }, { ...fine, threads: thread({ state: 'waiting', wait: 'q.get()' }) })).toBe(
    'Ada waits in q.get().',
  );
  const failed = { ...fine, threads: thread({ state: 'failed', exception: 'ValueError: odd', line: 7 }) };
  expect(reason({ invariant: 'no-uncaught-exception' }, failed)).toBe('Ada ended with “ValueError: odd” in line 7.');
  expect(reason({ invariant: 'every-thread-ended' }, failed)).toBe('');
  expect(reason({ invariant: 'every-thread-ended' }, { ...fine, threads: thread({ state: 'stopped' }) })).toBe(
    'Ada was stopped before its end.',
  );
  expect(reason({ invariant: 'every-thread-ended' }, { ...fine, threads: thread({ state: 'initial' }) })).toBe('Ada was never started.');
});

test('judging: exit code, variables, virtual time, names and findings', () => {
  expect(reason({ 'exit-code': 3 }, fine)).toBe('The exit code is 0.');
  const run: Observation = {
    ...fine,
    seconds: 2.5,
    variables: new Map([
      ['counter', '3'],
      ['big', 'list of 90 …'],
    ]),
    findings: new Map([['lost-update', 'A count was lost']]),
  };
  expect(reason({ variable: 'counter', is: 4 }, run)).toBe('counter is 3.');
  expect(reason({ variable: 'counter', is: ['2', '3'] }, run)).toBe('');
  expect(reason({ variable: 'total', is: true }, run)).toBe('There is no variable total at the end.');
  expect(reason({ variable: 'big', is: '[]' }, run)).toBe('The value of big is too large to be compared.');
  expect(reason({ within: 2 }, run)).toBe('It took 2.5 seconds.');
  expect(reason({ within: 2.5 }, run)).toBe('');
  const source = "with threading.Lock():  # not Event\n    print(\"Barrier\", '''Queue''')";
  expect(reason({ uses: ['Lock', 'Event'] }, fine, source)).toBe('The program does not use Event.');
  expect(reason({ avoids: ['Barrier', 'Queue', 'Lock'] }, fine, source)).toBe('The program uses Lock.');
  expect(reason({ 'no-finding': 'lost update' }, run)).toBe('A count was lost.');
  expect(reason({ finding: ['lost-update', 'deadlock'] }, run)).toBe('This did not happen: deadlock.');
});

test('judging: all orders count, and the sentence says in how many it fails', () => {
  const runs = ['4', '3', '3', '2'].map((text, i) => printed(`${text}\n`, `with seed ${i}`));
  expect(reason({ output: '4' }, runs)).toBe('In 2 of 4 orders: The output is “3” (1 more fail otherwise; first with seed 1).');
  expect(reason({ output: '4', in: 'some' }, runs)).toBe('');
  expect(reason({ output: '9', in: 'some' }, runs)).toContain('In 2 of 4 orders');
  expect(judgeRuns(exercise({ expect: [{ output: '4' }] }), '', runs)).toMatchObject({ passed: false, runs: 4, failing: 1 });
});

test('judging: a program that does not end fails without being asked, unless that is what it should do', () => {
  const hung: Observation = { ...printed('4\n'), hang: 'No thread can go on: A waits', findings: new Map([['deadlock', 'A waits']]) };
  const verdict = judgeRuns(exercise({ expect: [{ output: '4' }] }), '', [hung]);
  expect(verdict.expectations).toEqual([
    { ok: true, text: 'The output is “4”', reason: '' },
    { ok: false, text: 'The program ends', reason: 'No thread can go on: A waits.' },
  ]);
  expect(judgeRuns(exercise({ expect: [{ finding: 'deadlock' }] }), '', [hung]).passed).toBe(true);
  // It is said once.
  expect(judgeRuns(exercise({ expect: [{ invariant: 'no-deadlock' }] }), '', [hung]).expectations).toHaveLength(1);
});

test('judging: what a snapshot says of the end of a run', () => {
  const variable = { badge: 0, changed: false, repr: '', more: 0, parts: [] };
  const parts = [{ ...variable, name: "['a']", text: '[1, 2]' }];
  const snapshot = {
    ...emptySnapshot,
    summary: { standing: 'deadlocked', text: 'Deadlocked', line: 0, end_main: '' },
    console: [
      {
        stream: 'err',
        thread: 1,
        time_ns: 0,
        text: 'Deadlock: no thread can go on.\n  A waits for lock b\n  B waits for lock a\n  The circle: A -> B -> A\n',
      },
    ],
    steps: {
      scopes: [
        {
          thread: 0,
          function: '',
          line: 0,
          more: 0,
          variables: [
            { ...variable, name: 'box', text: 'dict of 1', parts },
            { ...variable, name: 'long', text: 'list of 13', more: 1, parts },
          ],
        },
      ],
    },
    findings: [{ name: 'lock-order', text: 'Two orders.' }],
  } as unknown as Snapshot;
  const seen = observe(snapshot, 'in turn', '');
  expect(seen.hang).toBe('No thread can go on: A waits for lock b; B waits for lock a');
  expect([...seen.findings]).toEqual([
    ['lock-order', 'Two orders'],
    ['deadlock', seen.hang],
  ]);
  expect([...seen.variables]).toEqual([
    ['box', "{'a': [1, 2]}"],
    ['long', 'list of 13 …'],
  ]);
});

test('judging: a malformed exercise is answered with its place', () => {
  const says = (json: string) => String(readExercise(json)).replace(/^The exercise of this page has an error(?: at |: )/, '');
  expect(says('{"expect": [{"output": "4"},\n  {"output" "5"}]}')).toBe('line 2, column 13: this is not JSON.');
  expect(says('{"expect": [{"output": "4"}')).toBe('line 1, column 28: this is not JSON.');
  expect(says('{"expect": [1,]}')).toBe('line 1, column 15: this is not JSON.');
  expect(says('{"expect": [{"ouput": "4"}]}')).toBe('expect[0]: there is no expectation "ouput"; is “output” meant?');
  expect(says('{"expected": []}')).toContain('there is no field "expected"');
  expect(says('{"expect": []}')).toBe('expect: a list of at least one expectation was expected.');
  expect(says('[]')).toContain('an object such as');
  expect(says('{"runs": 0, "expect": [{"output": ""}]}')).toBe('runs: a whole number from 1 to 200 was expected, not 0.');
  expect(says('{"expect": [{"output": 4}]}')).toBe('expect[0].output: a text was expected, not 4.');
  expect(says('{"expect": [{"output": ["4", 5]}]}')).toBe('expect[0].output[1]: a text was expected, not 5.');
  expect(says('{"expect": [{"output": "4", "contains": "4"}]}')).toContain('“output” and “contains” are two expectations');
  expect(says('{"expect": [{"output": "4", "strem": "err"}]}')).toContain('there is no field "strem"');
  expect(says('{"expect": [{"variable": "n"}]}')).toContain('has no “is”');
  expect(says('{"expect": [{"invariant": "no-dead-lock"}]}')).toContain('is “no-deadlock” meant?');
  expect(says('{"expect": [{"matches": "(a"}]}')).toBe('expect[0].matches: “(” without “)”, at character 3 of the pattern.');
  expect(says(`{"task": "${'x'.repeat(70_000)}"}`)).toContain('longer than 64 kB');
  expect(says('['.repeat(60_000) + ']'.repeat(5000))).toMatch(/^line 1, column 65001: this is not JSON\.$/);
  expect(says(`${'{"expect":'.repeat(6000)}1${'}'.repeat(6000)}`)).not.toBe('');
  expect(says(`{"expect": [{"output": ${'['.repeat(20_000)}${']'.repeat(20_000)}}]}`)).toMatch(/was expected|nested too deeply/);
  expect(says('null')).toContain('an object such as');
  expect(says('{"expect": [null]}')).toContain('expect[0]: an expectation such as');
  expect(says('{"expect": [{"__proto__": 1}]}')).toContain('there is no expectation');
});

test('judging: patterns find what JavaScript finds', () => {
  const cases = [
    ['a', 'cab'],
    ['^a', 'ba'],
    ['^a', 'b\na'],
    ['a$', 'a\nb'],
    ['a|b|', 'x'],
    ['(ab)+c', 'ababc'],
    ['(ab)+c', 'abac'],
    ['[a-c]{2,3}x', 'abcx'],
    ['[a-c]{4}', 'abca'],
    ['[^a-c]', 'abc'],
    ['\\d{3}', '12 345'],
    ['\\bcat\\b', 'concat cat'],
    ['\\bcat\\b', 'concat'],
    ['\\Bcat', 'concat'],
    ['a.c', 'a\nc'],
    ['a[\\s\\S]c', 'a\nc'],
    ['(?:x|y)?z', 'z'],
    ['a{0}b', 'b'],
    ['a{2,}', 'a'],
    ['a{2,}', 'aa'],
    ['[]x]', ']'],
    ['[-a]', '-'],
    ['\\.', '.'],
    ['\\.', 'a'],
    ['(a*)*b', 'aab'],
    ['(|a)+$', 'aa'],
    ['x*?y', 'xxy'],
    ['é', 'café'],
    ['😀{2}', '😀😀'],
    ['{', '{'],
  ] as const;
  for (const [pattern, text] of cases) {
    // In Python and here, a first "]" is a member of its set.
    const same = new RegExp(pattern.replace('[]x]', '[\\]x]').replace(/^\{$/, '\\{'), 'mu');
    expect(readPattern(pattern).occursIn(text), `${pattern} in ${text}`).toBe(same.test(text));
  }
});

test('judging: a pattern of which backtracking would not end takes no time, and what needs backtracking is rejected', () => {
  const began = performance.now();
  for (const pattern of ['(a+)+$', '^(a|a)*$', '(a|aa)+$', '(.*a){20}$', '(a?){50}a{50}$', '^((a*)*)*$'])
    expect(readPattern(pattern).occursIn(`${'a'.repeat(40)}!`), pattern).toBe(false);
  expect(performance.now() - began).toBeLessThan(5000);
  for (const pattern of [
    '(?=a)',
    '(?<!a)b',
    '(a)\\1',
    '(?<n>a)',
    'a{1001}',
    '((a{1000}){1000})',
    '(',
    ')',
    '[a',
    '*a',
    'a**',
    '[z-a]',
    'a\\',
    '\\p',
    `${'('.repeat(60)}`,
  ])
    expect(() => readPattern(pattern), pattern).toThrow(SyntaxError);
  expect(() => readPattern('(ab){1000}').occursIn('ab'.repeat(50_000))).toThrow(RangeError);
});

test('judging: the names of a program are those of its code', () => {
  const source = `import threading as t\nx = f"{hidden}" + r'a\\' + "b\\"c" # comment\n"""doc\nLock"""\ndef größe(): yield t.RLock\ns = 'broken\nafter = 1`;
  const names = namesIn(source);
  for (const name of ['threading', 't', 'x', 'größe', 'RLock', 'after']) expect(names.has(name), name).toBe(true);
  for (const name of ['hidden', 'b', 'c', 'comment', 'doc', 'Lock', 'broken', 'f', 'r']) expect(names.has(name), name).toBe(false);
});
