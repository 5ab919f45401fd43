# Python's dataclasses module. CPython compiles the methods from text; here they are closures, since Threadbox does not have exec().


class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


MISSING = _Missing()
KW_ONLY = object()


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        return f"dataclasses.InitVar[{self.type.__name__ if isinstance(self.type, type) else repr(self.type)}]"


# The name of a special annotation, which may be text: "ClassVar" for typing.ClassVar[int], "InitVar", "KW_ONLY".
def _head(annotation):
    if isinstance(annotation, str):
        return annotation.partition("[")[0].rpartition(".")[2].strip()
    if annotation is KW_ONLY:
        return "KW_ONLY"
    if annotation is InitVar or isinstance(annotation, InitVar):
        return "InitVar"
    return getattr(annotation, "_name", None)



class FrozenInstanceError(AttributeError):
    pass


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = metadata or {}
        self.is_initial = False
        self.kw_only = kw_only


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, kw_only)

    return wrap if cls is None else wrap(cls)


def _collect(cls, kw_only):
    found = {}
    for base in reversed(cls.__mro__[1:]):
        for name, inherited in getattr(base, "__dataclass_fields__", {}).items():
            found[name] = inherited
    own = cls.__dict__
    for name, annotation in own.get("__annotations__", {}).items():
        head = _head(annotation)
        if head == "KW_ONLY":
            kw_only = True
        if head == "KW_ONLY" or head == "ClassVar":
            continue
        default = own.get(name, MISSING)
        made = default if isinstance(default, Field) else field(default=default)
        if isinstance(made.default, (list, dict, set)):
            raise ValueError(f"mutable default {type(made.default)} for field {name} is not allowed: use default_factory")
        made.name, made.type = name, annotation
        made.is_initial = head == "InitVar"
        if made.kw_only is MISSING:
            made.kw_only = kw_only
        if isinstance(default, Field):
            if made.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
        found[name] = made
    return found


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, kw_only):
    found = _collect(cls, kw_only)
    parameters = list(found.values())
    all_fields = [one for one in parameters if not one.is_initial]
    own = cls.__dict__
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    cls.__dataclass_fields__ = found
    if init:
        cls.__init__ = _make_init(cls, parameters, frozen)
    if repr and "__repr__" not in own:
        cls.__repr__ = _make_repr([one for one in all_fields if one.repr])
    compared = [one for one in all_fields if one.compare]
    if eq and "__eq__" not in own:
        cls.__eq__ = _make_eq(compared)
    if order:
        _add_order(cls, compared)
    if unsafe_hash or (eq and frozen):
        cls.__hash__ = _make_hash([one for one in all_fields if (one.compare if one.hash is None else one.hash)])
    elif eq and "__hash__" not in own:
        cls.__hash__ = None
    if frozen:
        _freeze(cls)
    cls.__match_args__ = tuple([one.name for one in parameters if one.init and not one.kw_only])
    return cls


def _has_default(one):
    return one.default is not MISSING or one.default_factory is not MISSING


def _listed(names):
    quoted = [f"'{name}'" for name in names]
    if len(quoted) < 3:
        return " and ".join(quoted)
    return ", ".join(quoted[:-1]) + ", and " + quoted[-1]


