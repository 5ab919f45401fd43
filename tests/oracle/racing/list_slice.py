# A slice, a copy and a sum of two lists are of one moment.
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


items = [0] * 50
torn = []
done = False


def replace():
    global done
    for i in range(2000):
        items[:] = [i] * (40 + i % 20)
    done = True


def look():
    while not done:
        for copy in (items[:], items.copy(), list(items), [*items], tuple(items), sorted(items)):
            if len(set(copy)) != 1:
                torn.append(copy)


together(replace, look, look)
print(torn)
