#!/usr/bin/env python3
"""generate_threads.py SEED: prints a random program of threads whose outcome is certain, the same one for the same seed.

It is put together from blocks: each starts threads that must come to one result whatever the order in which they run.
generate_threads.py SEED --racy: a small program whose threads get in each other's way, for the explorer.
"""

import random
import sys


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = ["import collections", "import concurrent.futures", "import queue", "import threading", "import time", ""]
        self.count = 0

    def put(self, text):
        """Lines of a block; `@` stands for a number that no other block has."""
        self.lines += text.replace("@", str(self.count)).strip("\n").splitlines()

    def some(self, first, last):
        return self.random.randint(first, last)

    def pick(self, *choices):
        return self.random.choice(choices)

    def arithmetic(self, name):
        """An expression over the int `name`."""
        text = name
        for _ in range(self.some(1, 4)):
            text = f"({text} {self.pick('+', '-', '*', '^', '|')} {self.pick(name, str(self.some(1, 99)))})"
        return f"{text} % {self.some(7, 10**6)}"

    def run_all(self, target, count, arguments="(i,)"):
        self.put(f"threads@ = [threading.Thread(target={target}, args={arguments}) for i in range({count})]")
        self.put("""
for thread in threads@:
    thread.start()
for thread in threads@:
    thread.join()
""")

    def counted(self):
        guard = self.pick("threading.Lock()", "threading.RLock()", "threading.Semaphore(1)", "threading.Condition()")
        count, rounds = self.some(2, 5), self.some(1, 30)
        self.put(f"""
guard@, total@ = {guard}, 0
def add@(n):
    global total@
    for i in range({rounds}):
        with guard@:
            value = total@
            {self.pick('pass', 'time.sleep(0)', 'str(value)')}
            total@ = value + {self.arithmetic('n')} + i
""")
        self.run_all("add@", count)
        self.put("print('counted', total@)")

    def separate(self):
        count = self.some(2, 6)
        self.put(f"""
results@ = [None] * {count}
def compute@(n):
    values = [{self.arithmetic('n')} for _ in range({self.some(1, 5)})]
    for i, value in enumerate(values):
        values[i] = {self.arithmetic('value')}
    results@[n] = (threading.current_thread().name.split('-')[0], {self.pick('values', 'sorted(values)', 'sum(values)', 'max(values)')})
""")
        self.run_all("compute@", count)
        self.put("print('separate', results@)")

    def pipeline(self):
        size, makers, takers = self.some(0, 3), self.some(1, 3), self.some(1, 3)
        kind = self.pick("Queue", "LifoQueue", "PriorityQueue")
        self.put(f"""
queue@, taken@ = queue.{kind}({size}), []
def make@(n):
    for i in range({self.some(1, 12)}):
        queue@.put(n * 100 + i)
def take@():
    while (item := queue@.get()) >= 0:
        taken@.append({self.arithmetic('item')})
        queue@.task_done()
    queue@.task_done()
makers@ = [threading.Thread(target=make@, args=(n,)) for n in range({makers})]
takers@ = [threading.Thread(target=take@) for _ in range({takers})]
for thread in makers@ + takers@:
    thread.start()
for thread in makers@:
    thread.join()
queue@.join()
for _ in takers@:
    queue@.put(-1)
for thread in takers@:
    thread.join()
queue@.join()
print('pipeline', sorted(taken@), queue@.empty(), queue@.unfinished_tasks)
""")

    def turns(self):
        count, rounds = self.some(2, 4), self.some(1, 4)
        wait = self.pick(f"turn.wait_for(lambda: state@['turn'] % {count} == n)", f"while state@['turn'] % {count} != n:\n                turn.wait()")
        self.put(f"""
state@ = {{'turn': 0, 'log': []}}
turn@ = threading.Condition()
def play@(n, turn=turn@):
    for i in range({rounds}):
        with turn:
            {wait}
            state@['log'].append((n, i))
            state@['turn'] += 1
            turn.notify_all()
""")
        self.run_all("play@", count)
        self.put("print('turns', state@['log'])")

    def chain(self):
        count = self.some(2, 6)
        make = self.pick("threading.Event", "lambda: threading.Semaphore(0)")
        wait, go = ("wait", "set") if "Event" in make else ("acquire", "release")
        self.put(f"""
links@ = [({make})() for _ in range({count + 1})]
log@ = []
def link@(n):
    links@[n].{wait}()
    log@.append({self.arithmetic('n')})
    links@[n + 1].{go}()
threads@ = [threading.Thread(target=link@, args=(n,)) for n in {self.random.sample(range(count), count)}]
for thread in threads@:
    thread.start()
links@[0].{go}()
links@[-1].{wait}()
for thread in threads@:
    thread.join()
print('chain', log@)
""")

    def phases(self):
        count, phases = self.some(2, 4), self.some(1, 3)
        self.put(f"""
phases@ = [[] for _ in range({phases})]
seen@ = []
barrier@ = threading.Barrier({count}, action=lambda: seen@.append([len(phase) for phase in phases@]))
def step@(n):
    for i, phase in enumerate(phases@):
        phase.append({self.arithmetic('n')} + i)
        barrier@.wait()
""")
        self.run_all("step@", count)
        self.put("print('phases', seen@, [sorted(phase) for phase in phases@], barrier@.n_waiting, barrier@.broken)")

    def limited(self):
        limit, count = self.some(1, 3), self.some(2, 6)
        self.put(f"""
limit@, guard@, inside@ = threading.{self.pick('Semaphore', 'BoundedSemaphore')}({limit}), threading.Lock(), [0, 0, 0]
def enter@(n):
    with limit@:
        with guard@:
            inside@[0] += 1
            inside@[1] = max(inside@)
        {self.pick('time.sleep(0.001)', 'time.sleep(0)', 'pass')}
        with guard@:
            inside@[0] -= 1
            inside@[2] += 1
""")
        self.run_all("enter@", count)
        self.put(f"print('limited', inside@[0], inside@[2] == {count})")

    def pool(self):
        bad = self.some(0, 9)
        self.put(f"""
def work@(n):
    if n == {bad}:
        raise {self.pick('ValueError', 'KeyError', 'RuntimeError')}(f'bad {{n}}')
    return {self.arithmetic('n')}
with concurrent.futures.ThreadPoolExecutor({self.some(1, 4)}) as pool@:
    futures@ = [pool@.submit(work@, n) for n in range({self.some(1, 12)})]
    for future in {self.pick('futures@', 'reversed(futures@)')}:
        try:
            print('pool', future.result())
        except Exception as error:
            print('pool', repr(error))
    try:
        print('map', list(pool@.map(work@, range({self.some(1, 12)}), timeout=60)))
    except Exception as error:
        print('map', repr(error))
    done, not_done = concurrent.futures.wait(futures@)
    print(len(done), len(not_done), sorted(f.exception() is None for f in concurrent.futures.as_completed(futures@)))
""")

    def local(self):
        count = self.some(2, 4)
        self.put(f"""
local@, results@ = threading.local(), {{}}
local@.value = 'main'
def keep@(n):
    had = hasattr(local@, 'value')
    local@.value = n
    for i in range({self.some(1, 20)}):
        local@.value += {self.arithmetic('i')}
    results@[n] = (had, local@.value)
""")
        self.run_all("keep@", count)
        self.put("print('local', sorted(results@.items()), local@.value)")

    def failing(self):
        error = self.pick("1 / 0", "{}['key']", "[][1]", "int('x')", "None + 1", "raise SystemExit(3)", "undefined_name", "raise OSError(5)")
        self.put(f"""
def fail@(n):
    if n == 0:
        {error}
    fail@(n - 1)
thread = threading.Thread(target=fail@, args=({self.some(0, 4)},), name='failing@')
thread.start()
thread.join()
print('failed', thread.is_alive())
""")

    def tree(self):
        self.put(f"""
def node@(depth, path, into):
    if depth == 0:
        into[path] = {self.arithmetic('depth')}
        return
    children = [threading.Thread(target=node@, args=(depth - 1, path + letter, into)) for letter in 'ab']
    for child in children:
        child.start()
    for child in children:
        child.join()
    into[path] = sum(into[path + letter] for letter in 'ab') + {self.some(0, 9)}
leaves@ = {{}}
node@({self.some(1, 3)}, '', leaves@)
print('tree', sorted(leaves@.items()))
""")

    def timers(self):
        self.put(f"""
fired@ = []
timers@ = [threading.Timer({self.pick('0', '0.001')}, fired@.append, [n]) for n in range({self.some(1, 4)})]
cancelled@ = threading.Timer(60, fired@.append, ['never'])
for timer in [*timers@, cancelled@]:
    timer.start()
cancelled@.cancel()
for timer in [*timers@, cancelled@]:
    timer.join()
print('timers', sorted(fired@), cancelled@.finished.is_set())
""")

    def recursive(self):
        self.put(f"""
lock@, depth@ = threading.RLock(), []
def enter@(n, left):
    with lock@:
        depth@.append(n)
        if left:
            enter@(n, left - 1)
""")
        self.run_all("enter@", self.some(2, 4), f"(i, {self.some(0, 5)})")
        # The holder keeps it until it is done.
        self.put("print('recursive', sorted(depth@), [a for a, b in zip(depth@, [*depth@[1:], None]) if a != b].__len__() == len(set(depth@)))")

    def program(self, blocks=5):
        kinds = [self.counted, self.separate, self.pipeline, self.turns, self.chain, self.phases, self.limited, self.pool, self.local, self.failing,
                 self.tree, self.timers, self.recursive]
        for _ in range(blocks):
            self.count += 1
            self.random.choice(kinds)()
        self.put("print(threading.active_count())")
        return "\n".join(self.lines) + "\n"


