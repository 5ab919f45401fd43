// The versions of the project and of its tools and libraries are in versions.json. Formats that cannot read it (npm's, CMake's presets,
// the workflow, the table of notices) repeat some of them; complaints() reports differences.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = join(dirname(fileURLToPath(import.meta.url)), '..');
const text = (...path) => readFileSync(join(top, ...path), 'utf8');
const json = (...path) => JSON.parse(text(...path));

export const versions = json('versions.json');

/** The versions in THIRD_PARTY_NOTICES.md, by name. */
function noticed() {
  const rows = text('THIRD_PARTY_NOTICES.md')
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()));
  const pairs = rows.filter((row) => row.length > 3).map(([, names, version]) => [names.split(', '), version.split(', ')]);
  return Object.fromEntries(
    pairs.flatMap(([names, numbers]) => names.map((name, place) => [name, (numbers[place] ?? numbers[0]).split(' ')[0]])),
  );
}

/** @returns {string[]} a sentence for each repeated version that differs or need not be repeated */
export function complaints() {
  const found = [];
  const same = (where, said, wanted) => {
    if (said !== wanted) found.push(`${where} says ${said}, not ${wanted}.`);
  };

  const ours = json('package.json');
  const lock = json('package-lock.json');
  same('package.json: version', ours.version, versions.threadbox);
  same('package-lock.json: version', lock.version, versions.threadbox);
  same('package.json: engines', ours.engines.node, `^${versions.node} || >=${versions.node_next}`);

  const readme = `Node ${versions.node}, ${versions.node_next} or newer`;
  if (!text('README.md').includes(readme)) found.push(`README.md does not say "${readme}".`);

  for (const file of ['CMakePresets.json', '.github/workflows/ci.yml'])
    for (const [compiler, version] of text(file).matchAll(/clang(?:\+\+)?-(\d+)/g)) same(`${file}: ${compiler}`, version, versions.llvm);

  const pyodide = json('bench/pyodide/package.json');
  const npm = { ...ours.devDependencies, ...pyodide.dependencies };
  const notices = noticed();
  for (const [name, wanted] of Object.entries({
    Emscripten: versions.emscripten,
    Binaryen: versions.binaryen,
    'Dear ImGui': versions.imgui,
    SDL2: versions.sdl2,
    Biome: npm['@biomejs/biome'],
    Vite: npm.vite,
    TypeScript: npm.typescript,
    sirv: npm.sirv,
    Playwright: npm['@playwright/test'],
    'axe-core': npm['@axe-core/playwright'],
    Pyodide: npm.pyodide,
  }))
    same(`THIRD_PARTY_NOTICES.md: ${name}`, notices[name], wanted);

  // Scripts read these by name and must not repeat them.
  const built = execFileSync('git', ['ls-files', 'tools', 'cmake', '*CMakeLists.txt'], { cwd: top, encoding: 'utf8' }).trim().split('\n');
  for (const file of built) {
    for (const name of ['emscripten', 'least_emscripten', 'sdl2', 'imgui', 'debian_suite'])
      if (text(file).includes(versions[name])) found.push(`${file} repeats ${name}'s version ${versions[name]}.`);
  }

  // Shell scripts read the file line by line.
  for (const [name, version] of Object.entries(versions)) {
    const read = execFileSync('bash', ['-c', '. tools/versions.sh; top=.; version_of "$1"', 'bash', name], { cwd: top, encoding: 'utf8' });
    same(`tools/versions.sh: ${name}`, read.trim(), version);
  }
  return found;
}
