import logging
import sys

handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("[{levelname}] {message} {lineno} {funcName}", style="{"))
handler.setLevel(logging.WARNING)
log = logging.getLogger("h")
log.addHandler(handler)
log.propagate = False
log.setLevel("DEBUG")
def work():
    log.debug("no"); log.warning("yes")
work()
class Only(logging.Filter):
    def filter(self, record): return "keep" in record.getMessage()
log.addFilter(Only())
log.error("keep me"); log.error("drop me")
log.removeHandler(handler)
class Collect(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []
    def emit(self, record): self.records.append((record.levelname, record.getMessage()))
collect = Collect()
log.addHandler(collect)
log.info("keep %d", 5)
log.info("keep", extra={"user": "ada"})
print(collect.records)
try:
    log.setLevel("LOUD")
except ValueError as error:
    print(error)
