# schedules 11, failing 0
import threading

i = j = 1


def first():
    global i
    i += j


def second():
    global j
    j += i


threads = [threading.Thread(target=first), threading.Thread(target=second)]
for thread in threads:
    thread.start()
is_too_large = i > 3 or j > 3
for thread in threads:
    thread.join()
