# Python's unittest.mock: objects that record how they are used, and patches that put them in the place of others.

import functools as _functools
import sys
from contextlib import contextmanager as _contextmanager

__all__ = [
    "Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "create_autospec", "FILTER_DIR", "NonCallableMock",
    "NonCallableMagicMock", "mock_open", "PropertyMock", "seal",
]

FILTER_DIR = True


# --- sentinels

class _Sentinel:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"


class _Sentinels:
    def __init__(self):
        self._made = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        return self._made.setdefault(name, _Sentinel(name))


sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED


class _Any:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _Any()


class InvalidSpecError(Exception):
    pass


# --- calls

def _call_text(name, args, kwargs):
    parts = [repr(arg) for arg in args] + [f"{key}={value!r}" for key, value in kwargs.items()]
    return f"{name}({', '.join(parts)})"


class _Call(tuple):
    # (name, args, kwargs), or (args, kwargs) of a mock's own calls; what is missing in a tuple that it is compared with is empty.

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        args, kwargs = (), {}
        for part in value:
            if isinstance(part, str):
                name = part
            elif isinstance(part, tuple):
                args = part
            else:
                kwargs = part
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        if not isinstance(other, tuple) or len(other) > 3:
            return NotImplemented if not isinstance(other, tuple) else False
        name, args, kwargs = ("", *self) if len(self) == 2 else self
        other_name, other_args, other_kwargs = "", (), {}
        for part in other:
            if isinstance(part, str):
                other_name = part
            elif isinstance(part, tuple):
                other_args = part
            elif isinstance(part, dict):
                other_kwargs = part
            else:
                return False
        if name and other_name and name != other_name or len(other) == 3 and len(self) == 3 and name != other_name:
            return False
        return (other_args, other_kwargs) == (args, kwargs)

    __ne__ = object.__ne__
    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + "()", parent=self)

    def __getattr__(self, attr):
        if attr.startswith("_mock") or attr in ("__unionable__", "__typing_subst__", "__parameters__"):
            raise AttributeError(attr)
        name = attr if self._mock_name is None else f"{self._mock_name}.{attr}"
        return _Call(name=name, parent=self, from_kall=False)

    def count(self, /, *args, **kwargs):
        return self.__getattr__("count")(*args, **kwargs)

    def index(self, /, *args, **kwargs):
        return self.__getattr__("index")(*args, **kwargs)

    @property
    def args(self):
        return tuple.__getitem__(self, -2)

    @property
    def kwargs(self):
        return tuple.__getitem__(self, -1)

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return f"call{name}" if name.startswith("()") else name
        name = self[0] if len(self) == 3 else ""
        if not name:
            name = "call"
        elif name.startswith("()"):
            name = f"call{name}"
        else:
            name = f"call.{name}"
        return _call_text(name, self.args, self.kwargs)

    def call_list(self):
        found = []
        at = self
        while at is not None:
            if at._mock_from_kall:
                found.append(at)
            at = at._mock_parent
        return _CallList(reversed(found))


call = _Call(from_kall=False)


class _CallList(list):
    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        return any(list(self[at:at + len(value)]) == value for at in range(len(self) - len(value) + 1))

    def __repr__(self):
        # As pprint's, for 80 columns.
        texts = [repr(one) for one in self]
        line = f"[{', '.join(texts)}]"
        return line if len(line) <= 80 else "[" + ",\n ".join(texts) + "]"


# --- mocks

_own = frozenset({
    "_mock_children", "_mock_return_value", "_mock_side_effect", "_mock_parent", "_mock_new_parent", "_mock_name", "_mock_new_name",
    "_mock_wraps", "_spec_class", "_mock_methods", "_mock_sealed", "_spec_set", "called", "call_count", "call_args", "call_args_list",
    "mock_calls", "method_calls", "_mock_delegate",
})
_setters = ("return_value", "side_effect")


def _is_magic(name):
    return len(name) > 4 and name.startswith("__") and name.endswith("__")


def _is_raised(obj):
    return isinstance(obj, BaseException) or isinstance(obj, type) and issubclass(obj, BaseException)


