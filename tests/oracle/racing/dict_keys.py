# Keys that each thread sets for itself are all there; setdefault, pop and popitem are atomic.
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


own = {}
first = {}
won = [[], [], [], []]
popped = [[], [], [], []]
full = dict.fromkeys(range(4000), 1)


def work(n):
    def run():
        for i in range(1000):
            own[n, i] = i
            won[n].append(first.setdefault(i, n))
            try:
                popped[n].append(full.popitem()[0] if i % 2 else full.pop(i * 4 + n) and i * 4 + n)
            except KeyError:
                pass
    return run


together(*[work(n) for n in range(4)])
print(len(own), all(own[n, i] == i for n in range(4) for i in range(1000)))
print(won[0] == won[1] == won[2] == won[3] == list(first.values()))
taken = sorted(popped[0] + popped[1] + popped[2] + popped[3])
print(len(taken) == len(set(taken)), sorted(taken + list(full)) == list(range(4000)))
