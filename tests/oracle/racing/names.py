# Names are interned, strings hashed, modules imported, and garbage made, all at once.
import sys
import threading


def together(*works):
    """Runs them all at the same time."""
    gate = threading.Barrier(len(works))

    def run(work):
        gate.wait()
        work()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


same = [[], [], [], []]
shared_text = ["key" + str(i) for i in range(300)]


def work(n):
    def run():
        for i in range(300):
            same[n].append(sys.intern("name" + str(i)))
            getattr(same, "nothing" + str(i), None)
            rows = [[j] for j in range(30)]
            table = {j: str(j) for j in range(30)}
            text = "".join(str(j) for j in range(20))
            hash(shared_text[i]), {shared_text[i]: 1}, f"{i:>5}{text[3:7]}", 2 ** 70 + i, 0.5 * i
            import math
            from itertools import chain
            exec_like = (lambda a, *b, c=3, **d: a)(1, 2, 3, c=4, e=5)
    return run


together(*[work(n) for n in range(4)])
print(all(same[0][i] is same[n][i] for i in range(300) for n in range(4)))
