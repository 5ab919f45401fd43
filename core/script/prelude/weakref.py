# Python's weakref module. The references keep their objects alive, so that the program never sees one die: a reference always returns its
# object, no callback is called before the program ends, and no entry of a weak dict vanishes.

import atexit as _atexit
from collections.abc import MutableMapping as _MutableMapping, MutableSet as _MutableSet

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType", "CallableProxyType",
           "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]

_plain = (int, str, float, bool, bytes, tuple, list, dict, type(None))


def _check(obj):
    if type(obj) in _plain:
        raise TypeError(f"cannot create weak reference to '{type(obj).__name__}' object")
    return obj


class ref:
    __slots__ = ("_object", "__callback__")

    def __init__(self, object, callback=None, /):
        self._object = _check(object)
        self.__callback__ = callback

    def __call__(self):
        return self._object

    def __eq__(self, other):
        return self._object == other._object if isinstance(other, ref) else NotImplemented

    def __hash__(self):
        return hash(self._object)

    def __repr__(self):
        return f"<weakref at {id(self):#x}; to '{type(self._object).__name__}' at {id(self._object):#x}>"


ReferenceType = ref


class WeakMethod(ref):
    def __init__(self, meth, callback=None):
        if not hasattr(meth, "__self__") or not hasattr(meth, "__func__"):
            raise TypeError(f"argument should be a bound method, not {type(meth)}")
        super().__init__(meth, callback)


class ProxyType:
    def __init__(self, object, callback=None):
        self.__dict__["_proxied"] = _check(object)

    def __getattr__(self, name):
        return getattr(self.__dict__["_proxied"], name)

    def __setattr__(self, name, value):
        setattr(self.__dict__["_proxied"], name, value)

    def __delattr__(self, name):
        delattr(self.__dict__["_proxied"], name)

    def __str__(self):
        return str(self.__dict__["_proxied"])

    def __repr__(self):
        proxied = self.__dict__["_proxied"]
        return f"<weakproxy at {id(self):#x} to {type(proxied).__name__} at {id(proxied):#x}>"

    def __bool__(self):
        return bool(self.__dict__["_proxied"])

    def __len__(self):
        return len(self.__dict__["_proxied"])

    def __iter__(self):
        return iter(self.__dict__["_proxied"])

    def __contains__(self, item):
        return item in self.__dict__["_proxied"]

    def __getitem__(self, index):
        return self.__dict__["_proxied"][index]

    def __setitem__(self, index, value):
        self.__dict__["_proxied"][index] = value

    def __delitem__(self, index):
        del self.__dict__["_proxied"][index]

    def __eq__(self, other):
        return self.__dict__["_proxied"] == other

    __hash__ = None


class CallableProxyType(ProxyType):
    def __call__(self, /, *args, **kwargs):
        return self.__dict__["_proxied"](*args, **kwargs)


ProxyTypes = (ProxyType, CallableProxyType)


def proxy(object, callback=None, /):
    return (CallableProxyType if callable(object) else ProxyType)(object, callback)


def getweakrefcount(object, /):
    return 0


def getweakrefs(object, /):
    return []


class WeakValueDictionary(_MutableMapping):
    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

    def __getitem__(self, key):
        return self.data[key]

    def __setitem__(self, key, value):
        self.data[key] = _check(value)

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def copy(self):
        return self.__class__(self.data)

    __copy__ = copy

    def valuerefs(self):
        return [ref(value) for value in self.data.values()]

    itervaluerefs = valuerefs


class WeakKeyDictionary(_MutableMapping):
    def __init__(self, dict=None):
        self.data = {}
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[_check(key)]

    def __setitem__(self, key, value):
        self.data[_check(key)] = value

    def __delitem__(self, key):
        del self.data[_check(key)]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def copy(self):
        return self.__class__(self.data)

    __copy__ = copy

    def keyrefs(self):
        return [ref(key) for key in self.data]


class WeakSet(_MutableSet):
    def __init__(self, data=None):
        self.data = set()
        if data is not None:
            self.update(data)

    def __contains__(self, item):
        return item in self.data

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return repr(self.data)

    def add(self, item):
        self.data.add(_check(item))

    def discard(self, item):
        self.data.discard(item)

    def remove(self, item):
        self.data.remove(item)

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return self.__class__(self.data)


class finalize:
    """Calls a function when the program ends, unless it was called or detached before."""

    _alive = []

    def __init__(self, obj, func, /, *args, **kwargs):
        self._parts = _check(obj), func, args, kwargs
        self.atexit = True
        if not finalize._alive:
            _atexit.register(_call_all)
        finalize._alive.append(self)

    def _taken(self):
        if self not in finalize._alive:
            return None
        finalize._alive.remove(self)
        return self._parts

    def __call__(self, _=None):
        parts = self._taken()
        if parts is not None:
            return parts[1](*parts[2], **parts[3])

    def detach(self):
        return self._taken()

    def peek(self):
        return self._parts if self.alive else None

    @property
    def alive(self):
        return self in finalize._alive


def _call_all():
    while finalize._alive:
        one = finalize._alive[-1]
        if one.atexit:
            one()
        else:
            one.detach()
