# The class Enum and its metaclass; the module enum has the rest.

_plain_property = property

from _enum_values import mappingproxy as _mappingproxy, missing as _missing, nonmember, property
from _enum_values import EnumDict, auto, dataclass_text as _dataclass_text, is_descriptor as _is_descriptor
from _enum_values import is_single_bit as _is_single_bit, member

Enum = ReprEnum = None


class _Proto:
    """Stands for a member in the body of its class, and becomes the member once the class is there."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, cls, name):
        type.__delattr__(cls, name)
        value = self.value
        args = value if isinstance(value, tuple) else (value,)
        if cls._member_type_ is tuple:
            args = (args,)
        made = cls._new_member_(cls, *args) if cls._use_args_ else cls._new_member_(cls)
        if not hasattr(made, "_value_"):
            made._value_ = value
            if cls._member_type_ is not object:
                try:
                    made._value_ = cls._member_type_(*args)
                except Exception as error:
                    raise TypeError("_value_ not set in __new__, unable to create it") from error
        value = made._value_
        made._name_ = name
        made.__objclass__ = cls
        made.__init__(*args)
        made._sort_order_ = len(cls._member_names_)
        is_flag = hasattr(cls, "_boundary_")
        if is_flag and isinstance(value, int):
            cls._flag_mask_ |= value
            if _is_single_bit(value):
                cls._singles_mask_ |= value
            cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
        known = _member_of(cls, value)
        if known is not None:
            made = known
        elif not is_flag or isinstance(value, int) and _is_single_bit(value):
            cls._member_names_.append(name)
        cls._add_member_(name, made)
        try:
            cls._value2member_map_.setdefault(value, made)
        except TypeError:
            cls._unhashable_values_.append(value)


def _member_of(cls, value):
    """The member with this value, or None."""
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for one in cls._member_map_.values():
            if one._value_ == value:
                return one
    return None


def _data_type(class_name, bases):
    """The type whose values the members are, other than object: the base with a __new__ before Enum."""
    found = []
    for base in bases:
        candidate = None
        for cls in base.__mro__:
            if cls is object:
                continue
            if isinstance(cls, EnumType):
                candidate = None if cls._member_type_ is object else cls._member_type_
                break
            candidate = candidate or cls
            if cls.__module__ == "builtins" or "__new__" in cls.__dict__ or "__dataclass_fields__" in cls.__dict__:
                break
        else:
            candidate = None
        if candidate is not None and candidate not in found:
            found.append(candidate)
    if len(found) > 1:
        raise TypeError(f"too many data types for {class_name!r}: {set(found)!r}")
    return found[0] if found else object


def _mixins(class_name, bases):
    """The data type of the bases, and the enumeration that is derived from."""
    if not bases:
        return object, Enum
    for base in bases:
        for cls in base.__mro__:
            if isinstance(cls, EnumType) and cls._member_names_:
                raise TypeError(f"<enum {class_name!r}> cannot extend {cls!r}")
    if not isinstance(bases[-1], EnumType):
        raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
    return _data_type(class_name, bases), bases[-1]


def _plain_text(self):
    """The text of a member of IntEnum: that of its value."""
    return object.__repr__(self)


class EnumType(type):
    __module__ = "enum"

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        _, first = _mixins(cls, bases)
        names = EnumDict()
        names._cls_name = cls
        if first is not None:
            names["_generate_next_value_"] = getattr(first, "_generate_next_value_", None)
        return names

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if Enum is None:
            made = super().__new__(metacls, cls, bases, classdict, **kwds)
            type.__setattr__(made, "_member_names_", [])
            type.__setattr__(made, "_member_map_", {})
            type.__setattr__(made, "_member_type_", object)
            return made
        if not isinstance(classdict, EnumDict):
            given, classdict = classdict, metacls.__prepare__(cls, bases)
            for name, value in given.items():
                classdict[name] = value
        for name in [*classdict._ignore, "_ignore_"]:
            classdict.pop(name, None)
        members = classdict._member_names
        if "mro" in members:
            raise ValueError("invalid enum member name(s) 'mro'")
        order = classdict.pop("_order_", None)
        names = {name: _Proto(value) if name in members else value for name, value in classdict.items()}
        names["_generate_next_value_"] = staticmethod(classdict._generate_next_value)
        data_type, first = _mixins(cls, bases)
        own_new = names.pop("__new__", None)
        if isinstance(own_new, staticmethod):
            own_new = own_new.__func__
        if own_new is not None:
            names["__new_member__"] = staticmethod(own_new)
        maker = own_new or getattr(first, "__new_member__", None) or data_type.__new__
        names.update(_new_member_=staticmethod(maker), _use_args_=maker is not object.__new__ or data_type is not object, _member_names_=[], _member_map_={},
                     _value2member_map_={}, _unhashable_values_=[], _member_type_=data_type,
                     _value_repr_=_dataclass_text if "__dataclass_fields__" in data_type.__dict__ else repr)
        if hasattr(first, "_boundary_") or boundary is not None:
            names.update(_boundary_=boundary or getattr(first, "_boundary_", None), _flag_mask_=0, _singles_mask_=0, _all_bits_=0,
                         _inverted_=None)
        try:
            made = super().__new__(metacls, cls, bases, names, **kwds)
        except Exception as error:
            if hasattr(error, "__notes__"):
                del error.__notes__
            raise
        made._finish_(names, data_type, first, own_new, order)
        return made

    def __init__(cls, *args, **kwds):
        pass

    def _finish_(cls, names, data_type, first, own_new, order):
        """Gives a new enumeration the methods that a data type before it in the method resolution order hides."""
        if ReprEnum is not None and ReprEnum in cls.__bases__:
            if data_type is object:
                raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
            if "__format__" not in names:
                cls.__format__ = names["__format__"] = data_type.__format__
            if "__str__" not in names:
                cls.__str__ = names["__str__"] = str.__str__ if issubclass(data_type, str) else _plain_text
        if data_type is not object:
            for name in ("__repr__", "__str__", "__format__"):
                if name not in names and getattr(cls, name) in (getattr(data_type, name), getattr(object, name)):
                    setattr(cls, name, getattr(first, name))
        cls.__new__ = Enum.__new__
        is_flag = hasattr(cls, "_boundary_")
        if is_flag:
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in names:
                    setattr(cls, name, getattr(first, name))
            values = [one._value_ for one in cls]
            if values != sorted(values):
                cls._iter_member_ = cls._iter_member_by_def_
        if order is not None:
            order = order.replace(",", " ").split() if isinstance(order, str) else order
            order = [name for name in order if name not in cls._member_map_ or cls[name].name == name]
            if is_flag:
                order = [name for name in order if name in cls._member_names_]
            if order != cls._member_names_:
                raise TypeError(f"member order does not match _order_:\n  {cls._member_names_!r}\n  {order!r}")

    def _add_member_(cls, name, made):
        if name in cls._member_map_:
            if cls._member_map_[name] is not made:
                raise NameError(f"{name!r} is already bound: {cls._member_map_[name]!r}")
            return
        inherited, kind = None, None
        for base in cls.__mro__[1:]:
            attribute = base.__dict__.get(name)
            if isinstance(attribute, property):
                inherited, kind = attribute, "enum"
                break
            if attribute is not None and _is_descriptor(attribute):
                inherited, kind = inherited or attribute, kind or "desc"
        if inherited is None:
            type.__setattr__(cls, name, made)
        else:
            redirect = property(getattr(inherited, "fget", None), getattr(inherited, "fset", None), getattr(inherited, "fdel", None))
            redirect.member, redirect.kind = made, kind
            redirect.__set_name__(cls, name)
            type.__setattr__(cls, name, redirect)
        cls._member_map_[name] = made

    def __bool__(cls):
        return True

    def __call__(cls, value, names=_missing, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_:
            if names is not _missing:
                value = (value, names) + values
            return cls.__new__(cls, value)
        if names is _missing and type is None:
            raise TypeError(f"{cls} has no members; specify `names=()` if you meant to create a new, empty, enum")
        return cls._create_(value, () if names is _missing else names, module, qualname, type, start, boundary)

    def _create_(cls, class_name, names, module, qualname, type, start, boundary):
        bases = (cls,) if type is None else (type, cls)
        body = cls.__class__.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            values = []
            for count, name in enumerate(names):
                values.append(cls._generate_next_value_(name, start, count, values[:]))
            names = list(zip(names, values))
        for item in names or ():
            name, value = (item, names[item]) if isinstance(item, str) else item
            body[name] = value
        body["__module__"] = module or "__main__"
        if qualname is not None:
            body["__qualname__"] = qualname
        return cls.__class__(class_name, bases, body, boundary=boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            cls(value)
            return True
        except ValueError:
            return _member_of(cls, value) is not None

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __dir__(cls):
        shown = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__", "__module__", "__name__",
                 "__qualname__", *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            shown.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            shown.add("__init_subclass__")
        if cls._member_type_ is object:
            return sorted(shown)
        return sorted({*dir(cls._member_type_), *shown})

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @_plain_property
    def __members__(cls):
        return _mappingproxy(cls._member_map_)

    def __repr__(cls):
        return f"<{'flag' if hasattr(cls, '_boundary_') else 'enum'} {cls.__name__!r}>"


class Enum(metaclass=EnumType):
    __module__ = "enum"

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            last = sorted(last_values)[-1]
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None
        try:
            return last + 1
        except TypeError:
            raise TypeError(f"unable to increment {last!r}") from None

    def __new__(cls, value):
        if type(value) is cls:
            return value
        found = _member_of(cls, value)
        if found is not None:
            return found
        if not cls._member_map_:
            raise TypeError(f"{cls!r} has no members defined")
        error = result = None
        try:
            result = cls._missing_(value)
        except Exception as raised:
            error = raised
        if isinstance(result, cls) or result is not None and getattr(cls, "_boundary_", None) == "eject" and isinstance(result, int):
            return result
        invalid = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if error is None and result is None:
            raise invalid
        if error is None:
            error = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")
        if not isinstance(error, ValueError):
            error.__context__ = invalid
        raise error

    def __init__(self, *args, **kwds):
        pass

    def _add_alias_(self, name):
        self.__class__._add_member_(name, self)

    def _add_value_alias_(self, value):
        cls = self.__class__
        known = _member_of(cls, value)
        if known is not None and known is not self:
            raise ValueError(f"{value!r} is already bound: {known!r}")
        try:
            cls._value2member_map_.setdefault(value, self)
        except TypeError:
            cls._unhashable_values_.append(value)

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_repr_(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __dir__(self):
        shown = set()
        if self.__class__._member_type_ is not object:
            shown = {*object.__dir__(self)}
        for cls in self.__class__.mro():
            for name, value in cls.__dict__.items():
                if name[0] != "_" and not isinstance(value, self.__class__):
                    shown.add(name)
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__", *shown})

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_


class ReprEnum(Enum):
    __module__ = "enum"
