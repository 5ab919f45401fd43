# The fields of the module dataclasses: what an annotation and a default make of a name.

import _machine


class _MISSING_TYPE:
    __module__ = "dataclasses"


class _KW_ONLY_TYPE:
    __module__ = "dataclasses"


MISSING, KW_ONLY = _MISSING_TYPE(), _KW_ONLY_TYPE()


class _Kind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = _Kind("_FIELD"), _Kind("_FIELD_CLASSVAR"), _Kind("_FIELD_INITVAR")


class InitVar:
    __module__ = "dataclasses"
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        return f"dataclasses.InitVar[{self.type.__name__ if isinstance(self.type, type) else repr(self.type)}]"


class FrozenInstanceError(AttributeError):
    __module__ = "dataclasses"


class _ReadOnly:
    """A field's metadata, which CPython wraps in a mappingproxy."""

    def __init__(self, mapping):
        self._mapping = mapping

    def __getitem__(self, key):
        return self._mapping[key]

    def __setitem__(self, key, value):
        raise TypeError("'mappingproxy' object does not support item assignment")

    def __delitem__(self, key):
        raise TypeError("'mappingproxy' object does not support item deletion")

    def __len__(self):
        return len(self._mapping)

    def __iter__(self):
        return iter(self._mapping)

    def __contains__(self, key):
        return key in self._mapping

    def __eq__(self, other):
        return self._mapping == (other._mapping if isinstance(other, _ReadOnly) else other)

    def __or__(self, other):
        return self._mapping | (other._mapping if isinstance(other, _ReadOnly) else other)

    def get(self, key, default=None, /):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()

    def __str__(self):
        return str(self._mapping)

    def __repr__(self):
        return f"mappingproxy({self._mapping!r})"


_ReadOnly.__name__ = _ReadOnly.__qualname__ = "mappingproxy"


class Field:
    __module__ = "dataclasses"
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = _ReadOnly({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    @property
    def is_initial(self):
        return self._field_type is _FIELD_INITVAR

    def __set_name__(self, owner, name):
        set_name = getattr(type(self.default), "__set_name__", None)
        if set_name:
            set_name(self.default, owner, name)

    def __repr__(self):
        if not _machine.enter_repr(self):
            return "..."
        try:
            names = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only")
            return f"Field({','.join([f'{name}={getattr(self, name)!r}' for name in names])},_field_type={self._field_type})"
        finally:
            _machine.leave_repr(self)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _meant(annotation):
    """What an annotation, or the head of one that is text, stands for: "typing.ClassVar[int]"."""
    if not isinstance(annotation, str):
        return annotation
    import __main__
    meant = __main__
    for part in annotation.partition("[")[0].strip().split("."):
        meant = getattr(meant, part.strip(), None)
    return meant


def _is_class_var(meant):
    return getattr(meant, "_name", None) == "ClassVar" or getattr(getattr(meant, "__origin__", None), "_name", None) == "ClassVar"


def _make_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        # A member of __slots__ is no default.
        made = field(default=MISSING if type(default).__name__ == "member_descriptor" else default)
    made.name, made.type = name, annotation
    meant = _meant(annotation)
    is_init_var = meant is InitVar or isinstance(meant, InitVar)
    made._field_type = _FIELD_CLASSVAR if _is_class_var(meant) else _FIELD_INITVAR if is_init_var else _FIELD
    if made._field_type is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made._field_type is not _FIELD_CLASSVAR:
        if made.kw_only is MISSING:
            made.kw_only = kw_only
    elif made.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if made._field_type is _FIELD and made.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(made.default)} for field {name} is not allowed: use default_factory")
    return made
