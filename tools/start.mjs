// `npm start [-- --port N]`: sets up, builds, serves the page on this machine, and says where.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build_page, check_node, install_packages, set_up, top } from './build_page.mjs';

async function start() {
  check_node();
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  install_packages();
  const { check_port, default_port, parse_port, serve } = await import('../web/server.mjs');
  const port = values.port === undefined ? default_port : parse_port(values.port);
  await check_port(port);
  set_up();
  build_page();
  const { address } = await serve(join(top, 'build/page'), port);
  console.log(`\nThreadbox is at ${address} (Ctrl-C ends it)`);
}

start().catch((error) => {
  console.error(`start: ${error.message}`);
  process.exitCode = 1;
});
