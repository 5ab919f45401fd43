import logging
logging.getLogger("lonely").warning("no handler")
logging.getLogger("lonely").info("not shown")