class NonCallableMock:
    def __new__(cls, /, *args, **kwargs):
        # Each mock has a class of its own, which gets its special methods.
        return object.__new__(type(cls.__name__, (cls,), {"__doc__": cls.__doc__, "__module__": cls.__module__, "_mock_kind": cls}))

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name="", _new_parent=None,
                 _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        own = self.__dict__
        own["_mock_parent"] = parent
        own["_mock_new_parent"] = parent if _new_parent is None else _new_parent
        own["_mock_name"] = name
        own["_mock_new_name"] = _new_name
        own["_mock_sealed"] = False
        own["_mock_children"] = {}
        own["_mock_wraps"] = wraps
        own["_mock_unsafe"] = unsafe
        own["_mock_return_value"] = DEFAULT
        own["_mock_side_effect"] = None
        spec_is_set = spec_set is not None
        self._mock_add_spec(spec_set if spec_is_set else spec, spec_is_set)
        self._mock_forget_calls()
        if kwargs:
            self.configure_mock(**kwargs)

    def _mock_forget_calls(self):
        own = self.__dict__
        own["called"] = False
        own["call_count"] = 0
        own["call_args"] = None
        own["call_args_list"] = _CallList()
        own["mock_calls"] = _CallList()
        own["method_calls"] = _CallList()

    def _mock_add_spec(self, spec, spec_set):
        own = self.__dict__
        own["_spec_class"] = None
        own["_spec_set"] = spec_set
        own["_mock_methods"] = None
        if spec is None:
            return
        if isinstance(spec, NonCallableMock):
            raise InvalidSpecError(f"Cannot spec a Mock object. [object={spec!r}]")
        if isinstance(spec, (list, tuple)):
            own["_mock_methods"] = list(spec)
        else:
            own["_spec_class"] = spec if isinstance(spec, type) else type(spec)
            own["_mock_methods"] = dir(spec)

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)

    def attach_mock(self, mock, attribute):
        mock.__dict__.update(_mock_parent=None, _mock_new_parent=None, _mock_name="", _mock_new_name=None)
        setattr(self, attribute, mock)

    @property
    def __class__(self):
        spec = self.__dict__.get("_spec_class")
        return type(self) if spec is None else spec

    def _mock_get_return_value(self):
        value = self._mock_return_value
        if value is DEFAULT and self._mock_wraps is None:
            value = self._get_child_mock(_new_parent=self, _new_name="()")
            self.return_value = value
        return value

    def _mock_set_return_value(self, value):
        self.__dict__["_mock_return_value"] = value
        _adopt(self, value, None, "()")

    return_value = property(_mock_get_return_value, _mock_set_return_value)

    @property
    def side_effect(self):
        return self._mock_side_effect

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not callable(value) and not _is_raised(value) and hasattr(value, "__iter__"):
            value = iter(value)
        self.__dict__["_mock_side_effect"] = value

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        visited = [] if visited is None else visited
        if any(one is self for one in visited):
            return
        visited.append(self)
        self._mock_forget_calls()
        if return_value:
            self.__dict__["_mock_return_value"] = DEFAULT
        if side_effect:
            self.__dict__["_mock_side_effect"] = None
        for child in list(self._mock_children.values()):
            if child is not _deleted and isinstance(child, NonCallableMock):
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        value = self._mock_return_value
        if isinstance(value, NonCallableMock) and value is not self:
            value.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        for path, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            *way, last = path.split(".")
            at = self
            for name in way:
                at = getattr(at, name)
            setattr(at, last, value)

    def __getattr__(self, name):
        if name in ("_mock_methods", "_mock_unsafe", "_mock_children", "_spec_class"):
            raise AttributeError(name)
        methods = self._mock_methods
        if methods is not None:
            if name not in methods or name in ("__unionable__",):
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and (methods is None or name not in methods):
            if name.startswith(("assert", "assret", "asert", "aseert", "assrt")) or name in _misspelled:
                raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to be an attribute.")
        found = self._mock_children.get(name)
        if found is _deleted:
            raise AttributeError(name)
        if found is None:
            wraps = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
            found = self._get_child_mock(parent=self, name=name, wraps=wraps, _new_name=name, _new_parent=self)
            self._mock_children[name] = found
        elif isinstance(found, _SpecOf):
            found = self._mock_children[name] = found.made(self)
        return found

    def __setattr__(self, name, value):
        kind = type(self)
        if name in _setters:
            return object.__setattr__(self, name, value)
        if name in _own:
            self.__dict__[name] = value
            return
        if name == "__class__":
            self.__dict__["_spec_class"] = value
            return
        methods = self._mock_methods
        if self._spec_set and methods is not None and name not in methods and name not in self.__dict__:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if self._mock_sealed and name not in self._mock_children and name not in self.__dict__ and not _is_magic(name):
            raise AttributeError(f"Cannot set {_full_name(self)}.{name}")
        if _is_magic(name) and name in _magics:
            if not isinstance(value, NonCallableMock):
                function = value
                setattr(kind, name, lambda self, /, *args, **kwargs: function(self, *args, **kwargs))
                self._mock_children[name] = function
                return
            _adopt(self, value, None, name)
            setattr(kind, name, _forwarding(name))
            self._mock_children[name] = value
            return
        if isinstance(value, PropertyMock):
            setattr(kind, name, value)
            return
        if _adopt(self, value, name, name):
            self._mock_children[name] = value
        if isinstance(value, NonCallableMock):
            self._mock_children[name] = value
            self.__dict__.pop(name, None)
            return
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if _is_magic(name) and name in type(self).__dict__:
            delattr(type(self), name)
        present = name in self.__dict__ or name in self._mock_children and self._mock_children[name] is not _deleted
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif self._mock_children.get(name) is _deleted:
            raise AttributeError(name)
        if present or not _is_magic(name):
            self._mock_children[name] = _deleted

    def __dir__(self):
        names = self._mock_methods or dir(type(self))
        return sorted({*names, *self.__dict__, *[name for name, child in self._mock_children.items() if child is not _deleted]})

    def __repr__(self):
        name = _full_name(self, missing="")
        shown = f" name={name!r}" if name and name != "mock" else ""
        spec = ""
        if self._spec_class is not None:
            spec = f" {'spec_set' if self._spec_set else 'spec'}={self._spec_class.__name__!r}"
        return f"<{type(self)._mock_kind.__name__}{shown}{spec} id='{id(self)}'>"

    def _get_child_mock(self, /, **kwargs):
        if self._mock_sealed:
            name = kwargs.get("name") or "()"
            raise AttributeError(_full_name(self) + ("()" if name == "()" else f".{name}"))
        kind = type(self)._mock_kind
        if kind is NonCallableMock or issubclass(kind, NonCallableMagicMock) and not issubclass(kind, CallableMixin):
            kind = MagicMock if issubclass(kind, NonCallableMagicMock) else Mock
        return kind(**kwargs)

    # --- assertions

    def _mock_named(self):
        return self._mock_name or "mock"

    def _mock_calls_text(self, prefix="Calls", end="."):
        return f"\n{prefix}: {self.mock_calls!r}{end}" if self.mock_calls else ""

    def _mock_call_matches(self, actual, expected):
        return actual == expected

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(f"Expected '{self._mock_named()}' to not have been called. Called {self.call_count} times."
                                 f"{self._mock_calls_text()}")

    def assert_called(self):
        if not self.call_count:
            raise AssertionError(f"Expected '{self._mock_named()}' to have been called.")

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_named()}' to have been called once. Called {self.call_count} times."
                                 f"{self._mock_calls_text()}")

    def assert_called_with(self, /, *args, **kwargs):
        name = self._mock_named()
        if self.call_args is None:
            raise AssertionError(f"expected call not found.\nExpected: {_call_text(name, args, kwargs)}\n  Actual: not called.")
        expected = _Call((args, kwargs), two=True)
        if self.call_args != expected:
            actual = _call_text(name, *self.call_args)
            raise AssertionError(f"expected call not found.\nExpected: {_call_text(name, args, kwargs)}\n  Actual: {actual}")

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_named()}' to be called once. Called {self.call_count} times."
                                 f"{self._mock_calls_text()}")
        return self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        expected = _Call((args, kwargs), two=True)
        if not any(one == expected for one in self.call_args_list):
            raise AssertionError(f"{_call_text(self._mock_named(), args, kwargs)} call not found")

    def assert_has_calls(self, calls, any_order=False):
        expected, left = list(calls), list(self.mock_calls)
        if not any_order:
            if expected not in self.mock_calls:
                raise AssertionError(f"Calls not found.\nExpected: {_CallList(calls)}{self._mock_calls_text('  Actual', '')}")
            return
        not_found = []
        for one in expected:
            if one in left:
                left.remove(one)
            else:
                not_found.append(one)
        if not_found:
            raise AssertionError(f"{self._mock_name or 'mock'!r} does not contain all of {tuple(not_found)!r} in its call list, "
                                 f"found {_CallList(left)!r} instead")


