// node bench/core.mjs [RUNS]: builds and runs the core's benchmarks natively, prints the table, writes docs/benchmarks.md.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machine, output, table, top, writeSection } from './report.mjs';

const runs = Number(process.argv[2] ?? 7);

/** Every workload and every peer in random order, so that noise does not affect one of them alone. */
function measureCore() {
  const folder = mkdtempSync(join(tmpdir(), 'threadbox-bench-'));
  const file = join(folder, 'times.json');
  output(
    'build/release/bench/core-bench',
    `--benchmark_repetitions=${runs}`,
    '--benchmark_enable_random_interleaving=true',
    `--benchmark_out=${file}`,
    '--benchmark_out_format=json',
  );
  const { benchmarks } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });
  const times = new Map();
  for (const { run_name, run_type, real_time } of benchmarks) {
    if (run_type !== 'iteration') continue;
    const name = run_name.replace(/\/min_time:.*$/, '');
    times.set(name, [...(times.get(name) ?? []), real_time]);
  }
  return times;
}

function measureCPython() {
  const { version, times_ns } = JSON.parse(output(output('tools/oracle'), 'bench/cpython/workloads.py', String(runs)));
  return { version, cpython: new Map(Object.entries(times_ns)) };
}

output('tools/env', 'cmake', '--preset', 'release');
output('tools/env', 'cmake', '--build', '--preset', 'release', '--target', 'core-bench');
const times = measureCore();
const { version, cpython } = measureCPython();
const compiler = output('c++', '--version').split('\n')[0];
const text = `${table(times, cpython, false)}

Medians of ${runs} runs. ${machine()}. Peers: ${compiler} with its C++ library and -O3; CPython ${version}.`;
console.log(text);
writeSection(join(top, 'docs/benchmarks.md'), 'core-native', text);
