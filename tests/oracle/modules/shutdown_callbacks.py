# What is registered to go before threads are joined: the last first; one that fails ends the joining.
import atexit, threading

atexit.register(print, "exit function")
end = threading.Event()


def register_late():
    try:
        threading._register_atexit(print)
    except RuntimeError as error:
        print(error)


def fail():
    raise ValueError("callback")


def work():
    end.wait()
    print("never")


threading.Thread(target=work).start()
threading._register_atexit(print, "never")
threading._register_atexit(fail)
threading._register_atexit(register_late)
threading._register_atexit(print, "first", end="!\n")
