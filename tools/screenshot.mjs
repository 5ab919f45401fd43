// Takes a screenshot of the built page with a running lesson:
//   node tools/screenshot.mjs [--lesson barrier_abort.py] [--theme light] [--size 1440x900] [--after 0.6] [FILE]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { top } from './build_page.mjs';
import { openBuiltPage } from './opened_page.mjs';

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
const { page, close } = await openBuiltPage({ width, height, theme: values.theme });
await page.selectOption('#program', values.lesson);
await page.locator('#run').click();
const afterNs = Number(values.after) * 1e9;
await page.waitForFunction((ns) => {
  const { state, time_ns } = globalThis.threadbox.snapshot();
  return state === 'ended' || time_ns >= ns;
}, afterNs);
await page.screenshot({ path: positionals[0] ?? join(top, 'docs/screenshot.png') });
await close();
