# Python's types module, with the classes of `int | str` and `list[int]`.

import _machine

__all__ = [
    "FunctionType", "LambdaType", "CodeType", "GeneratorType", "MethodType", "BuiltinFunctionType", "BuiltinMethodType", "ModuleType",
    "SimpleNamespace", "GenericAlias", "UnionType", "NoneType", "EllipsisType", "NotImplementedType", "MappingProxyType", "CellType",
    "new_class", "resolve_bases", "prepare_class", "get_original_bases",
]


def _generator():
    yield


def _cell(value):
    return (lambda: value).__closure__[0]


FunctionType = LambdaType = type(_generator)
CodeType = type(_generator.__code__)
GeneratorType = type(_generator())
BuiltinFunctionType = BuiltinMethodType = type(len)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)


def _name(part):
    if part is ...:
        return "..."
    if isinstance(part, type):
        return part.__qualname__ if part.__module__ == "builtins" else f"{part.__module__}.{part.__qualname__}"
    return f"[{', '.join([_name(item) for item in part])}]" if isinstance(part, list) else repr(part)


def _parameters(args):
    found = []
    for arg in args:
        for parameter in [arg] if hasattr(arg, "__typing_subst__") else getattr(arg, "__parameters__", ()):
            if parameter not in found:
                found.append(parameter)
    return tuple(found)


def _substituted(alias, items):
    items = items if isinstance(items, tuple) else (items,)
    parameters = alias.__parameters__
    if not parameters:
        raise TypeError(f"{alias!r} is not a generic class")
    if len(items) != len(parameters):
        few = "few" if len(items) < len(parameters) else "many"
        raise TypeError(f"Too {few} arguments for {alias!r}; actual {len(items)}, expected {len(parameters)}")
    meaning = dict(zip(parameters, items))
    made = []
    for arg in alias.__args__:
        if arg in parameters:
            made.append(meaning[arg])
        elif not isinstance(arg, type) and getattr(arg, "__parameters__", ()):
            made.append(arg[tuple([meaning[parameter] for parameter in arg.__parameters__])])
        else:
            made.append(arg)
    return tuple(made)


class UnionType:
    def __init__(self):
        raise TypeError("cannot create 'types.UnionType' instances")

    @property
    def __parameters__(self):
        return _parameters(self.__args__)

    def __getitem__(self, items):
        made, *rest = _substituted(self, items)
        for arg in rest:
            made = made | arg
        return made

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __eq__(self, other):
        return set(self.__args__) == set(other.__args__) if type(other) is UnionType else NotImplemented

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        return " | ".join(["None" if arg is NoneType else _name(arg) for arg in self.__args__])


class GenericAlias:
    def __init__(self, origin, args, /):
        self.__origin__ = origin
        self.__args__ = args if isinstance(args, tuple) else (args,)
        self.__unpacked__ = False

    @property
    def __parameters__(self):
        return _parameters(self.__args__)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__") and name not in ("__name__", "__qualname__", "__module__", "__doc__"):
            raise AttributeError(f"type object '{self.__origin__.__name__}' has no attribute '{name}'")
        return getattr(self.__origin__, name)

    def __call__(self, /, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __getitem__(self, items):
        return GenericAlias(self.__origin__, _substituted(self, items))

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __iter__(self):
        starred = GenericAlias(self.__origin__, self.__args__)
        starred.__unpacked__ = True
        yield starred

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __eq__(self, other):
        if type(other) is not GenericAlias:
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__ and self.__unpacked__ == other.__unpacked__

    def __hash__(self):
        return hash(self.__origin__) ^ hash(self.__args__)

    def __repr__(self):
        args = ", ".join([_name(arg) for arg in self.__args__]) or "()"
        return f"{'*' if self.__unpacked__ else ''}{_name(self.__origin__)}[{args}]"


def _union(left, right):
    args = []
    for side in (left, right):
        if side is None:
            side = NoneType
        if not isinstance(side, (type, GenericAlias, UnionType)) and not hasattr(side, "__unionable__"):
            return NotImplemented
        for arg in side.__args__ if isinstance(side, UnionType) else (side,):
            if arg not in args:
                args.append(arg)
    if len(args) == 1:
        return args[0]
    made = UnionType.__new__(UnionType)
    made.__args__ = tuple(args)
    return made


class SimpleNamespace:
    def __init__(self, mapping=(), /, **kwargs):
        for name, value in {**dict(mapping), **kwargs}.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, SimpleNamespace) else NotImplemented

    def __repr__(self):
        kind = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return f"{kind}({', '.join([f'{name}={value!r}' for name, value in vars(self).items()])})"


MethodType = type(SimpleNamespace().__eq__)
ModuleType = type(_machine)
MappingProxyType = type(SimpleNamespace.__dict__)
CellType = type(_cell(1))


def resolve_bases(bases):
    made = []
    for base in bases:
        if isinstance(base, type) or not hasattr(base, "__mro_entries__"):
            made.append(base)
            continue
        entries = base.__mro_entries__(bases)
        if not isinstance(entries, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        made.extend(entries)
    return bases if made == list(bases) else tuple(made)


def get_original_bases(cls, /):
    if not isinstance(cls, type):
        raise TypeError(f"Expected an instance of type, not {type(cls).__name__!r}")
    return cls.__dict__.get("__orig_bases__", cls.__bases__)


def prepare_class(name, bases=(), kwds=None):
    kwds = {} if kwds is None else dict(kwds)
    metaclass = kwds.pop("metaclass", None) or (type(bases[0]) if bases else type)
    if isinstance(metaclass, type):
        metaclass = _machine.metaclass_of(metaclass, bases)
    prepare = getattr(metaclass, "__prepare__", None)
    return metaclass, {} if prepare is None else prepare(name, bases, **kwds), kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    resolved = resolve_bases(bases)
    metaclass, names, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(names)
    if resolved is not bases:
        names["__orig_bases__"] = bases
    return metaclass(name, resolved, names, **kwds)
