// Hostile inputs: after each one the page is usable, nothing of it was executed as a script, and a sentence says what is wrong.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { files, links, markup, names, outputs, programs, stored } from './hostile_inputs';
import { codePane, open, run, write } from './threadbox';

// What is kept for use without a network is not their matter.
test.use({ serviceWorkers: 'block' });

let dialogs: string[] = [];
test.beforeEach(({ page }) => {
  dialogs = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
});

let runs = 0;

/** The page is usable: a simple program runs to its end. And nothing was executed that should have been shown. */
async function expectWell(page: Page, input: string): Promise<void> {
  await expect(page.locator('#run'), input).toBeEnabled();
  await expect(page.locator('#cover'), input).toBeHidden();
  const word = `well ${++runs}`;
  const answers = await page.evaluate(async (text) => {
    const engine = globalThis.threadbox!;
    const said = [engine.load(`print("${text}")`, 'well.py').length, engine.run({ interactive: false })];
    const printed = () => engine.snapshot().console.some((line) => line.text.startsWith(text));
    while (!printed() || engine.live()) await new Promise(requestAnimationFrame);
    return [
      ...said,
      'owned' in globalThis,
      Object.keys(Object.prototype).length,
      document.querySelectorAll('img:not(.cm-widgetBuffer), script:not([src])').length,
    ];
  }, word);
  expect(answers, input).toEqual([0, '', false, 0, 0]);
  expect(dialogs, input).toEqual([]);
}

const cases = <Case>(table: Record<string, Case>) => Object.entries<Case>(table);

const follow = (page: Page, fragment: string) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, fragment);

/** The text of the program as the page would save it. */
const shown = (page: Page) => codePane(page).evaluate((pane) => pane.textContent ?? '');

test('hostile links', async ({ page }) => {
  test.slow();
  await open(page, { keepOpen: false });
  for (const [name, { fragment, says, shows }] of cases(links)) {
    await test.step(name, async () => {
      const before = await page.evaluate(() => threadbox!.runs());
      await follow(page, fragment);
      if (says) await expect(page.locator('#notice'), name).toHaveText(says);
      if (shows) await expect.poll(() => shown(page), name).toContain(shows);
      expect((await page.locator('#notice').textContent())?.length, name).toBeLessThan(300);
      expect(await page.evaluate(() => threadbox!.runs()), `${name} was run`).toBe(before);
      expect(await page.locator('#program').evaluate((list) => (list as HTMLSelectElement).selectedIndex), name).toBeGreaterThanOrEqual(0);
      await expectWell(page, name);
    });
    // The next one starts from something else.
    await follow(page, 'lesson=race.py');
    await expect.poll(() => shown(page), name).toContain('race');
  }
});

test('a hostile link opens the page, too', async ({ page }) => {
  await page.goto(`./#name=${encodeURIComponent(markup)}&${links['options of wrong kinds']?.fragment}`);
  await expect.poll(() => shown(page)).toContain('of the link');
  await expectWell(page, 'at the start');
});

test('hostile programs', async ({ page }) => {
  test.slow();
  await open(page, { keepOpen: false });
  for (const [name, { source, problem, prints }] of cases(programs)) {
    await test.step(name, async () => {
      await write(page, source);
      await run(page);
      if (problem) await expect(page.locator('#problem-list'), name).toContainText(problem);
      if (prints) await expectPrinted(page, prints, name);
      await expectWell(page, name);
    });
  }
});

async function expectPrinted(page: Page, text: string, input: string): Promise<void> {
  await expect(async () => {
    const printed = await page.evaluate((wanted) => {
      const all = threadbox!.snapshot().console.map((line) => line.text);
      return all.join('').includes(wanted);
    }, text);
    expect(printed, input).toBe(true);
  }).toPass({ timeout: 20_000 });
}

