"""The low-level module.

_thread starts threads that nobody can join; a lock that the thread releases at its end tells that it has ended.
"""
import _thread

results = []


def worker(n, done):
    results.append((n, _thread.get_ident() != main))
    done.release()


main = _thread.get_ident()
locks = []
for n in range(3):
    done = _thread.allocate_lock()
    done.acquire()
    locks.append(done)
    _thread.start_new_thread(worker, (n, done))
for done in locks:
    done.acquire()
print(sorted(results))
