# interrupt: ready
# The commonest program with signal: Ctrl-C ends the workers, and then the main thread.
import signal, sys, threading

stop = threading.Event()


def handler(signum, frame):
    print("stopping", signal.Signals(signum).name)
    stop.set()


signal.signal(signal.SIGINT, handler)
signal.signal(signal.SIGTERM, handler)


def work():
    stop.wait()
    print("worker ends")


worker = threading.Thread(target=work)
worker.start()
print("ready", flush=True)
stop.wait()
worker.join()
print("main ends")
sys.exit(3)
