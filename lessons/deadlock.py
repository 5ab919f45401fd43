"""Deadlock.

Two threads, two locks, taken in opposite order: each holds what the other waits for, for ever. (They are daemons, so the
program can end.) Threads that take locks in one agreed order never close the circle.
"""
import threading


def run(first_order, second_order):
    """Starts two threads that take two locks each; tells whether they came to their end."""
    met = threading.Barrier(2)

    def worker(first, second, meet):
        with first:
            if meet:
                met.wait()  # Now both hold their first lock.
            with second:
                pass

    opposite = first_order[0] is not second_order[0]
    threads = [threading.Thread(target=worker, args=(*order, opposite), daemon=True) for order in (first_order, second_order)]
    for t in threads:
        t.start()
    for t in threads:
        t.join(1)
    return not any(t.is_alive() for t in threads)


a, b = threading.Lock(), threading.Lock()
print("same order, both end:    ", run((a, b), (a, b)))
print("opposite order, both end:", run((a, b), (b, a)))
print("a is locked:", a.locked(), "- b is locked:", b.locked())
