# Python's dataclasses module.

import copy as _copy
from _dataclass_fields import (
    KW_ONLY, MISSING, Field, FrozenInstanceError, InitVar, _FIELD, _FIELD_CLASSVAR, _KW_ONLY_TYPE, _MISSING_TYPE, _make_field, _meant, field,
)
from _dataclass_methods import _add, _add_order, _freeze, _make_eq, _make_hash, _make_init, _make_repr


class _DataclassParams:
    def __init__(self, **params):
        for name, value in params.items():
            setattr(self, name, value)

    def __repr__(self):
        return f"_DataclassParams({','.join([f'{name}={value!r}' for name, value in vars(self).items()])})"


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    params = _DataclassParams(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen, match_args=match_args,
                              kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)

    def wrap(cls):
        return _process(cls, params)

    return wrap if cls is None else wrap(cls)


def _collect(cls, kw_only):
    found = {}
    for base in reversed(cls.__mro__[1:]):
        found.update(base.__dict__.get("__dataclass_fields__", {}))
    annotations = cls.__dict__.get("__annotations__", {})
    own, has_mark = [], False
    for name, annotation in annotations.items():
        if _meant(annotation) is KW_ONLY:
            if has_mark:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            has_mark = kw_only = True
        else:
            own.append(_make_field(cls, name, annotation, kw_only))
    for made in own:
        found[made.name] = made
        if isinstance(getattr(cls, made.name, None), Field):
            if made.default is MISSING:
                delattr(cls, made.name)
            else:
                setattr(cls, made.name, made.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _check_bases(cls, frozen):
    bases = [base.__dataclass_params__ for base in cls.__mro__[1:] if "__dataclass_params__" in base.__dict__]
    if bases and frozen and not all([base.frozen for base in bases]):
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    if bases and not frozen and any([base.frozen for base in bases]):
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")


def _process(cls, params):
    cls.__dataclass_params__ = params
    found = _collect(cls, params.kw_only)
    _check_bases(cls, params.frozen)
    cls.__dataclass_fields__ = found
    own_hash = cls.__dict__.get("__hash__", MISSING)
    has_own_hash = not (own_hash is MISSING or own_hash is None and "__eq__" in cls.__dict__)
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")
    initial = [one for one in found.values() if one._field_type is not _FIELD_CLASSVAR]
    all_fields = [one for one in initial if one._field_type is _FIELD]
    if params.init:
        _add(cls, "__init__", _make_init(cls, initial, params.frozen, params.slots))
    _add(cls, "__replace__", lambda self, /, **changes: _replaced(self, **changes))
    if params.repr:
        _add(cls, "__repr__", _make_repr([one for one in all_fields if one.repr]))
    compared = [one for one in all_fields if one.compare]
    if params.eq:
        _add(cls, "__eq__", _make_eq(compared))
    if params.order:
        _add_order(cls, compared)
    if params.frozen:
        _freeze(cls, [one.name for one in all_fields])
    _set_hash(cls, params, has_own_hash, all_fields)
    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + _signature(initial)
    if params.match_args:
        _add(cls, "__match_args__", tuple([one.name for one in initial if one.init and not one.kw_only]))
    if params.weakref_slot and not params.slots:
        raise TypeError("weakref_slot is True but slots is False")
    return _with_slots(cls, all_fields, params.weakref_slot) if params.slots else cls


def _set_hash(cls, params, has_own_hash, all_fields):
    if params.unsafe_hash and has_own_hash:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if has_own_hash or not (params.unsafe_hash or params.eq):
        return
    if params.unsafe_hash or params.frozen:
        cls.__hash__ = _make_hash([one for one in all_fields if (one.compare if one.hash is None else one.hash)])
        cls.__hash__.__qualname__ = f"{cls.__qualname__}.__hash__"
    else:
        cls.__hash__ = None


def _annotation_text(annotation):
    if isinstance(annotation, type) and not hasattr(annotation, "__origin__"):
        return annotation.__qualname__ if annotation.__module__ == "builtins" else f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation).replace("typing.", "")


