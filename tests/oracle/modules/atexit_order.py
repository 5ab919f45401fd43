import atexit
import threading

def say(*words, **more):
    print("exit", *words, more)

atexit.register(say, "first")
atexit.register(say, "second", key=1)

@atexit.register
def third():
    print("third")

def gone(): print("never")
atexit.register(gone)
atexit.unregister(gone)
gate = threading.Event()
def late():
    gate.wait()
    print("thread ends")
    atexit.register(say, "from thread")
threading.Thread(target=late).start()
print("main ends")
try:
    atexit.register(5)
except TypeError as error:
    print(error)
gate.set()
