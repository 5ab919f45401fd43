# What logging says of a record that it cannot format, with the stack that it came from.
import logging
import sys

logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(message)s")
log = logging.getLogger("app")


def inside():
    log.error("bad %d", "x")


inside()
log.warning("good %d", 5)
print(log, logging.getLogger().handlers, logging.NullHandler())
for wrong in ("message", "%message", "%(message", "%(message)"):
    try:
        logging.Formatter(wrong)
    except ValueError as error:
        print(error)
print(logging.Formatter("%(message)-10s")._fmt)
