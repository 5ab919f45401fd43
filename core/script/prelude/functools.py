# Python's functools module, as far as programs of threads use it.

from _machine import in_c
import threading
from collections import namedtuple
from types import GenericAlias, NoneType, UnionType

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)
_missing = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _missing)
        if value is not _missing:
            setattr(wrapper, name, value)
    for name in updated:
        for key, value in getattr(wrapped, name, {}).items():
            setattr(wrapper, key, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorate


@in_c
class partial:
    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, /, *args, **keywords):
        if not args:
            raise TypeError("type 'partial' takes at least one argument")
        func, *args = args
        args = tuple(args)
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func)]
        parts += [repr(value) for value in self.args]
        parts += [f"{key}={value!r}" for key, value in self.keywords.items()]
        return f"functools.partial({', '.join(parts)})"


@in_c
def reduce(function, iterable, initial=_missing, /):
    try:
        iterator = iter(iterable)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    if initial is _missing:
        try:
            value = next(iterator)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for item in iterator:
        value = function(value, item)
    return value


@in_c
def cmp_to_key(mycmp):
    def order(a, b):
        if not isinstance(b, K):
            raise TypeError("other argument must be K instance")
        return mycmp(a.obj, b.obj)

    class K:
        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return order(self, other) < 0

        def __gt__(self, other):
            return order(self, other) > 0

        def __eq__(self, other):
            return order(self, other) == 0

        def __le__(self, other):
            return order(self, other) <= 0

        def __ge__(self, other):
            return order(self, other) >= 0

    return K


_CacheInfo = namedtuple("CacheInfo", "hits misses maxsize currsize", module="functools")


def _cache_key(args, kwds, typed):
    key = args
    if kwds:
        key += (_missing,) + tuple(kwds.items())
    if typed:
        key += (_missing,) + tuple([type(value) for value in args]) + tuple([type(value) for value in kwds.values()])
    return key


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _cached(maxsize, 128, False)
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    if maxsize is not None and maxsize < 0:
        maxsize = 0

    def decorate(function):
        return _cached(function, maxsize, typed)

    return decorate


def cache(user_function, /):
    return _cached(user_function, None, False)


def _cached(function, maxsize, typed):
    if not callable(function):
        raise TypeError("the first argument must be callable")
    results = {}
    hits = misses = 0
    lock = threading.RLock()

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        key = _cache_key(args, kwds, typed)
        with lock:
            result = results.get(key, _missing)
            if result is not _missing:
                hits += 1
                # The one that was used last is the last.
                del results[key]
                results[key] = result
                return result
            misses += 1
        result = function(*args, **kwds)
        with lock:
            if maxsize != 0 and key not in results:
                if maxsize is not None and len(results) >= maxsize:
                    del results[next(iter(results))]
                results[key] = result
        return result

    def cache_info():
        with lock:
            return _CacheInfo(hits, misses, maxsize, len(results))

    def cache_clear():
        nonlocal hits, misses
        with lock:
            results.clear()
            hits = misses = 0

    def cache_parameters():
        return {"maxsize": maxsize, "typed": typed}

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = cache_parameters
    return update_wrapper(wrapper, function)


def total_ordering(cls):
    defined = [name for name in ("__lt__", "__le__", "__gt__", "__ge__") if getattr(cls, name, None) is not getattr(object, name, None)]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = "__lt__" if "__lt__" in defined else defined[0]
    for name, combine in _orderings[root].items():
        if name not in defined:
            made = _derived(root, combine)
            made.__name__ = name
            setattr(cls, name, made)
    return cls


def _derived(root, combine):
    """An ordering that asks another one of the same object, and gives its NotImplemented on."""
    def compare(self, other):
        result = getattr(type(self), root)(self, other)
        return result if result is NotImplemented else combine(result, self, other)

    return compare


# What each ordering is, once the root's answer is known.
_orderings = {
    "__lt__": {
        "__gt__": lambda less, a, b: not less and a != b,
        "__le__": lambda less, a, b: less or a == b,
        "__ge__": lambda less, a, b: not less,
    },
    "__le__": {
        "__ge__": lambda at_most, a, b: not at_most or a == b,
        "__lt__": lambda at_most, a, b: at_most and a != b,
        "__gt__": lambda at_most, a, b: not at_most,
    },
    "__gt__": {
        "__lt__": lambda more, a, b: not more and a != b,
        "__ge__": lambda more, a, b: more or a == b,
        "__le__": lambda more, a, b: not more,
    },
    "__ge__": {
        "__le__": lambda at_least, a, b: not at_least or a == b,
        "__gt__": lambda at_least, a, b: at_least and a != b,
        "__lt__": lambda at_least, a, b: not at_least,
    },
}


def _dispatch_classes(hint):
    """The class, or those of a union; None: there are others in it."""
    classes = hint.__args__ if isinstance(hint, UnionType) else (hint,)
    return classes if all([isinstance(cls, type) for cls in classes]) else None


def _annotated_classes(func):
    annotations = getattr(func, "__annotations__", {})
    if not annotations:
        raise TypeError(
            f"Invalid first argument to `register()`: {func!r}. Use either `@register(some_class)` or plain `@register` on an annotated function."
        )
    name, hint = next(iter(annotations.items()))
    if isinstance(hint, str):
        raise NotImplementedError(f"Threadbox cannot evaluate the text of an annotation: {hint!r}")
    classes = _dispatch_classes(NoneType if hint is None else hint)
    if classes is None:
        problem = "not all arguments are classes" if isinstance(hint, UnionType) else "is not a class"
        raise TypeError(f"Invalid annotation for {name!r}. {hint!r} {problem}.")
    return classes


def singledispatch(func):
    registry = {}

    def dispatch(cls):
        for base in cls.__mro__:
            if base in registry:
                return registry[base]
        return func

    def register(cls, func=None):
        classes = _dispatch_classes(cls)
        if classes is not None and func is None:
            return lambda function: register(cls, function)
        if classes is None:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            func, classes = cls, _annotated_classes(cls)
        for each in classes:
            registry[each] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    update_wrapper(wrapper, func)
    return wrapper


class cached_property:
    def __init__(self, func):
        self.func, self.attrname, self.__doc__ = func, None, func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(f"Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        value = self.func(instance)
        setattr(instance, self.attrname, value)
        return value


__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key", "lru_cache",
    "reduce", "partial", "cached_property",
]
