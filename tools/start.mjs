// `npm start [-- --port N]`: sets up, builds, serves the page on this machine and prints its address.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPage, checkNode, installPackages, setUp, top } from './build_page.mjs';

async function start() {
  checkNode();
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  installPackages();
  const { checkPort, defaultPort, parsePort, serve } = await import('../web/server.mjs');
  const port = values.port === undefined ? defaultPort : parsePort(values.port);
  await checkPort(port);
  setUp();
  buildPage();
  const { address } = await serve(join(top, 'build/page'), port, { fresh: true });
  console.log(`\nThreadbox is at ${address} (Ctrl-C ends it)`);
}

start().catch((error) => {
  console.error(`start: ${error.message}`);
  process.exitCode = 1;
});
