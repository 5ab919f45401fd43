# Python's functools module. The functions that are in C in CPython are marked in_c.

import _machine
import _threadbox
import threading as _threading
import warnings as _warnings
from collections import namedtuple
from types import GenericAlias, NoneType as _NoneType, UnionType as _UnionType

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)
_missing = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _missing)
        if value is not _missing:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorate


@_machine.in_c
class partial:
    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, /, *args, **keywords):
        if not args:
            raise TypeError("type 'partial' takes at least one argument")
        func, *args = args
        args = tuple(args)
        if not callable(func):
            raise TypeError("the first argument must be callable")
        # A partial of a partial is flattened, unless it has attributes of its own.
        if isinstance(func, partial) and len(func.__dict__) == len(_of_partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        put = object.__setattr__
        put(self, "func", func)
        put(self, "args", args)
        put(self, "keywords", keywords)

    def __setattr__(self, name, value):
        if name in _of_partial:
            raise AttributeError("readonly attribute")
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in _of_partial:
            raise AttributeError("readonly attribute")
        object.__delattr__(self, name)

    def __get__(self, instance, owner=None, /):
        if instance is not None:
            _warnings.warn(
                "functools.partial will be a method descriptor in future Python versions; wrap it in staticmethod() if you want to preserve the "
                "old behavior", FutureWarning, stacklevel=2,
            )
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        return _shown(self)


_of_partial = "func", "args", "keywords"


def _shown(made):
    """The repr of a partial or partialmethod."""
    name = f"{type(made).__module__}.{type(made).__qualname__}"
    if not _machine.enter_repr(made):
        return f"{name}(...)" if isinstance(made, partial) else "..."
    try:
        parts = [repr(made.func)]
        parts += [repr(value) for value in made.args]
        parts += [f"{key}={value!r}" for key, value in made.keywords.items()]
        return f"{name}({', '.join(parts)})"
    finally:
        _machine.leave_repr(made)


def _check_method(func):
    if not callable(func) and not hasattr(func, "__get__"):
        raise TypeError(f"{func!r} is not callable or a descriptor")


class partialmethod:
    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, func, /, *args, **keywords):
        _check_method(func)
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        _method.__partialmethod__ = self
        return _method

    def __get__(self, obj, cls=None):
        get = None if isinstance(self.func, partial) else getattr(self.func, "__get__", None)
        bound = self.func if get is None else get(obj, cls)
        # Otherwise __get__ has already bound the function (static method, class method, …).
        if bound is self.func:
            return self._make_unbound_method().__get__(obj, cls)
        made = partial(bound, *self.args, **self.keywords)
        if hasattr(bound, "__self__"):
            made.__self__ = bound.__self__
        return made

    def __repr__(self):
        return _shown(self)


@_machine.in_c
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


@_machine.in_c
def cmp_to_key(mycmp):
    return _key_wrapper(mycmp)


@_machine.in_c
class KeyWrapper:
    """The class of the result of cmp_to_key(), and of the keys that it makes."""
    def __call__(self, /, *args, **names):
        return _key_wrapper(self._compare, _wrapped(*args, **names))

    def __lt__(self, other):
        return _order(self, other) < 0

    def __gt__(self, other):
        return _order(self, other) > 0

    def __eq__(self, other):
        return _order(self, other) == 0

    def __ne__(self, other):
        return _order(self, other) != 0

    def __le__(self, other):
        return _order(self, other) <= 0

    def __ge__(self, other):
        return _order(self, other) >= 0

    __hash__ = None


# CPython shows this name, but does not export the class.
_KeyWrapper = KeyWrapper
del KeyWrapper


def _key_wrapper(compare, obj=_missing):
    made = object.__new__(_KeyWrapper)
    made._compare = compare
    if obj is not _missing:
        made.obj = obj
    return made


def _order(a, b):
    if not isinstance(b, _KeyWrapper):
        raise TypeError("other argument must be K instance")
    return a._compare(a.obj, b.obj)


@_machine.in_c
def _wrapped(obj):
    return obj


_wrapped.__name__ = _wrapped.__qualname__ = "K"


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
    lock = _threading.RLock()
    _threadbox.owns(None, lock)

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        key = _cache_key(args, kwds, typed)
        with lock:
            result = results.get(key, _missing)
            if result is not _missing:
                hits += 1
                if maxsize is not None:
                    # Moves the entry to the end, as the most recently used.
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
    """Makes an ordering that calls another one of the same object, and passes its NotImplemented on."""
    def compare(self, other):
        result = getattr(type(self), root)(self, other)
        return result if result is NotImplemented else combine(result, self, other)

    return compare


# How each ordering follows from the result of the method that the class defines.
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
    """The classes of a union, or a single class, as a tuple; None if it contains anything else."""
    classes = hint.__args__ if isinstance(hint, _UnionType) else (hint,)
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
    classes = _dispatch_classes(_NoneType if hint is None else hint)
    if classes is None:
        problem = "not all arguments are classes" if isinstance(hint, _UnionType) else "is not a class"
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


class singledispatchmethod:
    def __init__(self, func):
        _check_method(func)
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch
        name = getattr(self.func, "__name__", "singledispatchmethod method")

        def _method(*args, **kwargs):
            if not args:
                raise TypeError(f"{name} requires at least 1 positional argument")
            return dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        _method.register = self.register
        return update_wrapper(_method, self.func)


class cached_property:
    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, func):
        self.func, self.attrname, self.__doc__, self.__module__ = func, None, func.__doc__, func.__module__

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
        try:
            kept = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {self.attrname!r} property.") from None
        value = kept.get(self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            try:
                kept[self.attrname] = value
            except TypeError:
                raise TypeError(
                    f"The '__dict__' attribute on {type(instance).__name__!r} instance does not support item assignment for caching "
                    f"{self.attrname!r} property."
                ) from None
        return value


__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key", "lru_cache",
    "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property",
]
