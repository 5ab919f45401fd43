# finds: lock-order
import threading

first, second = threading.Lock(), threading.Lock()
ready = threading.Event()


def one():
    with first:
        with second:
            pass
    ready.set()


def other():
    ready.wait()  # Orders the two in this program, but not start() or join(): a change elsewhere can take it away.
    with second:
        with first:
            pass


threads = [threading.Thread(target=one), threading.Thread(target=other)]
for t in threads:
    t.start()
for t in threads:
    t.join()
