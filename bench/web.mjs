// node bench/web.mjs [RUNS]: the core's benchmarks in Chromium; prints the table, writes docs/benchmarks.md.
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumLaunch } from '../tests/browser/chromium.mjs';
import { build, configure, installPackages, top } from '../tools/build_page.mjs';
import { serve } from '../web/server.mjs';
import { machine, table, writeSection } from './report.mjs';

const runs = Number(process.argv[2] ?? 5);

/** @returns {Promise<{times: Map<string, number[]>, version: string}>} */
async function measure(address) {
  const browser = await chromium.launch(chromiumLaunch);
  const page = await browser.newPage();
  const times = new Map();
  const ended = new Promise((resolve, reject) => {
    page.on('console', (message) => {
      const [name, ns] = message.text().split('\t');
      if (ns) times.set(name, [...(times.get(name) ?? []), Number(ns)]);
      if (name === 'end') resolve();
    });
    page.on('pageerror', reject);
    page.on('crash', () => reject(new Error('the page crashed')));
  });
  await page.goto(`${address}?runs=${runs}`);
  await ended;
  const version = browser.version();
  await browser.close();
  return { times, version };
}

installPackages();
configure('wasm-bench');
build('wasm-bench');
const { address, close } = await serve(join(top, 'build/wasm-bench/bench'), 0);
const { times, version } = await measure(address);
await close();
const text = `${table(times, new Map(), true)}

Medians of ${runs} runs. ${machine()}. Chromium ${version}; peers: Emscripten's C++ library, -O3.`;
console.log(text);
writeSection(join(top, 'docs/benchmarks.md'), 'core-web', text);
