# compare: sorted-lines
import logging
import threading

logging.basicConfig(level=logging.DEBUG, format="[%(levelname)s] (%(threadName)-10s) %(message)s")
def worker():
    logging.debug("Starting")
    logging.debug("Exiting")
for name in ("worker", "a_very_long_name", None):
    threading.Thread(target=worker, name=name).start()
