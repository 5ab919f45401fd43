"""A thread from a function.

Five workers, each told its number by args and a word by kwargs. start() begins a thread, join() waits for its end.
Watch: the order of the lines is the scheduler's business; that all five are there is not.
"""
# compare: sorted-lines
import threading


def worker(number, greeting="Hello"):
    print(f"{greeting} from worker {number}")


threads = []
for number in range(5):
    t = threading.Thread(target=worker, args=(number,), kwargs={"greeting": "Hi"})
    threads.append(t)
    t.start()

for t in threads:
    t.join()
print("all workers have ended")