def _make_init(cls, all_fields, frozen):
    positional = [one for one in all_fields if one.init and not one.kw_only]
    seen = None
    for one in positional:
        if _has_default(one):
            seen = one
        elif seen is not None:
            raise TypeError(f"non-default argument {one.name!r} follows default argument {seen.name!r}")
    where = cls.__qualname__ + ".__init__()"

    def __init__(self, /, *args, **kwargs):
        if len(args) > len(positional):
            required = len([one for one in positional if not _has_default(one)])
            most = len(positional) + 1
            span = f"{most}" if required == len(positional) else f"from {required + 1} to {most}"
            noun = "argument" if most == 1 else "arguments"
            raise TypeError(f"{where} takes {span} positional {noun} but {len(args) + 1} were given")
        values = dict(zip([one.name for one in positional], args))
        for name, value in kwargs.items():
            if name not in self.__dataclass_fields__ or not self.__dataclass_fields__[name].init:
                raise TypeError(f"{where} got an unexpected keyword argument '{name}'")
            if name in values:
                raise TypeError(f"{where} got multiple values for argument '{name}'")
            values[name] = value
        for kind, wanted in (("positional", False), ("keyword-only", True)):
            missing = [one.name for one in all_fields if one.init and one.kw_only == wanted and one.name not in values and not _has_default(one)]
            if missing:
                noun = "argument" if len(missing) == 1 else "arguments"
                raise TypeError(f"{where} missing {len(missing)} required {kind} {noun}: {_listed(missing)}")
        initial = []
        for one in all_fields:
            if one.name in values:
                value = values[one.name]
            elif one.default_factory is not MISSING:
                value = one.default_factory()
            elif one.default is not MISSING:
                value = one.default
            else:
                continue
            if one.is_initial:
                initial.append(value)
            elif frozen:
                object.__setattr__(self, one.name, value)
            else:
                setattr(self, one.name, value)
        if hasattr(self, "__post_init__"):
            self.__post_init__(*initial)

    __init__.__qualname__ = where[:-2]
    return __init__


def _make_repr(shown):
    def __repr__(self):
        parts = [f"{one.name}={getattr(self, one.name)!r}" for one in shown]
        return f"{type(self).__qualname__}({', '.join(parts)})"

    return __repr__


def _values(instance, compared):
    return tuple([getattr(instance, one.name) for one in compared])


def _make_eq(compared):
    def __eq__(self, other):
        if self is other:
            return True
        if type(self) is not type(other):
            return NotImplemented
        return _values(self, compared) == _values(other, compared)

    return __eq__


def _make_hash(hashed):
    def __hash__(self):
        return hash(_values(self, hashed))

    return __hash__


def _add_order(cls, compared):
    def ordering(compare):
        def method(self, other):
            if type(self) is not type(other):
                return NotImplemented
            return compare(_values(self, compared), _values(other, compared))

        return method

    for name, compare in (
        ("__lt__", lambda a, b: a < b), ("__le__", lambda a, b: a <= b), ("__gt__", lambda a, b: a > b), ("__ge__", lambda a, b: a >= b),
    ):
        if name in cls.__dict__:
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering")
        setattr(cls, name, ordering(compare))


def _freeze(cls):
    def __setattr__(self, name, value):
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name):
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    cls.__setattr__ = __setattr__
    cls.__delattr__ = __delattr__


def fields(class_or_instance):
    try:
        return tuple([one for one in class_or_instance.__dataclass_fields__.values() if not one.is_initial])
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None


def is_dataclass(obj):
    return hasattr(obj, "__dataclass_fields__")


def _plain(value, factory, of_dataclass):
    if is_dataclass(value) and not isinstance(value, type):
        return of_dataclass(value)
    if isinstance(value, (list, tuple)):
        return type(value)([_plain(item, factory, of_dataclass) for item in value])
    if isinstance(value, dict):
        return {_plain(k, factory, of_dataclass): _plain(v, factory, of_dataclass) for k, v in value.items()}
    return value


def asdict(obj, *, dict_factory=dict):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError("asdict() should be called on dataclass instances")

    def convert(instance):
        return dict_factory([(one.name, _plain(getattr(instance, one.name), dict_factory, convert)) for one in fields(instance)])

    return convert(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError("astuple() should be called on dataclass instances")

    def convert(instance):
        return tuple_factory([_plain(getattr(instance, one.name), tuple_factory, convert) for one in fields(instance)])

    return convert(obj)


def replace(obj, /, **changes):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError("replace() should be called on dataclass instances")
    for one in obj.__dataclass_fields__.values():
        if not one.init:
            if one.name in changes:
                raise TypeError(f"field {one.name} is declared with init=False, it cannot be specified with replace()")
        elif one.name not in changes:
            if one.is_initial and one.default is MISSING:
                raise TypeError(f"InitVar {one.name!r} must be specified with replace()")
            changes[one.name] = getattr(obj, one.name)
    return type(obj)(**changes)


__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict", "astuple",
    "replace", "is_dataclass",
]
