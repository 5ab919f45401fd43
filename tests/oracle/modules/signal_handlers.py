# signal: handlers are called in the main thread, between bytecodes; what is not possible raises as in CPython.
import _thread, os, signal, threading, time


def show(signum, frame):
    print("handler", signum, threading.current_thread().name, frame.f_code.co_name)


def attempt(what):
    try:
        print(what())
    except BaseException as error:
        print(type(error).__name__, error)


print(signal.SIGINT, repr(signal.SIGINT), signal.SIGTERM.name, signal.Signals(9), signal.SIG_DFL, repr(signal.SIG_IGN))
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, repr(signal.getsignal(signal.SIGTERM)))
print(signal.signal(signal.SIGTERM, show), signal.getsignal(15) is show)
signal.raise_signal(signal.SIGTERM)
print("after raise_signal")
os.kill(os.getpid(), signal.SIGTERM)
print("after kill")
_thread.interrupt_main(signal.SIGTERM)
print("after interrupt_main")
print(signal.signal(signal.SIGTERM, signal.SIG_IGN) is show)
signal.raise_signal(signal.SIGTERM)
os.kill(os.getpid(), 0)
print(repr(signal.signal(signal.SIGTERM, signal.SIG_DFL)))

attempt(lambda: signal.signal(0, show))
attempt(lambda: signal.signal(65, show))
attempt(lambda: signal.signal("SIGINT", show))
attempt(lambda: signal.signal(signal.SIGINT, None))
attempt(lambda: signal.signal(signal.SIGINT, 7))
attempt(lambda: signal.signal(signal.SIGKILL, show))
attempt(lambda: signal.getsignal(0))
attempt(lambda: signal.raise_signal(100))
attempt(lambda: signal.default_int_handler(2, None))
attempt(lambda: signal.raise_signal(signal.SIGINT))
attempt(lambda: os.kill(os.getpid(), signal.SIGINT))
attempt(lambda: signal.strsignal(signal.SIGINT))
attempt(lambda: signal.strsignal(32))
attempt(lambda: signal.strsignal(70))
attempt(lambda: [signal.SIGTERM in signal.valid_signals(), len(signal.valid_signals()), signal.NSIG])
attempt(lambda: _thread.interrupt_main(100))


def elsewhere():
    attempt(lambda: signal.signal(signal.SIGINT, show))
    attempt(lambda: signal.getsignal(signal.SIGINT).__name__)


thread = threading.Thread(target=elsewhere)
thread.start()
thread.join()


# A handler that raises: the exception comes out of the line that was interrupted.
class Shutdown(Exception):
    pass


def give_up(signum, frame):
    raise Shutdown(signal.Signals(signum).name)


signal.signal(signal.SIGUSR1, give_up)
attempt(lambda: signal.raise_signal(signal.SIGUSR1))
try:
    os.kill(os.getpid(), signal.SIGUSR1)
    for _ in range(1000):
        time.sleep(0)
    print("not reached")
except Shutdown as error:
    print("shut down by", error)


# A handler may wait, and be interrupted itself.
def outer(signum, frame):
    print("outer begins")
    signal.raise_signal(signal.SIGUSR2)
    time.sleep(0.001)
    print("outer ends")


signal.signal(signal.SIGUSR1, outer)
signal.signal(signal.SIGUSR2, lambda signum, frame: print("inner", frame.f_code.co_name))
signal.raise_signal(signal.SIGUSR1)
print(signal.signal(signal.SIGINT, signal.SIG_IGN) is signal.default_int_handler)
signal.raise_signal(signal.SIGINT)
_thread.interrupt_main()
print("ignored")
