// The page survives everything that a user can paste, type or press.
import { spawnSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { live, open, output, post, run, snapshot, until, untilPrinted, write } from './threadbox';

const ended = (page: Page) => page.waitForFunction(() => threadbox!.snapshot().state === 'ended' && !threadbox!.live());

/** The page still runs programs. */
async function expectWell(page: Page): Promise<void> {
  await run(page, 'print("as well as ever")\n');
  await untilPrinted(page, 'as well as ever\n');
  await post(page, { kind: 'stop' });
  await ended(page);
}

test('every call that finds no memory says so, and the next one finds it', async ({ page }) => {
  await open(page);
  const answers = await page.evaluate(() => {
    const engine = threadbox!;
    const refused = <Answer>(call: () => Answer): Answer => (engine.refuseMemory(), call());
    return {
      load: refused(() => engine.load('print(1)', 'main.py')).map(({ type }) => type),
      run: refused(() => engine.run()),
      post: refused(() => engine.post({ kind: 'stop' })),
      live: refused(() => engine.live()),
      pump: refused(() => engine.pump()),
      snapshot: refused(() => engine.snapshot()).state,
      resize: refused(() => engine.resize(300, 300)),
      theme: refused(() => engine.theme('dark', {})),
      frames: refused(() => engine.frames()),
      widgets: refused(() => engine.widgets()),
    };
  });
  expect(answers.load).toEqual(['MemoryError']);
  expect(answers.run).toContain('memory');
  expect(answers.post).toContain('memory');
  expect(answers.snapshot).toBe('empty');
  expect(answers.widgets).toEqual([]);
  await expect(page.locator('#status')).toContainText('out of memory');
  await expectWell(page);
});

test('a paste of two megabytes is refused with a sentence, and typing goes on', async ({ page }) => {
  await open(page);
  await write(page, 'value = 1\n'.repeat(200_000));
  const began = Date.now();
  await page.keyboard.type('# after it');
  expect(Date.now() - began).toBeLessThan(5000);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.locator('#problems')).toBeVisible();
  await expect(page.locator('#problem-list')).toContainText(/too large|too long/);
  await expectWell(page);
});

test('programs that are wide or deep are looked at while they are typed, and the page goes on', async ({ page }) => {
  test.slow();
  const shapes = spawnSync('python3', ['tests/oracle/generate_shapes.py', '--each', '10000'], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  expect(shapes.status, shapes.stderr).toBe(0);
  await open(page);
  for (const [name, source] of Object.entries<string>(JSON.parse(shapes.stdout))) {
    const problems = await page.evaluate(
      (text) => threadbox!.load(text, 'main.py').map(({ type, message }) => `${type}: ${message}`),
      source,
    );
    const refused =
      /SyntaxError: |IndentationError: too many|MemoryError: Parser stack|RecursionError: maximum recursion depth exceeded during compilation/;
    for (const problem of problems) expect(problem, name).toMatch(refused);
  }
  await expectWell(page);
});

test('a program that wants all memory gets MemoryError, and the page goes on', async ({ page }) => {
  await open(page);
  await run(
    page,
    'kept = []\ntry:\n    while True:\n        kept.append("x" * 1_000_000)\nexcept MemoryError:\n    n = len(kept)\n    kept = None\n    print("MemoryError after", n > 20)\n',
  );
  await untilPrinted(page, 'MemoryError after True\n');
  await run(page, 'kept = []\nwhile True:\n    kept.append("x" * 1_000_000)\n');
  await untilPrinted(page, 'MemoryError\n');
  await expectWell(page);
});

for (const megabytes of [512, 256, 128]) {
  test(`a browser that gives ${megabytes} MB: what a run may use fits in`, async ({ page }) => {
    await page.addInitScript((mostPages) => {
      WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
        construct(made, [wanted]: [WebAssembly.MemoryDescriptor]) {
          if (wanted.maximum! > mostPages) throw new RangeError('could not allocate memory');
          return new made(wanted);
        },
      });
    }, megabytes * 16);
    await open(page);
    await run(
      page,
      `import threading
threads = []
go = threading.Event()
try:
    while True:
        t = threading.Thread(target=go.wait)
        t.start()
        threads.append(t)
except RuntimeError as error:
    print(error)
kept = []
try:
    while True:
        kept.append("x" * 100_000)
except MemoryError:
    n = len(kept)
    kept = None
    print("MemoryError after", n > 20, "with", len(threads) >= 30)
go.set()
for t in threads:
    t.join()
print("joined")
`,
    );
    await untilPrinted(page, "can't start new thread\n");
    await untilPrinted(page, 'MemoryError after True with True\n');
    await untilPrinted(page, 'joined\n');
    expect(await page.evaluate(() => threadbox!.memoryBytes())).toBeLessThanOrEqual(megabytes * 2 ** 20);
    await expectWell(page);
  });
}

test('as many threads as there may be, each deep in calls, and one more', async ({ page }) => {
  test.slow();
  await open(page);
  await run(
    page,
    `import threading
go = threading.Event()
def deep(n):
    return deep(n - 1) if n else go.wait()
threads = []
try:
    while True:
        t = threading.Thread(target=deep, args=(800,))
        t.start()
        threads.append(t)
except RuntimeError as error:
    print(error)
go.set()
for t in threads:
    t.join()
print("joined", len(threads) > 60)
`,
  );
  await untilPrinted(page, "can't start new thread\n");
  await untilPrinted(page, 'joined True\n');
  await expectWell(page);
});

