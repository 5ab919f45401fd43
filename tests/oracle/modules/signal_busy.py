# interrupt: ready
# A handler is called in a loop that never waits, and while a program's sort compares.
import signal

got = []
signal.signal(signal.SIGINT, lambda signum, frame: got.append(signum))
print("ready", flush=True)
while not got:
    sorted(range(100), key=lambda item: -item)
print(got)
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("as before")
