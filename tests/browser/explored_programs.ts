// Programs with a mistake that only some schedules show, each with the number of its schedules and a corrected twin.

export interface Explored {
  readonly name: string;
  readonly source: string;
  /** What the explorer says of it. */
  readonly verdict: RegExp;
  /** The title of the outcome that fails. */
  readonly outcome: string;
  /** The program without the mistake. */
  readonly corrected: string;
}

const race = `import threading

counter = 0

def add():
    global counter
    counter += 1

threads = [threading.Thread(target=add) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert counter == 2, counter
`;

const deadlock = `import threading

a, b = threading.Lock(), threading.Lock()

def one():
    with a:
        with b:
            pass

def two():
    with b:
        with a:
            pass

threads = [threading.Thread(target=f) for f in (one, two)]
for t in threads:
    t.start()
for t in threads:
    t.join()
`;

const lostWakeUp = `import threading

condition = threading.Condition()
ready = False

def waits():
    if not ready:
        with condition:
            condition.wait()

def notifies():
    global ready
    with condition:
        ready = True
        condition.notify()

threads = [threading.Thread(target=f) for f in (waits, notifies)]
for t in threads:
    t.start()
for t in threads:
    t.join()
`;

const forgottenRelease = `import threading

lock = threading.Lock()

def forgets():
    lock.acquire()

threads = [threading.Thread(target=forgets) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
`;

const checkThenAct = `import threading

made = 0
instance = None

def get():
    global made, instance
    if instance is None:
        made += 1
        instance = object()

threads = [threading.Thread(target=get) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert made == 1, made
`;

const lostItem = `import threading
import queue

q = queue.Queue()

def works():
    while True:
        item = q.get()
        if item is None:
            break

workers = [threading.Thread(target=works) for _ in range(2)]
for t in workers:
    t.start()
q.put("job")
q.put(None)
for t in workers:
    t.join()
`;

/** The programs, by what is wrong with them. */
export const explored: readonly Explored[] = [
  {
    name: 'a race',
    source: race,
    verdict: /^2 schedules of 4 fail\.$/,
    outcome: 'An exception that nothing catches',
    corrected: race
      .replace('counter = 0', 'counter = 0\nlock = threading.Lock()')
      .replace('    counter += 1', '    with lock:\n        counter += 1'),
  },
  {
    name: 'a deadlock',
    source: deadlock,
    verdict: /^1 schedule of 3 fails\.$/,
    outcome: 'Deadlock',
    corrected: deadlock.replace('with b:\n        with a:', 'with a:\n        with b:'),
  },
  {
    name: 'a lost wake-up',
    source: lostWakeUp,
    verdict: /^1 schedule of 3 fails\.$/,
    outcome: 'Stuck',
    corrected: lostWakeUp.replace(
      '    if not ready:\n        with condition:\n            condition.wait()',
      '    with condition:\n        while not ready:\n            condition.wait()',
    ),
  },
  {
    name: 'a forgotten release',
    source: forgottenRelease,
    verdict: /^2 schedules of 2 fail\.$/,
    outcome: 'Stuck',
    corrected: forgottenRelease.replace('    lock.acquire()', '    with lock:\n        pass'),
  },
  {
    name: 'check, then act',
    source: checkThenAct,
    verdict: /^\d+ schedules of \d+ fail\.$/,
    outcome: 'An exception that nothing catches',
    corrected: checkThenAct
      .replace('instance = None', 'instance = None\nlock = threading.Lock()')
      .replace(
        '    if instance is None:\n        made += 1\n        instance = object()',
        '    with lock:\n        if instance is None:\n            made += 1\n            instance = object()',
      ),
  },
  {
    name: 'an item too few',
    source: lostItem,
    verdict: /^\d+ schedules of \d+ fail\.$/,
    outcome: 'Stuck',
    corrected: lostItem.replace('q.put(None)\n', 'q.put(None)\nq.put(None)\n'),
  },
];
