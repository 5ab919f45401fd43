// The times that bench/script/workloads.py prints, beside those of a peer.
import { median, verdict } from './report.mjs';

// Together they have one bar: the geometric mean of their ratios.
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

export const ratio = (over, under, name) => median(over.get(name)) / median(under.get(name));

/** The geometric mean of all. */
export const meanRatio = (over, under) =>
  Math.exp(language.reduce((sum, name) => sum + Math.log(ratio(over, under, name)), 0) / language.length);

/** Of each workload's runs the first one alone. */
export const firstRun = (times) => new Map([...times].map(([name, all]) => [name, all.slice(0, 1)]));

/**
 * @param {Map<string, number[]>} ours
 * @param {Map<string, number[]>} theirs
 * @param {string} peer
 * @param {number} bar what the geometric mean may cost at most, as a part of the peer's time
 * @param {number} [lockBar] likewise a lock; none: it has no bar
 * @returns {string} a Markdown table
 */
export function scriptTable(ours, theirs, peer, bar, lockBar) {
  const ms = (ns) => `${(ns / 1e6).toPrecision(3)} ms`;
  const row = (name, ...judged) => {
    const cells = [name, ms(median(ours.get(name))), ms(median(theirs.get(name))), ratio(ours, theirs, name).toFixed(2)];
    return `| ${[...cells, ...judged].join(' | ')} |`;
  };
  const mean = meanRatio(ours, theirs);
  return `| workload | Threadbox | ${peer} | ratio | bar | reached |
| --- | ---: | ---: | ---: | ---: | --- |
${language.map((name) => row(name, '', '')).join('\n')}
| geometric mean of these | | | ${mean.toFixed(2)} | ≤ ${bar} | ${verdict(mean <= bar)} |
${lockBar ? row('lock', `≤ ${lockBar}`, verdict(ratio(ours, theirs, 'lock') <= lockBar)) : row('lock', '', '')}`;
}
