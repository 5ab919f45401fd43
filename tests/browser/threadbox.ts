// The verbs that the tests speak: each takes the page first.
import { expect, type Page } from '@playwright/test';
import type { Engine, Widget } from '../../web/src/engine';
import type { Command, Snapshot } from '../../web/src/schema';

declare global {
  // As web/src/main.ts sets it.
  var threadbox: Engine | undefined;
}

/** Opens the page and waits until a program could be run. `keepOpen`: as if the user had chosen that runs are kept open. */
export async function open(page: Page, { keepOpen = true } = {}): Promise<void> {
  if (keepOpen) await page.addInitScript(() => localStorage.setItem('keep-open', 'true'));
  await page.goto('./');
  await expect(page.locator('#run')).toBeEnabled();
  // Loaded after the engine; then the page rests.
  await expect(page.locator('#mirror input').first()).toBeAttached();
}

export async function choose(page: Page, filename: string): Promise<void> {
  await page.locator('#program').selectOption(filename);
}

export const codePane = (page: Page) => page.locator('.cm-content');

/** Puts a program into the editor as a user would: by pasting it over the one that is there. */
export async function write(page: Page, source: string): Promise<void> {
  await codePane(page).focus();
  await page.keyboard.press('Control+A');
  await codePane(page).evaluate((pane, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    pane.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, source);
}

export async function pressRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

/** Runs the program in the editor, or another one, and waits for the modules that it imports: then the run has begun, if it can. */
export async function run(page: Page, source?: string): Promise<void> {
  if (source !== undefined) await write(page, source);
  await pressRun(page);
  await page.waitForFunction(() => !globalThis.threadbox?.missingModules().length);
}

export const snapshot = (page: Page): Promise<Snapshot> => page.evaluate(() => threadbox!.snapshot());

/** Waits, frame by frame, until the model is so. `isSo` goes to the page as text: it may use nothing but its argument. */
export async function until(page: Page, isSo: (model: Snapshot) => boolean): Promise<Snapshot> {
  // A function, since the page's policy does not allow it to evaluate a text.
  await page.waitForFunction(new Function(`return (${isSo})(threadbox.snapshot())`) as () => boolean);
  return snapshot(page);
}

export async function post(page: Page, command: Command): Promise<void> {
  expect(await page.evaluate((posted) => threadbox!.post(posted), command)).toBe('');
}

/** Does what a click in the canvas does: has the Console thread execute a statement. */
export const execute = (page: Page, statement: string): Promise<void> => post(page, { kind: 'execute', statement });

export function output(model: Snapshot): string {
  return model.console.map(({ text }) => text).join('');
}

/** Waits until the console has the text. */
export async function untilPrinted(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      threadbox!
        .snapshot()
        .console.map((line) => line.text)
        .join('')
        .includes(wanted),
    text,
  );
}

export const live = (page: Page): Promise<boolean> => page.evaluate(() => threadbox!.live());

/** Where on the page something is that is drawn in the canvas: its middle. */
export async function placeOf(page: Page, label: string, context?: string): Promise<{ x: number; y: number }> {
  const find = ([wanted, place]: [string, string | undefined]) =>
    threadbox!.widgets().find((widget) => widget.label === wanted && (place === undefined || widget.context === place));
  const handle = await page.waitForFunction(find, [label, context] as [string, string | undefined]);
  const widget = (await handle.jsonValue()) as Widget;
  const canvas = await page.locator('#threadbox-canvas').boundingBox();
  if (!canvas) throw new Error('The canvas is not shown.');
  return { x: canvas.x + widget.x + widget.width / 2, y: canvas.y + widget.y + widget.height / 2 };
}

/** Presses the real mouse on something that is drawn in the canvas. */
export async function clickWidget(page: Page, label: string, context?: string): Promise<void> {
  const { x, y } = await placeOf(page, label, context);
  await page.mouse.click(x, y);
}

/** Lets the browser draw so many frames, and says how many of them the engine used. */
export function framesDrawnIn(page: Page, browserFrames: number): Promise<number> {
  return page.evaluate(async (count) => {
    const before = threadbox!.frames();
    for (let i = 0; i < count; ++i) await new Promise(requestAnimationFrame);
    return threadbox!.frames() - before;
  }, browserFrames);
}
