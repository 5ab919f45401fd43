# list.append and += lose nothing, whoever appends, sorts or reverses meanwhile.
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


def append():
    for i in range(3000):
        items.append(i)


def extend():
    global items
    for i in range(1000):
        items += [i]
        items.extend((i, i))


def arrange():
    for _ in range(30):
        items.sort()
        items.reverse()


together(append, append, extend, extend, arrange)
print(len(items), sum(items) == 2 * sum(range(3000)) + 6 * sum(range(1000)))

nested = []


def append_nested():
    for i in range(300):
        nested.append((i, "x", [i]))


def sort_nested():
    for _ in range(20):
        nested.sort()


together(append_nested, append_nested, sort_nested, sort_nested)
print(len(nested), sorted(nested) == sorted([(i, "x", [i]) for i in range(300)] * 2))
