// The npm package, put together by tools/pack.mjs in a process of its own.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @param call of a function of tools/pack.mjs. @returns the path that it returns */
function packing(call: string): string {
  const url = pathToFileURL(join(__dirname, '../../tools/pack.mjs')).href;
  const script = `import * as pack from '${url}'; console.log(pack.${call});`;
  return execFileSync('node', ['--input-type=module', '--eval', script], { encoding: 'utf8' }).trim();
}

/** threadbox/engine alone. @returns its folder */
export const assembleEngine = () => packing('assembleEngine()');

/** The whole package, packed into a folder. @returns the path of the tarball */
export function packInto(folder: string): string {
  packing('assemblePackage()');
  return packing(`packPackage(${JSON.stringify(folder)})`);
}
