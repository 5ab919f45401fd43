# Python's traceback module. Its texts come from the code that writes the run's own reports (reports, _machine).

import sys
import _machine
import reports as _reports

_recursive_cutoff = 3


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = line
        self.locals = None
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno

    def _parts(self):
        return (self.filename, self.lineno, self.name, self.line)

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._parts() == other._parts()
        return self._parts() == other if isinstance(other, tuple) else NotImplemented

    def __getitem__(self, index):
        return self._parts()[index]

    def __iter__(self):
        return iter(self._parts())

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    @classmethod
    def from_list(cls, a_list):
        result = cls()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            result.append(frame)
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        text = f'  File "{frame_summary.filename}", line {frame_summary.lineno}, in {frame_summary.name}\n'
        return text + f"    {frame_summary.line}\n" if frame_summary.line else text

    def format(self, **kwargs):
        result = []
        last, count = None, 0
        for frame in self:
            place = (frame.filename, frame.lineno, frame.name)
            if place != last:
                result += _repeated(count)
                last, count = place, 0
            count += 1
            if count <= _recursive_cutoff:
                result.append(self.format_frame_summary(frame))
        return result + _repeated(count)


def _repeated(count):
    more = count - _recursive_cutoff
    return [f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n"] if more > 0 else []


def _limited(places, limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None and limit < 0:
            limit = 0
    if limit is not None:
        places = places[:limit] if limit >= 0 else places[limit:]
    return StackSummary.from_list(places)


def extract_tb(tb, limit=None):
    return _limited(_machine.traceback_places(tb), limit)


def extract_stack(f=None, limit=None):
    places = _machine.stack_places()
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
    if limit is not None:
        places = places[-limit:] if limit > 0 else places[: -limit or 0]
    return StackSummary.from_list(places)


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def format_stack(f=None, limit=None):
    return extract_stack(f, limit).format()


def _file(file):
    return sys.stderr if file is None else file


def print_list(extracted_list, file=None):
    for item in format_list(extracted_list):
        print(item, file=_file(file), end="")


def print_tb(tb, limit=None, file=None):
    print_list(extract_tb(tb, limit), file)


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(f, limit), file)


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False, max_group_width=15,
                 max_group_depth=10, save_exc_type=True, _seen=None):
        seen = {id(exc_value)} if _seen is None else _seen
        self.stack = _limited(_machine.traceback_places(exc_traceback), limit)
        self._had_traceback = exc_traceback is not None
        self.exc_type = exc_type
        self.exc_type_str = _reports.class_text(exc_type)
        self._final = _reports.final_lines(exc_value, exc_traceback is not None)
        self._str = _reports.safe_text(exc_value, "exception")
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self.__suppress_context__ = exc_value.__suppress_context__
        self.__cause__ = self._other(exc_value.__cause__, limit, seen)
        needed = not compact or self.__cause__ is None and not exc_value.__suppress_context__
        self.__context__ = self._other(exc_value.__context__, limit, seen) if needed else None

    def _other(self, error, limit, seen):
        if error is None or id(error) in seen:
            return None
        seen.add(id(error))
        return TracebackException(type(error), error, error.__traceback__, limit=limit, _seen=seen)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __str__(self):
        return self._str

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, TracebackException) else NotImplemented

    def format_exception_only(self, *, show_group=False, **kwargs):
        yield from self._final

    def format(self, *, chain=True, **kwargs):
        links = []
        error, link = self, None
        while error is not None:
            links.append((error, link))
            if not chain:
                break
            if error.__cause__ is not None:
                error, link = error.__cause__, _reports.chained[0]
            elif error.__context__ is not None and not error.__suppress_context__:
                error, link = error.__context__, _reports.chained[1]
            else:
                error = None
        for error, link in reversed(links):
            if error.stack or error._had_traceback:
                yield "Traceback (most recent call last):\n"
                yield from error.stack.format()
            yield from error._final
            if link is not None:
                yield link

    def print(self, *, file=None, chain=True, **kwargs):
        for text in self.format(chain=chain):
            print(text, file=_file(file), end="")


_missing = object()


def _parsed(exc, value, tb):
    if (value is _missing) != (tb is _missing):
        raise ValueError("Both or neither of value and tb must be given")
    if value is tb is _missing:
        if exc is None:
            return None, None
        if isinstance(exc, BaseException):
            return exc, exc.__traceback__
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return value, tb


def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True, **kwargs):
    value, tb = _parsed(exc, value, tb)
    if value is None:
        return ["NoneType: None\n"] if tb is None else ["Traceback (most recent call last):\n", *format_tb(tb, limit), "NoneType: None\n"]
    return [*TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain)]


def format_exception_only(exc, /, value=_missing, *, show_group=False, **kwargs):
    if value is _missing:
        value = exc
    return ["NoneType: None\n"] if value is None else [*TracebackException(type(value), value, None, compact=True).format_exception_only()]


def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True, **kwargs):
    for text in format_exception(exc, value, tb, limit, chain):
        print(text, file=_file(file), end="")


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_exc, limit=limit, file=file, chain=chain)


def clear_frames(tb):
    pass


__all__ = [
    "extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack", "format_tb", "print_exc",
    "format_exc", "print_exception", "print_last", "print_stack", "print_tb", "clear_frames", "FrameSummary", "StackSummary",
    "TracebackException", "walk_tb", "print_list",
]
