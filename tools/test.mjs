// `npm test`: sets up, builds every preset and runs its tests, then builds the page and tests it in a browser. The last
// line counts them all.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build, build_page, check_node, configure, install_packages, must, run, set_up, top } from './build_page.mjs';

const presets = ['native', 'asan', 'tsan', 'wasm-node'];
const last_lines = 80;
const limit_ms = 1_800_000;  // Of one test program. Under a sanitizer, on a busy machine, the oracle takes a quarter of an hour.
const failures = [];  // What failed is told again at the end, where one looks first.

/** How many tests a program's output says it ran: doctest's, or Python's unittest's. Null without such a line. */
function countTests(output) {
  const doctest = /test cases:\s*\d+\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed/.exec(output);
  if (doctest) return { passed: Number(doctest[1]), failed: Number(doctest[2]) };
  const unittest = /^Ran (\d+) tests? in/m.exec(output);
  if (!unittest) return null;
  const summary = /^(?:OK|FAILED)\b.*$/m.exec(output)?.[0] ?? '';
  const number = (what) => Number(new RegExp(`(?<=\\(|, )${what}=(\\d+)`).exec(summary)?.[1] ?? 0);
  const failed = number('failures') + number('errors') + number('unexpected successes');
  return { passed: Number(unittest[1]) - failed - number('expected failures') - number('skipped'), failed };
}

/** Runs the test programs of a preset. Counts their test cases; one that dies counts as failed. */
function test(preset) {
  const tests = JSON.parse(
    spawnSync('ctest', ['--test-dir', join('build', preset), '--show-only=json-v1'], { cwd: top, encoding: 'utf8' }).stdout,
  ).tests;
  const counts = { passed: 0, failed: 0 };
  for (const { name, command } of tests) {
    const result = spawnSync(command[0], command.slice(1), { cwd: top, encoding: 'utf8', timeout: limit_ms, maxBuffer: 2 ** 28 });
    // A program in WebAssembly may take a pipe for a terminal, and colour what it says.
    const output = stripVTControlCharacters(`${result.stdout ?? ''}\n${result.stderr ?? ''}`);
    const count = countTests(output);
    const { passed, failed } = count ?? { passed: 0, failed: 0 };
    // One that ended without a count, or badly without a failure, has died on the way.
    const died = !count || (result.status !== 0 && failed === 0);
    counts.passed += passed;
    counts.failed += failed + (died ? 1 : 0);
    const summary = `${preset} ${name}: ${passed} passed, ${failed + (died ? 1 : 0)} failed`;
    console.log(summary);
    if (result.error) console.log(result.error.code === 'ETIMEDOUT' ? `It did not end within ${limit_ms / 1000} s.` : result.error.message);
    if (!died && failed === 0) continue;
    console.log(output);
    failures.push(`${summary}\n${output.trimEnd().split('\n').slice(-last_lines).join('\n')}`);
  }
  return counts;
}

/** Tests the built page in a browser. Counts as Playwright's own report does. */
function test_page() {
  const node_program = (path, ...words) => run('node', join(top, 'node_modules', path), ...words);
  for (const project of ['web', 'tests/browser']) must(`TypeScript has complaints about ${project}.`, node_program('typescript/bin/tsc', '-p', project));
  const report = join(top, 'build/browser-tests.json');
  rmSync(report, { force: true });
  const succeeded = node_program('@playwright/test/cli.js', 'test', '--config', 'tests/browser/playwright.config.mts');
  must('The browser tests did not start; the lines above say why.', existsSync(report));
  const { expected, unexpected } = JSON.parse(readFileSync(report, 'utf8')).stats;
  must('The browser tests ended badly, without a failed test.', succeeded || unexpected > 0);
  console.log(`page: ${expected} passed, ${unexpected} failed`);
  if (unexpected > 0) failures.push(`page: ${unexpected} failed; the report above says where`);
  return { passed: expected, failed: unexpected };
}

const total = { passed: 0, failed: 0 };
function add({ passed, failed }) {
  total.passed += passed;
  total.failed += failed;
}

try {
  check_node();
  install_packages();
  set_up();
  for (const preset of presets) {
    configure(preset);
    build(preset);
    add(test(preset));
  }
  build_page();
  add(test_page());
} catch (error) {
  console.error(`test: ${error.message}`);
  add({ passed: 0, failed: 1 });
}
for (const failure of failures) console.log(`\n--- failed: ${failure}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
