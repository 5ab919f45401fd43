// Every button is pressed by its label, and has its effect. A button that is shown and not pressed here fails the test, be it in the
// picture or in the page.
import type { Page } from '@playwright/test';
import { buttons, type Command, type Snapshot } from '../../web/src/schema';
import { expect, test } from './fixture';
import { codePane, framesDrawnIn, open, output, placeOf, post, run, snapshot, until, write } from './threadbox';

const primitives = `import queue, threading
from concurrent.futures import ThreadPoolExecutor
go = threading.Event()
lock = threading.Lock()
rlock = threading.RLock()
permits = threading.Semaphore(2)
changed = threading.Condition()
gate = threading.Barrier(3)
jobs = queue.Queue()
letters = queue.SimpleQueue()
def wait_for_change():
    for n in range(2):
        with changed:
            changed.wait()
        print("changed", n)
def work(n):
    go.wait()
waiting = threading.Thread(target=wait_for_change, daemon=True)
waiting.start()
fresh = threading.Thread(target=work, args=(1,), name="fresh")
unwanted = threading.Timer(3600, print)
unwanted.start()
early = threading.Timer(3600, print, ["early"])
early.start()
pool = ThreadPoolExecutor(1)
busy = pool.submit(go.wait)
pending = pool.submit(print)
`;

const spinning = `import threading
def spin():
    while True:
        a = 1
        b = 2
threading.Thread(target=spin, name="spinner", daemon=True).start()
`;

const timed = `import threading
class Tea:
    def __repr__(self):
        return "green tea"
tea = Tea()
gate = threading.Event()
def spin():
    while True:
        x = 1
bell = threading.Timer(60, print, ["bell"])
bell.start()
threading.Thread(target=spin, daemon=True).start()
gate.wait(30)
print("end")
`;

test.use({ viewport: { width: 1600, height: 1500 } });

/** The labels of the picture that were pressed, and those that were seen; "#id": a button of the page. */
const pressed = new Set<string>();
const seen = new Set<string>();

/** "Threads 3" and "Threads 4" are the same button, as "1  MainThread" and "2  bell" are. */
const kindOf = (label: string) => label.replace(/ \d+$/, '').replace(/^\d {2}.*$/, 'N  thread');

/** Notes what is shown. A label that begins with ## is not written: a field, a row, an edge. */
async function look(page: Page): Promise<void> {
  const labels = await page.evaluate(() => threadbox!.widgets().map(({ label }) => label));
  for (const label of labels) if (label !== '' && !label.startsWith('##')) seen.add(kindOf(label));
  for (const id of await page.locator('button').evaluateAll((all) => all.map((button) => button.id))) if (id) seen.add(`#${id}`);
}

/** Waits until it stays where it is: a new row moves the panels below it. */
async function untilStill(page: Page, label: string, context?: string): Promise<void> {
  await placeOf(page, label, context);
  await page.evaluate(
    async ([wanted, row]) => {
      const place = () =>
        JSON.stringify(threadbox!.widgets().find((widget) => widget.label === wanted && (row === null || widget.context === row)));
      for (let still = 0, last = ''; still < 6; last = place()) {
        await new Promise(requestAnimationFrame);
        still = place() === last ? still + 1 : 0;
      }
    },
    [label, context ?? null],
  );
}

/** Moves the pointer before it presses, as users do. */
async function press(page: Page, label: string, context?: string): Promise<void> {
  await untilStill(page, label, context);
  await look(page);
  const { x, y } = await placeOf(page, label, context);
  await page.mouse.move(x, y);
  await framesDrawnIn(page, 4);
  await page.mouse.click(x, y);
  pressed.add(kindOf(label));
}

/** Presses a button of the page by its name, or one of its id that is in sight. */
async function pressInPage(page: Page, name: string): Promise<void> {
  await look(page);
  const button = page.getByRole('button', { name, exact: true });
  pressed.add(`#${await button.getAttribute('id')}`);
  await button.click();
}

/** Presses a button whose effect is the picture alone. */
async function pressToSee(page: Page, label: string): Promise<void> {
  const canvas = page.locator('#threadbox-canvas');
  const before = await canvas.screenshot();
  await press(page, label);
  await page.mouse.move(0, 0);
  await expect(async () => expect((await canvas.screenshot()).equals(before)).toBe(false)).toPass();
}

const gone = (page: Page, label: string) =>
  page.waitForFunction((text) => threadbox!.widgets().every((widget) => widget.label !== text), label);

