// node bench/first_statement.mjs [RUNS [FOLDER]]: the time from Run to the program's first statement, in the built page.
import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumLaunch } from '../tests/browser/chromium.mjs';
import { top } from '../tools/build_page.mjs';
import { serve } from '../web/server.mjs';

const runs = Number(process.argv[2] ?? 30);
const folder = resolve(top, process.argv[3] ?? 'build/page');
const program = 'import threading\nprint(1)\n';

/** In the page: runs the program. @returns how many ms load() and run() take, and then the run until the program begins */
async function runOnce(source) {
  const pause = () => new Promise((done) => setTimeout(done, 1));
  const began = performance.now();
  threadbox.load(source, 'main.py');
  const loaded = performance.now();
  threadbox.run();
  const running = performance.now();
  do {
    await pause();
    threadbox.pump();
  } while (threadbox.snapshot().console.length === 0);
  const { begin_ns } = threadbox.snapshot();
  threadbox.post({ kind: 'stop' });
  do {
    await pause();
    threadbox.pump();
  } while (threadbox.live());
  return { load: loaded - began, run: running - loaded, clock: begin_ns / 1e6 };
}

const text = ({ load, run, clock }) =>
  `${(load + run + clock).toFixed(1)} ms: load ${load.toFixed(1)}, run ${run.toFixed(1)}, until the program begins ${clock.toFixed(1)}`;

function median(times) {
  const of = (key) => times.map((time) => time[key]).toSorted((a, b) => a - b)[times.length >> 1];
  return { load: of('load'), run: of('run'), clock: of('clock') };
}

const { address, close } = await serve(folder, 0);
const browser = await chromium.launch(chromiumLaunch);
const page = await browser.newPage();
await page.goto(address);
await page.waitForFunction(() => 'threadbox' in globalThis);
await page.waitForTimeout(1000); // A user reads the program first.
const times = [];
for (let i = 0; i < runs; ++i) times.push(await page.evaluate(runOnce, program));
console.log(`first run  ${text(times[0])}`);
console.log(`median     ${text(median(times.slice(1)))}`);
await browser.close();
await close();
