# Python's typing module: the objects that annotations are made of, with CPython's repr(). Nothing is checked.

import collections as _collections
import types as _types
from collections import namedtuple as _namedtuple

TYPE_CHECKING = False
Text = str


def _shown(part):
    if part is ...:
        return "..."
    if isinstance(part, (list, tuple)):
        return f"[{', '.join([_shown(item) for item in part])}]"
    if isinstance(part, type):
        return part.__qualname__ if part.__module__ == "builtins" else f"{part.__module__}.{part.__qualname__}"
    return part.__name__ if isinstance(part, _types.FunctionType) else repr(part)


def _type(part):
    if part is None:
        return _types.NoneType
    if isinstance(part, str):
        return ForwardRef(part)
    return [_type(item) for item in part] if isinstance(part, list) else part


def _tuple(parameters):
    return parameters if isinstance(parameters, tuple) else (parameters,)


class _Combined:
    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ForwardRef(_Combined):
    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return self.__forward_arg__ == other.__forward_arg__ if isinstance(other, ForwardRef) else NotImplemented

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


class _Alias(_Combined):
    def __init__(self, form, args):
        self._form, self.__args__ = form, args
        self._name, self.__origin__ = form._name, form.__origin__

    @property
    def __parameters__(self):
        flat = [part for arg in self.__args__ for part in (arg if isinstance(arg, list) else [arg])]
        return _types._parameters(flat)

    def __getitem__(self, parameters):
        return self._form._made(_types._substituted(self, parameters))

    def __call__(self, *args, **kwargs):
        return self._form(*args, **kwargs)

    def __eq__(self, other):
        return self._form is other._form and self.__args__ == other.__args__ if isinstance(other, _Alias) else NotImplemented

    def __hash__(self):
        return hash(repr(self))

    def __repr__(self):
        shown = ", ".join([_shown(arg) for arg in self.__args__]) or "()"
        return f"typing.{self._name}[{shown}]"


class _UnionGenericAlias(_Alias):
    def __eq__(self, other):
        return set(self.__args__) == set(other.__args__) if isinstance(other, (_UnionGenericAlias, _types.UnionType)) else NotImplemented

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        if len(self.__args__) == 2 and _types.NoneType in self.__args__:
            return f"typing.Optional[{', '.join([_shown(arg) for arg in self.__args__ if arg is not _types.NoneType])}]"
        return f"typing.Union[{', '.join([_shown(arg) for arg in self.__args__])}]"


# A name that takes type arguments, List[int]; `origin` is the class that it stands for.
class _Form(_Combined):
    def __init__(self, name, origin=None, is_made=False):
        self._name, self.__origin__, self._is_made = name, origin, is_made

    def __getitem__(self, parameters):
        return self._made(tuple([_type(part) for part in _tuple(parameters)]))

    def _made(self, args):
        return _Alias(self, args)

    def __call__(self, *args, **kwargs):
        if self.__origin__ is None:
            raise TypeError(f"Cannot instantiate typing.{self._name}")
        if self._is_made:
            return self.__origin__(*args, **kwargs)
        raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")

    def __repr__(self):
        return f"typing.{self._name}"


class _LiteralForm(_Form):
    def __getitem__(self, parameters):
        return _LiteralAlias(self, _tuple(parameters))


class _LiteralAlias(_Alias):
    def __repr__(self):
        return f"typing.{self._name}[{', '.join([repr(arg) for arg in self.__args__])}]"


class _AnnotatedForm(_Form):
    def __getitem__(self, parameters):
        kind, *metadata = _tuple(parameters)
        alias = _AnnotatedAlias(self, (_type(kind),))
        alias.__metadata__ = tuple(metadata)
        return alias


class _AnnotatedAlias(_Alias):
    def __repr__(self):
        return f"typing.Annotated[{', '.join([_shown(self.__args__[0]), *[repr(each) for each in self.__metadata__]])}]"


