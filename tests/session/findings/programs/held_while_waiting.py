# finds: held-while-waiting
import threading

lock = threading.Lock()
needed = threading.Event()
ready = threading.Event()


def keeper():
    with lock:
        needed.set()
        ready.wait()


def other():
    needed.wait()
    threading.Timer(0.05, ready.set).start()
    with lock:
        print("got it")


threads = [threading.Thread(target=keeper), threading.Thread(target=other)]
for t in threads:
    t.start()
for t in threads:
    t.join()