/** Presses a button in the card of a primitive and waits for its state. `isSo` may use nothing but its argument. */
async function pressIn(page: Page, variable: string, label: string, isSo: (row: Snapshot['objects'][number]) => boolean): Promise<void> {
  await press(page, label, variable);
  const found = `threadbox.snapshot().objects.find(row => row.variable === '${variable}')`;
  await page.waitForFunction(new Function(`return (${isSo})(${found})`) as () => boolean);
}

async function pressPrimitives(page: Page): Promise<void> {
  for (const name of ['lock', 'rlock']) {
    await pressIn(page, name, 'acquire', ({ owner }) => owner !== 0);
    await pressIn(page, name, 'release', ({ owner }) => owner === 0);
  }
  await pressIn(page, 'permits', 'acquire', ({ value }) => value === 1);
  await pressIn(page, 'permits', 'release', ({ value }) => value === 2);
  await pressIn(page, 'gate', 'abort', ({ broken }) => broken === true);
  await pressIn(page, 'gate', 'reset', ({ broken }) => broken === false);
  await pressIn(page, 'jobs', 'put', ({ size }) => size === 1);
  await pressIn(page, 'jobs', 'get', ({ size }) => size === 0);
  await pressIn(page, 'jobs', 'task done', ({ unfinished }) => unfinished === 0);
  await pressIn(page, 'letters', 'put', ({ size }) => size === 1);
  await pressIn(page, 'letters', 'get', ({ size }) => size === 0);
  for (const [n, label] of ['notify', 'notify all'].entries()) {
    await pressIn(page, 'changed', label, ({ known }) => known);
    await expect.poll(async () => output(await snapshot(page))).toContain(`changed ${n}\n`);
  }
  await pressIn(page, 'pending', 'cancel', ({ future }) => future === 'cancelled');
  await pressIn(page, 'pool', 'shut down', ({ shut_down }) => shut_down === true);
}

async function pressThreads(page: Page): Promise<void> {
  await press(page, '##daemon', 'fresh');
  await until(page, ({ threads }) => threads.some(({ name, daemon }) => name === 'fresh' && daemon));
  await press(page, 'start', 'fresh');
  await until(page, ({ threads }) => threads.some(({ name, state }) => name === 'fresh' && state === 'waiting'));
  await press(page, 'join', 'fresh');
  await until(page, ({ statements }) => statements.some(({ text }) => text === 'fresh.join(timeout=1)'));
  await press(page, 'cancel', 'unwanted');
  await until(page, ({ threads }) => threads.some(({ timer }) => timer?.state === 'cancelled'));
  await press(page, 'fire now', 'early');
  await until(page, ({ console }) => console.some(({ text }) => text.includes('early')));
  // A statement of the Console that waits.
  await post(page, { kind: 'execute', statement: 'go.wait(3000)' });
  const { threads } = await until(page, (model) =>
    model.threads.some(({ is_console, wait_text }) => is_console && wait_text.includes('go.wait')),
  );
  await press(page, 'cancel', threads.find(({ is_console, wait_text }) => is_console && wait_text.includes('go.wait'))?.expression);
  await until(page, ({ statements }) => statements.some(({ text, raised }) => text === 'go.wait(3000)' && raised));
  await pressIn(page, 'go', 'set', ({ flag }) => flag === true);
  await pressIn(page, 'go', 'clear', ({ flag }) => flag === false);
}

async function pressForm(page: Page): Promise<void> {
  await press(page, 'daemon');
  await press(page, 'Only create');
  await until(page, ({ threads }) => threads.some(({ variable, state, daemon }) => variable === 't1' && state === 'initial' && daemon));
  await press(page, 'Start thread');
  await until(page, ({ threads }) => threads.some(({ variable, state }) => variable === 't2' && state !== 'initial'));
  await press(page, 'New thread…');
  await gone(page, 'Start thread');
}

async function pressTimeline(page: Page): Promise<void> {
  await press(page, 'Choose a moment');
  await page.waitForFunction(() => threadbox!.moment() !== undefined);
  await press(page, 'Now');
  await page.waitForFunction(() => threadbox!.moment() === undefined);
  for (const label of ['Show everything', 'Zoom in', 'Zoom out', 'Follow now', 'What the timeline shows']) await pressToSee(page, label);
  await page.keyboard.press('Escape');
}

async function pressPanels(page: Page): Promise<void> {
  await pressToSee(page, 'internals');
  await press(page, 'Who waits for whom');
  await press(page, 'Cards');
  await placeOf(page, 'Who waits for whom');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await press(page, 'Copy all');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('early');
}

