// `npm run format`: formats all C++ sources with clang-format.
import { execFileSync, spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { must, run, top } from './build_page.mjs';
import { versions } from './versions.mjs';

const program = `clang-format-${versions.llvm}`;
const sources = () => execFileSync('git', ['ls-files', '*.cpp', '*.h'], { cwd: top, encoding: 'utf8' }).trim().split('\n');

/** @returns {string[]} the files that `npm run format` would change */
export function complaints() {
  const words = ['--dry-run', '-Werror', '--ferror-limit=1', ...sources()];
  const { status, error, stderr } = spawnSync(program, words, { cwd: top, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) return [error.message];
  if (status === 0) return [];
  const files = new Set([...stderr.matchAll(/^(.+?):\d+:\d+: error: code should be clang-formatted/gm)].map(([, file]) => file));
  return files.size > 0 ? [`Not as clang-format writes it (npm run format mends it): ${[...files].join(', ')}`] : [stderr];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  must('clang-format failed; the lines above say why.', run(program, '-i', ...sources()));
