// node bench/frames.mjs [FOLDER]: the time on the main thread of each frame of the built page, with a long log of many threads; writes
// docs/benchmarks.md if no other folder is given.
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumLaunch } from '../tests/browser/chromium.mjs';
import { top } from '../tools/build_page.mjs';
import { serve } from '../web/server.mjs';
import { machine, verdict, writeSection } from './report.mjs';

const folder = resolve(top, process.argv[2] ?? 'build/page');

/** 32 threads that record so many events together, each by itself, and then take turns at a lock every few milliseconds. */
const program = (events) => `import threading, time
lock = threading.Lock()
def work():
    mine = threading.Lock()
    for _ in range(${Math.ceil(events / 32 / 2)}):
        mine.acquire()
        mine.release()
    while True:
        with lock:
            time.sleep(0.001)
for _ in range(32):
    threading.Thread(target=work).start()
`;

/** In the page, before its scripts: keeps how long each frame's callbacks take. */
function watchFrames() {
  globalThis.frameTimes = [];
  const request = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (callback) =>
    request((time) => {
      const began = performance.now();
      callback(time);
      globalThis.frameTimes.push(performance.now() - began);
    });
}

/** A row of the table. `bar`: what 95 of 100 frames must not exceed, in ms. */
function row(what, times, bar) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const cells = [what, ...[0.5, 0.95, 1].map((share) => `${at(share).toFixed(1)} ms`), `≤ ${bar} ms`, verdict(at(0.95) <= bar)];
  return `| ${cells.join(' | ')} |`;
}

/** Starts a program and waits until its threads have recorded the events and live. */
async function start(page, events) {
  await page.evaluate((source) => {
    threadbox.load(source, 'main.py');
    threadbox.run();
  }, program(events));
  await page.waitForFunction(
    (wanted) => {
      const { event_count, threads } = threadbox.snapshot();
      return event_count >= wanted && threads.filter((thread) => thread.state === 'waiting').length > 30;
    },
    events,
    { polling: 200, timeout: 120_000 },
  );
}

/** Acts on the page until there are so many frames more. @returns their times */
async function measure(page, frames, act) {
  await page.evaluate(() => (globalThis.frameTimes.length = 0));
  for (let i = 0; (await page.evaluate(() => globalThis.frameTimes.length)) < frames; ++i) await act(i);
  return page.evaluate(() => globalThis.frameTimes);
}

const { address, close } = await serve(folder, 0);
const browser = await chromium.launch(chromiumLaunch);
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
page.on('pageerror', (error) => console.error(error.message));
await page.addInitScript(watchFrames);
await page.goto(address);
await page.waitForFunction(() => 'threadbox' in globalThis);
await start(page, 100_000);
const rows = [row('32 threads at a lock, 100,000 events', await measure(page, 300, () => page.waitForTimeout(100)), 8)];
await start(page, 1_000_000);
await page.evaluate(() => threadbox.post({ kind: 'pause' }));
const canvas = await page.locator('canvas').boundingBox();
await page.mouse.move(canvas.x + canvas.width * 0.3, canvas.y + canvas.height * 0.15);
const zoomAndPan = (i) => page.mouse.wheel(i % 40 < 10 ? 60 : 0, i % 80 < 40 ? -100 : 100);
rows.push(row('panning and zooming 1,000,000 events', await measure(page, 300, zoomAndPan), 16));
const text = `| frames | median | 95 % | longest | bar for 95 % | reached |
| --- | ---: | ---: | ---: | ---: | --- |
${rows.join('\n')}

300 frames each, 1440×900. ${machine()}. Chromium ${browser.version()}, drawing by software.`;
console.log(text);
if (!process.argv[2]) writeSection(join(top, 'docs/benchmarks.md'), 'frames', text);
await browser.close();
await close();
