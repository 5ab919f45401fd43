# BaseExceptionGroup and ExceptionGroup, and how their tracebacks are written. Loaded for a program that names them or has an except*.

import builtins
import reports
from _machine import stack_texts
from types import GenericAlias

_max_width = 15
_max_depth = 10


class BaseExceptionGroup(BaseException):
    def __new__(cls, message, exceptions, /):
        if not isinstance(message, str):
            raise TypeError(f"BaseExceptionGroup.__new__() argument 1 must be str, not {type(message).__name__}")
        if not hasattr(exceptions, "__getitem__") or isinstance(exceptions, (dict, set)):
            raise TypeError("second argument (exceptions) must be a sequence")
        found = tuple(exceptions)
        if not found:
            raise ValueError("second argument (exceptions) must be a non-empty sequence")
        is_base = False
        for at, one in enumerate(found):
            if not isinstance(one, BaseException):
                raise ValueError(f"Item {at} of second argument (exceptions) is not an exception")
            is_base = is_base or not isinstance(one, Exception)
        if cls is BaseExceptionGroup and not is_base:
            cls = ExceptionGroup
        elif is_base and cls is ExceptionGroup:
            raise TypeError("Cannot nest BaseExceptions in an ExceptionGroup")
        elif is_base and issubclass(cls, Exception):
            raise TypeError(f"Cannot nest BaseExceptions in {cls.__name__!r}")
        made = BaseException.__new__(cls, message, exceptions)
        made._message, made._exceptions = message, found
        return made

    def __init__(self, message, exceptions, /, *args, **kwargs):
        self.args = (message, exceptions, *args)

    message = property(lambda self: self._message)
    exceptions = property(lambda self: self._exceptions)

    def __str__(self):
        count = len(self._exceptions)
        return f"{self._message} ({count} sub-exception{'' if count == 1 else 's'})"

    def __repr__(self):
        return f"{type(self).__name__}({self._message!r}, {self.args[1]!r})"

    def derive(self, excs, /):
        return BaseExceptionGroup(self._message, excs)

    def _like(self, exceptions):
        """A group of these with the traceback, cause, context and notes of this one."""
        made = self.derive(exceptions)
        if not isinstance(made, BaseExceptionGroup):
            raise TypeError("derive must return an instance of BaseExceptionGroup")
        made.__traceback__ = self.__traceback__
        made.__cause__, made.__context__, made.__suppress_context__ = self.__cause__, self.__context__, self.__suppress_context__
        if isinstance(getattr(self, "__notes__", None), (list, tuple)):
            made.__notes__ = list(self.__notes__)
        return made

    def _divided(self, wanted, needs_rest):
        if wanted(self):
            return self, None
        matching, rest = [], []
        for one in self._exceptions:
            if isinstance(one, BaseExceptionGroup):
                inside, outside = one._divided(wanted, needs_rest)
                if inside is not None:
                    matching.append(inside)
                if outside is not None:
                    rest.append(outside)
            elif wanted(one):
                matching.append(one)
            else:
                rest.append(one)
        return self._like(matching) if matching else None, self._like(rest) if rest and needs_rest else None

    def split(self, condition, /):
        return self._divided(_condition(condition), True)

    def subgroup(self, condition, /):
        return self._divided(_condition(condition), False)[0]

    __class_getitem__ = classmethod(GenericAlias)


class ExceptionGroup(BaseExceptionGroup, Exception):
    pass


def _condition(value):
    types = value if isinstance(value, tuple) else (value,)
    if all(isinstance(one, type) and issubclass(one, BaseException) for one in types):
        return lambda error: isinstance(error, value)
    if callable(value) and not isinstance(value, type):
        return value
    raise TypeError("expected an exception type, a tuple of exception types, or a callable (other than a class)")


for _class in (BaseExceptionGroup, ExceptionGroup):
    _class.__module__ = "builtins"
    setattr(builtins, _class.__name__, _class)


# --- reports

class _Layout:
    """How deep the report is in groups, and whether the line below the last exception has still to be written."""

    def __init__(self):
        self.depth = 0
        self.open = False
        self.seen = set()

    def indent(self):
        return " " * (2 * self.depth)

    def put(self, texts, margin="|"):
        if not self.depth:
            return [*texts]
        before = f"{self.indent()}{margin} "
        return [before + line for line in "".join(texts).splitlines(keepends=True)]


def _chain_texts(error, layout):
    lines = []
    for one, link in reports.exception_chain(error, layout.seen):
        if not isinstance(one, BaseExceptionGroup):
            lines += layout.put(stack_texts(one) + reports.final_lines(one))
        elif layout.depth > _max_depth:
            lines += layout.put([f"... (max_group_depth is {_max_depth})\n"])
        else:
            lines += _group_texts(one, layout)
        if link:
            lines += layout.put([link])
    return lines


def _group_texts(group, layout):
    outermost = layout.depth == 0
    layout.depth += outermost
    lines = []
    stack = stack_texts(group)
    if stack:
        lines += layout.put(["Exception Group Traceback (most recent call last):\n"], "+" if outermost else "|")
        lines += layout.put(["".join(stack).partition("\n")[2]])
    lines += layout.put(reports.final_lines(group))
    count = len(group.exceptions)
    shown = min(count, _max_width + 1)
    layout.open = False
    for at in range(shown):
        is_last = at == shown - 1
        layout.open = layout.open or is_last
        cut = at >= _max_width
        lines.append(f"{layout.indent()}{'  ' if at else '+-'}+---------------- {'...' if cut else at + 1} ----------------\n")
        layout.depth += 1
        if cut:
            left = count - _max_width
            lines += layout.put([f"and {left} more exception{'s' if left > 1 else ''}\n"])
        else:
            lines += _chain_texts(group.exceptions[at], layout)
        if is_last and layout.open:
            lines.append(f"{layout.indent()}+------------------------------------\n")
            layout.open = False
        layout.depth -= 1
    if outermost:
        layout.depth = 0
    return lines


def _exception_texts(error):
    return _chain_texts(error, _Layout())


reports.exception_texts = _exception_texts
