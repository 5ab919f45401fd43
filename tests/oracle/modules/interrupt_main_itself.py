# The main thread interrupts itself: it raises at the call, also while it handles another KeyboardInterrupt.
import _thread
import threading

x = 0
try:
    x = _thread.interrupt_main()
    print("not here")
except KeyboardInterrupt:
    print("first", x)
    try:
        _thread.interrupt_main()
        print("nor here")
    except KeyboardInterrupt as second:
        print("second", repr(second.__context__))

try:
    try:
        _thread.interrupt_main()
    finally:
        try:
            _thread.interrupt_main()
        finally:
            print("inner finally")
        print("not reached")
except KeyboardInterrupt as error:
    print("finally", repr(error.__context__), repr(error.__context__.__context__))


def interrupts():
    _thread.interrupt_main()
    print("not reached")


def generates():
    _thread.interrupt_main()
    yield 1


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        print("exit", details[0].__name__)
        _thread.interrupt_main()


def managed():
    with Manager():
        _thread.interrupt_main()


for call in (
    interrupts,
    lambda: next(generates()),
    lambda: [_thread.interrupt_main() for _ in range(3)],
    lambda: print("a", _thread.interrupt_main(), "b"),
    managed,
    lambda: _thread.interrupt_main(2),
):
    try:
        call()
    except KeyboardInterrupt as error:
        print("raised", repr(error.__context__))

for arguments in ((15,), (0,), (-1,), (64,), (65,), ("x",), (1.5,), (True,), (None,), (9,)):
    try:
        print(arguments, _thread.interrupt_main(*arguments))
    except Exception as error:
        print(arguments, type(error).__name__, error)


def other():
    _thread.interrupt_main()
    interrupted.set()


# By another thread, twice.
for _ in range(2):
    interrupted = threading.Event()
    try:
        thread = threading.Thread(target=other)
        thread.start()
        while True:
            pass
    except KeyboardInterrupt:
        print("by another thread")
        thread.join()
        print(interrupted.is_set())

_thread.interrupt_main()
print("not reached")
