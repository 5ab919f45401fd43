# finds: nothing
import threading

slots = threading.Semaphore(2)
slots.acquire()
slots.release()
items = threading.Semaphore(0)
items.release()
timer = threading.Timer(60, print)
timer.start()
timer.cancel()
