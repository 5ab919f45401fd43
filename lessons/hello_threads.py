"""Three threads at once.

Each sleeps for a time of its own: the shortest says goodbye
first, whatever the order of the starts.
"""
import threading
import time

def greet(name, seconds):
    print("hello from", name)
    time.sleep(seconds)
    print("goodbye from", name)

threads = [
    threading.Thread(target=greet, args=("Ada", 0.9)),
    threading.Thread(target=greet, args=("Grace", 0.6)),
    threading.Thread(target=greet, args=("Barbara", 0.3)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("all done")

# compare: sorted-lines
