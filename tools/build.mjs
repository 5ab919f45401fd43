// `npm run build`: sets up and builds the site for any static host, into build/page.
//   npm run build -- --address https://example.org/threads/    also writes what oEmbed needs, for that address
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeOembed } from '../web/oembed.mjs';
import { buildPage, checkNode, installPackages, setUp, top } from './build_page.mjs';

try {
  const { address } = parseArgs({ options: { address: { type: 'string' } } }).values;
  checkNode();
  installPackages();
  setUp();
  buildPage();
  if (address) writeOembed(address, join(top, 'build/page'));
  console.log('\nThe site is in build/page: copy that folder to a host (docs/hosting.md says how).');
} catch (error) {
  console.error(`build: ${error.message}`);
  process.exitCode = 1;
}
