# How a try statement with except* divides an exception among its handlers.

from _exception_groups import BaseExceptionGroup


class State:
    def __init__(self, error):
        self._error = self._rest = error
        self._raised = []

    def match(self, kind):
        """The part of the exception that the handler is for, or None."""
        for one in kind if isinstance(kind, tuple) else (kind,):
            if not isinstance(one, type) or not issubclass(one, BaseException):
                raise TypeError("catching classes that do not inherit from BaseException is not allowed")
            if issubclass(one, BaseExceptionGroup):
                raise TypeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
        rest = self._rest
        if rest is None:
            return None
        if isinstance(rest, kind):
            self._rest = None
            if isinstance(rest, BaseExceptionGroup):
                return rest
            return BaseExceptionGroup("", (rest,)).with_traceback(rest.__traceback__)
        if not isinstance(rest, BaseExceptionGroup):
            return None
        part, self._rest = rest.split(kind)
        return part

    def note(self, error):
        """Called with what a handler raises."""
        self._raised.append(error)

    def left(self):
        """What the statement raises in the end, or None."""
        if not self._raised:
            return self._rest
        if not isinstance(self._error, BaseExceptionGroup):
            return self._raised[0]
        again = [one for one in self._raised if self._is_part(one)]
        raised = [one for one in self._raised if not self._is_part(one)]
        if self._rest is not None:
            again.append(self._rest)
        if again:
            kept = set()
            for one in again:
                _add_leaves(one, kept)
            again = self._error.subgroup(lambda error: id(error) in kept)
        if not raised:
            return again
        if again:
            raised.append(again)
        return BaseExceptionGroup("", raised) if len(raised) > 1 else raised[0]

    def _is_part(self, error):
        """Whether it is a part of the exception that a handler raised again."""
        whole = self._error
        return (isinstance(error, BaseExceptionGroup) and error.__traceback__ is whole.__traceback__ and
                error.__cause__ is whole.__cause__ and error.__context__ is whole.__context__ and
                getattr(error, "__notes__", None) == getattr(whole, "__notes__", None))


def _add_leaves(error, ids):
    if not isinstance(error, BaseExceptionGroup):
        ids.add(id(error))
        return
    for one in error.exceptions:
        _add_leaves(one, ids)