async function pressTabs(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [title, shows] of [
    [/^Threads( \d+)?$/, '##title Timeline'],
    [/^Primitives( \d+)?$/, 'Who waits for whom'],
    [/^New( thread)?$/, 'Start thread'],
    [/^Console$/, 'Copy all'],
  ] as const) {
    const handle = await page.waitForFunction(
      (pattern) => threadbox!.widgets().find(({ label }) => new RegExp(pattern).test(label))?.label,
      title.source,
    );
    await press(page, (await handle.jsonValue()) ?? '');
    await placeOf(page, shows);
  }
  await page.setViewportSize({ width: 1600, height: 1500 });
}

const headerButtons: Record<(typeof buttons)[number], (page: Page) => Promise<unknown>> = {
  pause: async (page) => {
    await pressInPage(page, 'Pause');
    const { threads } = await until(page, (model) => model.threads.some(({ wait }) => wait?.operation === 'hold'));
    const spinner = threads.find(({ name }) => name === 'spinner');
    await press(page, 'step', spinner?.expression);
    await page.waitForFunction(
      (line) => threadbox!.snapshot().threads.find(({ name }) => name === 'spinner')?.line !== line,
      spinner?.line,
    );
    await press(page, 'to its wait', spinner?.expression);
    await until(page, ({ threads }) => threads.some(({ name, wait }) => name === 'spinner' && wait?.operation !== 'hold'));
    // It never waits.
    await pressInPage(page, 'Pause');
    await until(page, ({ threads }) => threads.some(({ name, wait }) => name === 'spinner' && wait?.operation === 'hold'));
  },
  resume: async (page) => {
    await pressInPage(page, 'Resume');
    await until(page, ({ threads }) => threads.every(({ wait }) => wait?.operation !== 'hold'));
  },
  interrupt: async (page) => {
    await post(page, { kind: 'execute', statement: 'threading.Event().wait()' } satisfies Command);
    await until(page, ({ statements }) => statements.length === 1);
    await pressInPage(page, 'Ctrl-C');
    await until(page, ({ statements }) => statements.some(({ raised }) => raised));
  },
  end_main: async (page) => {
    await pressInPage(page, 'End main');
    await until(page, ({ state }) => state === 'ended');
  },
  stop: async (page) => {
    await run(page);
    await until(page, ({ state }) => state === 'idle');
    await pressInPage(page, 'Stop');
    await until(page, ({ state, stopped_by_user }) => state === 'ended' && stopped_by_user);
  },
};

async function pressHeader(page: Page): Promise<void> {
  await write(page, spinning);
  await pressInPage(page, 'Run');
  await until(page, ({ state, threads }) => state === 'idle' && threads.some(({ name }) => name === 'spinner'));
  // Those of core/session/commands.def; the order matters.
  for (const kind of ['pause', 'resume', 'interrupt', 'end_main', 'stop'] as const) await headerButtons[kind](page);
  expect(Object.keys(headerButtons).sort()).toEqual([...buttons].sort());
  await pressInPage(page, 'Dark theme');
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  await page.locator('#keep-open').evaluate((box: HTMLInputElement) => {
    box.checked = false;
  });
  await run(page, 'raise SystemError("here")\n');
  await pressInPage(page, 'Failed: SystemError in line 1');
  await expect(page.locator('.cm-activeLine')).toHaveText('raise SystemError("here")');
}

async function pressInMenu(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Program: new, open, save, share' }).click();
  await look(page);
  const button = page.locator('#program-menu').getByRole('button', { name });
  pressed.add(`#${await button.getAttribute('id')}`);
  await button.click();
  await page.keyboard.press('Escape');
}

const programName = (page: Page) => page.locator('#program').evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text);

