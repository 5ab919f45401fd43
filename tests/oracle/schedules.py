#!/usr/bin/env python3
"""schedules.py --threadbox PROGRAM [--seeds FIRST-LAST] [--show SEED]

Random programs of threads whose outcome depends on the schedule. This file computes the possible outcomes by trying every order of a
program's steps. Then

- every outcome of CPython and of each runner must be one of them, a deadlock included;
- the simulated runner must reach, over its seeds, every outcome that CPython or the parallel runner showed.

A step is one line of the program, which accesses shared state once. It therefore makes no difference that CPython switches between
instructions and the simulated runner between lines.
"""

import argparse
import collections
import concurrent.futures
import os
import random
import subprocess
import sys
import tempfile

import run

DEADLOCK = "deadlock"
RUNS = 4               # Of CPython, and of each runner in real time.
SIMULATED_RUNS = 3000  # At most, until everything has been reached that was seen.
MOST_STEPS = 16        # Of all threads: a seed's thread has the same chance in each step, so long waits are rare.
PATIENCE_S = 2         # A run that takes longer stands still; if it must not, it gets a second chance.


class Plan:
    """The steps of each thread, as (what, which): see TEXT."""

    TEXT = {
        "log": "log.append({0!r})", "load": "t = x", "store": "x = t + 1",
        "acquire": "lock_{0}.acquire()", "release": "lock_{0}.release()",
        "set": "event_{0}.set()", "clear": "event_{0}.clear()", "wait": "event_{0}.wait()",
        "down": "semaphore_{0}.acquire()", "up": "semaphore_{0}.release()",
        "put": "queue_{0}.put(1)", "get": "queue_{0}.get()",
        "enter": "condition_{0}.acquire()", "leave": "condition_{0}.release()", "sleep": "condition_{0}.wait()", "notify": "condition_{0}.notify()",
        "meet": "barrier.wait()", "pause": "time.sleep(0)",
    }

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.possible = ()
        while len(self.possible) < 2:  # Most come to one end only, which is standing still.
            self.letters = iter("abcdefghijklmnopqrstuvwxyz")
            self.threads = [self.thread() for _ in range(self.random.choice((2, 2, 3)))]
            self.possible = outcomes_of(self) if sum(map(len, self.threads)) <= MOST_STEPS else ()

    def thread(self):
        steps = []
        for _ in range(self.random.randint(1, 3)):
            steps += self.piece(2)
        return steps

    def piece(self, depth):
        which = self.random.randrange(2)
        kind = self.random.randrange(12 if depth else 4)
        if kind < 2:
            return [("log", next(self.letters, "z"))]
        if kind == 2:
            return [("load", 0), ("store", 0)]
        if kind == 3:
            return [(self.random.choice(("set", "clear", "up", "put", "pause", "pause")), which)]
        if kind < 7:
            begin, end = self.random.choice((("acquire", "release"), ("acquire", "release"), ("down", "up"), ("get", "put")))
            return [(begin, which), *self.piece(depth - 1), (end, which)]
        if kind == 7:
            return [(self.random.choice(("wait", "down", "get")), which)]
        if kind < 11:
            return [("enter", 0), (self.random.choice(("sleep", "notify")), 0), *self.random.choice(([], self.piece(0))), ("leave", 0)]
        return [("meet", 0)]

    def program(self):
        lines = ["import queue", "import sys", "import threading", "import time", "", "sys.setswitchinterval(1e-6)", "x, log, go = 0, [], threading.Event()"]
        for i in range(2):
            lines.append(f"lock_{i}, event_{i}, semaphore_{i}, queue_{i} = threading.Lock(), threading.Event(), threading.Semaphore(1), queue.Queue(1)")
        lines += ["condition_0, barrier = threading.Condition(threading.Lock()), threading.Barrier(2)", "queue_0.put(1)"]
        for n, steps in enumerate(self.threads):
            lines += ["", "", f"def thread_{n}():", "    global x", "    go.wait()"]
            lines += ["    " + self.TEXT[what].format(which) for what, which in steps]
        names = ", ".join(f"thread_{n}" for n in range(len(self.threads)))
        lines += ["", "", f"threads = [threading.Thread(target=target) for target in ({names})]", "for thread in threads:", "    thread.start()", "go.set()"]
        lines += ["for thread in threads:", "    thread.join()", "print(x, ''.join(log), queue_0.qsize(), queue_1.qsize())"]
        return "\n".join(lines) + "\n"


State = collections.namedtuple("State", "at blocked locals x log held set semaphores queues sleeping")


