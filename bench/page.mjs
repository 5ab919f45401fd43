// node bench/page.mjs [RUNS]: what the built page costs at rest, and how long Stop takes in each state of a run.
import { openBuiltPage, paste, settled, until } from '../tools/opened_page.mjs';

const runs = Number(process.argv[2] ?? 5);
const restMs = 10_000;

const threads = (body) => `import threading, time
def work():
    ${body}
for n in range(4):
    threading.Thread(target=work).start()
`;
const deadlock = `import threading
a, b, both = threading.Lock(), threading.Lock(), threading.Barrier(2)
def work(first, second):
    with first:
        both.wait()
        with second:
            pass
for order in ((a, b), (b, a)):
    threading.Thread(target=work, args=order).start()
`;
const loop = 'while True:\n    x = 1\n    y = 2\n';

/**
 * The states of a run in which it is stopped.
 * @type {Record<string, {source: string, mode?: string, noGil?: boolean, breakpoint?: number, pause?: boolean, isSo: (snapshot: object) => boolean}>}
 */
const states = {
  'spinning, with the GIL': { source: threads('while True: pass'), isSo: ({ threads }) => threads.length === 5 },
  'spinning, without the GIL': { source: threads('while True: pass'), noGil: true, isSo: ({ threads }) => threads.length === 5 },
  waiting: {
    source: `${threads('threading.Event().wait()')}threading.Event().wait()`,
    isSo: ({ threads }) => threads.length === 5 && threads.every(({ state }) => state === 'waiting'),
  },
  sleeping: {
    source: `${threads('time.sleep(3600)')}time.sleep(3600)`,
    isSo: ({ threads }) => threads.length === 5 && threads.every(({ state }) => state === 'waiting'),
  },
  paused: { source: loop, pause: true, isSo: ({ summary }) => summary?.standing === 'paused' },
  'at a breakpoint': { source: loop, breakpoint: 3, isSo: ({ summary }) => summary?.standing === 'paused' },
  stepped: { source: loop, mode: 'random', isSo: ({ steps }) => steps !== null },
  deadlocked: { source: deadlock, isSo: ({ summary }) => summary?.standing === 'deadlocked' },
  'in shutdown': { source: threads('threading.Event().wait()'), isSo: ({ state }) => state === 'shutdown' },
};

async function bringTo({ frame, page }, { source, mode = '', noGil = false, breakpoint, pause, isSo }) {
  await paste(frame, source);
  await frame.evaluate(
    ([chosen, free]) => {
      document.querySelector('#mode').value = chosen;
      document.querySelector('#no-gil').checked = free;
    },
    [mode, noGil],
  );
  const toggle = () => frame.locator('.cm-lineNumbers .cm-gutterElement', { hasText: new RegExp(`^${breakpoint}$`) }).click();
  // The snapshot may still be that of the run before, which has ended.
  const isThere = () => until(frame, `(snapshot) => snapshot.state !== 'ended' && (${isSo})(snapshot)`);
  if (breakpoint) await toggle();
  await frame.locator('#run').click();
  if (breakpoint) await isThere().then(toggle);
  if (pause) {
    await until(frame, ({ state }) => state === 'running');
    await page.locator('#pause').click();
  }
  await isThere();
  await frame.locator('#stop:enabled').waitFor();
}

/** Milliseconds from the click to the end of the last thread. */
const stop = (frame) =>
  frame.evaluate(async () => {
    const began = performance.now();
    document.querySelector('#stop').click();
    while (globalThis.threadbox.live()) await new Promise((resolve) => setTimeout(resolve, 1));
    return performance.now() - began;
  });

async function measureStops(opened) {
  for (const [name, state] of Object.entries(states)) {
    const times = [];
    for (let i = 0; i < runs; ++i) {
      await bringTo(opened, state);
      times.push(await stop(opened.frame));
    }
    times.sort((a, b) => a - b);
    console.log(`Stop, ${name}: ${times[runs >> 1].toFixed(0)} ms, at most ${times.at(-1).toFixed(0)} ms`);
  }
}

/** The seconds of processor time that the browser's processes have used. */
async function cpuSeconds(session) {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

async function measureRest(name, { page, frame }) {
  await settled(frame);
  const session = await page.context().browser().newBrowserCDPSession();
  const frames = () => frame.evaluate(() => globalThis.threadbox.frames());
  const [cpu, drawn] = [await cpuSeconds(session), await frames()];
  await page.waitForTimeout(restMs);
  const share = (((await cpuSeconds(session)) - cpu) / restMs) * 1e5;
  console.log(`${name}: ${(await frames()) - drawn} frames in ${restMs / 1000} s, ${share.toFixed(2)} % of a core`);
  await session.detach();
}

const opened = await openBuiltPage({ width: 1440, height: 900 });
await measureRest('before a run', opened);
await paste(opened.frame, 'print("done")');
await opened.frame.locator('#run').click();
await until(opened.frame, ({ state }) => state === 'ended');
await measureRest('after a run', opened);
await bringTo(opened, states.waiting);
await measureRest('while every thread waits', opened);
await stop(opened.frame);
await measureStops(opened);
await opened.close();
