// node bench/orders.mjs [ROUNDS] [PROGRAM…]: which thread goes on first after a wake-up, in CPython and in Threadbox under its
// GIL, alternately; prints the frequencies of all outcomes. Without PROGRAMs it writes docs/gil.md.
import { join } from 'node:path';
import { machine, output, top, writeSection } from './report.mjs';

const rounds = Number(process.argv[2] ?? 500);
const chosen = process.argv.slice(3);
const chunk = 25;
const programs = 'bench/orders/programs.py';

/** @type {Map<string, Map<string, number[]>>} how often [CPython, Threadbox], by program and outcome */
const counts = new Map();

function count(text, side) {
  for (const line of text.split('\n')) {
    const [program, outcome, number] = line.split('|');
    if (!counts.has(program)) counts.set(program, new Map());
    const outcomes = counts.get(program);
    if (!outcomes.has(outcome)) outcomes.set(outcome, [0, 0]);
    outcomes.get(outcome)[side] += Number(number);
  }
}

const binary = process.env.THREADBOX ?? 'build/release/cli/threadbox';
if (!process.env.THREADBOX) {
  output('tools/env', 'cmake', '--preset', 'release');
  output('tools/env', 'cmake', '--build', '--preset', 'release', '--target', 'threadbox');
}
const python = process.env.PY313 ?? output('tools/oracle');
for (let done = 0; done < rounds; done += chunk) {
  count(output(python, programs, String(chunk), ...chosen), 0);
  count(output(binary, 'run', programs, String(chunk), ...chosen), 1);
}

const percent = (number) => (number === 0 ? '–' : `${((100 * number) / rounds).toFixed(1)} %`);
const lines = ['| program | outcome | CPython | Threadbox |', '| --- | --- | ---: | ---: |'];
for (const [program, outcomes] of counts) {
  const sorted = [...outcomes].sort(([, a], [, b]) => b[0] - a[0] || b[1] - a[1]);
  // Outcomes that are rare in both share a line.
  const common = sorted.filter(([, [theirs, ours]]) => Math.max(theirs, ours) * 50 > rounds);
  const rest = sorted.filter((one) => !common.includes(one));
  if (rest.length > 0) common.push(['others', [0, 1].map((side) => rest.reduce((sum, [, each]) => sum + each[side], 0))]);
  for (const [outcome, [theirs, ours]] of common) lines.push(`| ${program} | ${outcome} | ${percent(theirs)} | ${percent(ours)} |`);
}
const text = `${lines.join('\n')}

${rounds} rounds of each, ${chunk} at a time in turn. ${machine()}. CPython ${output(python, '-c', 'import platform; print(platform.python_version())')}.`;
console.log(text);
if (chosen.length === 0) writeSection(join(top, 'docs/gil.md'), 'orders', text);
