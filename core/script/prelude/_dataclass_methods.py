# The methods that the module dataclasses adds to a class. CPython compiles them from text; here they are closures.

import _machine
from _dataclass_fields import MISSING, FrozenInstanceError


def _add(cls, name, value):
    """Gives the class a new member, unless it has one. Returns whether it has one."""
    if name in cls.__dict__:
        return True
    if hasattr(value, "__qualname__"):
        value.__qualname__, value.__module__ = f"{cls.__qualname__}.{name}", cls.__module__
    setattr(cls, name, value)
    return False


def _has_default(one):
    return one.default is not MISSING or one.default_factory is not MISSING


def _listed(names):
    quoted = [f"'{name}'" for name in names]
    if len(quoted) < 3:
        return " and ".join(quoted)
    return ", ".join(quoted[:-1]) + ", and " + quoted[-1]


def _make_init(cls, all_fields, frozen, slots):
    positional = [one for one in all_fields if one.init and not one.kw_only]
    accepted = {one.name for one in all_fields if one.init}
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
            if name not in accepted:
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
            elif one.default is not MISSING and (one.init or slots):
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

    __init__.__annotations__ = {**{one.name: one.type for one in all_fields if one.init}, "return": None}
    return __init__


def _make_repr(shown):
    def __repr__(self):
        if not _machine.enter_repr(self):
            return "..."
        try:
            parts = [f"{one.name}={getattr(self, one.name)!r}" for one in shown]
        finally:
            _machine.leave_repr(self)
        return f"{type(self).__qualname__}({', '.join(parts)})"

    __repr__._is_of_dataclass = True  # For pprint.
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
        if _add(cls, name, ordering(compare)):
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__} Consider using functools.total_ordering")


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    for name, method in (("__setattr__", __setattr__), ("__delattr__", __delattr__)):
        if _add(cls, name, method):
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
