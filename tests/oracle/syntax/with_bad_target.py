# python: 3.13
import threading
with threading.Lock() as 1:
    pass
