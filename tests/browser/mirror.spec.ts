// What the canvas shows is there for screen readers, too.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixture';
import { open, run, snapshot, until } from './threadbox';

const meeting = `import threading
gate = threading.Barrier(3)
def meet():
    try:
        gate.wait()
    except threading.BrokenBarrierError:
        print("went home")
for name in ("Ada", "Ben"):
    threading.Thread(target=meet, name=name).start()
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

const crowd = `import threading
gate = threading.Event()
for n in range(24):
    threading.Thread(target=gate.wait, name=f"visitor {n}").start()
gate.wait()
`;

test.beforeEach(({ page }) => open(page));

test('mirror: a card is a line with its state, and its buttons execute their statements', async ({ page }) => {
  await run(page, meeting);
  const cards = page.getByRole('list', { name: 'Primitives' }).getByRole('listitem');
  await expect(cards.filter({ hasText: 'Barrier gate: 2 of 3 waiting; Ada, Ben wait' })).toHaveCount(1);
  await cards.getByRole('button', { name: 'gate.abort()', exact: true }).press('Enter');
  await until(page, ({ console }) => console.filter(({ text }) => text.includes('went home')).length === 2);
  await expect(cards.filter({ hasText: 'gate.abort(): done' })).toHaveCount(1);
  expect((await snapshot(page)).statements.at(-1)?.origin).not.toBe(0);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await until(page, ({ state }) => state === 'ended');
  await expect(cards.getByRole('button', { name: /^gate\./ })).toHaveCount(0);
});

test('mirror: that a run cannot go on is an alert, until the next run', async ({ page }) => {
  const alert = page.getByRole('alert');
  await run(page, deadlock);
  await expect(alert).toHaveText(/^Deadlocked: Ada waits for .* held by Ben/);
  await run(page, 'print("fine")');
  await until(page, ({ console }) => console.some(({ text }) => text.includes('fine')));
  await expect(alert).toHaveCount(0);
});

const lanes = (page: Page) => page.getByRole('grid', { name: 'Bars of the timeline' });
const bar = (page: Page, name: RegExp) => lanes(page).getByRole('gridcell').getByRole('button', { name });

/** The middle of an element, which cannot be seen, on the page. */
async function middleOf(element: Locator): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error('The element has no place.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('mirror: bars are a grid with one stop of Tab; a key selects one as a click does, and each is where its bar is', async ({ page }) => {
  await run(page, meeting.replace('    try', '    with mine:\n      pass\n    try').replace('def', 'mine = threading.Lock()\ndef'));
  const waits = bar(page, /^Ada: waiting in gate\.wait\(\), since .*, line \d+$/);
  await expect(waits).toHaveCount(1);
  await expect(lanes(page).getByRole('row')).toHaveCount(4);
  await expect(bar(page, /^Ben: waiting/)).toHaveCount(1);

  // From the slider, Tab leads into the grid, arrow keys through it, and Tab out of it.
  await page.getByRole('slider', { name: 'Moment' }).focus();
  await page.keyboard.press('Tab');
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  for (const name of [/^(MainThread|Console)/, /^Ada: /, /^Ben: /])
    await test.step(String(name), async () => {
      await page.keyboard.press('ArrowDown');
      if (!name.test(await focused())) await page.keyboard.press('ArrowDown');
      await expect.poll(focused).toMatch(name);
    });
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await expect.poll(focused).toMatch(/^Ada: /);
  await waits.focus();
  await page.keyboard.press('Space');
  await expect(waits).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('status', { name: 'Selected bar' })).toHaveText(/^Ada: gate\.wait\(\) \(line \d+\) for .* so far/);
  await page.getByRole('button', { name: /^Go to line \d+$/ }).press('Enter');
  await expect(page.getByRole('textbox', { name: /^Python program/ })).toBeFocused();

  // The mouse finds the bar in the picture at the place of its element: a second click selects nothing.
  const { x, y } = await middleOf(waits);
  await page.mouse.click(x, y);
  await expect(waits).toHaveAttribute('aria-pressed', 'false');
  await page.mouse.click(x, y);
  await expect(waits).toHaveAttribute('aria-pressed', 'true');
});

test('mirror: elements are where their items are, the focus draws a ring there, and what is out of sight is in a panel', async ({
  page,
}) => {
  await run(page, meeting);
  const abort = page.getByRole('list', { name: 'Primitives' }).getByRole('button', { name: 'gate.abort()', exact: true });
  // It has no meaning but for the eye.
  const ring = page.getByRole('presentation', { includeHidden: true });
  const isInPlace = async (element: Locator) => {
    await element.focus();
    await expect(ring).toBeVisible();
    await expect
      .poll(async () => {
        const [one, other] = [await middleOf(element), await middleOf(ring)];
        return Math.abs(one.x - other.x) + Math.abs(one.y - other.y);
      })
      .toBeLessThan(2);
  };
  await isInPlace(abort);
  await isInPlace(page.getByRole('slider', { name: 'Moment' }));
  // What is typed there is seen there.
  const field = page.getByRole('textbox', { name: 'Python statement' });
  await isInPlace(field);
  await field.fill('print("typed here")');
  await expect(field).toHaveCSS('opacity', '1');
  await page.keyboard.press('Enter');
  await until(page, ({ console }) => console.some(({ text }) => text.includes('typed here')));

  // A button of the picture is pressed where it is: the panel is folded, and its cards have no place.
  await page.getByRole('button', { name: 'Primitives: fold, or unfold' }).press('Enter');
  await abort.focus();
  await expect(ring).toBeHidden();
  await expect(abort).toBeInViewport();
  await page.getByRole('button', { name: 'Primitives: fold, or unfold' }).press('Enter');
  await isInPlace(abort);
  const { x, y } = await middleOf(abort);
  await page.mouse.click(x, y);
  await until(page, ({ console }) => console.filter(({ text }) => text.includes('went home')).length === 2);
});

test('mirror: the arrow keys lead through all lanes, and scroll those out of sight to where the picture shows them', async ({ page }) => {
  await run(page, crowd);
  const grid = page.getByRole('grid', { name: 'Bars of the timeline' });
  const last = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'visitor 23' }) });
  await expect(last).toHaveCount(1);
  await expect(last.getByRole('gridcell')).toHaveCount(0);
  await grid.getByRole('button', { name: /^visitor 0: waiting in gate/ }).focus();
  for (let n = 1; n < 24; ++n) {
    await page.keyboard.press('ArrowDown');
    await expect(page.locator(':focus')).toHaveText(new RegExp(`^visitor ${n}: waiting in gate`));
  }
  await expect(last.getByRole('button', { name: 'visitor 23', exact: true })).toHaveClass(/placed/);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator(':focus')).toHaveText('visitor 22');
});