test('a flood of output ends with a sentence, and the page goes on', async ({ page }) => {
  test.slow();
  await open(page);
  await run(page, 'text = "x" * 100_000\nwhile True:\n    print(text)\n');
  await untilPrinted(page, 'the output is longer than the limit');
  await ended(page);
  await expectWell(page);
});

test('locks without end leave no row each', async ({ page }) => {
  test.slow();
  await open(page);
  await run(page, 'import threading\nfor i in range(200_000):\n    threading.Lock()\nprint("made")\n');
  await untilPrinted(page, 'made\n');
  const model = await snapshot(page);
  expect(model.objects.length).toBeLessThanOrEqual(5000);
  expect(model.ended_objects).toBeGreaterThan(50_000);
  await expectWell(page);
});

// All thousand: THREADBOX_ALL_RUNS=1 in the environment.
const runs = process.env.THREADBOX_ALL_RUNS ? 1000 : 100;

test(`${runs} runs leave nothing behind`, async ({ page }) => {
  test.setTimeout(600_000);
  await open(page);
  await write(
    page,
    'import threading\nts = [threading.Thread(target=print, args=(i,)) for i in range(4)]\nfor t in ts: t.start()\nfor t in ts: t.join()\n',
  );
  const memory: number[] = [];
  const workers: number[] = [];
  const began = Date.now();
  for (let i = 1; i <= runs; ++i) {
    await page.evaluate(async () => {
      const engine = threadbox!;
      engine.run();
      while (engine.snapshot().state !== 'idle') await new Promise(requestAnimationFrame);
      engine.post({ kind: 'end_main' });
      while (engine.live()) await new Promise(requestAnimationFrame);
      engine.pump();
    });
    memory.push(await page.evaluate(() => threadbox!.memoryBytes()));
    workers.push(page.workers().length);
  }
  const megabytes = (bytes = 0) => Math.round(bytes / 2 ** 20);
  console.log(
    `      ${runs} runs in ${Math.round((Date.now() - began) / 1000)} s; after the tenth and the last ${megabytes(memory[9])} and ` +
      `${megabytes(memory.at(-1))} MB, ${workers[9]} and ${workers.at(-1)} workers`,
  );
  expect(memory.at(-1)).toBe(memory[9]);
  expect(workers.at(-1)).toBeLessThanOrEqual(Math.max(...workers.slice(0, 10)));
});

const texts: Record<string, [string, RegExp]> = {
  'a NUL': ['x = "a\0b"\n', /null bytes|NUL/i],
  'a lone surrogate': ['print("\ud800".encode())\n', /./],
  'carriage returns': ['a = 1\rb = 2\r\nprint(a + b)\r\n', /3/],
  'a line of a megabyte': [`x = "${'y'.repeat(900_000)}"\nprint(len(x))\n`, /900000/],
  'right to left, emoji, tabs': ['שלום = "👩‍👩‍👧 \t é"\nif 1:\n\tprint(שלום)\n', /👩‍👩‍👧 \t é/],
};

for (const [name, [source, expected]] of Object.entries(texts)) {
  test(`weird texts: ${name}`, async ({ page }) => {
    await open(page);
    const problems = await page.evaluate((text) => threadbox!.load(text, 'main.py'), source);
    if (problems.length > 0) {
      expect(problems[0]?.message).toMatch(expected);
    } else {
      await page.evaluate(() => threadbox!.run());
      await until(page, ({ state }) => state === 'idle');
      expect(output(await snapshot(page))).toMatch(expected);
    }
    // Into the console, too: whatever it answers, it answers.
    await page.evaluate(() => threadbox!.load('pass\n', 'main.py'));
    await page.evaluate(() => threadbox!.run());
    await until(page, ({ state }) => state === 'idle');
    await post(page, { kind: 'execute', statement: source.slice(0, 100_000) });
    await post(page, { kind: 'execute', statement: 'print("still", "here")' });
    await untilPrinted(page, 'still here\n');
    await write(page, source.slice(0, 1000));
    await expectWell(page);
  });
}

test('run, stop and run in quick succession', async ({ page }) => {
  await open(page);
  await write(
    page,
    'import threading, time\nfor i in range(6): threading.Thread(target=time.sleep, args=(60,)).start()\nwhile True: pass\n',
  );
  await page.evaluate(async () => {
    const engine = threadbox!;
    for (let i = 0; i < 60; ++i) {
      document.querySelector<HTMLButtonElement>('#run')!.click();
      if (i % 3 === 1) engine.post({ kind: 'interrupt' });
      if (i % 2 === 1) engine.post({ kind: 'stop' });
      if (i % 7 === 0) engine.post({ kind: 'end_main' });
      if (i % 5 === 0) await new Promise(requestAnimationFrame);
    }
    await new Promise(requestAnimationFrame); // A click runs the program once its modules are there, which is after this task.
    engine.post({ kind: 'stop' });
  });
  await page.waitForFunction(() => !threadbox!.live());
  await expectWell(page);
});

test('a page that is closed while its threads run leaves the next one well', async ({ page, context }) => {
  await open(page);
  await run(page, 'import threading\ndef spin():\n    while True: pass\nfor i in range(4): threading.Thread(target=spin).start()\n');
  await until(page, ({ threads }) => threads.length >= 5);
  expect(await live(page)).toBe(true);
  const next = await context.newPage();
  await page.close();
  await open(next);
  await expectWell(next);
});
