// The scenes that tools/pictures.mjs takes: a program, the state in which it is taken, and what a user does to get there. No step waits for
// time to pass.
import { paste, settled, until } from './opened_page.mjs';

/** @typedef {import('playwright-core').Frame} Frame */

/** The place of a widget in the canvas, in CSS pixels of the window: a frame begins at the window's corner. */
async function placeOf(frame, isIt, argument) {
  const find = `(widgets => widgets.find(${isIt}))(threadbox.widgets().map(widget => ({ ...widget, argument: ${JSON.stringify(argument)} })))`;
  const widget = await (await frame.waitForFunction(find)).jsonValue();
  const canvas = await frame.locator('#threadbox-canvas').boundingBox();
  return { x: canvas.x + widget.x, y: canvas.y + widget.y, width: widget.width, height: widget.height };
}

const hasLabel = ({ label, argument }) => label === argument;

async function clickAt(frame, { x, y, width, height }, across = 0.5) {
  await frame.page().mouse.click(x + width * across, y + height / 2);
  await settled(frame);
}

const clickWidget = async (frame, label, across) => clickAt(frame, await placeOf(frame, hasLabel, label), across);

/** Opens the tab of a view, in windows that have tabs. */
async function openTab(frame, title) {
  const label = await frame.evaluate(
    (name) => globalThis.threadbox.widgets().find(({ label }) => label === name || label.startsWith(`${name} `))?.label,
    title,
  );
  if (label) await clickWidget(frame, label);
}

const ended = (frame) => until(frame, ({ state }) => state === 'ended');

/** Steps a thread to before a line. While it cannot go on, the newest thread that can goes on. */
const stepTo = (frame, name, line) =>
  frame.evaluate(
    ([wanted, end]) => {
      const { threadbox } = globalThis;
      for (;;) {
        const { threads } = threadbox.snapshot().steps;
        const row = threads.find((thread) => thread.name === wanted);
        if (row?.line === end) return;
        const { object } = row?.can_run ? row : threads.findLast(({ can_run }) => can_run);
        threadbox.post({ kind: 'choose', thread: object });
        threadbox.pump();
      }
    },
    [name, line],
  );

/**
 * `title`: the program's name. `act`: what brings the page from the run's start to the scene. `mode`: the option *Threads* of the run.
 * `tab`: the view that a narrow window shows.
 * @type {Record<string, {title?: string, source?: string, lesson?: string, mode?: string, tab?: string, act: (frame: Frame) => Promise<unknown>}>}
 */
