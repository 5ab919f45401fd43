# interrupt: main has ended
import atexit, threading, time

atexit.register(print, "exit function")


def work():
    time.sleep(30)
    print("never")


threading.Thread(target=work).start()
print("main has ended", flush=True)
