# generator.throw() and close(), and what `yield from` passes on to an iterator that is not a generator.

import warnings
from fallbacks.common import fallback_of


def throw_parts(generator, error, *rest):
    """generator.throw() of a class, or with the arguments that are deprecated."""
    if rest:
        warnings.warn("the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.", DeprecationWarning, stacklevel=2)
    value, traceback, *_ = *rest, None, None
    if traceback is not None and type(traceback).__name__ != "traceback":
        raise TypeError("throw() third argument must be a traceback object")
    if isinstance(error, type) and issubclass(error, BaseException):
        cls = error
        if value is None:
            error = cls()
        elif isinstance(value, error):
            error = value
        else:
            error = error(*value) if isinstance(value, tuple) else error(value)
        if not isinstance(error, BaseException):
            raise TypeError(f"calling {cls!r} should have returned an instance of BaseException, not {type(error).__name__}")
    elif isinstance(error, BaseException) and value is not None:
        raise TypeError("instance exception may not have a separate value")
    return generator.throw(error if traceback is None else error.with_traceback(traceback))


def close_delegate(iterator, error):
    """What `yield from` does with a GeneratorExit."""
    close = getattr(iterator, "close", None)
    if close is not None:
        close()
    raise error


def throw_into_delegate(iterator, error):
    """What `yield from` does with another exception, when it does not ask a generator."""
    throw = getattr(iterator, "throw", None)
    if throw is None:
        raise error
    return throw(error)


def _generator():
    yield


@fallback_of(type(_generator()).close)
def generator_close(generator):
    try:
        generator.throw(GeneratorExit())
    except StopIteration as stop:
        return stop.value
    except GeneratorExit:
        return None
    raise RuntimeError("generator ignored GeneratorExit")
