// Modules of the library are loaded when a program imports them.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { execute, open, pressRun, run, untilPrinted, write } from './threadbox';

/** The modules that the page has asked for so far, in the order of their names. */
function requested(page: Page): () => string[] {
  const names = new Set<string>();
  page.on('request', (request) => {
    const name = /\/modules\/(.*)\.py$/.exec(request.url())?.[1];
    if (name) names.add(name);
  });
  return () => [...names].sort();
}

test('a program gets the modules that it imports, and those that these import, and no others', async ({ page }) => {
  const names = requested(page);
  await open(page);
  await run(page, 'import threading, time, sys, warnings\nprint("no" + "thing more")\n');
  await untilPrinted(page, 'nothing more');
  expect(names()).toEqual([]);
  await run(
    page,
    'import threading\n\ndef work():\n    from queue import Queue\n    print(Queue(3).maxsize, "places")\n\nthreading.Thread(target=work).start()\n',
  );
  await untilPrinted(page, '3 places');
  expect(names()).toEqual(['collections', 'heapq', 'queue']);
});

test('a statement of the Console waits for its modules, and those after it wait for it', async ({ page }) => {
  const names = requested(page);
  await open(page);
  await run(page, 'print("begun")\n');
  await untilPrinted(page, 'begun');
  await execute(page, 'import heapq, logging');
  await execute(page, 'print(heapq.nsmallest(2, [5, 3, 4]), logging.DEBUG)');
  await untilPrinted(page, '[3, 4] 10');
  expect(names()).toContain('logging');
});

test('a module that cannot be loaded: the page says so, and a later attempt succeeds', async ({ page }) => {
  let answer: { body?: string } | undefined;
  await page.route('**/modules/*.py', (route) => {
    if (!answer) return route.continue();
    return answer.body === undefined ? route.abort() : route.fulfill(answer);
  });
  await open(page);
  await run(page, 'print("begun")\n');
  await untilPrinted(page, 'begun');

  answer = {};
  await execute(page, 'import heapq');
  await untilPrinted(page, "ImportError: the module 'heapq' could not be loaded; is there a network?");
  await write(page, 'import contextlib\nprint(contextlib.suppress.__name__, "again")\n');
  await pressRun(page);
  await expect(page.getByRole('status').filter({ hasText: 'contextlib could not be loaded; is there a network?' })).toBeVisible();

  answer = { body: '<!doctype html><title>Not found</title>' };
  await pressRun(page);
  await expect(page.getByRole('status').filter({ hasText: 'contextlib could not be loaded' })).toBeVisible();

  answer = undefined;
  await run(page);
  await untilPrinted(page, 'suppress again');
  await execute(page, 'import heapq; print(heapq.heappop([7]), "is out")');
  await untilPrinted(page, '7 is out');
});
