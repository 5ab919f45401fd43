# Every way to change and read one list, at once: an IndexError or a ValueError, but nothing worse.
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


items = []
strange = []


def change():
    for i in range(1500):
        items.append(i)
        try:
            if i % 3:
                items.pop()
            if i % 7 == 0:
                items.sort()
            if i % 11 == 0:
                items.reverse()
            if i % 13 == 0:
                items[1:5] = [1, 2]
                repr(items[:9]), items == [1], 5 in items, sum(items), len(list(items)), items + items[:3]
            if i % 17 == 0:
                items.insert(3, 4)
                del items[2:4]
                items[0] = 1
                items.index(1), items.count(2), items.remove(1)
            if i % 19 == 0:
                items[:] = [item for item in items][:100]
                for item in reversed(items):
                    pass
                first, *rest = items
            if i % 101 == 0:
                items.clear()
            for item in items:
                if item > 3:
                    break
        except (IndexError, ValueError):
            pass
        except Exception as error:
            strange.append(repr(error))


together(*[change] * 4)
print(strange, all(isinstance(item, int) for item in items))
