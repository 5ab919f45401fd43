# interrupt: ready
# The main thread has come to its end, and waits for the others: the handler is called there.
import signal, threading

stop = threading.Event()


def handler(signum, frame):
    print("stopping", frame is None or frame.f_code.co_name != "handler")
    stop.set()


signal.signal(signal.SIGINT, handler)


def work():
    print("ready", flush=True)
    stop.wait()
    print("worker ends")


threading.Thread(target=work).start()
