"""Names, and the current thread.

A thread has a name: one that you give, or "Thread-1 (worker)". The log lines show whose they are.
"""
# compare: sorted-lines
import logging
import threading

logging.basicConfig(level=logging.DEBUG, format="[%(levelname)s] (%(threadName)-10s) %(message)s")


def worker():
    logging.debug("Starting")
    assert threading.current_thread() is not threading.main_thread()
    logging.debug("Exiting")


def service():
    logging.debug("Starting")
    logging.debug("Exiting")


threads = [threading.Thread(name="service", target=service), threading.Thread(name="worker", target=worker), threading.Thread(target=worker)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("the default name was", threads[2].name)
print("main is", threading.current_thread().name)