export const scenes = {
  producer_consumer: {
    title: 'Producer and consumer',
    source: `import queue
import threading
import time

jobs = queue.Queue(maxsize=3)


def produce():
    for n in range(8):
        time.sleep(0.02)
        jobs.put(n)


def consume():
    for seconds in (0.05, 0.05, 60):
        print("got", jobs.get())
        time.sleep(seconds)


producer = threading.Thread(target=produce, name="producer")
consumer = threading.Thread(target=consume, name="consumer")
producer.start()
consumer.start()
producer.join()
`,
    tab: 'Primitives',
    act: (frame) =>
      until(frame, ({ threads, console }) => console.length >= 3 && threads.some(({ wait_text }) => wait_text === 'jobs.put()')),
  },
  deadlock: {
    title: 'Deadlock',
    source: `import threading

a = threading.Lock()
b = threading.Lock()
both_hold_one = threading.Barrier(2)


def work(first, second):
    with first:
        both_hold_one.wait()
        with second:
            print("never reached")


ada = threading.Thread(target=work, args=(a, b), name="Ada")
ben = threading.Thread(target=work, args=(b, a), name="Ben")
ada.start()
ben.start()
ada.join()
`,
    tab: 'Primitives',
    act: async (frame) => {
      await until(frame, ({ summary }) => summary?.standing === 'deadlocked');
      await settled(frame);
      await openTab(frame, 'Primitives');
      await clickWidget(frame, 'Who waits for whom');
    },
  },
  comparison: {
    title: 'With and without the GIL',
    source: `import threading


def compute():
    total = 0
    for n in range(2_000_000):
        total += n * n


threads = [threading.Thread(target=compute) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("computed")
`,
    mode: 'compare',
    act: (frame) => until(frame, ({ state, free_threaded }) => state === 'ended' && free_threaded),
  },
  lost_update: {
    title: 'A lost update',
    source: `import threading

counter = 0


def add():
    global counter
    seen = counter
    counter = seen + 1


a = threading.Thread(target=add, name="Ada")
b = threading.Thread(target=add, name="Ben")
a.start()
b.start()
a.join()
b.join()
print(counter)
`,
    mode: 'random',
    tab: 'Variables',
    act: async (frame) => {
      await until(frame, ({ steps }) => steps !== null);
      for (const [name, line] of [
        ['MainThread', 16],
        ['Ada', 9],
        ['Ben', 9],
      ])
        await stepTo(frame, name, line);
      await frame.locator('#step-threads button', { hasText: 'Step Ada' }).evaluate((button) => button.click());
    },
  },
  earlier_moment: {
    lesson: 'barrier_abort.py',
    tab: 'Threads',
    act: async (frame) => {
      await ended(frame);
      await settled(frame);
      await clickWidget(frame, 'Choose a moment', 0.45);
    },
  },
  wake_up: {
    title: 'What ended a wait',
    source: `import threading
import time

lock = threading.Lock()


def work():
    with lock:
        print("Ben has the lock")


lock.acquire()
ben = threading.Thread(target=work, name="Ben")
ben.start()
time.sleep(0.2)
lock.release()
ben.join()
`,
    act: async (frame) => {
      await ended(frame);
      await settled(frame);
      const lane = await placeOf(frame, ({ label, argument, x }) => label === argument && x < 200, '##Ben');
      const lanes = await placeOf(frame, hasLabel, '##lanes');
      await clickAt(frame, { ...lanes, y: lane.y, height: lane.height });
    },
  },
  barrier: {
    title: 'A barrier',
    source: `import threading
import time

gate = threading.Barrier(4)


def walk(seconds):
    time.sleep(seconds)
    gate.wait()
    print("through the gate")


for n, seconds in enumerate([0, 0.05, 0.1, 60]):
    threading.Thread(target=walk, args=(seconds,), name=f"walker {n}").start()
`,
    tab: 'Primitives',
    act: (frame) => until(frame, ({ objects }) => objects.some(({ n_waiting }) => n_waiting === 3)),
  },
  timer: {
    title: 'A timer',
    source: `import threading


def tea_is_ready():
    print("tea is ready")


timer = threading.Timer(180, tea_is_ready)
timer.name = "tea"
timer.start()
timer.join()
`,
    tab: 'Threads',
    act: (frame) => until(frame, ({ threads }) => threads.some(({ timer }) => timer?.state === 'counting')),
  },
  pool: {
    title: 'A pool and its futures',
    source: `import time
from concurrent.futures import ThreadPoolExecutor


def square(n):
    time.sleep(60 if n > 3 else 0.02)
    return n * n


pool = ThreadPoolExecutor(max_workers=3)
futures = [pool.submit(square, n) for n in range(9)]
print([f.result() for f in futures])
`,
    tab: 'Primitives',
    act: (frame) => until(frame, ({ objects }) => objects.filter(({ future }) => future === 'running').length === 3),
  },
  exception: {
    title: 'An exception in a thread',
    source: `import threading
import time


def pay(prices):
    time.sleep(0.05)
    print("to pay:", sum(prices))


good = threading.Thread(target=pay, args=([3, 4],), name="Ada")
bad = threading.Thread(target=pay, args=(["three"],), name="Ben")
good.start()
bad.start()
good.join()
bad.join()
print("main goes on")
`,
    act: ended,
  },
  many_threads: {
    title: '64 threads',
    source: `import threading
import time

slots = threading.Semaphore(8)


def work(n):
    with slots:
        time.sleep(0.03 + n % 5 / 100)


threads = [threading.Thread(target=work, args=(n,)) for n in range(64)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("64 are done")
`,
    act: async (frame) => {
      await ended(frame);
      await settled(frame);
      // A double click on its title lets a panel fill the picture.
      const { x, y, width, height } = await placeOf(frame, hasLabel, '##title Timeline');
      await frame.page().mouse.dblclick(x + width / 2, y + height / 2);
    },
  },
};

/** Makes a program of the user's. */
async function writeProgram(frame, title, source) {
  const menu = frame.locator('.more');
  await menu.click();
  await frame.locator('#new-program').click();
  if (!(await frame.locator('#program-name').isVisible())) await menu.click();
  await frame.locator('#program-name').fill(title);
  await frame.locator('#program-name').press('Enter');
  await frame.page().keyboard.press('Escape');
  await paste(frame, source);
}

/** Runs a scene's program and brings the page to the scene. */
export async function play(frame, { title, source, lesson, mode = '', tab, act }) {
  await frame.locator('#mode').evaluate((select, chosen) => {
    select.value = chosen;
  }, mode);
  if (lesson) await frame.locator('#program').selectOption(lesson);
  else await writeProgram(frame, title, source);
  await frame.locator('#run').click();
  await act(frame);
  await frame.page().mouse.move(1, 1); // No tooltip.
  await settled(frame);
  if (tab) await openTab(frame, tab);
}
