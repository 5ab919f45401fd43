# Threads that come to a barrier, or do something to it, while its action runs.
import threading
import time


def outcome(call, *args):
    try:
        return call(*args)
    except threading.BrokenBarrierError:
        return "broken"


class Stage:
    # Two threads at a barrier whose action waits.
    def __init__(self, fails=False, timeout=None):
        self.acts, self.goes_on = threading.Event(), threading.Event()
        self.fails = fails
        self.barrier = threading.Barrier(2, action=self.act, timeout=timeout)
        self.members = [Call(self.member) for _ in range(2)]
        self.acts.wait()

    def act(self):
        self.acts.set()
        self.goes_on.wait()
        if self.fails:
            raise LookupError

    def member(self):
        try:
            return self.barrier.wait()
        except LookupError:
            return "failed"

    def end(self):
        self.goes_on.set()
        return sorted([str(member.end()) for member in self.members])


class Call(threading.Thread):
    def __init__(self, call, *args):
        super().__init__()
        self.call, self.args = call, args
        self.start()

    def run(self):
        self.result = outcome(self.call, *self.args)

    def end(self):
        self.join()
        return self.result


for timeout in (0.05, 0, -1, 0.3):
    stage = Stage()
    late = Call(stage.barrier.wait, timeout)
    late.join(0.1)
    print("latecomer", timeout, late.is_alive(), stage.barrier.n_waiting, stage.barrier.broken)
    print(stage.end(), late.end(), stage.barrier.broken)

stage = Stage(timeout=0.1)
late = Call(stage.barrier.wait)
late.join(0.2)
print("barrier's own timeout", late.is_alive(), stage.end(), late.end(), stage.barrier.broken)

stage = Stage()
late = [Call(stage.barrier.wait) for _ in range(2)]
print("two latecomers", stage.end(), sorted([call.end() for call in late]), stage.barrier.broken)

stage = Stage(fails=True)
late = Call(stage.barrier.wait, 5)
late.join(0.05)
print("action that raises", stage.end(), late.end(), stage.barrier.broken, stage.barrier.n_waiting)

stage = Stage()
reset = Call(stage.barrier.reset)
reset.join(0.05)
print("reset", reset.is_alive(), stage.end(), reset.end(), stage.barrier.broken)
print(sorted([call.end() for call in [Call(stage.barrier.wait) for _ in range(2)]]))

stage = Stage()
abort = Call(stage.barrier.abort)
abort.join(0.05)
print("abort", abort.is_alive(), stage.barrier.broken)
print(stage.end()[0] in ("0", "1"), abort.end(), stage.barrier.broken)

stage = Stage(fails=True)
reset = Call(stage.barrier.reset)
reset.join(0.05)
print("reset after a failure", reset.is_alive(), stage.end(), reset.end(), stage.barrier.broken)

# Those who have passed, but not left.
barrier = threading.Barrier(3)
first = [Call(barrier.wait) for _ in range(2)]
while barrier.n_waiting < 2:
    time.sleep(0.001)
print(barrier.wait(), [repr(barrier).split(": ")[1] for _ in range(2)][0] in ("waiters=0/3>",))
print(sorted([call.end() for call in first]), barrier.n_waiting, barrier.broken)

# abort, reset and wait of a broken one.
barrier.abort()
print(barrier.broken, outcome(barrier.wait), outcome(barrier.wait, 1))
barrier.reset()
print(barrier.broken, sorted([call.end() for call in [Call(barrier.wait) for _ in range(3)]]))
first = Call(barrier.wait)
while barrier.n_waiting < 1:
    time.sleep(0.001)
barrier.abort()
barrier.reset()
print(first.end(), barrier.broken, barrier.n_waiting)
first = Call(barrier.wait)
while barrier.n_waiting < 1:
    time.sleep(0.001)
barrier.reset()
barrier.abort()
print(first.end(), barrier.broken, outcome(barrier.wait))
