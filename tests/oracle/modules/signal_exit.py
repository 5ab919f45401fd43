# interrupt: ready
# sys.exit() in the handler leaves the wait, and ends the program.
import signal, sys, threading, time


def handler(signum, frame):
    print("leaving")
    sys.exit(4)


signal.signal(signal.SIGINT, handler)
threading.Thread(target=lambda: time.sleep(1000), daemon=True).start()
print("ready", flush=True)
try:
    while True:
        time.sleep(1)
finally:
    print("finally")