_misspelled = {"called_once", "called_once_with", "called_with", "has_calls", "not_called", "any_call", "called_any"}


def _full_name(mock, missing="mock"):
    parts, at = [], mock
    name = at._mock_new_name
    dot = "." if name not in ("()",) else ""
    while at is not None and at._mock_new_parent is not None:
        parts.append(at._mock_new_name + dot if parts else at._mock_new_name)
        dot = "" if at._mock_new_name == "()" else "."
        at = at._mock_new_parent
    first = at._mock_name or ("mock" if parts else missing)
    text = ""
    for part in reversed(parts):
        part = part.rstrip(".")
        text += part if part == "()" else f".{part}"
    return first + text


def _adopt(parent, value, name, new_name):
    """Makes a mock that has no parent and no name a child. False if it is none, or has one."""
    if not isinstance(value, NonCallableMock) or type(value).__dict__.get("_mock_kind") is None:
        return False
    own = value.__dict__
    if own.get("_mock_name") or own.get("_mock_new_name") or own.get("_mock_parent") is not None or own.get("_mock_new_parent") is not None:
        return False
    at = parent
    while at is not None:
        if at is value:
            return False
        at = at._mock_new_parent
    if new_name:
        own["_mock_new_parent"] = parent
        own["_mock_new_name"] = new_name
    if name:
        own["_mock_parent"] = parent
        own["_mock_name"] = name
    return True


