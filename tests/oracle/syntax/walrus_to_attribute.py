# python: 3.13
import threading
if (threading.x := 1):
    pass
