import logging
import sys

logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(levelname)-8s|%(name)s|%(message)s|%(funcName)s|%(lineno)d|%(threadName)s|%(module)s|%(levelno)d|%(filename)s")
log = logging.getLogger("app.worker")


def work():
    log.info("plain")
    log.debug("one %s two %d", "a", 2)
    log.warning("mapping %(k)s", {"k": "v"})
    log.error("percent 100%")
    log.critical("%s", [1, 2])
    log.log(15, "between")


work()
logging.warning("root says")
logging.info("list %r", ["x"])
try:
    1 / 0
except ZeroDivisionError:
    log.exception("failed with %s", "words")
    logging.error("no traceback")
    logging.error("a traceback", exc_info=True)
print(logging.getLevelName(10), logging.getLevelName("INFO"), logging.getLevelName(15), log.getEffectiveLevel(), log.isEnabledFor(5), log.name, log.parent.name, logging.getLogger() is logging.root, log, logging.getLogger("app"))
log.setLevel("ERROR")
log.warning("not shown")
log.error("shown")
log.setLevel(logging.NOTSET)
logging.disable(logging.INFO)
log.info("disabled")
log.warning("not disabled")
logging.disable(logging.NOTSET)
logging.addLevelName(25, "NOTICE")
log.log(25, "own level")
for bad in (lambda: log.setLevel("LOUD"), lambda: log.setLevel(1.5), lambda: logging.getLogger(5), lambda: log.log("INFO", "x"), lambda: logging.basicConfig(zzz=1, force=True)):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