def _signature(initial):
    parts, is_marked = [], False
    for one in sorted([one for one in initial if one.init], key=lambda one: bool(one.kw_only)):
        if one.kw_only and not is_marked:
            parts.append("*")
            is_marked = True
        default = " = <factory>" if one.default_factory is not MISSING else "" if one.default is MISSING else f" = {one.default!r}"
        parts.append(f"{one.name}: {_annotation_text(one.type)}{default}")
    return f"({', '.join(parts)})"


def _with_slots(cls, all_fields, weakref_slot):
    """The class again, since __slots__ cannot be added to one."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        if hasattr(slots, "__next__"):
            raise TypeError(f"Slots of '{base.__name__}' cannot be determined")
        inherited.update((slots,) if isinstance(slots, str) else slots)
    names = [one.name for one in all_fields]
    slots = [name for name in names if name not in inherited]
    if weakref_slot and "__weakref__" not in inherited:
        slots.append("__weakref__")
    members = {name: value for name, value in cls.__dict__.items() if name not in names and name not in ("__dict__", "__weakref__")}
    members["__slots__"] = tuple(slots)
    made = type(cls)(cls.__name__, cls.__bases__, members)
    made.__qualname__ = cls.__qualname__
    return made


def fields(class_or_instance):
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([one for one in found.values() if one._field_type is _FIELD])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


_atomic = {type(None), bool, int, float, str, complex, bytes, type(...), type(NotImplemented), type(len), type(is_dataclass), type, range, property}


def _plain(value, of_dataclass):
    kind = type(value)
    if kind in _atomic:
        return value
    if hasattr(kind, "__dataclass_fields__"):
        return of_dataclass(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return kind(*[_plain(item, of_dataclass) for item in value])
    if isinstance(value, (list, tuple)):
        return kind([_plain(item, of_dataclass) for item in value])
    if isinstance(value, dict):
        pairs = [(_plain(key, of_dataclass), _plain(item, of_dataclass)) for key, item in value.items()]
        if not hasattr(value, "default_factory"):
            return kind(pairs)
        made = kind(value.default_factory)
        for key, item in pairs:
            made[key] = item
        return made
    return _copy.deepcopy(value)


def asdict(obj, *, dict_factory=dict):
    if not hasattr(type(obj), "__dataclass_fields__"):
        raise TypeError("asdict() should be called on dataclass instances")

    def convert(instance):
        return dict_factory([(one.name, _plain(getattr(instance, one.name), convert)) for one in fields(instance)])

    return convert(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not hasattr(type(obj), "__dataclass_fields__"):
        raise TypeError("astuple() should be called on dataclass instances")

    def convert(instance):
        return tuple_factory([_plain(getattr(instance, one.name), convert) for one in fields(instance)])

    return convert(obj)


def _is_field_name(name):
    return isinstance(name, str) and name.isidentifier()


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
                   match_args=True, kw_only=False, slots=False, weakref_slot=False, module=None):
    members, annotations = dict(namespace or {}), {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, members[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not _is_field_name(name):
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in _keywords:
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = kind
    members["__annotations__"] = annotations
    members["__module__"] = "__main__" if module is None else module
    made = type(bases[0] if bases else object)(cls_name, tuple(bases), members)
    return dataclass(made, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen, match_args=match_args,
                     kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


_keywords = set("False None True and as assert async await break class continue def del elif else except finally for from global if import in "
                "is lambda nonlocal not or pass raise return try while with yield".split())


def replace(obj, /, **changes):
    if not hasattr(type(obj), "__dataclass_fields__"):
        raise TypeError("replace() should be called on dataclass instances")
    return _replaced(obj, **changes)


def _replaced(self, /, **changes):
    for one in self.__dataclass_fields__.values():
        if one._field_type is _FIELD_CLASSVAR:
            continue
        if not one.init:
            if one.name in changes:
                raise TypeError(f"field {one.name} is declared with init=False, it cannot be specified with replace()")
        elif one.name not in changes:
            if one.is_initial and one.default is MISSING:
                raise TypeError(f"InitVar {one.name!r} must be specified with replace()")
            changes[one.name] = getattr(self, one.name)
    return self.__class__(**changes)


__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict", "astuple",
    "replace", "is_dataclass", "make_dataclass",
]
