// `npm test`: sets up, builds every preset and runs its tests. The last line counts them all.
import { spawnSync } from 'node:child_process';
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = join(dirname(fileURLToPath(import.meta.url)), '..');
const presets = ['native', 'asan', 'tsan', 'wasm-node'];

/** Runs a command in the project's folder, its output shown. @returns {boolean} whether it succeeded */
function run(command, ...words) {
  const { status, error } = spawnSync(command, words, { cwd: top, stdio: 'inherit' });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

function must(what, succeeded) {
  if (succeeded) return;
  console.error(`test: could not ${what}.`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

function configure(preset) {
  const cmake = ['cmake', '--preset', preset];
  return preset.startsWith('wasm') ? run('tools/env', 'emcmake', ...cmake) : run('tools/env', ...cmake);
}

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
    const result = spawnSync(command[0], command.slice(1), { cwd: top, encoding: 'utf8', timeout: 600_000 });
    const count = countTests(`${result.stdout ?? ''}\n${result.stderr ?? ''}`);
    const { passed, failed } = count ?? { passed: 0, failed: 0 };
    // One that ended without a count, or badly without a failure, has died on the way.
    const died = !count || (result.status !== 0 && failed === 0);
    counts.passed += passed;
    counts.failed += failed + (died ? 1 : 0);
    console.log(`${preset} ${name}: ${passed} passed, ${failed + (died ? 1 : 0)} failed`);
    if (died || failed > 0) console.log(result.stdout, result.stderr);
  }
  return counts;
}

must('set up', run('tools/setup'));
const total = { passed: 0, failed: 0 };
for (const preset of presets) {
  must(`configure ${preset}`, configure(preset));
  must(`build ${preset}`, run('tools/env', 'cmake', '--build', '--preset', preset));
  const { passed, failed } = test(preset);
  total.passed += passed;
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
