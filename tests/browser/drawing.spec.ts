// What a frame costs besides its triangles.
import { expect, test } from './fixture';
import { clickWidget, open, run, until } from './threadbox';

declare global {
  /** How often the page has asked WebGL for its state, which waits for the process that draws. */
  var stateQuestions: number;
}

test('drawing: a frame never asks WebGL for its state', async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.stateQuestions = 0;
    const ask = WebGL2RenderingContext.prototype.getParameter;
    WebGL2RenderingContext.prototype.getParameter = function (name) {
      ++globalThis.stateQuestions;
      return ask.call(this, name);
    };
  });
  await open(page, { keepOpen: false });
  await run(page, 'print("ünï 漢字")\n');
  await until(page, ({ state }) => state === 'ended');
  const questions = await page.evaluate(() => globalThis.stateQuestions);
  expect(questions).toBeGreaterThan(0);
  const before = await page.evaluate(() => globalThis.threadbox?.frames() ?? 0);
  await page.setViewportSize({ width: 900, height: 700 });
  await clickWidget(page, 'Show everything');
  await expect.poll(() => page.evaluate(() => globalThis.threadbox?.frames() ?? 0)).toBeGreaterThan(before + 3);
  expect(await page.evaluate(() => globalThis.stateQuestions)).toBe(questions);
});
