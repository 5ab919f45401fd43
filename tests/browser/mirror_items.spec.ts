// Whatever the picture shows that can be used has an element at its place, with a role and a name: of every kind, in every arrangement. The
// engine says what it has drawn; the elements say where they are.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { clickWidget, open, run, until } from './threadbox';

/** Every kind of row and card, a traceback with a link, and enough primitives for a filter. */
const everything = `import threading, queue, time
from concurrent.futures import ThreadPoolExecutor
gate, door, ready, q = threading.Barrier(3), threading.Lock(), threading.Event(), queue.Queue()
turns, room, mine = threading.Condition(), threading.Semaphore(2), threading.local()
spare = [threading.Lock() for _ in range(6)]
def wait():
    mine.seat = 1
    with room:
        gate.wait()
def visit():
    with door:
        pass
def fail():
    raise ValueError("no luck")
for name in ("Ada", "Ben"):
    threading.Thread(target=wait, name=name, daemon=True).start()
door.acquire()
threading.Thread(target=visit, name="Eve", daemon=True).start()
threading.Thread(target=q.get, name="Max", daemon=True).start()
threading.Thread(target=fail, name="Unlucky").start()
late = threading.Timer(500, print)
late.daemon = True
late.start()
pool = ThreadPoolExecutor(1)
calls = [pool.submit(ready.wait) for _ in range(3)]
made = threading.Thread(target=wait, name="Later")
`;

const deadlock = `import threading
a, b, both = threading.Lock(), threading.Lock(), threading.Barrier(2)
def work(first, second):
    with first:
        both.wait()
        with second:
            pass
threading.Thread(target=work, args=(a, b), name="Ada", daemon=True).start()
threading.Thread(target=work, args=(b, a), name="Ben", daemon=True).start()
`;

/** What the picture shows without an element at its place that has a role and a name. */
const missing = (page: Page) =>
  page.evaluate(() => {
    const corner = document.getElementById('threadbox-canvas')?.getBoundingClientRect() ?? new DOMRect();
    const controls = 'button, input, select, [role=separator], [role=note], [role=alert], [role=log]';
    const nameOf = (target: Element) =>
      target.getAttribute('aria-label') || target.textContent || (target as HTMLInputElement).labels?.[0]?.textContent || '';
    const shown = [...document.querySelectorAll(controls)]
      .filter((target) => !target.closest('[hidden]') && target.matches('#mirror *, .overlaid') && nameOf(target).trim() !== '')
      .map((target) => target.getBoundingClientRect());
    const isNear = (one: number, other: number) => Math.abs(one - other) <= 1.5;
    // The lanes are a grid, whose cells are the bars.
    const used = threadbox!.widgets().filter(({ label }) => label !== '##lanes');
    return used
      .filter(
        (widget) =>
          !shown.some(
            (box) =>
              isNear(box.x, corner.x + widget.x) &&
              isNear(box.y, corner.y + widget.y) &&
              isNear(box.width, widget.width) &&
              isNear(box.height, widget.height),
          ),
      )
      .map(({ label, context }) => (context ? `${context}: ${label}` : label));
  });

/** What the picture shows, but for its places. */
const drawn = (page: Page) =>
  page.evaluate(() => threadbox!.widgets().map(({ label, context, on }) => `${context ?? ''} ${label} ${on ?? ''}`));

