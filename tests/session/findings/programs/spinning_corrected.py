# finds: nothing
# runs: explored
import threading

ready = threading.Event()


def load():
    try:
        int("many")
    except ValueError:
        pass
    finally:
        ready.set()


threading.Thread(target=load, name="loader").start()
ready.wait()
