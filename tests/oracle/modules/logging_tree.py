import logging
import sys

root = logging.getLogger()
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("%(name)s:%(levelname)s:%(message)s"))
root.addHandler(handler)
parent, child = logging.getLogger("parent"), logging.getLogger("parent.child")
parent.setLevel(logging.INFO)
child.info("to the root")
child.debug("too low")
own = logging.StreamHandler(sys.stdout)
own.setFormatter(logging.Formatter("OWN {message}", style="{"))
own.setLevel(logging.WARNING)
parent.addHandler(own)
child.info("once")
child.warning("twice")
parent.propagate = False
child.warning("own only")
parent.removeHandler(own)
parent.propagate = True
child.warning("root again")


class Odd(logging.Filter):
    def filter(self, record):
        record.msg = f"[{record.levelname}] {record.msg}"
        return "secret" not in record.getMessage()


handler.addFilter(Odd())
child.warning("kept")
child.warning("a secret")


class Collect(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append((record.name, record.levelname, record.getMessage(), record.threadName))


collect = Collect()
child.addHandler(collect)
child.error("collected %d", 5)
print(collect.records, child.hasHandlers(), child.handlers == [collect], logging.getLogger("parent.child") is child)
adapter = logging.LoggerAdapter(child, {"id": 7})
adapter.warning("adapted")