test('hostile outputs are shown as the text that they are', async ({ page }) => {
  test.slow();
  await open(page, { keepOpen: false });
  for (const [name, { source, prints }] of cases(outputs)) {
    await test.step(name, async () => {
      await write(page, source);
      await run(page);
      await expectPrinted(page, prints, name);
      // The copy for screen readers has a text of the output, and no element that the output made.
      await expect(page.locator('#console > div').first(), name).toBeAttached();
      await expect(page.locator('#console > div *'), name).toHaveCount(0);
      await page.getByRole('button', { name: 'Stop', exact: true }).evaluate((button) => (button as HTMLButtonElement).click());
      await expectWell(page, name);
    });
  }
});

test('hostile names of threads, locks and threads of pools', async ({ page }) => {
  test.slow();
  await open(page, { keepOpen: false });
  for (const [name, text] of cases(names)) {
    await test.step(name, async () => {
      const literal = JSON.stringify(text);
      await write(
        page,
        `import threading
from concurrent.futures import ThreadPoolExecutor
__proto__ = threading.Lock()
constructor = threading.Event()
local = threading.local()
local.__proto__ = ${literal}
t = threading.Thread(target=constructor.wait, name=${literal})
t.start()
pool = ThreadPoolExecutor(1, thread_name_prefix=${literal})
pool.submit(constructor.wait)
print("started", len(t.name))
constructor.wait()
`,
      );
      await run(page);
      // Without a name, it has that of a thread.
      await expectPrinted(page, text ? `started ${[...text].length}` : 'started 8', name);
      await expect(page.getByRole('list', { name: 'Threads' }).getByRole('listitem'), name).toHaveCount(3);
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await expectWell(page, name);
    });
  }
});

test('hostile files and names of files', async ({ page }) => {
  await open(page, { keepOpen: false });
  for (const [name, { name: filename, text, size, says }] of cases(files)) {
    await test.step(name, async () => {
      await page.evaluate(
        ([called, written, bytes]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([written, new Uint8Array(bytes)], called));
          dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
        },
        [filename, text, size ?? 0] as const,
      );
      if (says) await expect(page.locator('#notice'), name).toHaveText(says);
      else await expect.poll(() => shown(page), name).toContain('dropped');
      await expectWell(page, name);
      if (says) return;
      // Saved again, it has a name that stays in its folder.
      await page.getByRole('button', { name: 'Program: new, open, save, share' }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save as a file' }).click();
      expect((await download).suggestedFilename(), name).toMatch(/^[^/\\\p{Cc}\u202a-\u202e\u2066-\u2069]{1,255}$/u);
      await page.getByRole('button', { name: 'Program: new, open, save, share' }).click();
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
    });
  }
});

/** Every key that the page reads. */
const keys = ['theme', 'share', 'keep-open', 'no-gil', 'speed', 'mode', 'play-speed', 'schedules', 'open-program', 'deleted-program'];

test('hostile contents of the storage', async ({ page }) => {
  await page.goto('./');
  for (const [name, text] of cases(stored)) {
    await test.step(name, async () => {
      await page.evaluate(
        ([all, value]) => {
          localStorage.clear();
          for (const key of [...all, 'program/own/', `program/own/${value}`, 'program/race.py', `program/${value}`, '__proto__', 'length'])
            localStorage.setItem(key, value);
        },
        [keys, text] as [string[], string],
      );
      await page.reload();
      await expectWell(page, name);
    });
  }
});

test('a storage that is full: a sentence says so, and the page goes on', async ({ page }) => {
  await open(page, { keepOpen: false });
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  });
  await write(page, 'print("more than fits in")\n'.repeat(50));
  await expect(page.locator('#notice')).toHaveText(/save it as a file/);
  await expect(page.locator('#run')).toBeEnabled();
  expect(await shown(page)).toContain('more than fits in');
});

test('hostile sizes of the window', async ({ page }) => {
  await open(page, { keepOpen: false });
  for (const [width, height] of [
    [1, 1],
    [2000, 1],
    [1, 2000],
    [4000, 3000],
    [1280, 800],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expectWell(page, `${width} × ${height}`);
  }
  const numbers = await page.evaluate(() => {
    for (const size of [Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 1e9]) threadbox!.resize(size, size);
    threadbox!.resize(800, 600);
    return true;
  });
  expect(numbers).toBe(true);
  await expectWell(page, 'sizes that are none');
});
