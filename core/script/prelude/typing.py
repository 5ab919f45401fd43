# Python's typing names. Annotations say nothing to a run, so neither do these, but for NamedTuple.

from collections import namedtuple


class _Special:
    def __init__(self, name, parameters=()):
        self._name, self._parameters = name, parameters

    def __getitem__(self, parameters):
        return _Special(self._name, parameters if isinstance(parameters, tuple) else (parameters,))

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Cannot instantiate typing.{self._name}")

    def __or__(self, other):
        return _Special("Union", (self, other))

    def __ror__(self, other):
        return _Special("Union", (other, self))

    def __repr__(self):
        if not self._parameters:
            return f"typing.{self._name}"
        shown = [parameter.__name__ if isinstance(parameter, type) else repr(parameter) for parameter in self._parameters]
        return f"typing.{self._name}[{', '.join(shown)}]"


AbstractSet = _Special("AbstractSet")
Any = _Special("Any")
Annotated = _Special("Annotated")
Awaitable = _Special("Awaitable")
Callable = _Special("Callable")
ClassVar = _Special("ClassVar")
Collection = _Special("Collection")
Concatenate = _Special("Concatenate")
Container = _Special("Container")
ContextManager = _Special("ContextManager")
Coroutine = _Special("Coroutine")
Counter = _Special("Counter")
Deque = _Special("Deque")
DefaultDict = _Special("DefaultDict")
Dict = _Special("Dict")
Final = _Special("Final")
FrozenSet = _Special("FrozenSet")
Generator = _Special("Generator")
Hashable = _Special("Hashable")
Iterable = _Special("Iterable")
Iterator = _Special("Iterator")
List = _Special("List")
Literal = _Special("Literal")
Mapping = _Special("Mapping")
MutableMapping = _Special("MutableMapping")
MutableSequence = _Special("MutableSequence")
MutableSet = _Special("MutableSet")
Never = _Special("Never")
NoReturn = _Special("NoReturn")
NotRequired = _Special("NotRequired")
Optional = _Special("Optional")
OrderedDict = _Special("OrderedDict")
Required = _Special("Required")
Reversible = _Special("Reversible")
Self = _Special("Self")
Sequence = _Special("Sequence")
Set = _Special("Set")
Sized = _Special("Sized")
SupportsFloat = _Special("SupportsFloat")
SupportsInt = _Special("SupportsInt")
Text = str
Tuple = _Special("Tuple")
Type = _Special("Type")
TypeAlias = _Special("TypeAlias")
TypeGuard = _Special("TypeGuard")
Union = _Special("Union")
Unpack = _Special("Unpack")
TYPE_CHECKING = False


class Generic:
    def __class_getitem__(cls, parameters):
        return cls


class Protocol:
    def __class_getitem__(cls, parameters):
        return cls


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name

    def __repr__(self):
        return f"~{self.__name__}"


AnyStr = TypeVar("AnyStr", str)


class ParamSpec:
    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.args, self.kwargs = _Special(f"{name}.args"), _Special(f"{name}.kwargs")

    def __repr__(self):
        return f"~{self.__name__}"


class TypedDict:
    def __new__(cls, /, *args, **kwargs):
        return dict(*args, **kwargs)


def NewType(name, tp):
    def new_type(value):
        return value

    return new_type


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


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    raise NotImplementedError("Threadbox keeps no annotations")


class NamedTuple:
    def __new__(cls, typename, fields=(), /):
        return namedtuple(typename, [name for name, _ in fields])

    def __init_subclass__(cls):
        own = cls.__dict__
        names = list(own.get("__annotations__", {}))
        defaults = [name for name in names if name in own]
        for name in names[len(names) - len(defaults) :]:
            if name not in own:
                before = [other for other in defaults if names.index(other) < names.index(name)]
                listed = ", ".join(before)
                raise TypeError(f"Non-default namedtuple field {name} cannot follow default field{'s' if len(before) > 1 else ''} {listed}")
        made = namedtuple(cls.__name__, names, defaults=[own[name] for name in defaults], module=cls.__module__)
        for name, value in own.items():
            if name not in names and name not in ("__module__", "__annotations__"):
                setattr(made, name, value)
        # What the class statement gives its name to: see class_made() in twins.py.
        cls.__replacement__ = made
