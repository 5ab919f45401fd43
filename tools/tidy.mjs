// Runs clang-tidy over the rooms that the other rooms build on. It takes seconds per file, so the user's cache folder records the files
// that passed; a file is checked again when it, a header that it includes, the checks or the tool change.
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { top } from './build_page.mjs';
import { versions } from './versions.mjs';

const tidy = `clang-tidy-${versions.llvm}`;
const folder = join(top, 'build/analysis');
const passed = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'threadbox/tidy');
const output = { encoding: 'utf8', maxBuffer: 1 << 28 };

// Without the hundred files of script, which would take minutes: a check that is too slow is not run.
const rooms = ['park', 'trace', 'sync', 'concurrent', 'session'];

/** The compile commands of the sources of these rooms. */
function commands() {
  const all = JSON.parse(readFileSync(join(folder, 'compile_commands.json'), 'utf8'));
  return all.filter(({ file }) => rooms.some((room) => file.startsWith(join(top, 'core', room, '/'))));
}

/** @returns {Map<string, string[]>} the files that each source includes, itself first */
function includes(database) {
  const file = join(folder, 'tidy_commands.json');
  writeFileSync(file, JSON.stringify(database));
  const scan = [`clang-scan-deps-${versions.llvm}`, ['-compilation-database', file, '-j', String(availableParallelism())]];
  const rules = execFileSync(...scan, { ...output, cwd: folder })
    .replaceAll('\\\n', ' ')
    .trim()
    .split('\n');
  return new Map(rules.map((rule) => rule.split(/\s+/).slice(1)).map((files) => [files[0], files]));
}

const memo = (compute) => {
  const known = new Map();
  return (key) => known.get(key) ?? known.set(key, compute(key)).get(key);
};
/** Identifies a project's file by its text and a system's file by its size, since those change with the tool's version. */
const contentOf = memo((file) =>
  file.startsWith(top) ? createHash('sha256').update(readFileSync(file)).digest('hex') : `${statSync(file).size}`,
);

/** A hash of everything that the result for a source depends on; equal in all checkouts. */
function keyOf(command, files, common) {
  const hash = createHash('sha256').update(common).update(command.replaceAll(top, ''));
  for (const file of files) hash.update(`\n${file.replace(top, '')} ${contentOf(file)}`);
  return hash.digest('hex');
}

const complaintsAbout = (file) =>
  new Promise((resolve) => {
    execFile(tidy, ['-p', folder, '--quiet', file], { ...output, cwd: top }, (error, stdout) =>
      resolve(error ? stdout || error.message : ''),
    );
  });

/** Expects build/analysis to be configured. @returns {Promise<string[]>} the findings of clang-tidy */
export async function complaints() {
  mkdirSync(passed, { recursive: true });
  const common = execFileSync(tidy, ['--version'], output) + readFileSync(join(top, '.clang-tidy'), 'utf8');
  const database = commands();
  const included = includes(database);
  const left = database
    .map(({ file, command }) => ({ file, stamp: join(passed, keyOf(command, included.get(file) ?? [file], common)) }))
    .filter(({ stamp }) => !existsSync(stamp));
  const found = [];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const complaint = await complaintsAbout(next.file);
      if (complaint === '') writeFileSync(next.stamp, '');
      else found.push(complaint.trim());
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return found;
}
