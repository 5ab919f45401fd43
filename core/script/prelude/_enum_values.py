# What the module enum needs to tell the members in the body of an enumeration from the rest of it.

class _Missing:
    def __repr__(self):
        return "_auto_null"


missing = _Missing()
_plain_property = property


def is_descriptor(value):
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


def is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def is_single_bit(number):
    return number != 0 and number & (number - 1) == 0


class nonmember:
    __module__ = "enum"

    def __init__(self, value):
        self.value = value


class member:
    __module__ = "enum"

    def __init__(self, value):
        self.value = value


class auto:
    __module__ = "enum"

    def __init__(self, value=missing):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class property:
    """An attribute of members. As an attribute of the class, it is the member of that name."""

    __module__ = "enum"
    member = kind = None

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.__doc__ = doc if doc is not None or fget is None else fget.__doc__

    def getter(self, fget):
        return property(fget, self.fset, self.fdel)

    def setter(self, fset):
        return property(self.fget, fset, self.fdel)

    def deleter(self, fdel):
        return property(self.fget, self.fset, fdel)

    def __set_name__(self, cls, name):
        self.name = name
        self.clsname = cls.__name__

    def __get__(self, instance, cls=None):
        if instance is None:
            if self.member is None:
                raise AttributeError(f"{cls!r} has no attribute {self.name!r}")
            return self.member
        if self.fget is not None:
            return self.fget(instance)
        if self.kind == "desc":
            return getattr(instance._value_, self.name)
        if self.member is None:
            raise AttributeError(f"{cls!r} has no attribute {self.name!r}")
        return self.member

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")
        return self.fdel(instance)


_settable = frozenset("_order_ _generate_next_value_ _numeric_repr_ _missing_ _ignore_ _iter_member_ _iter_member_by_value_ "
                      "_iter_member_by_def_ _add_alias_ _add_value_alias_ _use_args_".split())


class EnumDict(dict):
    """The names in the body of an enumeration, which notes those that become members."""

    __module__ = "enum"

    def __init__(self):
        super().__init__()
        self._cls_name = None
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._generate_next_value = None

    @_plain_property
    def member_names(self):
        return list(self._member_names)

    def __setitem__(self, key, value):
        if self._cls_name is not None and key.startswith(f"_{self._cls_name.lstrip('_')}__") and not key.endswith("__"):
            pass
        elif is_sunder(key):
            self._set_sunder(key, value)
        elif is_dunder(key):
            key = "_order_" if key == "__order__" else key
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif not is_descriptor(value) and not self._is_nested(value):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            value = self._member_value(key, value.value if isinstance(value, member) else value)
        super().__setitem__(key, value)

    def _set_sunder(self, key, value):
        if key not in _settable:
            raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
        if key == "_generate_next_value_":
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._generate_next_value = value.__func__ if isinstance(value, staticmethod) else value
        elif key == "_ignore_":
            self._ignore = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            already = {*self._ignore} & {*self._member_names}
            if already:
                raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")

    def _is_nested(self, value):
        """Whether the value is a class that the body defines."""
        return isinstance(value, type) and self._cls_name is not None and f".{self._cls_name}.{value.__name__}" in f".{value.__qualname__}"

    def _member_value(self, key, value):
        parts = value if isinstance(value, tuple) else (value,)
        autos = [part for part in parts if isinstance(part, auto)]
        if autos:
            made = [self._auto_value(key, part) if isinstance(part, auto) else part for part in parts]
            if not isinstance(value, tuple):
                value = made[0]
            else:
                value = type(value)(made) if type(value) is tuple else type(value)(*made)
        self._member_names[key] = None
        self._last_values.append(value)
        return value

    def _auto_value(self, key, part):
        if part.value is missing:
            part.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
            self._auto_called = True
        return part.value

    def update(self, members, **more_members):
        for name, value in [*dict(members).items(), *more_members.items()]:
            self[name] = value


class mappingproxy:
    """A view of a mapping that cannot be changed through it."""

    def __init__(self, mapping):
        self._mapping = mapping

    def __getitem__(self, key):
        return self._mapping[key]

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        return iter(self._mapping)

    def __reversed__(self):
        return reversed(self._mapping)

    def __len__(self):
        return len(self._mapping)

    def __eq__(self, other):
        return self._mapping == (other._mapping if isinstance(other, mappingproxy) else other)

    def __or__(self, other):
        return self._mapping | (other._mapping if isinstance(other, mappingproxy) else other)

    def __ror__(self, other):
        return other | self._mapping

    def __repr__(self):
        return f"mappingproxy({self._mapping!r})"

    def __str__(self):
        return str(self._mapping)

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


def dataclass_text(self):
    """The fields of a member whose data type is a dataclass."""
    fields = self.__dataclass_fields__
    return ", ".join([f"{name}={getattr(self, name)!r}" for name in fields if fields[name].repr])
