// node bench/script.mjs [RUNS]: the same Python programs under CPython and under Threadbox, in turn; prints the table of
// ratios, writes docs/benchmarks.md.
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine, median, verdict, writeSection } from './report.mjs';

const top = join(dirname(fileURLToPath(import.meta.url)), '..');
const runs = Number(process.argv[2] ?? 7);
const workloads = 'bench/script/workloads.py';
// Together they have one bar: the geometric mean of their ratios.
const language = ['fib', 'integer loop', 'list', 'dict', 'strings', 'method calls'];

function output(command, ...words) {
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd: top, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${error?.message ?? `${stdout}\n${stderr}`}`);
  return stdout.trim();
}

/** Adds the times of one run to those of the runs before. */
function measure(times, command, ...words) {
  for (const line of output(command, ...words, workloads).split('\n')) {
    const [name, ns] = line.split(': ');
    times.set(name, [...(times.get(name) ?? []), Number(ns)]);
  }
}

output('tools/env', 'cmake', '--preset', 'release');
output('tools/env', 'cmake', '--build', '--preset', 'release', '--target', 'threadbox');
const python = output('tools/oracle');
const ours = new Map();
const free = new Map();
const theirs = new Map();
for (let run = 0; run < runs; ++run) {
  measure(theirs, python);
  measure(ours, 'build/release/cli/threadbox', 'run');
  measure(free, 'build/release/cli/threadbox', 'run', '--no-gil');
}

const ms = (ns) => `${(ns / 1e6).toPrecision(3)} ms`;
const ratio = (name) => median(ours.get(name)) / median(theirs.get(name));
const row = (name, bar) => {
  const cells = [name, ms(median(ours.get(name))), ms(median(theirs.get(name))), ratio(name).toFixed(2)];
  return `| ${[...cells, bar ? `≤ ${bar}` : '', bar ? verdict(ratio(name) <= bar) : ''].join(' | ')} |`;
};
const mean = Math.exp(language.reduce((sum, name) => sum + Math.log(ratio(name)), 0) / language.length);
const inThreads = median(ours.get('two loops in threads')) / median(ours.get('two loops in turn'));
const speedUp = median(free.get('two loops in turn')) / median(free.get('two loops in threads'));
const costOfFreedom = Math.exp(
  language.reduce((sum, name) => sum + Math.log(median(free.get(name)) / median(ours.get(name))), 0) / language.length,
);
const text = `| workload | Threadbox | CPython | ratio | bar | reached |
| --- | ---: | ---: | ---: | ---: | --- |
${language.map((name) => row(name)).join('\n')}
| geometric mean of these | | | ${mean.toFixed(2)} | ≤ 1 | ${verdict(mean <= 1)} |
${row('lock', 1)}

Two loops in two threads with the GIL take ${inThreads.toFixed(2)} times as long as one after the other (bar: 0.95 to 1.1).
Without it (\`--no-gil\`) they are ${speedUp.toFixed(2)} times faster than one after the other (bar: 1.8, reached: ${verdict(speedUp >= 1.8)}), on ${cpus().length} cores;
one thread alone takes ${costOfFreedom.toFixed(2)} times as long without the GIL as with it (the geometric mean of the six).
Medians of ${runs} runs, in turn. ${machine()}. CPython ${output(python, '-c', 'import platform; print(platform.python_version())')}.`;
console.log(text);
writeSection(join(top, 'docs/benchmarks.md'), 'script-native', text);