async function expectAll(page: Page, when: string): Promise<void> {
  // In the first frame of a run there is nothing that could be missing.
  await expect.poll(() => page.evaluate(() => threadbox!.widgets().length), when).toBeGreaterThan(5);
  await expect.poll(() => missing(page), when).toEqual([]);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The form for a new thread is shown where there is room for it, or by a button. */
async function showForm(page: Page): Promise<void> {
  const isShown = () => page.evaluate(() => threadbox!.widgets().some(({ label }) => label === 'Start thread'));
  if (!(await isShown())) await button(page, 'New thread…').press('Enter');
  await expect.poll(isShown).toBe(true);
}

async function runAll(page: Page): Promise<void> {
  await run(page, everything);
  await until(
    page,
    ({ threads }) => threads.some(({ state }) => state === 'failed') && threads.filter(({ state }) => state === 'waiting').length > 6,
  );
}

test.describe('mirror items', () => {
  test.beforeEach(({ page }) => {
    test.slow();
    page.setDefaultTimeout(30_000);
    return open(page);
  });

  test('everything that is drawn has an element, in wide, middle and narrow pictures, and in each tab', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 1200 });
    await runAll(page);
    await expectAll(page, 'wide');
    for (const [name, act] of Object.entries({
      'a selected bar': () =>
        page
          .getByRole('gridcell')
          .getByRole('button', { name: /^Eve: blocked/ })
          .press('Enter'),
      'an earlier moment': () => page.getByRole('slider', { name: 'Moment' }).press('PageDown'),
      'the present again': () => button(page, 'Back to now').press('Enter'),
      'who waits for whom': () => button(page, 'Who waits for whom').press('Enter'),
      'a list that is open': async () => {
        await showForm(page);
        await clickWidget(page, '##function');
      },
      'a panel that fills the picture': () => button(page, 'Threads: fill the picture, or not').press('Enter'),
    })) {
      const before = await drawn(page);
      await act();
      // Otherwise it would be the picture before the act that is looked at.
      await expect.poll(() => drawn(page), name).not.toEqual(before);
      await expectAll(page, name);
    }
    await page.setViewportSize({ width: 1024, height: 768 });
    await button(page, 'Threads: fill the picture, or not').press('Enter');
    await expectAll(page, 'middle');
    await page.setViewportSize({ width: 390, height: 844 });
    for (const tab of ['Console', 'Threads', 'Primitives', 'New']) {
      await page.getByRole('button', { name: new RegExp(`^${tab}( (\\d+|thread))?$`) }).press('Enter');
      await expect(page.getByRole('button', { name: new RegExp(`^${tab}( (\\d+|thread))?$`) })).toHaveAttribute('aria-pressed', 'true');
      await expectAll(page, `narrow, ${tab}`);
    }
  });

  test('so it is in a deadlock, in a stepped run, in one that reads, and in two that are compared', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 1000 });
    await run(page, deadlock);
    await until(page, ({ summary }) => summary?.standing === 'deadlocked');
    await expectAll(page, 'a deadlock');
    await run(page, 'print(input("Who? "))');
    await until(page, ({ threads }) => threads.some(({ wait }) => wait?.operation === 'input'));
    await expectAll(page, 'a program that reads');
    for (const [chosen, name] of [
      ['Step by step, in turn', 'stepped'],
      ['Real threads, with the GIL and without', 'compared'],
    ] as const) {
      await button(page, 'Options').press('Enter');
      await page.getByRole('combobox', { name: /^Threads/ }).selectOption(chosen);
      await page.keyboard.press('Escape');
      await run(page, `class Cup:\n  pass\none, two = Cup(), Cup()\n${deadlock}`);
      if (name === 'stepped') for (let step = 0; step < 12; ++step) await button(page, 'Step').press('Enter');
      await expectAll(page, name);
    }
  });

  test('what they do is done in the picture: rows, chips, links, edges, fields', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 1200 });
    await runAll(page);
    const cards = page.getByRole('list', { name: 'Primitives' });
    const items = page.getByRole('group', { name: 'Buttons of the picture' });

    // A row, a card and a chip select the same thread or primitive in all views.
    const row = page.getByRole('list', { name: 'Threads' }).getByRole('button', { name: /^Eve/ });
    await row.press('Enter');
    await expect(row).toHaveAttribute('aria-pressed', 'true');
    const chip = items.getByRole('button', { name: 'door: select Eve' });
    await expect(chip).toHaveAttribute('aria-pressed', 'true');
    await chip.press('Enter');
    await expect(row).toHaveAttribute('aria-pressed', 'false');
    const card = cards.getByRole('button', { name: /^Lock door/ });
    await card.press('Enter');
    await expect(card).toHaveAttribute('aria-pressed', 'true');

    // A link leads to the line in the program, from a row and from a traceback.
    for (const name of ['Eve: go to line 11', 'Go to line 14']) {
      await items.getByRole('button', { name, exact: true }).first().press('Enter');
      await expect(page.getByRole('textbox', { name: /^Python program/ }), name).toBeFocused();
    }

    // Arrow keys move an edge; Enter lets it go back.
    const edge = page.getByRole('separator', { name: 'Lower edge of Timeline' });
    const value = async () => Number(await edge.getAttribute('aria-valuenow'));
    await expect.poll(value).toBeGreaterThan(5);
    const before = await value();
    for (let times = 0; times < 4; ++times) await edge.press('ArrowDown');
    await expect.poll(value).toBeGreaterThan(before + 2);
    await edge.press('Enter');
    await expect.poll(value).toBe(before);

    // A field has the text of the picture's, both ways.
    await page.getByRole('textbox', { name: 'Filter of the primitives' }).fill('door');
    await expect.poll(() => page.evaluate(() => threadbox!.widgets().some(({ label }) => label === '##gate'))).toBe(false);
    await page.getByRole('textbox', { name: 'Filter of the primitives' }).fill('q');
    await page.getByRole('textbox', { name: 'q: value to put' }).fill('6 * 7');
    await expect.poll(() => page.evaluate(() => threadbox!.widgets().find(({ label }) => label === '##value')?.text)).toBe('6 * 7');
    await cards.getByRole('button', { name: 'q.put_nowait(6 * 7)' }).press('Enter');
    await until(page, ({ statements }) => statements.some(({ text, end_ns }) => text === 'q.put_nowait(6 * 7)' && end_ns !== null));
    await showForm(page);
    await page.getByRole('combobox', { name: 'Function' }).selectOption('visit');
    await expect.poll(() => page.evaluate(() => threadbox!.widgets().find(({ label }) => label === '##function')?.text)).toBe('visit');
    await clickWidget(page, '##name');
    await page.keyboard.type('Zoe');
    await page.getByRole('button', { name: 'Run', exact: true }).focus();
    await expect(page.getByRole('textbox', { name: 'Name of the thread' })).toHaveValue('Zoe');
  });
});
