# finds: nothing
import threading

ready = threading.Event()


def wait():
    ready.wait()


thread = threading.Thread(target=wait)
thread.start()
ready.set()
thread.join()
