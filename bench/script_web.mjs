// node bench/script_web.mjs [RUNS]: runs the same Python programs in Chromium, in Threadbox's built page and under Pyodide,
// alternately; prints the table of ratios and writes docs/benchmarks.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumLaunch } from '../tests/browser/chromium.mjs';
import { buildPage, installPackages, must, run, top } from '../tools/build_page.mjs';
import { serve } from '../web/server.mjs';
import { machine, writeSection } from './report.mjs';
import { addTimes, firstRunRatio, meanRatio, meanRatioOfBest, scriptTable } from './script_table.mjs';

// The cores are shared: for seconds at a time the same loop takes twice as long, so there are many alternating runs.
const runs = Number(process.argv[2] ?? 15);
const workloads = readFileSync(join(top, 'bench/script/workloads.py'), 'utf8');

/** Opens a served folder in a page. @returns a function that runs the workloads there and returns their output */
async function open(browser, folder) {
  const { address, close } = await serve(join(top, folder), 0);
  const page = await browser.newPage();
  page.setDefaultTimeout(300_000);
  page.on('pageerror', (error) => console.error(error.message));
  await page.goto(address);
  return { page, close };
}

/** Whether the page draws. Without a graphics card, drawing occupies a core, which Pyodide has for itself. */
const draw = (page, draws) =>
  page.evaluate((wanted) => {
    globalThis.realRequest ??= globalThis.requestAnimationFrame;
    globalThis.heldFrames ??= [];
    globalThis.requestAnimationFrame = wanted ? globalThis.realRequest : (frame) => globalThis.heldFrames.push(frame);
    if (wanted) for (const frame of globalThis.heldFrames.splice(0)) globalThis.realRequest(frame);
  }, draws);

async function runInThreadbox(page, drawn) {
  await draw(page, drawn);
  await page.evaluate((source) => {
    const problems = threadbox.load(source, 'workloads.py');
    const refused = problems[0]?.message ?? threadbox.run();
    if (refused) throw new Error(refused);
  }, workloads);
  // The main thread does not end, as in an interactive run; its last line of output tells that it is done.
  const printed = await page.waitForFunction(
    () => {
      threadbox.pump();
      const text = threadbox
        .snapshot()
        .console.map((line) => line.text)
        .join('');
      return /two loops in threads: \d+\n/.test(text) && text;
    },
    undefined,
    { polling: 200 },
  );
  await page.evaluate(() => threadbox.post({ kind: 'stop' }));
  await page.waitForFunction(() => (threadbox.pump(), !threadbox.live()), undefined, { polling: 50 });
  return printed.jsonValue();
}

const runInPyodide = (page) =>
  page.evaluate((source) => {
    let printed = '';
    pyodide.setStdout({ batched: (line) => (printed += `${line}\n`) });
    pyodide.runPython(source);
    return printed;
  }, workloads);

installPackages();
must('npm could not install Pyodide (is the network there?).', run('npm', 'ci', '--prefix', 'bench/pyodide', '--no-audit', '--no-fund'));
buildPage();
const browser = await chromium.launch(chromiumLaunch);
const ours = await open(browser, 'build/page');
const theirs = await open(browser, 'bench/pyodide');
await ours.page.waitForFunction(() => 'threadbox' in globalThis);
await theirs.page.waitForFunction(() => 'pyodide' in globalThis);
const times = { ours: new Map(), drawn: new Map(), theirs: new Map() };
for (let i = 0; i < runs; ++i) {
  addTimes(times.ours, await runInThreadbox(ours.page, false));
  addTimes(times.theirs, await runInPyodide(theirs.page));
  addTimes(times.drawn, await runInThreadbox(ours.page, true));
}
const peer = await theirs.page.evaluate(() => `Pyodide ${pyodide.version}`);
const text = `${scriptTable(times.ours, times.theirs, 'Pyodide', 0.6)}

Of each workload's fastest runs, each with a core to itself, the mean is ${meanRatioOfBest(times.ours, times.theirs).toFixed(2)}.
The page does not draw meanwhile. When it does, by software on the same cores, the mean is ${meanRatio(times.drawn, times.theirs).toFixed(2)}. The first run after
the page was opened, for which the browser still compiles, takes ${firstRunRatio(times.ours).toFixed(1)} times as long as the median (Pyodide: ${firstRunRatio(times.theirs).toFixed(1)}).

Medians of ${runs} runs, in turn; ratios are medians of each turn's. ${machine()}. Chromium ${browser.version()}, ${peer}.`;
await browser.close();
await Promise.all([ours.close(), theirs.close()]);
console.log(text);
writeSection(join(top, 'docs/benchmarks.md'), 'script-web', text);