class _UnionForm(_Form):
    def _made(self, args):
        flat = []
        for arg in args:
            for part in arg.__args__ if isinstance(arg, (_UnionGenericAlias, _types.UnionType)) else (arg,):
                if part not in flat:
                    flat.append(part)
        return flat[0] if len(flat) == 1 else _UnionGenericAlias(Union, tuple(flat))


class _OptionalForm(_UnionForm):
    def __getitem__(self, parameters):
        return self._made((_type(parameters), _types.NoneType))


Union = _UnionForm("Union")
Optional = _OptionalForm("Optional")
Annotated = _AnnotatedForm("Annotated")
Literal = _LiteralForm("Literal")
ClassVar, Final, Concatenate = _Form("ClassVar"), _Form("Final"), _Form("Concatenate")
LiteralString, Never, NoReturn, Self, TypeAlias = [_Form(name) for name in ("LiteralString", "Never", "NoReturn", "Self", "TypeAlias")]
NotRequired, ReadOnly, Required, TypeGuard, TypeIs, Unpack = [
    _Form(name) for name in ("NotRequired", "ReadOnly", "Required", "TypeGuard", "TypeIs", "Unpack")
]
List, Dict, Set, FrozenSet, Tuple, Type = [
    _Form(origin.__name__.capitalize() if origin is not frozenset else "FrozenSet", origin) for origin in (list, dict, set, frozenset, tuple, type)
]
Deque, DefaultDict = _Form("Deque", _collections.deque, True), _Form("DefaultDict", _collections.defaultdict, True)
Counter, OrderedDict, ChainMap = [
    _Form(origin.__name__, origin, True) for origin in (_collections.Counter, _collections.OrderedDict, _collections.ChainMap)
]
(
    AbstractSet, AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable, Callable, Collection, Container, ContextManager, Coroutine, Generator,
    Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, MappingView, MutableMapping, MutableSequence, MutableSet, Reversible, Sequence,
    Sized, ValuesView, SupportsAbs, SupportsBytes, SupportsComplex, SupportsFloat, SupportsIndex, SupportsInt, SupportsRound, IO, TextIO, BinaryIO,
    Pattern, Match,
) = [
    _Form(name)
    for name in (
        "AbstractSet", "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable", "Callable", "Collection", "Container", "ContextManager",
        "Coroutine", "Generator", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping", "MappingView", "MutableMapping",
        "MutableSequence", "MutableSet", "Reversible", "Sequence", "Sized", "ValuesView", "SupportsAbs", "SupportsBytes", "SupportsComplex",
        "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound", "IO", "TextIO", "BinaryIO", "Pattern", "Match",
    )
]


# Any is a class in CPython, so `Any | None` is a UnionType, not an Optional.
class _AnyForm(_Form):
    __unionable__ = True

    def __call__(self, *args, **kwargs):
        raise TypeError("Any cannot be instantiated")

    def __or__(self, other):
        return _types._union(self, other)

    def __ror__(self, other):
        return _types._union(other, self)


Any = _AnyForm("Any", object)


# Base of Generic, Protocol and the classes derived from them.
class _GenericForm:
    def __init__(self, cls):
        self._name, self.__origin__ = cls.__name__, cls

    def _made(self, args):
        return _ClassAlias(self, args)

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)


class _ClassAlias(_Alias):
    def __repr__(self):
        return f"{_shown(self.__origin__)}[{', '.join([_shown(arg) for arg in self.__args__])}]"

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)


class Generic:
    def __class_getitem__(cls, parameters):
        return _ClassAlias(_GenericForm(cls), tuple([_type(part) for part in _tuple(parameters)]))


class Protocol(Generic):
    pass


class TypeVar(_Combined):
    __typing_subst__ = None

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False):
        self.__name__, self.__constraints__, self.__bound__ = name, constraints, bound
        self.__covariant__, self.__contravariant__ = covariant, contravariant

    def __repr__(self):
        return f"{'+' if self.__covariant__ else '-' if self.__contravariant__ else '~'}{self.__name__}"


