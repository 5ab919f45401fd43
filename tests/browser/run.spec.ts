import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import {
  choose,
  clickWidget,
  execute,
  framesDrawnIn,
  live,
  open,
  output,
  placeOf,
  post,
  run,
  snapshot,
  until,
  untilPrinted,
  write,
} from './threadbox';

const barrierAbort = readFileSync(join(__dirname, '../../lessons/barrier_abort.py'), 'utf8');
// Its timer does not fire during the test, so only the test's actions have an effect.
const patient = barrierAbort.replace('0.35', '3600');

/** Runs the patient program to where both workers wait at the barrier. */
async function runPatient(page: Page): Promise<void> {
  await run(page, patient);
  await until(page, (model) => model.objects.some(({ variable, n_waiting }) => variable === 'gate' && n_waiting === 2));
}

async function expectBothAborted(page: Page): Promise<void> {
  const model = await until(page, ({ state }) => state === 'idle');
  expect(output(model)).toContain('worker 0 aborting\n');
  expect(output(model)).toContain('worker 1 aborting\n');
  expect(output(model)).toContain('main done\n');
  expect(output(model)).not.toContain('through');
}

test.beforeEach(({ page }) => open(page));

test('run: the timer aborts the barrier and both workers go home', async ({ page }) => {
  await choose(page, 'barrier_abort.py');
  await run(page);
  await expectBothAborted(page);
  expect(output(await snapshot(page))).toContain('beat\n');
});

test('run: two threads run at the same moment', async ({ page }) => {
  // Each spins until it sees the other one's mark: neither could end if one ran after the other.
  await run(
    page,
    [
      'import threading',
      'seen = [False, False]',
      'def meet(me, other):',
      '    seen[me] = True',
      '    while not seen[other]:',
      '        pass',
      'threads = [threading.Thread(target=meet, args=(i, 1 - i)) for i in range(2)]',
      'for t in threads: t.start()',
      'for t in threads: t.join()',
      'print("met")',
    ].join('\n'),
  );
  await untilPrinted(page, 'met\n');
});

test('command: gate.abort() is executed, shown, and sends both workers home', async ({ page }) => {
  await runPatient(page);
  await execute(page, 'gate.abort()');
  await expectBothAborted(page);
  const { console } = await snapshot(page);
  expect(console.some(({ stream, text }) => stream === 'echo' && text.includes('gate.abort()'))).toBe(true);
});

test('click: the mouse on the canvas\'s "abort" sends both workers home', async ({ page }) => {
  await runPatient(page);
  await clickWidget(page, 'abort', 'gate');
  await expectBothAborted(page);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true });
  test('click: a finger on the canvas does as well', async ({ page }) => {
    await runPatient(page);
    const { x, y } = await placeOf(page, 'abort', 'gate');
    await page.touchscreen.tap(x, y);
    await expectBothAborted(page);
  });
});

test('barrier: reset breaks the wait and the barrier can be used again', async ({ page }) => {
  await runPatient(page);
  await execute(page, 'gate.reset()');
  await expectBothAborted(page);
  const gate = (await snapshot(page)).objects.find(({ variable }) => variable === 'gate');
  expect(gate?.broken).toBe(false);
  await execute(page, 'gate.abort()');
  await until(page, ({ objects }) => objects.some(({ variable, broken }) => variable === 'gate' && broken));
  await execute(page, 'gate.reset()');
  await until(page, ({ objects }) => objects.some(({ variable, broken }) => variable === 'gate' && !broken));
});

test('stop: a program that spins for ever ends, daemons and all', async ({ page }) => {
  await run(page, 'import threading\ndef spin():\n    while True: pass\nthreading.Thread(target=spin).start()\nspin()\n');
  await until(page, ({ threads }) => threads.filter(({ state }) => state === 'running').length >= 2);
  const tookMs = await page.evaluate(async () => {
    const began = performance.now();
    document.getElementById('stop')?.click();
    while (threadbox!.live()) await new Promise(requestAnimationFrame);
    return performance.now() - began;
  });
  console.log(`      stop: ${Math.round(tookMs)} ms from the click to the last thread's end`);
  expect(tookMs).toBeLessThan(2000);
  const model = await until(page, ({ state }) => state === 'ended');
  expect(model.stopped_by_user).toBe(true);
  expect(model.threads.filter(({ state }) => state !== 'stopped' && state !== 'ended')).toEqual([]);
  expect(await live(page)).toBe(false);
  await expect(page.locator('#status')).toHaveText('Stopped');
});

test('run: it can be run, stopped and run again', async ({ page }) => {
  for (let round = 0; round < 5; ++round) {
    await run(page, `print("round ${round}")\nwhile True: pass`);
    await untilPrinted(page, `round ${round}\n`);
    expect(output(await snapshot(page))).toBe(`round ${round}\n`);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await until(page, ({ state }) => state === 'ended');
  }
});

test('run: pressed while a program runs, it begins anew', async ({ page }) => {
  await run(page, 'print("old")\nwhile True: pass');
  await untilPrinted(page, 'old\n');
  await run(page, 'print("new")');
  await untilPrinted(page, 'new\n');
  expect(output(await snapshot(page))).toBe('new\n');
});

