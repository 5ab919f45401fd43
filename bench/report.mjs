// Turns the times of benchmarks into a table, and writes the table into a document.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { top } from '../tools/build_page.mjs';
import { bars } from './bars.mjs';

export { top };

/** Runs a command in the project's folder. @returns its output. @throws its output if it fails */
export function output(command, ...words) {
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd: top, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${error?.message ?? `${stdout}\n${stderr}`}`);
  return stdout.trim();
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const time = (ns) => (ns < 1000 ? `${ns.toPrecision(3)} ns` : `${(ns / 1000).toPrecision(3)} µs`);
export const verdict = (reached) => (reached ? 'yes' : '**no**');

/**
 * @param {Map<string, number[]>} times nanoseconds of each run, by "workload/subject"
 * @param {Map<string, number[]>} cpython nanoseconds of each run, by workload; empty without CPython
 * @param {boolean} inChromium
 * @returns {string} a Markdown table
 */
export function table(times, cpython, inChromium) {
  const lines = [
    '| workload | Threadbox | peer | ratio | bar | reached | CPython | times faster | bar | reached |',
    '| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | --- |',
  ];
  for (const { workload, peer, bar, barInChromium, faster } of bars) {
    const ours = times.get(`${workload}/threadbox`);
    const theirs = times.get(`${workload}/${peer}`);
    if (!ours || !theirs) continue;
    const limit = (inChromium && barInChromium) || bar;
    const ratio = median(ours) / median(theirs);
    const cells = [
      workload,
      time(median(ours)),
      `${time(median(theirs))} (${peer})`,
      ratio.toFixed(2),
      `≤ ${limit}`,
      verdict(ratio <= limit),
    ];
    const python = cpython.get(workload);
    if (python) {
      const speedUp = median(python) / median(ours);
      cells.push(time(median(python)), speedUp.toFixed(1), `≥ ${faster}`, verdict(speedUp >= faster));
    } else {
      cells.push('', '', '', '');
    }
    lines.push(`| ${cells.join(' | ')} |`);
  }
  return lines.join('\n');
}

export function machine() {
  return `${cpus().length} cores, ${cpus()[0].model.trim()}`;
}

/** Replaces the text between the two marks of `section` in a document. */
export function writeSection(file, section, text) {
  const marks = [`<!-- begin ${section} -->`, `<!-- end ${section} -->`];
  const document = readFileSync(file, 'utf8');
  const [begin, end] = marks.map((mark) => document.indexOf(mark));
  if (begin < 0 || end < begin) throw new Error(`${file} has no section "${section}"`);
  writeFileSync(file, `${document.slice(0, begin + marks[0].length)}\n${text}\n${document.slice(end)}`);
}
