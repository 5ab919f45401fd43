# logging to files, and through queues.
import logging
import logging.handlers
import os
import queue
import tempfile
import threading

folder = tempfile.mkdtemp()
os.chdir(folder)
logging.basicConfig(filename="app.log", level=logging.INFO, format="%(threadName)s %(levelname)s %(message)s", filemode="w")
logging.info("started %d", 1)
logging.debug("hidden")
thread = threading.Thread(target=lambda: logging.warning("from a thread"), name="worker")
thread.start()
thread.join()
with open("app.log") as f:
    print(f.read(), end="")
handler = logging.root.handlers[0]
print(type(handler).__name__, os.path.basename(handler.baseFilename), handler.mode, repr(handler) == f"<FileHandler {os.getcwd()}/app.log (NOTSET)>")

logger = logging.getLogger("own")
logger.propagate = False
own = logging.FileHandler("own.log", mode="w", delay=True)
own.setFormatter(logging.Formatter("%(name)s:%(message)s"))
logger.addHandler(own)
print(os.path.exists("own.log"))
logger.error("one")
own.close()
print(open("own.log").read(), end="")
logger.removeHandler(own)

records = queue.Queue()
listener = logging.handlers.QueueListener(records, own_handler := logging.FileHandler("queued.log"))
logger.addHandler(logging.handlers.QueueHandler(records))
listener.start()
threads = [threading.Thread(target=logger.warning, args=("record %s", i)) for i in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
listener.stop()
own_handler.close()
print(sorted(open("queued.log")))
rotating = logging.handlers.RotatingFileHandler("r.log", maxBytes=20, backupCount=2)
other = logging.getLogger("rotating")
other.propagate = False
other.addHandler(rotating)
for i in range(5):
    other.warning("message %d", i)
rotating.close()
print({name: open(name).read() for name in sorted(os.listdir()) if name.startswith("r.")})
try:
    logging.basicConfig(filename="x", stream=1, force=True)
except ValueError as error:
    print(error)
handler.close()
for name in os.listdir():
    os.remove(name)
os.chdir("/")
os.rmdir(folder)