test('Ctrl-C: KeyboardInterrupt reaches the main thread, also while it joins', async ({ page }) => {
  await run(
    page,
    [
      'import threading, time',
      'sleeper = threading.Thread(target=time.sleep, args=(3600,), daemon=True)',
      'sleeper.start()',
      'print("joining")',
      'try:',
      '    sleeper.join()',
      'except KeyboardInterrupt:',
      '    print("interrupted")',
    ].join('\n'),
  );
  await until(page, ({ threads }) => threads.some(({ is_main, wait }) => is_main && wait?.operation === 'thread_join'));
  await page.getByRole('button', { name: 'Ctrl-C', exact: true }).click();
  await untilPrinted(page, 'interrupted\n');
});

test("spawn: a thread on one of the program's functions, by statements", async ({ page }) => {
  await runPatient(page);
  await execute(page, 't1 = threading.Thread(target=worker, args=(7,), name="seventh")');
  await execute(page, 't1.start()');
  // The third at the barrier: it opens.
  await untilPrinted(page, 'worker 7 through\n');
  const model = await until(page, ({ state }) => state === 'idle');
  expect(model.threads.find(({ name }) => name === 'seventh')?.state).toBe('ended');
  for (const n of [0, 1, 7]) expect(output(model)).toContain(`worker ${n} through\n`);
});

test('spawn: the daemon flag can be set before the start, not after', async ({ page }) => {
  await runPatient(page);
  await execute(page, 't1 = threading.Thread(target=heartbeat, name="second heart")');
  await execute(page, 't1.daemon = True');
  await until(page, ({ threads }) => threads.some(({ name, daemon, state }) => name === 'second heart' && daemon && state === 'initial'));
  await execute(page, 't1.start()');
  await until(page, ({ threads }) => threads.some(({ name, state }) => name === 'second heart' && state === 'waiting'));
  await execute(page, 't1.daemon = False');
  await untilPrinted(page, 'RuntimeError: cannot set daemon status of active thread\n');
});

test('timer: cancelled, it never fires; fired, its function is called', async ({ page }) => {
  await runPatient(page);
  await execute(page, 'timer.cancel()');
  await until(page, ({ threads }) => threads.some(({ timer }) => timer?.state === 'cancelled'));
  await execute(page, 'timer.function(*timer.args, **timer.kwargs)');
  await expectBothAborted(page);
});

test('end main: the daemon stops where it stands', async ({ page }) => {
  await choose(page, 'barrier_abort.py');
  await run(page);
  await expectBothAborted(page);
  await page.getByRole('button', { name: 'End main', exact: true }).click();
  const ended = await until(page, ({ state }) => state === 'ended');
  expect(ended.threads.find(({ name }) => name === 'heart')?.state).toBe('stopped');
  expect(ended.exit_code).toBe(0);
  expect(await live(page)).toBe(false);
  // Its next beat would have come within 0.1 s: six frames.
  await framesDrawnIn(page, 30);
  expect(output(await snapshot(page))).toBe(output(ended));
});

test('exception: its traceback is shown, and the program goes on', async ({ page }) => {
  await run(page, 'import threading\ndef fail():\n    1 / 0\nt = threading.Thread(target=fail)\nt.start()\nt.join()\nprint("after")');
  await untilPrinted(page, 'after\n');
  expect(output(await snapshot(page))).toContain('ZeroDivisionError: division by zero');
});

test('screen reader: what is printed is there as text, and of the present run alone', async ({ page }) => {
  const log = page.getByRole('log', { name: 'Program output' });
  await run(page, 'print("first run")');
  await expect(log).toHaveText('first run');
  await run(page, 'print("second run")\nprint("and more")');
  await expect(log).toHaveText(/^\s*second run\s+and more\s*$/);
});

test('screen reader: what each thread does is there as text', async ({ page }) => {
  await runPatient(page);
  const threads = page.getByRole('list', { name: 'Threads' }).getByRole('listitem');
  await expect(threads.filter({ hasText: 'Thread-1, worker(0): waiting in gate.wait()' })).toHaveCount(1);
  await expect(threads.filter({ hasText: 'heart, daemon: waiting in time.sleep()' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(threads.filter({ hasText: 'heart, daemon: stopped' })).toHaveCount(1);
});

test('hidden page: its program goes on and its events are taken over', async ({ page }) => {
  await write(page, 'import time\nfor i in range(20):\n    time.sleep(0.01)\nprint("done behind the scenes")');
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { get: () => true });
    window.requestAnimationFrame = () => 0;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.evaluate(() => document.getElementById('run')?.click());
  await expect(async () => expect(output(await snapshot(page))).toContain('done behind the scenes')).toPass();
});

test('lessons: each runs to its end', async ({ page }) => {
  test.slow();
  const filenames = await page
    .locator('#program option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(filenames.length).toBeGreaterThan(20);
  for (const filename of filenames) {
    await choose(page, filename);
    await run(page);
    const model = await until(page, ({ state }) => state === 'idle' || state === 'ended');
    // A lesson may print the traceback of a thread; its main thread has none.
    if (model.state === 'idle') await post(page, { kind: 'end_main' });
    const { exit_code } = await until(page, ({ state }) => state === 'ended');
    expect(exit_code, `${filename}: ${output(model)}`).toBe(0);
  }
});
