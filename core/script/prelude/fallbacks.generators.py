# generator.throw() and close(), and how `yield from` passes exceptions on to an iterator that is not a generator.

import warnings
from fallbacks.common import fallback_of


def throw_parts(generator, error, *rest):
    """generator.throw() with an exception class, or with the deprecated arguments."""
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
    """Passes a GeneratorExit on to the iterator of a `yield from`."""
    close = getattr(iterator, "close", None)
    if close is not None:
        close()
    raise error


def throw_into_delegate(iterator, error):
    """Passes another exception on to the iterator of a `yield from`, if that is not a generator."""
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
