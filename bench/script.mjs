// node bench/script.mjs [RUNS]: runs the same Python programs under CPython and Threadbox, alternately; prints the table of
// ratios and writes docs/benchmarks.md.
import { cpus } from 'node:os';
import { join } from 'node:path';
import { machine, output, top, verdict, writeSection } from './report.mjs';
import { addTimes, meanRatio, meanRatioOfBest, pairedRatio, scriptTable } from './script_table.mjs';

const runs = Number(process.argv[2] ?? 15);
const workloads = 'bench/script/workloads.py';

output('tools/env', 'cmake', '--preset', 'release');
output('tools/env', 'cmake', '--build', '--preset', 'release', '--target', 'threadbox', 'scheduling-bench');
const python = output('tools/oracle');
const ours = new Map();
const free = new Map();
const theirs = new Map();
for (let run = 0; run < runs; ++run) {
  addTimes(theirs, output(python, workloads));
  addTimes(ours, output('build/release/cli/threadbox', 'run', workloads));
  addTimes(free, output('build/release/cli/threadbox', 'run', '--no-gil', workloads));
}

const inThreads = pairedRatio(ours.get('two loops in threads'), ours.get('two loops in turn'));
const speedUp = pairedRatio(free.get('two loops in turn'), free.get('two loops in threads'));

/** Millions of scheduling points a second, in the order of bench/script/scheduling.cpp. @returns {number[]} */
function schedulingPoints() {
  const repeated = [`--benchmark_repetitions=${runs}`, '--benchmark_report_aggregates_only=true', '--benchmark_format=json'];
  const { benchmarks } = JSON.parse(output('build/release/bench/scheduling-bench', ...repeated));
  return benchmarks.filter(({ aggregate_name }) => aggregate_name === 'median').map(({ items_per_second }) => items_per_second / 1e6);
}

const points = schedulingPoints();
const text = `${scriptTable(ours, theirs, 'CPython', 1, 1)}

Of each workload's fastest runs, each with a core to itself, the mean is ${meanRatioOfBest(ours, theirs).toFixed(2)}.
Two loops in two threads with the GIL take ${inThreads.toFixed(2)} times as long as one after the other (bar: 0.95 to 1.1).
Without it (\`--no-gil\`) they are ${speedUp.toFixed(2)} times faster than one after the other (bar: 1.8, reached: ${verdict(speedUp >= 1.8)}), on ${cpus().length} cores;
one thread alone takes ${meanRatio(free, ours).toFixed(2)} times as long without the GIL as with it (the geometric mean of the six).

The simulated runner makes ${Math.min(...points).toFixed(1)} to ${Math.max(...points).toFixed(1)} million scheduling points a second (bar: 5, reached: ${verdict(Math.min(...points) >= 5)}).

Medians of ${runs} runs, in turn; ratios are medians of each turn's. ${machine()}. CPython ${output(python, '-c', 'import platform; print(platform.python_version())')}.`;
console.log(text);
writeSection(join(top, 'docs/benchmarks.md'), 'script-native', text);
