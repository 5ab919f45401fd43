# Every way to change and read one set, at once.
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


shared = set()
other = set()
strange = []


def change(mine, theirs):
    def run():
        for i in range(1000):
            mine.add(i % 60)
            mine.discard(i % 41)
            try:
                if i % 5 == 0:
                    for item in mine:
                        pass
            except RuntimeError as error:
                if str(error) != "Set changed size during iteration":
                    strange.append(str(error))
            try:
                if i % 7 == 0:
                    mine.pop()
                    mine.remove(3)
            except KeyError:
                pass
            if i % 13 == 0:
                mine | theirs, mine & theirs, mine - theirs, mine ^ theirs, mine <= theirs, mine == theirs
                frozenset(mine), sorted(mine), mine.copy(), mine.isdisjoint(theirs), mine in [theirs]
                mine.update(theirs)
                mine.intersection_update(range(50))
                mine.symmetric_difference_update(theirs)
            if i % 501 == 0:
                mine.clear()
    return run


together(change(shared, other), change(other, shared), change(shared, other), change(other, shared))
print(strange, all(isinstance(item, int) for item in shared | other))

keys = {frozenset({frozenset({1}), frozenset({2})}): 0}


def nest():
    for i in range(300):
        keys[frozenset({frozenset({i % 5}), frozenset({i % 7})})] = i
        frozenset({frozenset({1}), frozenset({2})}) in keys


together(nest, nest, nest)
print(len(keys) == len({frozenset({frozenset({i % 5}), frozenset({i % 7})}) for i in range(300)}))