class CallableMixin:
    def __call__(self, /, *args, **kwargs):
        self._mock_note_call(args, kwargs)
        return self._mock_result(args, kwargs)

    def _mock_note_call(self, args, kwargs):
        own = self.__dict__
        own["called"] = True
        own["call_count"] += 1
        made = _Call((args, kwargs), two=True)
        own["call_args"] = made
        own["call_args_list"].append(made)
        own["mock_calls"].append(_Call(("", args, kwargs)))
        is_method = own["_mock_parent"] is not None
        method_name, name = own["_mock_name"], own["_mock_new_name"]
        through_call = name == "()"
        at = own["_mock_new_parent"]
        while at is not None:
            if is_method:
                at.method_calls.append(_Call((method_name, args, kwargs)))
                is_method = at._mock_parent is not None
                if is_method:
                    method_name = f"{at._mock_name}.{method_name}"
            at.mock_calls.append(_Call((name, args, kwargs)))
            if at._mock_new_name:
                dot = "" if through_call else "."
                through_call = at._mock_new_name == "()"
                name = at._mock_new_name + dot + name
            at = at._mock_new_parent

    def _mock_result(self, args, kwargs):
        effect = self._mock_side_effect
        if effect is not None:
            if _is_raised(effect):
                raise effect
            if not callable(effect):
                result = next(effect)
                if _is_raised(result):
                    raise result
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    pass


# --- special methods

_numbers = "add sub mul matmul truediv floordiv mod lshift rshift and xor or pow divmod"
_magics = {f"__{name}__" for name in (
    "lt gt le ge eq ne getitem setitem delitem len contains str sizeof enter exit ceil floor trunc format int float complex bool index "
    "hash iter next reversed missing neg pos abs invert round fspath call dir "
    + _numbers + " " + " ".join(["r" + name for name in _numbers.split()]) + " " + " ".join(["i" + name for name in _numbers.split()])).split()}
_magics -= {"__idivmod__", "__call__", "__dir__"}
_results = {
    "__hash__": lambda self: object.__hash__(self), "__str__": lambda self: NonCallableMock.__repr__(self),
    "__sizeof__": lambda self: 48, "__fspath__": lambda self: f"{type(self)._mock_kind.__name__}/{_full_name(self)}/{id(self)}",
}
_plain_results = {
    "__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented, "__ge__": NotImplemented, "__int__": 1,
    "__contains__": False, "__len__": 0, "__exit__": False, "__complex__": 1j, "__float__": 1.0, "__bool__": True, "__index__": 1,
}
_not_by_default = {"__next__", "__reversed__", "__missing__", "__round__", "__ceil__", "__floor__", "__trunc__"} | {
    f"__r{name}__" for name in _numbers.split()}
_not_by_default -= {"__round__", "__ceil__", "__floor__", "__trunc__"}


