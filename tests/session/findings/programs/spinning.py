# finds: spinning
# runs: explored
import threading

ready = False


def load():
    global ready
    try:
        int("many")
        ready = True
    except ValueError:
        pass  # And nothing is ever ready.


threading.Thread(target=load, name="loader").start()
while not ready:
    pass
