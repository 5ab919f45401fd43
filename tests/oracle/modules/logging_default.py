import logging
logging.warning("to stderr")
logging.info("not shown")
logging.getLogger("x").error("named")