def _magic_child(mock, name):
    child = mock._mock_children.get(name)
    if child is not None:
        return child
    child = MagicMock(name=name, _new_name=name, _new_parent=mock, parent=mock)
    mock._mock_children[name] = child
    if name in _plain_results:
        child.return_value = _plain_results[name]
    elif name in _results:
        child.return_value = _results[name](mock)
    elif name == "__eq__":
        child.side_effect = lambda other: DEFAULT if child._mock_return_value is not DEFAULT else True if mock is other else NotImplemented
    elif name == "__ne__":
        child.side_effect = lambda other: DEFAULT if child._mock_return_value is not DEFAULT else False if mock is other else NotImplemented
    elif name == "__iter__":
        def iterate():
            value = child._mock_return_value
            return iter([]) if value is DEFAULT else iter(value)
        child.side_effect = iterate
    return child


def _forwarding(name):
    def method(self, /, *args, **kwargs):
        return _magic_child(self, name)(*args, **kwargs)
    method.__name__ = name
    return method


class _MagicOfClass:
    # A special method, read of a mock: the child that stands for it.
    def __init__(self, name):
        self.name = name
        self.method = _forwarding(name)

    def __get__(self, obj, cls=None):
        return _magic_child(obj, self.name) if obj is not None else self.method


class _MagicMixin:
    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._mock_give_magics()

    def _mock_give_magics(self):
        methods = self._mock_methods
        for name in _magics:
            if name in _not_by_default and methods is None:
                continue
            if methods is not None and name not in methods:
                if name in type(self)._mock_kind.__dict__:
                    continue
                if name in ("__eq__", "__ne__", "__hash__", "__str__", "__sizeof__"):
                    continue
            elif name not in type(self).__dict__:
                setattr(type(self), name, _MagicOfClass(name))

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._mock_give_magics()


class NonCallableMagicMock(_MagicMixin, NonCallableMock):
    pass


class MagicMock(_MagicMixin, Mock):
    pass


class PropertyMock(Mock):
    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


def seal(mock):
    mock.__dict__["_mock_sealed"] = True
    for child in list(mock._mock_children.values()):
        if isinstance(child, NonCallableMock) and child._mock_new_parent is mock:
            seal(child)


# --- specifications

class _SpecOf:
    def __init__(self, spec, name, is_set):
        self.spec, self.name, self.is_set = spec, name, is_set

    def made(self, parent):
        return create_autospec(self.spec, self.is_set, _parent=parent, _name=self.name)


def _makes_callables(cls):
    return any("__call__" in base.__dict__ for base in cls.__mro__)


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    if isinstance(spec, NonCallableMock):
        raise InvalidSpecError(f"Cannot autospec a Mock object. [object={spec!r}]")
    is_class = isinstance(spec, type)
    kind = MagicMock
    if is_class and instance and not _makes_callables(spec) or not callable(spec):
        kind = NonCallableMagicMock
    named = kwargs.pop("name", _name)
    mock = kind(**{"spec_set" if spec_set else "spec": spec}, name=named, parent=_parent, _new_parent=_parent, _new_name=_name or "",
                unsafe=unsafe, **kwargs)
    function = spec.__init__ if is_class else spec if callable(spec) and hasattr(spec, "__code__") else getattr(spec, "__func__", None)
    code = getattr(function, "__code__", None)
    if kind is MagicMock and code is not None:
        skips = 1 if is_class or hasattr(spec, "__self__") or _parent is not None and isinstance(_parent._spec_class, type) else 0
        _check_calls(mock, function, code, skips)
    if is_class and not instance and "return_value" not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name="()", _parent=mock)
    for name in dir(spec):
        if _is_magic(name):
            continue
        try:
            original = getattr(spec, name)
        except AttributeError:
            continue
        if callable(original):
            mock._mock_children[name] = _SpecOf(original, name, spec_set)
    return mock


def _check_calls(mock, function, code, skips):
    names = code.co_varnames[skips:code.co_argcount]
    required = len(names) - len(function.__defaults__ or ())
    only_by_name = code.co_varnames[code.co_argcount:code.co_argcount + code.co_kwonlyargcount]
    takes_any, takes_any_name = code.co_flags & 4, code.co_flags & 8

    def check(*args, **kwargs):
        if len(args) > len(names) and not takes_any:
            raise TypeError("too many positional arguments")
        for at, name in enumerate(names):
            if at < len(args) and name in kwargs:
                raise TypeError(f"multiple values for argument {name!r}")
            if at >= len(args) and at < required and name not in kwargs:
                raise TypeError(f"missing a required argument: {name!r}")
        for name in only_by_name:
            if name not in kwargs and name not in (function.__kwdefaults__ or {}):
                raise TypeError(f"missing a required argument: {name!r}")
        for name in kwargs:
            if name not in names and name not in only_by_name and not takes_any_name:
                raise TypeError(f"got an unexpected keyword argument {name!r}")

    kind = type(mock)

    def called(self, /, *args, **kwargs):
        check(*args, **kwargs)
        return CallableMixin.__call__(self, *args, **kwargs)
    kind.__call__ = called