async function pressPrograms(page: Page): Promise<void> {
  await page.locator('#program').selectOption('locks.py');
  await write(page, 'print("mine")\n');
  await expect.poll(() => programName(page)).toMatch(/ •$/);
  await pressInMenu(page, 'Reset to the lesson');
  await expect.poll(() => programName(page)).not.toContain('•');
  await pressInMenu(page, 'New program');
  await expect.poll(() => programName(page)).toMatch(/^My program/);
  await write(page, 'print("second")\n');
  const download = page.waitForEvent('download');
  await pressInMenu(page, 'Save as a file');
  await download;
  const chooser = page.waitForEvent('filechooser');
  await pressInMenu(page, /^Open a file/);
  await (await chooser).setFiles({ name: 'work.py', mimeType: 'text/x-python', buffer: Buffer.from('print("from a file")\n') });
  await expect(codePane(page)).toContainText('from a file');
  await pressInMenu(page, 'Share a link');
  await expect(page.locator('#link')).toHaveValue(/#/);
  await pressInMenu(page, 'Delete');
  await expect(codePane(page)).not.toContainText('from a file');
  await pressInMenu(page, /^Bring back/);
  await expect(codePane(page)).toContainText('from a file');
}

async function pressInput(page: Page): Promise<void> {
  await run(page, 'input("name? ")\n');
  await press(page, 'End of input');
  await until(page, ({ console }) => console.some(({ text }) => text.includes('EOFError')));
}

const position = (page: Page, steps: number) => expect(page.locator('#position')).toHaveText(new RegExp(`^Step ${steps}\\b`));

async function pressSteps(page: Page): Promise<void> {
  await page.locator('#mode').evaluate((select: HTMLSelectElement) => {
    select.value = 'turns';
  });
  await run(page, timed);
  await until(page, ({ steps }) => steps !== null);
  await pressInPage(page, 'Step');
  await position(page, 1);
  await pressInPage(page, 'Step');
  await pressInPage(page, 'Back');
  await position(page, 1);
  await pressInPage(page, 'First');
  await position(page, 0);
  await pressInPage(page, 'Play');
  await until(page, ({ steps }) => (steps?.speed ?? 0) > 0 && (steps?.position ?? 0) > 0);
  // It keeps its name, and says by its state that it is pressed in.
  await pressInPage(page, 'Play');
  await until(page, ({ steps }) => steps?.speed === 0);
  await pressInPage(page, 'First');
  await position(page, 0);
  await press(page, '1  MainThread');
  await position(page, 1);
  for (let i = 2; !(await snapshot(page)).steps?.threads.some(({ is_timer, can_expire }) => can_expire && !is_timer); ++i) {
    await pressInPage(page, 'Step');
    await position(page, i);
  }
  const canExpire = (label: string) => page.waitForFunction((text) => threadbox!.widgets().some((widget) => widget.label === text), label);
  await canExpire('let it expire');
  await press(page, 'let it expire');
  await until(page, ({ steps }) => steps?.threads.some(({ name, can_run }) => name === 'MainThread' && can_run) ?? false);
  await press(page, 'repr()');
  await until(page, ({ steps }) => steps?.scopes[0]?.variables.some(({ repr }) => repr === 'green tea') ?? false);
  await press(page, 'let it fire');
  await until(page, ({ steps }) => steps?.threads.every(({ can_expire }) => !can_expire) ?? false);
  await press(page, 'Choose a moment');
  const handle = await page.waitForFunction(() => threadbox!.widgets().find(({ label }) => label.startsWith('Go to step'))?.label);
  const label = (await handle.jsonValue()) ?? '';
  await press(page, label);
  await position(page, Number(/\d+$/.exec(label)));
}

async function pressSchedules(page: Page): Promise<void> {
  const schedule = page.locator('#schedule');
  await page.getByRole('button', { name: 'Schedule', exact: true }).click();
  const whole = await schedule.inputValue();
  await pressInPage(page, 'Copy');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(whole);
  await pressInPage(page, 'Keep');
  await expect(page.locator('#kept option')).toHaveCount(2);
  await page.locator('#kept-name').fill('a lost update');
  await pressInPage(page, 'Rename');
  await expect(page.locator('#kept option').nth(1)).toHaveText('a lost update');
  await schedule.fill('1l.1x4');
  await pressInPage(page, 'Go there');
  await position(page, 3);
  await pressInPage(page, 'Remove');
  await expect(page.locator('#kept option')).toHaveCount(1);
  await page.keyboard.press('Escape');
}

test('every button has its effect, and none is forgotten', async ({ page }) => {
  test.setTimeout(300_000);
  page.setDefaultTimeout(20_000);
  await open(page);
  await run(page, primitives);
  await until(page, ({ state }) => state === 'idle');
  await test.step('primitives', () => pressPrimitives(page));
  await test.step('threads', () => pressThreads(page));
  await test.step('the form', () => pressForm(page));
  await test.step('the timeline', () => pressTimeline(page));
  await test.step('panels', () => pressPanels(page));
  await test.step('tabs', () => pressTabs(page));
  await test.step('the header', () => pressHeader(page));
  await test.step('programs', () => pressPrograms(page));
  await test.step('input', () => pressInput(page));
  await test.step('steps', () => pressSteps(page));
  await test.step('schedules', () => pressSchedules(page));
  await look(page);
  // Pressed by tests/browser/failure.spec.ts.
  pressed.add('#again');
  // By files.spec.ts, embed_dialog.spec.ts, explore.spec.ts, and roles.spec.ts.
  pressed.add('#add-files').add('#embed').add('#explore').add('#keys');
  expect([...seen].filter((label) => !pressed.has(label))).toEqual([]);
  await expect(codePane(page)).toBeVisible();
});
