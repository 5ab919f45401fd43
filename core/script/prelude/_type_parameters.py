# What a function, a class or a type statement with type parameters calls. The compiler imports this module for them.

import typing as _typing
from typing import Generic
from types import GenericAlias as _GenericAlias, _union


class _Parameter(_typing._Combined):
    """A type parameter, whose bound and default are evaluated when they are first asked for."""

    __typing_subst__ = None
    __covariant__ = __contravariant__ = False
    __infer_variance__ = True

    def __init__(self, name, bound, default):
        self.__name__ = name
        self._later = {"bound": bound, "default": default}

    def _value(self, which):
        value = self._later[which]
        if hasattr(value, "__code__"):
            self._later[which] = value = value()
        return value

    def has_default(self):
        return self._later["default"] is not None

    @property
    def __default__(self):
        return self._value("default") if self.has_default() else NoDefault

    def __repr__(self):
        return self.__name__


class _NoDefaultType:
    def __repr__(self):
        return "typing.NoDefault"


NoDefault = _NoDefaultType()


class TypeVar(_Parameter, _typing.TypeVar):
    @property
    def __bound__(self):
        value = self._value("bound")
        return None if isinstance(value, tuple) else value

    @property
    def __constraints__(self):
        value = self._value("bound")
        return value if isinstance(value, tuple) else ()


class ParamSpec(_Parameter, _typing.ParamSpec):
    __bound__ = None

    def __init__(self, name, bound, default):
        super().__init__(name, bound, default)
        self.args, self.kwargs = _typing.ParamSpecArgs(self), _typing.ParamSpecKwargs(self)


class TypeVarTuple(_Parameter):
    def __iter__(self):
        yield _typing.Unpack[self]


def unpacked(parameter):
    return _typing.Unpack[parameter]


class TypeAliasType:
    """What a type statement makes. Its value is evaluated when it is first asked for."""

    def __init__(self, name, value, type_params=()):
        self.__name__, self._value, self.__type_params__ = name, value, _plain(type_params)
        self.__module__ = "__main__"

    @property
    def __value__(self):
        if hasattr(self._value, "__code__"):
            self._value = self._value()
        return self._value

    @property
    def __parameters__(self):
        return self.__type_params__

    def __getitem__(self, items):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return _Applied(self, items)

    def __or__(self, other):
        return _typing.Union[self, other]

    def __ror__(self, other):
        return _typing.Union[other, self]

    def __repr__(self):
        return self.__name__


class _Applied(_GenericAlias):
    def __repr__(self):
        return f"{self.__origin__!r}[{', '.join([_typing._shown(one) for one in self.__args__])}]"


for _class in (TypeVar, ParamSpec, TypeVarTuple, TypeAliasType):
    _class.__module__ = "typing"
    if not hasattr(_typing, _class.__name__):
        setattr(_typing, _class.__name__, _class)


def _plain(parameters):
    return tuple([one.__args__[0] if not isinstance(one, _Parameter) else one for one in parameters])


def with_parameters(made, parameters):
    made.__type_params__ = _plain(parameters)
    return made