# --- patches

def _imported(path):
    parts = path.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found = __import__(".".join(parts[:end]), fromlist=("",))
        except ImportError:
            if end == 1:
                raise
            continue
        for name in parts[end:]:
            found = getattr(found, name)
        return found


class _Patch:
    attribute_name = None

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        self.getter, self.attribute, self.new, self.spec, self.create = getter, attribute, new, spec, create
        self.spec_set, self.autospec, self.new_callable, self.kwargs = spec_set, autospec, new_callable, kwargs
        self.additional = []
        self.entered = False

    def copy(self):
        made = _Patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec, self.new_callable,
                      self.kwargs)
        made.attribute_name = self.attribute_name
        made.additional = [one.copy() for one in self.additional]
        return made

    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                value = getattr(func, name, None)
                if name.startswith(patch.TEST_PREFIX) and hasattr(value, "__call__"):
                    setattr(func, name, self.copy()(value))
            return func
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @_functools.wraps(func)
        def patched(*args, **keywargs):
            entered, given = [], []
            try:
                for patching in patched.patchings:
                    value = patching.__enter__()
                    entered.append(patching)
                    if patching.attribute_name is not None:
                        keywargs.update(value)
                    elif patching.new is DEFAULT:
                        given.append(value)
                result = func(*args, *given, **keywargs)
            except BaseException:
                about = sys.exc_info()
                while entered:
                    entered.pop().__exit__(*about)
                raise
            while entered:
                entered.pop().__exit__(None, None, None)
            return result
        patched.patchings = [self]
        return patched

    def _original(self):
        target, name = self.target, self.attribute
        own = getattr(target, "__dict__", {})
        if name in own:
            return own[name], True
        original = getattr(target, name, DEFAULT)
        if original is DEFAULT and not self.create and not (name == "open" and getattr(target, "__name__", "") == "__main__"):
            raise AttributeError(f"{target} does not have the attribute {name!r}")
        return original, False

    def _replacement(self, original):
        if self.new is not DEFAULT:
            if self.autospec is not None:
                raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
            return self.new
        kwargs = dict(self.kwargs)
        if self.autospec is not None and self.autospec is not False:
            return create_autospec(original if self.autospec is True else self.autospec, bool(self.spec_set), _name=self.attribute, **kwargs)
        spec = original if self.spec is True else self.spec
        spec_set = original if self.spec_set is True else self.spec_set
        kind = self.new_callable
        if kind is None:
            kind = MagicMock
            limited = spec_set if spec_set is not None else spec
            if limited is not None and not isinstance(limited, (list, tuple)) and not callable(limited):
                kind = NonCallableMagicMock
        if spec is not None:
            kwargs["spec"] = spec
        if spec_set is not None:
            kwargs["spec_set"] = spec_set
        if isinstance(kind, type) and issubclass(kind, NonCallableMock) and self.attribute:
            kwargs.setdefault("name", self.attribute)
        made = kind(**kwargs)
        limited = spec_set if spec_set is not None else spec
        if isinstance(limited, type) and type(made)._mock_kind is MagicMock and "return_value" not in self.kwargs:
            result = MagicMock if _makes_callables(limited) else NonCallableMagicMock
            made.return_value = result(spec=limited, _new_name="()", _new_parent=made)
        return made

    def __enter__(self):
        if self.entered:
            raise RuntimeError("Patch is already started")
        self.target = self.getter()
        original, is_local = self._original()
        new = self._replacement(original)
        self.before, self.is_local = original, is_local
        setattr(self.target, self.attribute, new)
        self.entered = True
        result = {} if self.attribute_name is not None else new
        if self.attribute_name is not None:
            if self.new is DEFAULT:
                result[self.attribute_name] = new
            done = []
            try:
                for one in self.additional:
                    value = one.__enter__()
                    done.append(one)
                    if one.new is DEFAULT:
                        result.update(value)
            except BaseException:
                for one in reversed(done):
                    one.__exit__(None, None, None)
                self._undo()
                raise
        return result

    def _undo(self):
        self.entered = False
        if self.is_local and self.before is not DEFAULT:
            setattr(self.target, self.attribute, self.before)
            return
        delattr(self.target, self.attribute)
        if not self.create and (not hasattr(self.target, self.attribute) or self.attribute in ("__doc__", "__module__")):
            setattr(self.target, self.attribute, self.before)

    def __exit__(self, *exc_info):
        if not self.entered:
            return
        for one in reversed(self.additional):
            if one.entered:
                one.__exit__(*exc_info)
        self._undo()

    def start(self):
        result = self.__enter__()
        _active.append(self)
        return result

    def stop(self):
        if self not in _active:
            return None
        _active.remove(self)
        self.__exit__(None, None, None)
        return False


