# python: 3.13
import threading
with threading.Lock():
print(1)
