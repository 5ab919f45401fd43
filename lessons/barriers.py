"""Barrier.

wait() returns when as many threads as agreed have come, a different index to each; the last one runs the action first.
A barrier that is aborted, or that somebody waited for in vain, is broken until it is reset.
"""
import threading


def all_here():
    print("action: all three are here")


barrier = threading.Barrier(3, action=all_here)
indices = []
threads = [threading.Thread(target=lambda: indices.append(barrier.wait())) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("indices:", sorted(indices), "n_waiting:", barrier.n_waiting)


def latecomers_victim():
    try:
        barrier.wait()
    except threading.BrokenBarrierError:
        print("the barrier was broken")


t = threading.Thread(target=latecomers_victim)
t.start()
while barrier.n_waiting == 0:
    pass
barrier.abort()
t.join()
print("broken:", barrier.broken)

barrier.reset()
print("after reset, broken:", barrier.broken)
try:
    barrier.wait(timeout=0.01)
except threading.BrokenBarrierError:
    print("nobody else came in time, broken:", barrier.broken)
