"""Threads that read: each line goes to one of them, and all threads see the end."""
# compare: exact
import queue
import sys
import threading

got = queue.Queue()


def work():
    while True:
        try:
            got.put(input())
        except EOFError:
            return


threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
lines = []
while not got.empty():
    lines.append(got.get())
print(len(lines), sorted(lines, key=int) == [str(i) for i in range(200)])
print(repr(sys.stdin.readline()))
