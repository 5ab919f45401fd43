// `npm run pack`: builds the site and the engine, puts the npm package threadbox together in build/npm, and packs it into build/.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, buildPage, checkNode, configure, installPackages, must, run, setUp, top } from './build_page.mjs';

const folder = join(top, 'build/npm');

/** What is copied into the package, from where and under which name: for the engine, and for the element and the site. */
const engineFiles = {
  'build/wasm-single/wasm/threadbox-engine.js': 'threadbox-engine.js',
  'build/wasm-single/wasm/threadbox-engine.wasm': 'threadbox-engine.wasm',
  'npm/src/threadbox-engine.d.ts': 'threadbox-engine.d.ts',
};
const siteFiles = {
  'npm/src/headers.d.mts': 'headers.d.mts',
  'npm/README.md': 'README.md',
  'web/headers.mjs': 'headers.mjs',
  'web/content_security_policy.mjs': 'content_security_policy.mjs',
  'build/page/threading-sandbox.js': 'threading-sandbox.js',
  'web/element/threading-sandbox.d.ts': 'threading-sandbox.d.ts',
  'web/element/custom-elements.json': 'custom-elements.json',
  LICENSE: 'LICENSE',
  'THIRD_PARTY_NOTICES.md': 'THIRD_PARTY_NOTICES.md',
};

function copyAll(files) {
  for (const [from, to] of Object.entries(files)) {
    must(`${from} is missing; npm run pack builds it.`, existsSync(join(top, from)));
    cpSync(join(top, from), join(folder, to));
  }
}

/** Builds the engine alone, into build/wasm-single. */
export function buildEngine() {
  configure('wasm-single');
  build('engine');
}

/** Begins the package, with threadbox/engine alone, from what has been built. @returns its folder */
export function assembleEngine() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  must('The package could not be compiled; the lines above say why.', run('node', 'node_modules/typescript/bin/tsc', '-p', 'npm'));
  copyAll(engineFiles);
  writeFileSync(join(folder, 'package.json'), packageText());
  return folder;
}

/** The whole package, with the page in build/page. @returns its folder */
export function assemblePackage() {
  assembleEngine();
  copyAll(siteFiles);
  cpSync(join(top, 'build/page'), join(folder, 'site'), { recursive: true, filter: (path) => path !== join(top, 'build/page/api') });
  chmodSync(join(folder, 'threadbox-site.js'), 0o755);
  return folder;
}

/** npm/package.json with the project's version, licence and engines, and without `private`. */
function packageText() {
  const { private: _, name, ...rest } = JSON.parse(readFileSync(join(top, 'npm/package.json'), 'utf8'));
  const { version, license, engines } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
  return `${JSON.stringify({ name, version, license, engines, ...rest }, null, 2)}\n`;
}

/** Packs the assembled package. @returns {string} the path of the tarball */
export function packPackage(into) {
  const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', into], { cwd: folder, encoding: 'utf8' });
  return join(into, JSON.parse(output)[0].filename);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    checkNode();
    installPackages();
    setUp();
    buildPage();
    buildEngine();
    assemblePackage();
    console.log(`\nThe package is ${packPackage(join(top, 'build'))}.`);
  } catch (error) {
    console.error(`pack: ${error.message}`);
    process.exitCode = 1;
  }
}
