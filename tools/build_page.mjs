// The steps of `npm start` and `npm test`. Each throws one clear sentence when it fails.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { versions } from './versions.mjs';

export const top = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs a command in the project's folder, its output shown. @returns {boolean} whether it succeeded */
export function run(command, ...words) {
  const { status, error } = spawnSync(command, words, { cwd: top, stdio: 'inherit' });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

/** @throws the sentence unless `succeeded` */
export function must(sentence, succeeded) {
  if (!succeeded) throw new Error(sentence);
}

/** The versions of Node.js that Vite supports; 21 and 22.0 to 22.11 are not among them. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [[old, oldMinor], [next, nextMinor]] = [versions.node, versions.node_next].map((version) => version.split('.').map(Number));
  const good = major > next || (major === next && minor >= nextMinor) || (major === old && minor >= oldMinor);
  must(`Node.js ${process.versions.node} is not supported; please install ${versions.node}, ${versions.node_next} or newer.`, good);
}

/** Installs the packages of package-lock.json unless they are installed. */
export function installPackages() {
  const lock = join(top, 'package-lock.json');
  const installed = join(top, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  must('npm could not install the packages of the page (is the network there?).', run('npm', 'ci', '--no-audit', '--no-fund'));
}

export function setUp() {
  must('The set-up failed; its last lines say why.', run('tools/setup'));
}

export function configure(preset) {
  const cmake = ['cmake', '--preset', preset];
  const configured = preset.startsWith('wasm') ? run('tools/env', 'emcmake', ...cmake) : run('tools/env', ...cmake);
  must(`CMake could not configure the preset ${preset}; its last lines say why.`, configured);
}

export function build(preset) {
  must(`The build of the preset ${preset} failed; its last lines say why.`, run('tools/env', 'cmake', '--build', '--preset', preset));
}

/** Builds the wasm modules, with threads, without, and without the page, and the page around them, into build/page. */
export function buildPage() {
  for (const preset of ['wasm', 'wasm-single']) {
    configure(preset);
    build(preset);
  }
  build('engine');
  const vite = join(top, 'node_modules/vite');
  const { bin } = JSON.parse(readFileSync(join(vite, 'package.json'), 'utf8'));
  must('The build of the page failed; the lines above say why.', run('node', join(vite, bin.vite), 'build', 'web', '--logLevel', 'warn'));
  // If `npm run api` has made them.
  if (existsSync(join(top, 'build/api'))) cpSync(join(top, 'build/api'), join(top, 'build/page/api'), { recursive: true });
}
