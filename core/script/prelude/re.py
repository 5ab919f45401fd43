# Python's re module: patterns, matches and functions. _re_compile.py parses and compiles patterns; _re, in C++, matches them.

import _re
import warnings as _warnings
from _re_compile import RegexFlag, PatternError, compiled as _compiled, template as _template
from types import GenericAlias as _GenericAlias

error = PatternError
NOFLAG = RegexFlag(0)
IGNORECASE = I = RegexFlag(2)
LOCALE = L = RegexFlag(4)
MULTILINE = M = RegexFlag(8)
DOTALL = S = RegexFlag(16)
UNICODE = U = RegexFlag(32)
VERBOSE = X = RegexFlag(64)
DEBUG = RegexFlag(128)
ASCII = A = RegexFlag(256)

_far = 0x3fffffffffffffff  # Beyond the end of any text.


class Match:
    __class_getitem__ = classmethod(_GenericAlias)

    def __init__(self, pattern, string, pos, endpos, spans):
        self.re = pattern
        self.string = string
        self._pos = pos
        self._endpos = endpos
        self._spans = spans

    @property
    def pos(self):
        return max(0, min(self._pos, len(self.string)))

    @property
    def endpos(self):
        return max(0, min(self._endpos, len(self.string)))

    def _number(self, group):
        if isinstance(group, int):
            number = group
        else:
            number = self.re.groupindex.get(group, -1)
        if not 0 <= number <= self.re.groups:
            raise IndexError("no such group")
        return number

    def _text(self, number, default=None):
        start = self._spans[2 * number]
        if start < 0:
            return default
        part = self.string[start:self._spans[2 * number + 1]]
        return part if isinstance(part, (str, bytes)) else bytes(part)

    def group(self, *groups):
        if len(groups) == 1:
            return self._text(self._number(groups[0]))
        if not groups:
            return self._text(0)
        return tuple([self._text(self._number(group)) for group in groups])

    def __getitem__(self, group):
        return self._text(self._number(group))

    def groups(self, default=None):
        return tuple([self._text(number, default) for number in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._text(number, default) for name, number in self.re.groupindex.items()}

    def start(self, group=0, /):
        return self._spans[2 * self._number(group)]

    def end(self, group=0, /):
        return self._spans[2 * self._number(group) + 1]

    def span(self, group=0, /):
        number = self._number(group)
        return self._spans[2 * number], self._spans[2 * number + 1]

    def expand(self, template):
        parts = _template(self.re, template)
        return type(template)().join([part if not isinstance(part, int) else self._text(part, template[:0]) for part in parts])

    @property
    def regs(self):
        return tuple([self.span(number) for number in range(self.re.groups + 1)])

    @property
    def lastindex(self):
        return None if self._spans[-1] < 0 else self._spans[-1]

    @property
    def lastgroup(self):
        for name, number in self.re.groupindex.items():
            if number == self._spans[-1]:
                return name
        return None

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f"<re.Match object; span={self.span()}, match={self.group()!r}>"


class Pattern:
    __class_getitem__ = classmethod(_GenericAlias)

    def __init__(self, pattern, code, flags, groups, names):
        self.pattern = pattern
        self.flags = flags
        self.groups = groups
        self.groupindex = names
        self._code = code

    def search(self, string, pos=0, endpos=_far):
        spans = _re.find(self._code, string, pos, endpos, 0)
        return None if spans is None else Match(self, string, pos, endpos, spans)

    def match(self, string, pos=0, endpos=_far):
        spans = _re.find(self._code, string, pos, endpos, 1)
        return None if spans is None else Match(self, string, pos, endpos, spans)

    def fullmatch(self, string, pos=0, endpos=_far):
        spans = _re.find(self._code, string, pos, endpos, 2)
        return None if spans is None else Match(self, string, pos, endpos, spans)

    def findall(self, string, pos=0, endpos=_far):
        return _re.find_all(self._code, string, pos, endpos, 0, 1)

    def finditer(self, string, pos=0, endpos=_far):
        found = _re.find_all(self._code, string, pos, endpos, 0, 0)
        return iter([Match(self, string, pos, endpos, spans) for spans in found])

    def split(self, string, maxsplit=0):
        if maxsplit < 0:
            _re.find(self._code, string, 0, 0, 0)
            return [string]
        parts = _re.find_all(self._code, string, 0, _far, maxsplit, 3)
        if not self.groups:
            return parts[::2]
        pieces = []
        for i in range(0, len(parts) - 1, 2):
            pieces.append(parts[i])
            pieces.extend(parts[i + 1][1:])
        pieces.append(parts[-1])
        return pieces

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        if count < 0:
            count = 0
        if callable(repl):
            parts = _re.find_all(self._code, string, 0, _far, count, 2)
            for i in range(1, len(parts), 2):
                parts[i] = repl(Match(self, string, 0, _far, parts[i])) or parts[i - 1][:0]
        else:
            template = _template(self, repl)
            if len(template) <= 1 and not (template and isinstance(template[0], int)):
                text = template[0] if template else repl[:0]
                parts = _re.find_all(self._code, string, 0, _far, count, 4)
                return text.join(parts), len(parts) - 1
            parts = _re.find_all(self._code, string, 0, _far, count, 3)
            empty = parts[0][:0]
            for i in range(1, len(parts), 2):
                groups = parts[i]
                parts[i] = empty.join([(groups[part] or empty) if isinstance(part, int) else part for part in template])
        return parts[0][:0].join(parts), len(parts) // 2

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self.flags == other.flags and self.pattern == other.pattern and type(self.pattern) is type(other.pattern)

    def __hash__(self):
        return hash((self.flags, self.pattern))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        pattern = repr(self.pattern)
        shown = self.flags & ~32 if isinstance(self.pattern, str) else self.flags
        return f"re.compile({pattern[:200]}{', ' + repr(RegexFlag(shown)) if shown else ''})"


_cache = {}


def compile(pattern, flags=0):
    "Compile a regular expression pattern, returning a Pattern object."
    if type(flags) is RegexFlag:
        flags = flags.value
    key = type(pattern), pattern, flags
    found = _cache.get(key)
    if found is not None:
        return found
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    if len(_cache) >= 512:
        _cache.clear()
    found = _cache[key] = Pattern(pattern, *_compiled(pattern, flags))
    return found


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


_not_given = object()


def _positional(args, function, name, limit, flags, least):
    """The limit and the flags of a call that may pass them by position, which is deprecated."""
    if args:
        if limit is not _not_given:
            raise TypeError(f"{function}() got multiple values for argument '{name}'")
        limit, *others = args
        if others:
            if flags is not _not_given:
                raise TypeError(f"{function}() got multiple values for argument 'flags'")
            flags = others[0]
        if len(others) > 1:
            raise TypeError(f"{function}() takes from {least} to {least + 2} positional arguments but {least + len(args)} were given")
        _warnings.warn(f"'{name}' is passed as positional argument", DeprecationWarning, stacklevel=3)
    return 0 if limit is _not_given else limit, 0 if flags is _not_given else flags


def sub(pattern, repl, string, *args, count=_not_given, flags=_not_given):
    count, flags = _positional(args, "sub", "count", count, flags, 3)
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, *args, count=_not_given, flags=_not_given):
    count, flags = _positional(args, "subn", "count", count, flags, 3)
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, *args, maxsplit=_not_given, flags=_not_given):
    maxsplit, flags = _positional(args, "split", "maxsplit", maxsplit, flags, 2)
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def purge():
    _cache.clear()


_special = {ord(char): "\\" + char for char in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, "latin1").translate(_special).encode("latin1")


__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape", "error", "Pattern", "Match", "A", "I",
    "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError",
]
