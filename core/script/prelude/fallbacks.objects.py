# hash(), len(), attributes, and the construction of objects and classes.

from _machine import class_body, metaclass_of, plain_iter, set_hash, shape, special, tuple_hash
from fallbacks.common import fallback_of
from fallbacks.tables import set_add


@fallback_of(hash)
def hash_fallback(obj):
    method = special(obj, "__hash__")
    if method is not None:
        value = method()
        if not isinstance(value, int):
            raise TypeError("__hash__ method should return an integer")
        if -0x8000000000000000 <= value < 0x8000000000000000:
            return -2 if value == -1 else int(value)
        return hash(value)
    return own_hash(obj)


@fallback_of(tuple.__hash__)
@fallback_of(frozenset.__hash__)
def own_hash(obj):
    kind = shape(obj)
    if kind == "tuple":
        return tuple_hash([hash(item) for item in plain_iter(obj)])
    if kind == "set":
        return set_hash([hash(item) for item in plain_iter(obj)])
    raise TypeError(f"unhashable type: '{type(obj).__name__}'")


@fallback_of(len)
def len_fallback(obj):
    length = special(obj, "__len__")()
    if not isinstance(length, int):
        raise TypeError(f"'{type(length).__name__}' object cannot be interpreted as an integer")
    if length < 0:
        raise ValueError("__len__() should return >= 0")
    return length


@fallback_of(dir)
def dir_fallback(obj):
    return sorted(special(obj, "__dir__")())


@fallback_of(getattr)
def getattr_fallback(obj, name, default):
    try:
        return getattr(obj, name)
    except AttributeError:
        return default


@fallback_of(hasattr)
def hasattr_fallback(obj, name):
    try:
        getattr(obj, name)
    except AttributeError:
        return False
    return True


def get_attribute(obj, name):
    try:
        return type(obj).__getattribute__(obj, name)
    except AttributeError:
        method = special(obj, "__getattr__")
        if method is None:
            raise
    return method(name)


def call_got(got, /, *arguments, **keywords):
    """Calls a special method that a descriptor's __get__ returns; see bound_special() in calls.cpp."""
    get, of = got
    return get(*of)(*arguments, **keywords)


@fallback_of(object.__new__)
def new_fallback(cls, /, *arguments, **keywords):
    for kind in (int, float, str, bytes):
        if kind in cls.__mro__:
            value = kind(*arguments, **keywords)
            if cls is kind:
                return value
            return object.__new__(cls, value if type(value) is kind else str.__str__(value) if kind is str else kind.__pos__(value))
    (iterable,) = arguments
    if issubclass(cls, tuple):
        return object.__new__(cls, [*iterable])
    made = object.__new__(cls)
    for item in iterable:
        set_add(made, item)
    return made


def construct(cls, /, *arguments, **keywords):
    made = cls.__new__(cls, *arguments, **keywords)
    if isinstance(made, cls):
        type(made).__init__(made, *arguments, **keywords)
    return made


def exception_to_raise(cls):
    error = cls()
    if not isinstance(error, BaseException):
        raise TypeError(f"calling {cls!r} should have returned an instance of BaseException, not {type(error)!r}")
    return error


@fallback_of(isinstance)
def isinstance_fallback(obj, wanted):
    if isinstance(wanted, tuple):
        for one in wanted:
            if isinstance(obj, one):
                return True
        return False
    return type(obj) is wanted or bool(type(wanted).__instancecheck__(wanted, obj)) or type.__subclasscheck__(wanted, obj.__class__)


@fallback_of(issubclass)
def issubclass_fallback(cls, wanted):
    if isinstance(wanted, tuple):
        for one in wanted:
            if issubclass(cls, one):
                return True
        return False
    return bool(type(wanted).__subclasscheck__(wanted, cls))


def build_class(body, name, /, *bases, metaclass=None, **keywords):
    """A class statement with a metaclass other than type."""
    if metaclass is None:
        metaclass = type
    if isinstance(metaclass, type):
        metaclass = metaclass_of(metaclass, bases)
    prepare = getattr(metaclass, "__prepare__", None)
    names = {} if prepare is None else prepare(name, bases, **keywords)
    if not isinstance(names, dict):
        kind = metaclass.__name__ if isinstance(metaclass, type) else "<metaclass>"
        raise TypeError(f"{kind}.__prepare__() must return a mapping, not {type(names).__name__}")
    names["__module__"] = body.__module__
    names["__qualname__"] = body.__qualname__
    if body.__doc__ is not None:
        names["__doc__"] = body.__doc__
    cell = class_body(body, names)
    if cell is not None:
        names["__classcell__"] = cell
    return metaclass(name, bases, names, **keywords)


def class_made(cls, hook, keywords):
    for name, value in list(cls.__dict__.items()):
        method = special(value, "__set_name__")
        if method is not None:
            try:
                method(cls, name)
            except BaseException as error:
                error.add_note(f"Error calling __set_name__ on '{type(value).__name__}' instance {name!r} in '{cls.__name__}'")
                raise
    if hook is not None:
        (hook.__func__ if isinstance(hook, classmethod) else hook)(cls, **keywords)
    elif keywords:
        raise TypeError(f"{cls.__qualname__}.__init_subclass__() takes no keyword arguments")
    return cls.__dict__.get("__replacement__", cls)
