// What the canvas shows is there for screen readers, too.
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
  await expect(cards.getByRole('button')).toHaveCount(0);
});

test('mirror: that a run cannot go on is an alert, until the next run', async ({ page }) => {
  const alert = page.getByRole('alert');
  await run(page, deadlock);
  await expect(alert).toHaveText(/^Deadlocked: Ada waits for .* held by Ben/);
  await run(page, 'print("fine")');
  await until(page, ({ console }) => console.some(({ text }) => text.includes('fine')));
  await expect(alert).toHaveCount(0);
});
