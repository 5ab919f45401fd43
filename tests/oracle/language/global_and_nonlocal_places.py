# `global` and `nonlocal` stand wherever a statement does, and name what comes after them.
import threading


def everywhere():
    try:
        global in_try
        in_try = 1
        1 / 0
    except ZeroDivisionError:
        global in_except
        in_except = 2
    finally:
        global in_finally
        in_finally = 3
    for i in range(3):
        global in_for
        in_for = i
    else:
        global in_else
        in_else = 4
    while True:
        global in_while
        in_while = 5
        break
    with threading.Lock():
        global in_with
        in_with = 6
    if in_try:
        global in_if; in_if = 7


everywhere()
print(in_try, in_except, in_finally, in_for, in_else, in_while, in_with, in_if)


class Body:
    global of_class
    of_class = 1

    def get(self):
        return of_class


print(of_class, Body().get(), hasattr(Body, "of_class"))


def outer():
    count = 0
    lock = threading.Lock()

    class Inside:
        nonlocal count
        count += 10

    def worker():
        for _ in range(100):
            with lock:
                nonlocal count
                count += 1

    threads = [threading.Thread(target=worker) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return count, hasattr(Inside, "count")


print(outer())


def makes():
    global made, Made
    def made(): pass
    class Made:
        def method(self): pass
    import time as clock
    global clock
    return made.__qualname__, Made.__qualname__, Made.method.__qualname__


print(makes(), Made().method.__name__, clock.__name__)


def handler_and_loop():
    global x
    for x in range(3):
        pass
    print(x)
    try:
        raise ValueError("bound")
    except ValueError as x:
        print(x)


handler_and_loop()
try:
    x
except NameError as error:
    print(error)


def not_simple():
    (y): int
    y = 2
    (z): int
    try:
        z
    except NameError as error:
        return y, str(error)


print(not_simple())