def after(state, plan, n):
    """What thread n can make of the state by its next step: one state, or None when it must wait."""
    what, which = plan.threads[n][state.at[n]]
    put = lambda values, index, value: values[:index] + (value,) + values[index + 1 :]
    on = {"at": put(state.at, n, state.at[n] + 1)}
    if what == "log":
        return state._replace(log=state.log + which, **on)
    if what == "load":
        return state._replace(locals=put(state.locals, n, state.x), **on)
    if what == "store":
        return state._replace(x=state.locals[n] + 1, **on)
    if what in ("acquire", "enter"):
        lock = which if what == "acquire" else 2
        return None if state.held[lock] else state._replace(held=put(state.held, lock, True), **on)
    if what in ("release", "leave"):
        return state._replace(held=put(state.held, which if what == "release" else 2, False), **on)
    if what == "clear":
        return state._replace(set=put(state.set, which, False), **on)
    if what == "set":  # The waiting threads go on, even if the flag is cleared again.
        waiting = [m for m, why in enumerate(state.blocked) if why == ("wait", which)]
        return awake(state._replace(set=put(state.set, which, True), **on), waiting)
    if what == "wait":
        return state._replace(**on) if state.set[which] else state._replace(blocked=put(state.blocked, n, ("wait", which)))
    if what in ("down", "up"):
        value = state.semaphores[which] + (1 if what == "up" else -1)
        return None if value < 0 else state._replace(semaphores=put(state.semaphores, which, value), **on)
    if what in ("put", "get"):
        size = state.queues[which] + (1 if what == "put" else -1)
        return None if size not in (0, 1) else state._replace(queues=put(state.queues, which, size), **on)
    if what == "sleep":
        if state.blocked[n] == ("back", 0):
            return None if state.held[2] else state._replace(held=put(state.held, 2, True), blocked=put(state.blocked, n, None), **on)
        return state._replace(held=put(state.held, 2, False), sleeping=state.sleeping + (n,), blocked=put(state.blocked, n, ("sleep", 0)))
    if what == "notify":
        first, rest = state.sleeping[:1], state.sleeping[1:]
        blocked = put(state.blocked, first[0], ("back", 0)) if first else state.blocked
        return state._replace(sleeping=rest, blocked=blocked, **on)
    if what == "meet":
        waiting = [m for m, why in enumerate(state.blocked) if why == ("meet", 0)]
        return awake(state._replace(**on), waiting) if waiting else state._replace(blocked=put(state.blocked, n, ("meet", 0)))
    return state._replace(**on)


def awake(state, threads):
    """They are through with the step that they waited in."""
    return state._replace(at=tuple(at + (n in threads) for n, at in enumerate(state.at)),
                          blocked=tuple(None if n in threads else why for n, why in enumerate(state.blocked)))


def outcomes_of(plan):
    """Everything that the program can print."""
    count = len(plan.threads)
    begin = State((0,) * count, (None,) * count, (0,) * count, 0, "", (False,) * 3, (False,) * 2, (1,) * 2, (1, 0), ())
    seen, pending, outcomes = {begin}, [begin], set()
    while pending:
        state = pending.pop()
        ready = [n for n in range(count) if state.at[n] < len(plan.threads[n]) and state.blocked[n] in (None, ("back", 0))]
        followers = [follower for n in ready if (follower := after(state, plan, n)) is not None]
        if not followers:
            done = all(at == len(steps) for at, steps in zip(state.at, plan.threads))
            outcomes.add(f"{state.x} {state.log} {state.queues[0]} {state.queues[1]}" if done else DEADLOCK)
        for follower in followers:
            if follower not in seen:
                seen.add(follower)
                pending.append(follower)
    return outcomes


def outcome_of(command, path, possible):
    """What a run prints, or DEADLOCK."""
    for patience in (PATIENCE_S, 15 * PATIENCE_S):
        try:
            done = subprocess.run([*command, path], capture_output=True, text=True, timeout=patience, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            if DEADLOCK in possible:
                return DEADLOCK
            continue
        return DEADLOCK if done.returncode == 1 and "deadlock" in done.stderr.lower() else done.stdout.rstrip("\n") + done.stderr
    return DEADLOCK


def judge(seed, judge_path, threadbox, folder):
    """What is wrong, as text; and how many outcomes there can be, were seen in real time, were reached by the simulation."""
    plan = Plan(seed)
    path = os.path.join(folder, f"schedule_{seed}.py")
    with open(path, "w", encoding="utf-8") as file:
        file.write(plan.program())
    possible = plan.possible
    report = []

    def take(who, command):
        outcome = outcome_of(command, path, possible)
        if outcome not in possible:
            report.append(f"{who}: {outcome!r} cannot come out")
        return outcome

    real_time = {name: sets[0] for name, sets in run.RUNNERS.items() if name != "simulated"}
    seen = {take("CPython", [judge_path]) for _ in range(RUNS)}
    for name, options in real_time.items():
        seen |= {take(name, [*threadbox, "run", *options]) for _ in range(RUNS)}
    reached = set()
    for attempt in range(SIMULATED_RUNS):
        if attempt >= RUNS and seen <= reached:
            break
        reached.add(take(f"--simulate --seed {attempt}", [*threadbox, "run", "--simulate", "--seed", str(attempt)]))
    report += [f"the simulated runner does not reach {outcome!r} in {SIMULATED_RUNS} runs" for outcome in seen - reached]
    return "\n".join(report), (len(possible), len(seen), len(reached))


def judge_all(seeds, judge_path, threadbox):
    """Prints the violations. Returns the numbers of correct and incorrect programs."""
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(max(2, os.cpu_count() or 2)) as pool:
        verdicts = list(pool.map(lambda seed: judge(seed, judge_path, threadbox, folder), seeds))
    for seed, (wrong, _) in zip(seeds, verdicts):
        if wrong:
            print(f"=== schedules.py --show {seed}\n{wrong}\n")
    possible, seen, reached = (sum(counts) for counts in zip(*(counts for _, counts in verdicts)))
    print(f"schedules: {possible} outcomes are possible, {seen} were seen in real time, {reached} in the simulation")
    failed = sum(bool(wrong) for wrong, _ in verdicts)
    return len(verdicts) - failed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threadbox", help="the program under test")
    parser.add_argument("--seeds", default="1-100", help="which programs, as 1-1000")
    parser.add_argument("--show", type=int, help="print one, and what can come out")
    arguments = parser.parse_args()
    if arguments.show is not None:
        plan = Plan(arguments.show)
        print(plan.program(), *sorted(plan.possible), sep="\n")
        return 0
    if not arguments.threadbox:
        parser.error("--threadbox is needed")
    passed, failed = judge_all(run.range_of(arguments.seeds), run.find_judge()[0], run.command_of(arguments.threadbox))
    print(f"test cases: {passed + failed} | {passed} passed | {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
