# schedules 6, failing 0
import threading

a = b = False


def polls():
    while not (a or b):
        pass
    if a:
        print("a")


def sets_a():
    global a
    a = True


def sets_b():
    global b
    b = True


threads = [threading.Thread(target=each) for each in (polls, sets_a, sets_b)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
