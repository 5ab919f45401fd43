// `npm test`: sets up, checks the sources, builds every preset and runs its tests, then builds the page and tests it in a browser. The last
// line counts them all.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build, buildPage, checkNode, configure, installPackages, must, run, setUp, top } from './build_page.mjs';
import { check } from './check.mjs';
import { buildEngine } from './pack.mjs';

const presets = ['native', 'asan', 'tsan', 'wasm-node'];
const lastLines = 80;
const limitMs = 1_800_000; // Of one test program. Under a sanitizer, on a busy machine, the oracle takes a quarter of an hour.
const failures = []; // Repeated at the end of the output.

/** The number of tests in the summary of doctest or Python's unittest. Null without a summary. */
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

/** Runs a program and collects the text of both its streams. `problem`: why it did not end by itself. */
function outputOf([program, ...words]) {
  return new Promise((resolve) => {
    const child = spawn(program, words, { cwd: top, stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs });
    const streams = [child.stdout, child.stderr].map((stream) => {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      return chunks;
    });
    child.on('error', (error) => resolve({ output: '', status: null, problem: error.message }));
    child.on('close', (status, signal) => {
      const output = streams.map((chunks) => Buffer.concat(chunks).toString()).join('\n');
      resolve({ output, status, problem: signal && `It was ended by ${signal}; the limit is ${limitMs / 1000} s.` });
    });
  });
}

/** Runs one test program and counts its test cases. A crash counts as a failure. */
async function runTest(preset, { name, command }) {
  const began = performance.now();
  const result = await outputOf(command);
  const seconds = Math.round((performance.now() - began) / 1000);
  // A program in WebAssembly may mistake a pipe for a terminal and colour its output.
  const output = stripVTControlCharacters(result.output);
  const count = countTests(output);
  const { passed, failed } = count ?? { passed: 0, failed: 0 };
  // A program that ended without a summary, or with an error but no failure, has crashed.
  const died = !count || (result.status !== 0 && failed === 0);
  const counts = { passed, failed: failed + (died ? 1 : 0) };
  const summary = `${preset} ${name}: ${counts.passed} passed, ${counts.failed} failed`;
  console.log(`${summary} (${seconds} s)`);
  if (result.problem) console.log(result.problem);
  const skipped = /^SKIPPED: .*$/m.exec(output);
  if (skipped) console.log(skipped[0]);
  if (counts.failed > 0) {
    console.log(output);
    failures.push(`${summary}\n${output.trimEnd().split('\n').slice(-lastLines).join('\n')}`);
  }
  return counts;
}

/** Runs the test programs of a preset, one per core at a time. */
async function test(preset) {
  const { tests } = JSON.parse(
    spawnSync('ctest', ['--test-dir', join('build', preset), '--show-only=json-v1'], { cwd: top, encoding: 'utf8' }).stdout,
  );
  const counts = { passed: 0, failed: 0 };
  const worker = async () => {
    for (let next = tests.shift(); next; next = tests.shift()) {
      const { passed, failed } = await runTest(preset, next);
      counts.passed += passed;
      counts.failed += failed;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return counts;
}

/** Runs the static checks. */
async function checkSources() {
  const result = await check();
  failures.push(...result.failures);
  return { passed: result.passed, failed: result.failures.length };
}

/** Tests the built page in a browser. The counts are those of Playwright's report. */
function testPage() {
  const playwright = join(top, 'node_modules/@playwright/test/cli.js');
  const report = join(top, 'build/browser-tests.json');
  rmSync(report, { force: true });
  const succeeded = run('node', playwright, 'test', '--config', 'tests/browser/playwright.config.mts');
  must('The browser tests did not start; the lines above say why.', existsSync(report));
  const { expected, unexpected } = JSON.parse(readFileSync(report, 'utf8')).stats;
  must('The browser tests crashed before reporting a failure.', succeeded || unexpected > 0);
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
  checkNode();
  installPackages();
  setUp();
  add(await checkSources());
  for (const preset of presets) {
    configure(preset);
    build(preset);
    add(await test(preset));
  }
  buildPage();
  buildEngine();
  add(testPage());
} catch (error) {
  console.error(`test: ${error.message}`);
  add({ passed: 0, failed: 1 });
}
for (const failure of failures) console.log(`\n--- failed: ${failure}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
