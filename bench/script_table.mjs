// The times that bench/script/workloads.py prints, beside those of a peer.
import { median, verdict } from './report.mjs';

// Their common bar applies to the geometric mean of their ratios.
const language = ['fib', 'integer loop', 'list', 'dict', 'strings', 'method calls'];

/**
 * Adds the times of one run to those of the runs before.
 * @param {Map<string, number[]>} times nanoseconds of each run, by workload
 * @param {string} printed lines "workload: nanoseconds"
 */
export function addTimes(times, printed) {
  for (const line of printed.trim().split('\n')) {
    const [name, ns] = line.split(': ');
    if (!(Number(ns) > 0)) throw new Error(`"${line}" is no time; all that was printed:\n${printed}`);
    times.set(name, [...(times.get(name) ?? []), Number(ns)]);
  }
}

/**
 * The median of the ratios of consecutive runs. A shared machine may be twice as slow for some seconds, so a ratio of two medians could
 * compare slow seconds of one program with fast seconds of the other.
 * @param {number[]} over
 * @param {number[]} under
 */
export const pairedRatio = (over, under) => median(over.map((time, run) => time / under[run]));

const geometricMean = (ratioOf) => Math.exp(language.reduce((sum, name) => sum + Math.log(ratioOf(name)), 0) / language.length);

/** The geometric mean. */
export const meanRatio = (over, under) => geometricMean((name) => pairedRatio(over.get(name), under.get(name)));

/** The same for the fastest run of each workload, which had the core to itself. */
export const meanRatioOfBest = (over, under) => geometricMean((name) => Math.min(...over.get(name)) / Math.min(...under.get(name)));

/** The ratio of the first run to the median. */
export const firstRunRatio = (times) => geometricMean((name) => times.get(name)[0] / median(times.get(name)));

/**
 * @param {Map<string, number[]>} ours
 * @param {Map<string, number[]>} theirs
 * @param {string} peer
 * @param {number} bar the largest geometric mean, relative to the peer's time
 * @param {number} [lockBar] the same for a lock; none: no bar
 * @returns {string} a Markdown table
 */
export function scriptTable(ours, theirs, peer, bar, lockBar) {
  const ms = (ns) => `${(ns / 1e6).toPrecision(3)} ms`;
  const ratio = (name) => pairedRatio(ours.get(name), theirs.get(name));
  const row = (name, ...judged) => {
    const cells = [name, ms(median(ours.get(name))), ms(median(theirs.get(name))), ratio(name).toFixed(2)];
    return `| ${[...cells, ...judged].join(' | ')} |`;
  };
  const mean = meanRatio(ours, theirs);
  return `| workload | Threadbox | ${peer} | ratio | bar | reached |
| --- | ---: | ---: | ---: | ---: | --- |
${language.map((name) => row(name, '', '')).join('\n')}
| geometric mean of these | | | ${mean.toFixed(2)} | ≤ ${bar} | ${verdict(mean <= bar)} |
${lockBar ? row('lock', `≤ ${lockBar}`, verdict(ratio('lock') <= lockBar)) : row('lock', '', '')}`;
}
