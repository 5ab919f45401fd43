# Parses regular expressions and compiles them to the instructions of the matcher (text/pattern.h).

import _re

I, L, M, S, U, X, A = 2, 4, 8, 16, 32, 64, 256
_match, _literal, _any, _all, _set, _jump, _split, _save, _at, _look, _atomic, _backref, _if_group, _one, _loop_begin, _loop, _again = range(17)
_categories = {"d": 0, "D": 1, "s": 2, "S": 3, "w": 4, "W": 5}
_controls = {"a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92}
_digits, _octal, _hex = frozenset("0123456789"), frozenset("01234567"), frozenset("0123456789abcdefABCDEF")
_letters = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_any_number = -1


class RegexFlag:
    def __init__(self, value=0):
        self.value = value if isinstance(value, int) else value.value

    def __or__(self, other):
        return RegexFlag(self.value | _number_of(other)) if isinstance(other, (int, RegexFlag)) else NotImplemented

    def __and__(self, other):
        return RegexFlag(self.value & _number_of(other)) if isinstance(other, (int, RegexFlag)) else NotImplemented

    def __xor__(self, other):
        return RegexFlag(self.value ^ _number_of(other)) if isinstance(other, (int, RegexFlag)) else NotImplemented

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        return RegexFlag(~self.value & 0x1ff)

    def __eq__(self, other):
        return self.value == _number_of(other) if isinstance(other, (int, RegexFlag)) else NotImplemented

    def __hash__(self):
        return hash(self.value)

    def __bool__(self):
        return self.value != 0

    def __int__(self):
        return self.value

    __index__ = __int__

    @property
    def name(self):
        names = [name for name, bit in _flag_names if self.value & bit]
        return "|".join(names) if names else None

    def __repr__(self):
        return "|".join(["re." + name for name, bit in _flag_names if self.value & bit]) or "re.NOFLAG"

    def __str__(self):
        return repr(self)


RegexFlag.__module__ = "re"
_flag_names = [("IGNORECASE", 2), ("LOCALE", 4), ("MULTILINE", 8), ("DOTALL", 16), ("UNICODE", 32), ("VERBOSE", 64), ("DEBUG", 128), ("ASCII", 256)]


def _number_of(flags):
    return flags if isinstance(flags, int) else flags.value


class PatternError(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f"{msg} at position {pos}"
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


PatternError.__module__ = "re"


# A node is a tuple: its kind, and its parts. Its kinds are:
#   ("literal", code) ("any",) ("all",) ("set", flags, ranges, categories) ("sequence", nodes) ("choice", nodes) ("group", number, node)
#   ("repeat", least, most, kind, node) ("at", kind) ("look", flags, node) ("atomic", node) ("backref", number, flags) ("if", number, yes, no)
_singles = frozenset(("literal", "any", "all", "set"))


class _Parser:
    def __init__(self, pattern, flags):
        self.pattern = pattern
        self.is_text = isinstance(pattern, str)
        self.text = pattern if self.is_text else pattern.decode("latin-1")
        self.at = 0
        self.flags = flags
        self.names = {}
        self.count = 1
        self.widths = {0: None}
        self.open = []
        self.behind = 0
        self.asked = {}  # The numbers of the groups that conditions ask for, and where first.

    def fail(self, message, at=None):
        raise PatternError(message, self.pattern, self.at if at is None else at)

    def peek(self):
        return self.text[self.at:self.at + 1]

    def take(self, text):
        if self.text.startswith(text, self.at):
            self.at += len(text)
            return True
        return False

    def whole(self):
        node = self.choice()
        if self.at < len(self.text):
            self.fail("unbalanced parenthesis")
        for number, at in self.asked.items():
            if number >= self.count:
                self.fail(f"invalid group reference {number}", at)
        return node

    def choice(self):
        nodes = [self.sequence()]
        while self.take("|"):
            nodes.append(self.sequence())
        return nodes[0] if len(nodes) == 1 else ("choice", nodes)

    def sequence(self):
        nodes = []
        text = self.text
        while self.at < len(text):
            start = self.at
            char = text[start]
            if char == "|" or char == ")":
                break
            self.at += 1
            if self.flags & X:
                if char in " \t\n\r\v\f":
                    continue
                if char == "#":
                    end = text.find("\n", start)
                    self.at = len(text) if end < 0 else end + 1
                    continue
            if char == "\\":
                nodes.append(self.escape(start))
            elif char == "[":
                nodes.append(self.set(start))
            elif char == ".":
                nodes.append(("all",) if self.flags & S else ("any",))
            elif char == "^":
                nodes.append(("at", 1 if self.flags & M else 0))
            elif char == "$":
                nodes.append(("at", 3 if self.flags & M else 2))
            elif char == "(":
                node = self.group(start)
                if node is not None:
                    nodes.append(node)
            elif char in "*+?{":
                self.repeat(char, start, nodes)
            else:
                nodes.append(self.literal(ord(char)))
        return nodes[0] if len(nodes) == 1 else ("sequence", nodes)

    def literal(self, code):
        if self.flags & I and self.has_case(code):
            return ("set", 2, [(code, code)], [])
        return ("literal", code)

    def has_case(self, code):
        char = chr(code)
        if (self.flags & A or not self.is_text) and code >= 128:
            return False
        return char.lower() != char or char.upper() != char

    def number(self):
        start = self.at
        while self.peek() in _digits:
            self.at += 1
        return self.text[start:self.at]

    def repeat(self, char, start, nodes):
        least, most = {"*": (0, _any_number), "+": (1, _any_number), "?": (0, 1), "{": (0, _any_number)}[char]
        if char == "{":
            if self.peek() == "}":
                nodes.append(("literal", 123))
                return
            low = self.number()
            high = self.number() if self.take(",") else low
            if not self.take("}"):
                self.at = start + 1
                nodes.append(("literal", 123))
                return
            if low:
                least = int(low)
            if high:
                most = int(high)
                if most < least:
                    self.fail("min repeat greater than max repeat", start + 1)
            if max(least, most) >= 0xffffffff:
                raise OverflowError("the repetition number is too large")
        node = nodes[-1] if nodes else None
        if node is None or node == ("sequence", []) or node[0] == "at":
            self.fail("nothing to repeat", start)
        if node[0] == "repeat":
            self.fail("multiple repeat", start)
        kind = 1 if self.take("?") else 2 if self.take("+") else 0
        nodes[-1] = ("repeat", least, most if most < 0x7fffffff else _any_number, kind, node)

    # --- escapes

    def ascii_bit(self):
        return 16 if self.flags & A or not self.is_text else 0

    def hexadecimal(self, start, count):
        digits = ""
        while len(digits) < count and self.peek() in _hex and self.peek():
            digits += self.peek()
            self.at += 1
        if len(digits) < count:
            self.fail(f"incomplete escape {self.text[start:self.at]}", start)
        code = int(digits, 16)
        if code > 0x10ffff:
            self.fail(f"bad escape {self.text[start:self.at]}", start)
        return code

    def simple_escape(self, start, char):
        """The code of an escape that means a character, inside or outside sets; None for others."""
        if char in _controls:
            return _controls[char]
        if char == "x":
            return self.hexadecimal(start, 2)
        if self.is_text and char in "uU":
            return self.hexadecimal(start, 4 if char == "u" else 8)
        return None

    def escape(self, start):
        char = self.peek()
        if not char:
            self.fail("bad escape (end of pattern)", start)
        self.at += 1
        if char in _categories:
            return ("set", 0, [], [_categories[char] + self.ascii_bit()])
        if char in "AZbB":
            return ("at", {"A": 0, "Z": 4, "b": 5 + self.ascii_bit(), "B": 6 + self.ascii_bit()}[char])
        if char == "0":
            while self.at - start < 4 and self.peek() in _octal and self.peek():
                self.at += 1
            return self.literal(int(self.text[start + 1:self.at], 8))
        if char in _digits:
            if self.peek() and self.peek() in _digits:
                if char in _octal and self.peek() in _octal and self.text[self.at + 1:self.at + 2] in _octal and self.text[self.at + 1:self.at + 2]:
                    self.at += 2
                    code = int(self.text[start + 1:self.at], 8)
                    if code > 0o377:
                        self.fail(f"octal escape value {self.text[start:self.at]} outside of range 0-0o377", start)
                    return self.literal(code)
                self.at += 1
            return self.reference(int(self.text[start + 1:self.at]), start)
        code = self.simple_escape(start, char)
        if code is None:
            if char in _letters:
                self.fail(f"bad escape \\{char}", start)
            code = ord(char)
        return self.literal(code)

    def reference(self, number, start):
        if number >= self.count:
            self.fail(f"invalid group reference {number}", start + 1)
        if number in self.open:
            self.fail("cannot refer to an open group", start)
        if self.behind and number >= self.behind:
            self.fail("cannot refer to group defined in the same lookbehind subpattern", start)
        return ("backref", number, self.flags & I)

    # --- sets

    def set(self, start):
        text = self.text
        flags = (1 if self.take("^") else 0) | (self.flags & I)
        ranges, categories = [], []
        first = self.at
        while True:
            if self.at >= len(text):
                self.fail("unterminated character set", start)
            here = self.at
            if text[here] == "]" and here > first:
                self.at += 1
                break
            low = self.member(start)
            if self.peek() == "-" and text[self.at + 1:self.at + 2] != "]":
                self.at += 1
                if self.at >= len(text):
                    self.fail("unterminated character set", start)
                high = self.member(start)
                if isinstance(low, tuple) or isinstance(high, tuple) or high < low:
                    self.fail(f"bad character range {text[here:self.at]}", here)
                ranges.append((low, high))
            elif isinstance(low, tuple):
                categories.append(low[0])
            else:
                ranges.append((low, low))
        if flags == 0 and not categories and len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
            return ("literal", ranges[0][0])
        return ("set", flags, ranges, categories)

    def member(self, start):
        """The code of a character of a set, or a category in a tuple."""
        here = self.at
        char = self.text[here]
        self.at += 1
        if char != "\\":
            return ord(char)
        char = self.peek()
        if not char:
            self.fail("unterminated character set", start)
        self.at += 1
        if char in _categories:
            return (_categories[char] + self.ascii_bit(),)
        if char in _octal:
            while self.at - here < 4 and self.peek() in _octal and self.peek():
                self.at += 1
            code = int(self.text[here + 1:self.at], 8)
            if code > 0o377:
                self.fail(f"octal escape value {self.text[here:self.at]} outside of range 0-0o377", here)
            return code
        code = self.simple_escape(here, char)
        if code is None:
            if char in _letters or char in _digits:
                self.fail(f"bad escape \\{char}", here)
            code = ord(char)
        return code

    # --- groups

    def name(self, end, missing="missing group name"):
        start = self.at
        found = self.text.find(end, start)
        if found < 0:
            if start >= len(self.text):
                self.fail(missing)
            self.fail(f"missing {end}, unterminated name", start)
        name = self.text[start:found]
        self.at = found + 1
        if not name:
            self.fail(missing, start)
        return name, start

    def checked_name(self, name, at):
        if not name.isidentifier() or (not self.is_text and not name.isascii()):
            self.fail(f"bad character in group name {name if self.is_text else name.encode('latin-1')!r}" if not self.is_text
                      else f"bad character in group name {name!r}", at)

    def close(self, start):
        if not self.take(")"):
            self.fail("missing ), unterminated subpattern", start)

    def group(self, start):
        if not self.take("?"):
            return self.capture(start, None)
        if self.at >= len(self.text):
            self.fail("unexpected end of pattern")
        char = self.peek()
        self.at += 1
        if char == "P":
            if self.take("<"):
                return self.capture(start, self.name(">"))
            if self.take("="):
                name, at = self.name(")")
                self.checked_name(name, at)
                if name not in self.names:
                    self.fail(f"unknown group name {name!r}", at)
                return self.reference(self.names[name], at - 1) if self.names[name] not in self.open else self.fail("cannot refer to an open group", at)
            if self.at >= len(self.text):
                self.fail("unexpected end of pattern")
            self.fail("unknown extension ?P" + self.peek(), start + 1)
        if char == ":":
            return self.inner(start)
        if char == "#":
            end = self.text.find(")", self.at)
            if end < 0:
                self.fail("missing ), unterminated comment", start)
            self.at = end + 1
            return None
        if char in "=!<":
            return self.look(char, start)
        if char == "(":
            return self.conditional(start)
        if char == ">":
            return ("atomic", self.inner(start))
        if char in "aiLmsux-":
            return self.with_flags(char, start)
        self.fail("unknown extension ?" + char, start + 1)

    def inner(self, start):
        flags = self.flags
        node = self.choice()
        self.close(start)
        self.flags = flags
        return ("sequence", [node])

    def capture(self, start, named):
        number = self.count
        if named is not None:
            name, at = named
            self.checked_name(name, at)
            if name in self.names:
                self.fail(f"redefinition of group name {name!r} as group {number}; was group {self.names[name]}", at)
            self.names[name] = number
        self.count += 1
        self.open.append(number)
        flags = self.flags
        node = self.choice()
        self.close(start)
        self.flags = flags
        self.open.pop()
        node = ("group", number, node)
        self.widths[number] = _width(node, self.widths)
        return node

    def look(self, char, start):
        behind = char == "<"
        if behind:
            if self.at >= len(self.text):
                self.fail("unexpected end of pattern")
            char = self.peek()
            self.at += 1
            if char not in "=!":
                self.fail("unknown extension ?<" + char, start + 1)
        before = self.behind
        if behind and not before:
            self.behind = self.count
        flags = self.flags
        node = self.choice()
        self.flags = flags
        self.behind = before
        self.close(start)
        return ("look", (1 if char == "!" else 0) + (2 if behind else 0), node)

    def conditional(self, start):
        name, at = self.name(")")
        if name.isidentifier():
            if name not in self.names:
                self.fail(f"unknown group name {name!r}", at)
            number = self.names[name]
        else:
            if not (name.isdecimal() and name.isascii()):
                self.fail(f"bad character in group name {name!r}", at)
            number = int(name)
            if not number:
                self.fail("bad group number", at)
            self.asked.setdefault(number, at)
        yes = self.sequence()
        no = ("sequence", [])
        if self.take("|"):
            no = self.sequence()
            if self.peek() == "|":
                self.fail("conditional backref with more than two branches")
        self.close(start)
        return ("if", number, yes, no)

    def with_flags(self, char, start):
        on = off = 0
        negative = False
        bits = {"a": A, "i": I, "L": L, "m": M, "s": S, "u": U, "x": X}
        while True:
            if char == "-":
                if negative:
                    self.fail("missing flag")
                negative = True
            elif char in bits:
                bit = bits[char]
                if self.is_text and char == "L":
                    self.fail("bad inline flags: cannot use 'L' flag with a str pattern")
                if not self.is_text and char == "u":
                    self.fail("bad inline flags: cannot use 'u' flag with a bytes pattern")
                if negative:
                    if char in "aLu":
                        self.fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
                    off |= bit
                else:
                    on |= bit
                    if char in "aLu" and on & (A | L | U) != bit:
                        self.fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
            char = self.peek()
            if not char:
                self.fail("missing -, : or )" if not negative else "missing :" if off else "missing flag")
            self.at += 1
            if char == ")" and not negative:
                if start > 0 and not (self.flags & X and not self.text[:start].strip()):
                    self.fail("global flags not at the start of the expression", start)
                self.flags |= on
                return None
            if char == ":":
                if negative and not off:
                    self.fail("missing flag", self.at - 1)
                if on & off:
                    self.fail("bad inline flags: flag turned on and off")
                flags = self.flags
                if on & (A | U):
                    self.flags &= ~(A | U)
                self.flags = (self.flags | on) & ~off
                node = self.choice()
                self.close(start)
                self.flags = flags
                return ("sequence", [node])
            if char not in bits and char != "-" or char == ")":
                message = "unknown flag" if char in _letters else "missing -, : or )" if not negative else "missing :" if off else "missing flag"
                self.fail(message, self.at - 1)


def _width(node, groups):
    """The least and the most characters that a node matches; -1: any number."""
    kind = node[0]
    if kind in _singles:
        return 1, 1
    if kind == "sequence":
        widths = [_width(part, groups) for part in node[1]]
        return sum([low for low, high in widths]), -1 if -1 in [high for low, high in widths] else sum([high for low, high in widths])
    if kind == "choice" or kind == "if":
        widths = [_width(part, groups) for part in (node[1] if kind == "choice" else node[2:])]
        highs = [high for low, high in widths]
        return min([low for low, high in widths]), -1 if -1 in highs else max(highs)
    if kind == "group":
        return _width(node[2], groups)
    if kind == "repeat":
        low, high = _width(node[4], groups)
        return low * node[1], -1 if -1 in (high, node[2]) and high != 0 else high * node[2]
    if kind == "atomic":
        return _width(node[1], groups)
    if kind == "backref":
        return groups.get(node[1]) or (0, -1)
    return 0, 0


class _Compiler:
    def __init__(self, groups, widths):
        self.code = []
        self.registers = 2 * groups
        self.widths = widths

    def emit(self, *words):
        self.code.extend(words)

    def node(self, node):
        getattr(self, "emit_" + node[0])(*node[1:])

    def emit_literal(self, code):
        self.emit(_literal, code)

    def emit_any(self):
        self.emit(_any)

    def emit_all(self):
        self.emit(_all)

    def emit_set(self, flags, ranges, categories):
        words = [len(ranges)]
        for low, high in ranges:
            words += (low, high)
        words.append(len(categories))
        words += categories
        self.emit(_set, len(words) + 7, flags, *_ascii_bits(flags, words), *words)

    def emit_sequence(self, nodes):
        for node in nodes:
            self.node(node)

    def emit_choice(self, nodes):
        ends = []
        for node in nodes[:-1]:
            fork = len(self.code)
            self.emit(_split, fork + 3, 0)
            self.node(node)
            self.emit(_jump, 0)
            ends.append(len(self.code) - 1)
            self.code[fork + 2] = len(self.code)
        self.node(nodes[-1])
        for end in ends:
            self.code[end] = len(self.code)

    def emit_group(self, number, node):
        self.emit(_save, 2 * number)
        self.node(node)
        self.emit(_save, 2 * number + 1)

    def emit_at(self, kind):
        self.emit(_at, kind)

    def emit_look(self, flags, node):
        width = 0
        if flags & 2:
            width, most = _width(node, self.widths)
            if width != most:
                raise PatternError("look-behind requires fixed-width pattern")
        start = len(self.code)
        self.emit(_look, flags, width, 0)
        self.node(node)
        self.emit(_match)
        self.code[start + 3] = len(self.code)

    def emit_atomic(self, node):
        start = len(self.code)
        self.emit(_atomic, 0)
        self.node(node)
        self.emit(_match)
        self.code[start + 1] = len(self.code)

    def emit_backref(self, number, flags):
        self.emit(_backref, number, flags)

    def emit_if(self, number, yes, no):
        start = len(self.code)
        self.emit(_if_group, number, 0)
        self.node(yes)
        self.emit(_jump, 0)
        end = len(self.code) - 1
        self.code[start + 2] = len(self.code)
        self.node(no)
        self.code[end] = len(self.code)

    def emit_repeat(self, least, most, kind, node):
        while node[0] == "sequence" and len(node[1]) == 1:
            node = node[1][0]
        start = len(self.code)
        if node[0] in _singles:
            self.emit(_one, least, most, kind, 0)
            self.node(node)
            self.code[start + 4] = len(self.code) - start
        elif kind == 2:
            self.emit_atomic(("repeat", least, most, 0, node))
        elif (least, most) == (1, 1):
            self.node(node)
        elif (least, most) == (0, 1):
            self.emit(_split, 0, 0)
            self.node(node)
            self.code[start + 1 + kind] = start + 3
            self.code[start + 2 - kind] = len(self.code)
        elif most != 0:
            register = self.registers
            self.registers += 2
            self.emit(_loop_begin, register, _loop, register, least, most, kind, 0, _again, register)
            self.node(node)
            self.emit(_jump, start + 2)
            self.code[start + 7] = len(self.code)


_bits = {}


def _ascii_bits(flags, words):
    key = flags, *words
    found = _bits.get(key)
    if found is None:
        found = _bits[key] = _re.ascii_bits([flags, 0, 0, 0, 0, *words])
    return found


def compiled(pattern, flags):
    """The arguments of Pattern after the pattern itself: code, flags, groups, names."""
    is_text = isinstance(pattern, str)
    if is_text and flags & L:
        raise ValueError("cannot use LOCALE flag with a str pattern")
    if not is_text and flags & U:
        raise ValueError("cannot use UNICODE flag with a bytes pattern")
    if flags & A and flags & U:
        raise ValueError("ASCII and UNICODE flags are incompatible")
    parser = _Parser(pattern, flags)
    tree = parser.whole()
    flags = parser.flags
    if is_text and not flags & A:
        flags |= U
    compiler = _Compiler(parser.count, parser.widths)
    compiler.code = [0, parser.count, 0 if is_text else 1]
    compiler.node(tree)
    compiler.emit(_match)
    compiler.code[0] = compiler.registers + 1
    return _re.assemble(compiler.code), flags, parser.count - 1, parser.names


# --- templates of sub() and expand()

_templates = {}


def template(pattern, repl):
    """The parts of a template: texts, and numbers of groups."""
    backslash = "\\" if isinstance(repl, str) else b"\\"
    if backslash not in repl:
        return [repl] if repl else []
    key = pattern._code, type(repl), repl
    found = _templates.get(key)
    if found is None:
        if len(_templates) >= 512:
            _templates.clear()
        found = _templates[key] = _parsed_template(pattern, repl)
    return found


def _parsed_template(pattern, repl):
    is_text = isinstance(repl, str)
    text = repl if is_text else repl.decode("latin-1")
    parts, literal, at = [], "", 0

    def fail(message, place):
        raise PatternError(message, repl, place)

    def add_group(number, place):
        nonlocal literal
        if number > pattern.groups:
            fail(f"invalid group reference {number}", place)
        if literal:
            parts.append(literal if is_text else literal.encode("latin-1"))
            literal = ""
        parts.append(number)

    while at < len(text):
        char = text[at]
        start = at
        at += 1
        if char != "\\":
            literal += char
            continue
        char = text[at:at + 1]
        if not char:
            fail("bad escape (end of pattern)", start)
        at += 1
        if char == "g":
            if text[at:at + 1] != "<":
                fail("missing <", at)
            end = text.find(">", at)
            name = text[at + 1:end] if end >= 0 else text[at + 1:]
            if end < 0:
                fail("missing group name" if not name else "missing >, unterminated name", at + 1)
            if not name:
                fail("missing group name", at + 1)
            if name.isdecimal() and name.isascii():
                add_group(int(name), at + 1)
            elif not name.isidentifier():
                fail(f"bad character in group name {name!r}", at + 1)
            elif name not in pattern.groupindex:
                raise IndexError(f"unknown group name {name!r}")
            else:
                add_group(pattern.groupindex[name], at + 1)
            at = end + 1
        elif char == "0":
            while at - start < 4 and text[at:at + 1] in _octal and text[at:at + 1]:
                at += 1
            literal += chr(int(text[start + 1:at], 8) & 0xff)
        elif char in _digits:
            if text[at:at + 1] in _digits and text[at:at + 1]:
                if char in _octal and text[at] in _octal and text[at + 1:at + 2] in _octal and text[at + 1:at + 2]:
                    code = int(text[start + 1:at + 2], 8)
                    at += 2
                    if code > 0o377:
                        fail(f"octal escape value {text[start:at]} outside of range 0-0o377", start)
                    literal += chr(code)
                    continue
                at += 1
            add_group(int(text[start + 1:at]), start + 1)
        elif char in _controls and char != "\\":
            literal += chr(_controls[char])
        elif char == "\\":
            literal += char
        elif char in _letters:
            fail(f"bad escape \\{char}", start)
        else:
            literal += "\\" + char
    if literal:
        parts.append(literal if is_text else literal.encode("latin-1"))
    return parts
