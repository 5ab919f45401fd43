"""Daemon and non-daemon threads.

The program waits for its non-daemon threads and for no others: the daemon that is still in its wait never prints
"Exiting". A daemon that is joined is waited for.
"""
# compare: sorted-lines
import threading

never = threading.Event()
stop = threading.Event()


def heartbeat():
    print("heartbeat: Starting")
    never.wait()
    print("heartbeat: Exiting (never printed)")


def short():
    stop.wait()
    print("short: Exiting")


d = threading.Thread(target=heartbeat, daemon=True)
d.start()

joined = threading.Thread(target=short)
joined.daemon = True  # By attribute, before start().
joined.start()
stop.set()
joined.join()

d.join(0.1)
print("d.is_alive():", d.is_alive(), "daemon:", d.daemon)
try:
    d.daemon = False
except RuntimeError as error:
    print("RuntimeError:", error)
print("main ends")