AnyStr = TypeVar("AnyStr", str)


class ParamSpec(_Combined):
    __typing_subst__ = None

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False, infer_variance=False):
        self.__name__, self.__bound__ = name, bound
        self.args, self.kwargs = ParamSpecArgs(self), ParamSpecKwargs(self)

    def __repr__(self):
        return f"~{self.__name__}"


class ParamSpecArgs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"


class ParamSpecKwargs(ParamSpecArgs):
    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"


class TypedDict:
    def __init_subclass__(cls, /, total=True):
        cls.__total__ = total

    def __new__(cls, /, *args, **kwargs):
        return dict(*args, **kwargs)


class NewType(_Combined):
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__, self.__module__ = tp, "__main__"

    def __call__(self, arg, /):
        return arg

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def override(method, /):
    return method


def no_type_check(arg):
    return arg


def runtime_checkable(cls):
    return cls


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def get_origin(tp):
    if isinstance(tp, _UnionGenericAlias):
        return Union
    if isinstance(tp, _types.UnionType):
        return _types.UnionType
    if isinstance(tp, _Alias):
        return tp.__origin__ or tp._form
    return tp.__origin__ if isinstance(tp, _types.GenericAlias) else None


def get_args(tp):
    return tp.__args__ if isinstance(tp, (_Alias, _types.GenericAlias, _types.UnionType)) else ()


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    for holder in reversed(obj.__mro__) if isinstance(obj, type) else [obj]:
        hints.update(vars(holder).get("__annotations__", {}) if isinstance(holder, type) else holder.__annotations__)
    for name, hint in hints.items():
        if isinstance(hint, str):
            raise NotImplementedError(f"Threadbox cannot evaluate the text of an annotation: {hint!r}")
        hints[name] = _types.NoneType if hint is None else hint
    return hints


class NamedTuple:
    def __new__(cls, typename, fields=(), /):
        return _namedtuple(typename, [name for name, _ in fields])

    def __init_subclass__(cls):
        own = cls.__dict__
        names = list(own.get("__annotations__", {}))
        defaults = [name for name in names if name in own]
        for name in names[len(names) - len(defaults) :]:
            if name not in own:
                before = [other for other in defaults if names.index(other) < names.index(name)]
                listed = ", ".join(before)
                raise TypeError(f"Non-default namedtuple field {name} cannot follow default field{'s' if len(before) > 1 else ''} {listed}")
        made = _namedtuple(cls.__name__, names, defaults=[own[name] for name in defaults], module=cls.__module__)
        for name, value in own.items():
            if name not in names and name != "__module__":
                setattr(made, name, value)
        # The class statement binds its name to this: see class_made() in fallbacks.objects.py.
        cls.__replacement__ = made


__all__ = [
    "Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic", "Literal", "Optional",
    "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "Union", "AbstractSet", "Container", "ContextManager", "Hashable",
    "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping", "MappingView", "MutableMapping", "MutableSequence",
    "MutableSet", "Sequence", "Sized", "ValuesView", "Awaitable", "AsyncIterator", "AsyncIterable", "Coroutine", "Collection",
    "AsyncGenerator", "Reversible", "SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex",
    "SupportsInt", "SupportsRound", "ChainMap", "Counter", "Deque", "Dict", "DefaultDict", "List", "OrderedDict", "Set",
    "FrozenSet", "NamedTuple", "TypedDict", "Generator", "BinaryIO", "IO", "Match", "Pattern", "TextIO", "AnyStr",
    "assert_type", "assert_never", "cast", "final", "get_args", "get_origin", "get_type_hints", "LiteralString", "Never",
    "NewType", "no_type_check", "NoReturn", "NotRequired", "overload", "override", "ParamSpecArgs", "ParamSpecKwargs",
    "ReadOnly", "Required", "runtime_checkable", "Self", "Text", "TYPE_CHECKING", "TypeAlias", "TypeGuard", "TypeIs",
    "Unpack",
]
