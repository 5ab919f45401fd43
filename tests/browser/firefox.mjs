// Opens the built page in Firefox, by WebDriver BiDi, runs two lessons there and says what happened. Not one of the tests, since only some
// machines have Firefox:
//   LIBGL_ALWAYS_SOFTWARE=1 xvfb-run -a node --experimental-websocket tests/browser/firefox.mjs [FIREFOX]
// Node.js 22 needs no option. Firefox draws by WebGL only on a screen, so Xvfb is one, and Mesa the graphics card.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../web/server.mjs';

const program = process.argv[2] ?? 'firefox-esr';
const page = join(import.meta.dirname, '../../build/page');
const limitMs = 120_000;

const preferences = {
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.disabledForTesting': true,
  // Without a graphics card.
  'webgl.force-enabled': true,
  'gfx.webrender.software': true,
};

/** Starts Firefox with a new profile. @returns the address of its BiDi server, and what ends it */
function start() {
  const profile = mkdtempSync(join(tmpdir(), 'threadbox-firefox-'));
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const child = spawn(program, ['--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const end = () =>
    new Promise((resolve) => {
      child.once('exit', () => {
        rmSync(profile, { recursive: true, force: true });
        resolve();
      });
      child.kill();
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
      if (address) resolve({ address, end });
    });
    child.once('exit', () => reject(new Error(`Firefox ended: ${said.slice(-500)}`)));
  });
}

/** Connects to it. @returns a function that sends a command and resolves to its result */
async function connect(address) {
  const socket = new WebSocket(`${address}/session`);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error('Firefox does not answer.'));
  });
  const waiting = new Map();
  let last = 0;
  socket.onmessage = ({ data }) => {
    const { id, result, error, message } = JSON.parse(data);
    waiting.get(id)?.(error ? Promise.reject(new Error(`${error}: ${message}`)) : result);
  };
  return (method, params = {}) =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      socket.send(JSON.stringify({ id: last, method, params }));
    });
}

/** Evaluates an expression in the page; its value must be a text. */
async function evaluate(send, context, expression) {
  const { result, exceptionDetails } = await send('script.evaluate', { expression, target: { context }, awaitPromise: true });
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return result.value;
}

/** Waits until an expression is true in the page. */
async function until(send, context, expression) {
  const begin = performance.now();
  while ((await evaluate(send, context, `String(Boolean(${expression}))`)) !== 'true') {
    if (performance.now() - begin > limitMs) throw new Error(`Not true within ${limitMs / 1000} s: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const summary = `JSON.stringify({
  status: document.getElementById('status-words').textContent,
  output: threadbox.snapshot().console.map(({ text }) => text).join(''),
  threads: threadbox.snapshot().threads.length,
})`;

async function main() {
  const { address, close } = await serve(page, 0);
  const firefox = await start();
  try {
    const send = await connect(firefox.address);
    const { capabilities } = await send('session.new', { capabilities: {} });
    console.log(`${capabilities.browserName} ${capabilities.browserVersion}`);
    const context = (await send('browsingContext.getTree')).contexts[0].context;
    await send('browsingContext.navigate', { context, url: address, wait: 'complete' });
    await until(send, context, `!document.getElementById('run').disabled || document.getElementById('cover').dataset.failure`);
    console.log(`isolated: ${await evaluate(send, context, 'String(crossOriginIsolated)')}`);
    const failure = await evaluate(send, context, `document.getElementById('cover').dataset.failure ?? ''`);
    if (failure) throw new Error(`The page cannot run here: ${failure}`);
    for (const lesson of ['hello_threads.py', 'deadlock.py']) {
      await evaluate(send, context, `location.hash = 'lesson=${lesson}'`);
      await until(send, context, `document.getElementById('program').value === '${lesson}'`);
      const before = await evaluate(send, context, 'String(threadbox.runs())');
      await evaluate(send, context, `String(document.getElementById('run').click())`);
      await until(send, context, `threadbox.runs() > ${before} && ['ended', 'idle'].includes(threadbox.snapshot().state)`);
      console.log(JSON.parse(await evaluate(send, context, summary)));
    }
  } finally {
    await firefox.end();
    await close();
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(`firefox: ${error.message}`);
    process.exit(1);
  },
);
