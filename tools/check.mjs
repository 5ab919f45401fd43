// `npm run check`: static checks of the sources, in seconds if little has changed. `npm test` begins with it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { top } from './build_page.mjs';
import * as format from './format.mjs';
import * as schema from './schema.mjs';
import * as tidy from './tidy.mjs';
import * as versions from './versions.mjs';

/** Runs a command. @returns its output, as the only complaint, if it fails */
function complaintsOf(command, ...words) {
  const { status, error, stdout, stderr } = spawnSync(command, words, { cwd: top, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) return [error.message];
  return status === 0 ? [] : [`${stdout}${stderr}`];
}

/** The same for a program from node_modules. */
const moduleComplaints = (program, ...words) => complaintsOf('node', join(top, 'node_modules', program), ...words);

/** Each returns a list of complaints, empty if there are none. */
const checks = {
  versions: versions.complaints,
  schema: schema.complaints,
  format: format.complaints,
  biome: () => moduleComplaints('@biomejs/biome/bin/biome', 'check', '--error-on-warnings'),
  types: () =>
    ['web', 'web/worker', 'wasm', 'npm', 'tests/browser'].flatMap((project) =>
      moduleComplaints('typescript/bin/tsc', '-p', project, '--noEmit'),
    ),
  tidy: () => {
    const configured = complaintsOf('tools/env', 'cmake', '--preset', 'analysis');
    return configured.length > 0 ? configured : tidy.complaints();
  },
};

/** Runs all checks. @returns {Promise<{passed: number, failures: string[]}>} */
export async function check() {
  const result = { passed: 0, failures: [] };
  for (const [name, findComplaints] of Object.entries(checks)) {
    const began = performance.now();
    const found = await findComplaints();
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`check ${name}: ${found.length === 0 ? 'passed' : 'failed'} (${seconds} s)`);
    if (found.length === 0) ++result.passed;
    else result.failures.push(`check ${name}\n${found.join('\n')}`);
  }
  return result;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { failures } = await check();
  for (const failure of failures) console.log(`\n--- failed: ${failure}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
