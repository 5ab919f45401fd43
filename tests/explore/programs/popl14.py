# schedules 5, failing 0, slow 1
import threading

x = y = z = 0


def p():
    global x
    x = 1


def q():
    global y
    y = 1


def r():
    global z
    if y == 0:
        z = 1


def s():
    global x
    if z == 1:
        if y == 0:
            x = 2


threads = [threading.Thread(target=p), threading.Thread(target=q), threading.Thread(target=r), threading.Thread(target=s)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
