# The manager of loggers, handlers by name, records that are made from a dict, and shutdown.
import io
import sys
import logging
import logging.handlers

logger = logging.getLogger("a.b")
print(logger.manager.loggerDict["a.b"] is logger, logger.manager is logging.root.manager, logger.root is logging.root)
logger.manager.disable = "ERROR"
print(logger.manager.disable, logger.isEnabledFor(logging.ERROR), logger.isEnabledFor(logging.CRITICAL))
logging.disable(logging.NOTSET)
print(logger.manager.disable, logger.manager.getLogger("a.b") is logger)

stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.name = "one"
print(logging.getHandlerByName("one") is handler, sorted(logging.getHandlerNames()), handler.get_name())
handler.set_name("two")
print(logging.getHandlerByName("one"), logging.getHandlerByName("two") is handler)

record = logging.makeLogRecord({"msg": "%s and %d", "args": ("a", 2), "levelname": "INFO", "levelno": 20, "extra": 5})
print(record.getMessage(), record.extra, record.levelno, logging.Formatter("%(levelname)s %(message)s").format(record))

memory = logging.handlers.MemoryHandler(100, target=handler)
memory.handle(record)
print(repr(stream.getvalue()))
logging.shutdown()
print(repr(stream.getvalue()), logging.getHandlerByName("two"))


# A filter may replace the record, for those that come after it.
def shout(one):
    return logging.makeLogRecord({"msg": one.getMessage().upper(), "levelno": 20, "levelname": "INFO"})


loud = logging.getLogger("loud")
loud.propagate = False
loud.addHandler(logging.StreamHandler(sys.stdout))
loud.addFilter(shout)
loud.addFilter(lambda one: one.msg != "NOT THIS")
loud.warning("louder %s", "please")
loud.warning("not this")
print(loud.filter(record).msg, logging.Filter("a").filter(logging.makeLogRecord({"name": "a.b"})), loud.handlers[0].handle(record) is record)