_active = []


def _target_of(path):
    target, dot, attribute = path.rpartition(".") if isinstance(path, str) else ("", "", "")
    if not dot:
        raise TypeError(f"Need a valid target to patch. You supplied: {path!r}")
    return (lambda: _imported(target)), attribute


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *, unsafe=False, **kwargs):
    getter, attribute = _target_of(target)
    return _Patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *, unsafe=False,
                  **kwargs):
    if isinstance(target, str):
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _Patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    getter = (lambda: _imported(target)) if isinstance(target, str) else lambda: target
    made = []
    for attribute, new in kwargs.items():
        one = _Patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        one.attribute_name = attribute
        made.append(one)
    made[0].additional = made[1:]
    return made[0]


class _PatchDict:
    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = {**dict(values), **kwargs}
        self.clear = clear
        self.before = None

    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                value = getattr(func, name, None)
                if name.startswith(patch.TEST_PREFIX) and hasattr(value, "__call__"):
                    setattr(func, name, _PatchDict(self.in_dict, self.values, self.clear)(value))
            return func

        @_functools.wraps(func)
        def inner(*args, **kw):
            with self:
                return func(*args, **kw)
        return inner

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _imported(self.in_dict)
        mapping = self.in_dict
        self.before = mapping.copy() if hasattr(mapping, "copy") else {key: mapping[key] for key in mapping}
        if self.clear:
            self._empty()
        for key, value in self.values.items():
            mapping[key] = value
        return mapping

    def _empty(self):
        for key in list(self.in_dict):
            del self.in_dict[key]

    def __exit__(self, *args):
        if self.before is None:
            return False
        self._empty()
        for key in self.before:
            self.in_dict[key] = self.before[key]
        self.before = None
        return False

    def start(self):
        result = self.__enter__()
        _active.append(self)
        return result

    def stop(self):
        if self not in _active:
            return None
        _active.remove(self)
        return self.__exit__(None, None, None)


def _stopall():
    for one in reversed(_active[:]):
        one.stop()


patch.object = _patch_object
patch.dict = _PatchDict
patch.multiple = _patch_multiple
patch.stopall = _stopall
patch.TEST_PREFIX = "test"


# --- files

def mock_open(mock=None, read_data=""):
    lines = [None]
    empty = read_data[:0]

    def fresh():
        lines[0] = iter(read_data.splitlines(keepends=True))

    def rest():
        return empty.join(list(lines[0]))

    def read(*args, **kwargs):
        if handle.read._mock_return_value is not DEFAULT:
            return handle.read._mock_return_value
        text = rest()
        if args and args[0] is not None and args[0] >= 0:
            lines[0] = iter(text[args[0]:].splitlines(keepends=True))
            text = text[:args[0]]
        return text

    def readline(*args, **kwargs):
        return next(lines[0], empty)

    handle = MagicMock(name="open")
    handle.write.return_value = None
    handle.__enter__.return_value = handle
    handle.__exit__.return_value = None
    handle.read.side_effect = read
    handle.readline.side_effect = readline
    handle.readlines.side_effect = lambda *args, **kwargs: list(lines[0])
    handle.__iter__.side_effect = lambda: iter(lines[0])
    if mock is None:
        mock = MagicMock(name="open")

    def opened(*args, **kwargs):
        fresh()
        return DEFAULT
    mock.side_effect = opened
    mock.return_value = handle
    fresh()
    return mock
