# Python's signal module. Signals come from Ctrl-C, os.kill() and raise_signal(); the machine calls _call_handlers in the main thread.

import _machine
import _signals
import _thread
from enum import IntEnum as _IntEnum

_SYSTEM, _IGNORED, _HANDLED, _RAISES = range(4)  # As Signals::Disposition.

NSIG = 65


class Signals(_IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGILL = 4
    SIGTRAP = 5
    SIGABRT = 6
    SIGBUS = 7
    SIGFPE = 8
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGSTKFLT = 16
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20
    SIGTTIN = 21
    SIGTTOU = 22
    SIGURG = 23
    SIGXCPU = 24
    SIGXFSZ = 25
    SIGVTALRM = 26
    SIGPROF = 27
    SIGWINCH = 28
    SIGIO = 29
    SIGPWR = 30
    SIGSYS = 31
    SIGRTMIN = 34
    SIGRTMAX = 64
    SIGIOT = 6
    SIGCLD = 17
    SIGPOLL = 29


class Handlers(_IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1


globals().update(Signals.__members__)
globals().update(Handlers.__members__)


_texts = {
    1: "Hangup", 2: "Interrupt", 3: "Quit", 4: "Illegal instruction", 5: "Trace/breakpoint trap", 6: "Aborted", 7: "Bus error",
    8: "Floating point exception", 9: "Killed", 10: "User defined signal 1", 11: "Segmentation fault", 12: "User defined signal 2",
    13: "Broken pipe", 14: "Alarm clock", 15: "Terminated", 16: "Stack fault", 17: "Child exited", 18: "Continued",
    19: "Stopped (signal)", 20: "Stopped", 21: "Stopped (tty input)", 22: "Stopped (tty output)", 23: "Urgent I/O condition",
    24: "CPU time limit exceeded", 25: "File size limit exceeded", 26: "Virtual timer expired", 27: "Profiling timer expired",
    28: "Window changed", 29: "I/O possible", 30: "Power failure", 31: "Bad system call",
}


@_machine.in_c
def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


_handlers = {2: default_int_handler, 13: Handlers.SIG_IGN, 25: Handlers.SIG_IGN}
_pausing = []


def _call_handlers():
    frame = _signals.interrupted_frame()
    try:
        while signum := _signals.take():
            handler = _handlers.get(signum)
            if callable(handler):
                handler(signum, frame)
    except BaseException:
        _signals.again()
        raise
    finally:
        while _pausing:
            _pausing.pop().release()


_signals.set_dispatcher(_call_handlers)
for _number in (13, 25):
    _signals.set_disposition(_number, _IGNORED)
del _number


def _to_int(value):
    if isinstance(value, int):
        return int(value)
    if not hasattr(type(value), "__index__"):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value.__index__()


def _checked(signalnum):
    number = _to_int(signalnum)
    if not 1 <= number < NSIG:
        raise ValueError("signal number out of range")
    return number


def _signal_of(number):
    try:
        return Signals(number)
    except ValueError:
        return number


@_machine.in_c
def signal(signalnum, handler):
    if not _signals.in_main():
        raise ValueError("signal only works in main thread of the main interpreter")
    number = _checked(signalnum)
    if callable(handler):
        kind = _RAISES if number == 2 and handler is default_int_handler else _HANDLED
    elif isinstance(handler, int) and handler in (0, 1):
        handler = Handlers(handler)
        kind = _IGNORED if handler else _SYSTEM
    else:
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if number in (9, 19, 32, 33):
        raise OSError(22, "Invalid argument")
    before = _handlers.get(number, Handlers.SIG_DFL)
    _handlers[number] = handler
    _signals.set_disposition(number, kind)
    return before


@_machine.in_c
def getsignal(signalnum):
    return _handlers.get(_checked(signalnum), Handlers.SIG_DFL)


@_machine.in_c
def raise_signal(signalnum, /):
    number = _to_int(signalnum)
    if not 0 <= number < NSIG or number in (32, 33):
        raise OSError(22, "Invalid argument")
    if number:
        _signals.send(number, False)


@_machine.in_c
def pthread_kill(thread_id, signalnum, /):
    number = _checked(signalnum)
    _signals.send(number, thread_id == 1)


@_machine.in_c
def strsignal(signalnum, /):
    number = _checked(signalnum)
    if number in _texts:
        return _texts[number]
    return None if number < 34 else f"Real-time signal {number - 34}"


@_machine.in_c
def valid_signals():
    return {_signal_of(number) for number in range(1, NSIG) if number not in (32, 33)}


@_machine.in_c
def siginterrupt(signalnum, flag, /):
    _checked(signalnum)


def pause():
    lock = _thread.allocate_lock()
    lock.acquire()
    if _signals.in_main():
        _pausing.append(lock)
    lock.acquire()
