import logging
import sys

logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(levelname)-8s|%(name)s|%(threadName)s|%(message)s")
logging.debug("not shown")
logging.info("plain")
logging.warning("with %s and %d", "args", 5)
logging.error("percent %%")
log = logging.getLogger("app.part")
log.info("from a logger")
log.setLevel(logging.ERROR)
log.warning("not shown")
log.error("shown %(key)s", {"key": "dict"})
print(log.getEffectiveLevel(), logging.getLogger("app.part") is log, logging.getLevelName(30), log, logging.getLogger())
child = log.getChild("sub")
print(child.name, child.isEnabledFor(logging.WARNING), child.getEffectiveLevel())
try:
    1 / 0
except ZeroDivisionError:
    logging.exception("it failed")
    log.error("with info", exc_info=True)
logging.log(35, "level 35")
logging.disable(logging.CRITICAL)
logging.critical("not shown")
