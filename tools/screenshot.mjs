// Takes a screenshot of the built page with a running lesson:
//   node tools/screenshot.mjs [--lesson barrier_abort.py] [--theme light] [--size 1440x900] [--after 0.6] [FILE]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumLaunch } from '../tests/browser/chromium.mjs';
import { serve } from '../web/server.mjs';
import { top } from './build_page.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lesson: { type: 'string', default: 'barrier_abort.py' },
    theme: { type: 'string', default: 'light' },
    size: { type: 'string', default: '1440x900' },
    after: { type: 'string', default: '0.6' },
  },
});
const [width, height] = values.size.split('x').map(Number);
const { address, close } = await serve(join(top, 'build/page'), 0);
const browser = await chromium.launch(chromiumLaunch);
const page = await browser.newPage({ viewport: { width, height }, colorScheme: values.theme });
page.on('console', (message) => console.log(message.text()));
page.on('pageerror', (error) => console.error(error.message));
await page.goto(address);
await page.selectOption('#program', values.lesson);
await page.locator('#run:enabled').click();
const afterNs = Number(values.after) * 1e9;
await page.waitForFunction((ns) => {
  const { state, time_ns } = globalThis.threadbox.snapshot();
  return state === 'ended' || time_ns >= ns;
}, afterNs);
await page.screenshot({ path: positionals[0] ?? join(top, 'docs/screenshot.png') });
await browser.close();
await close();