class RacyWriter(Writer):
    """A few threads, each with a few statements over the same variables, locks and containers."""

    def statement(self, depth=0):
        x, y = self.random.sample(["x", "y", "z"], 2)
        kinds = [
            f"{x} += {self.some(1, 2)}", f"{x} = {self.some(0, 2)}", f"{x} = {y}", f"{x} = {x} + {y}", "items.append(x)",
            "names['a'] = names.get('a', 0) + 1", "names[y] = x", "flag.set()", "flag.wait(0.1)", "tasks.put(x)", "y += tasks.qsize()",
            "x += len(items)", "time.sleep(0.1)", "x = 1 if flag.is_set() else y", "y += names.pop('a', 0)",
        ]
        if depth < 2:
            inner = self.statement(depth + 1).replace("\n", "\n    ")
            test = self.pick(f"if {x} == {self.some(0, 2)}", "if items", f"if lock.acquire({self.pick('False', 'timeout=0.2')})")
            end = "\n    lock.release()" if "acquire" in test else ""
            kinds += [f"with {self.pick('lock', 'other', 'condition')}:\n    {inner}"] * 3 + [f"{test}:\n    {inner}{end}"] * 3
            kinds += ["if items:\n    items.pop()", "with condition:\n    condition.notify()", "with condition:\n    condition.wait(0.3)",
                      "with condition:\n    condition.wait()", f"try:\n    {x} = tasks.get_nowait()\nexcept queue.Empty:\n    {x} = 7"]
        return self.random.choice(kinds)

    def program(self, threads=3, statements=3):
        self.put("""
x = y = z = 0
items, names, tasks = [], {}, queue.Queue()
lock, other, condition, flag = threading.Lock(), threading.RLock(), threading.Condition(), threading.Event()
""")
        count = threads if self.some(1, 4) == 1 else 2
        for thread in range(count):
            self.put(f"def work{thread}():\n    global x, y, z")
            for _ in range(self.some(1, statements)):
                self.put("    " + self.statement().replace("\n", "\n    "))
        self.put(f"threads = [threading.Thread(target=work) for work in ({''.join(f'work{i}, ' for i in range(count))})]")
        has_daemon = self.some(1, 4) == 1  # The program's end stops it wherever it is.
        self.put("threads[-1].daemon = True\n" if has_daemon else "")
        self.put(f"""
for thread in threads:
    thread.start()
for thread in threads{"[:-1]" if has_daemon else ""}:
    thread.join()
print(x, y, z, items, sorted(names.items(), key=str), tasks.qsize(), flag.is_set())
""")
        return "\n".join(self.lines) + "\n"


if __name__ == "__main__":
    racy = sys.argv[2:] == ["--racy"]
    if len(sys.argv) != 2 and not racy:
        sys.exit(__doc__)
    sys.stdout.write((RacyWriter if racy else Writer)(int(sys.argv[1])).program())
