// `npm run build`: sets up and builds the site for any static host, into build/page.
import { buildPage, checkNode, installPackages, setUp } from './build_page.mjs';

try {
  checkNode();
  installPackages();
  setUp();
  buildPage();
  console.log('\nThe site is in build/page: copy that folder to a host (docs/hosting.md says how).');
} catch (error) {
  console.error(`build: ${error.message}`);
  process.exitCode = 1;
}
