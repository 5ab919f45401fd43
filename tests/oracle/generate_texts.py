#!/usr/bin/env python3
"""generate_texts.py SEED: prints a program of some two thousand expressions about texts and slices, the same ones for the same seed.

Every method of str with characters of one to four bytes, blanks and line ends of any script, starts and ends on either side;
format() and % with every flag, for every kind of value; slices and ranges with small, huge and negative numbers. An
expression that raises prints its exception.
"""

import random
import sys

# Blanks, line ends and letters whose case and kind Threadbox knows; of each length in UTF-8.
LETTERS = ["a", "b", "A", "z", "1", "0", "é", "ß", "à", "Ж", "ж", "ω", "€", "漢", "字", "😀", "🎉", "\u0301"]
BLANKS = [" ", " ", "\t", "\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\xa0", "\u1680", "\u2000",
          "\u2003", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\u200b"]
SIGNS = ["-", "+", ".", ",", "_", "%", "(", "\0"]
HUGE = [2**31, 2**32, 2**61, 2**62, 2**63 - 1, 2**63, 2**64, 10**30]
PRELUDE = '''def t(f):
    try:
        r = f()
        print(ascii(r))
    except Exception as e:
        print(type(e).__name__, e)


class I:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


'''


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self, most=8, blanks=0.3):
        pool = self.random.random()
        pieces = []
        for _ in range(self.random.randint(0, most)):
            kind = self.random.random()
            pieces.append(self.random.choice(BLANKS if kind < blanks else SIGNS if kind < blanks + 0.1 and pool < 0.3 else LETTERS))
        return "".join(pieces)

    def part_of(self, text):
        """Usually a part of the text."""
        if text and self.random.random() < 0.7:
            at = self.random.randrange(len(text))
            return text[at:at + self.random.choice((1, 1, 1, 2, 3))]
        return self.text(2)

    def number(self, size=8):
        """A small one, or one beyond any text."""
        kind = self.random.random()
        if kind < 0.1:
            return self.random.choice(("", "-")) + str(self.random.choice(HUGE))
        if kind < 0.15:
            return f"I({self.random.randint(-size, size)})"
        return str(self.random.randint(-size - 2, size + 2))

    def bound(self, size=8):
        return self.random.choice(("None", self.number(size), self.number(size), self.number(size)))

    def method(self):
        r = self.random
        text = self.text()
        s = ascii(text)
        part = ascii(self.part_of(text))
        width = r.choice((0, 1, 5, 9, 12, -3))
        choices = [
            lambda: f"{s}.{r.choice(('split', 'rsplit'))}({r.choice(('', f'maxsplit={r.randint(-1, 4)}', f'None, {r.randint(-1, 4)}', part, f'{part}, {r.randint(-1, 4)}', f'sep={part}, maxsplit={r.randint(0, 3)}'))})",
            lambda: f"{s}.{r.choice(('strip', 'lstrip', 'rstrip'))}({r.choice(('', 'None', part, ascii(self.text(4))))})",
            lambda: f"{s}.{r.choice(('find', 'rfind', 'index', 'rindex', 'count', 'startswith', 'endswith'))}({part}{r.choice(('', f', {self.bound()}', f', {self.bound()}, {self.bound()}'))})",
            lambda: f"{s}.{r.choice(('startswith', 'endswith'))}(({part}, {ascii(self.text(2))}), {self.bound()})",
            lambda: f"{s}.{r.choice(('partition', 'rpartition', 'removeprefix', 'removesuffix', '__contains__', 'join'))}({part})",
            lambda: f"{s}.replace({part}, {ascii(self.text(3))}{r.choice(('', f', {r.randint(-1, 3)}', f', count={r.randint(0, 2)}'))})",
            lambda: f"{s}.splitlines({r.choice(('', 'True', 'keepends=True'))})",
            lambda: f"{s}.{r.choice(('upper', 'lower', 'title', 'capitalize', 'swapcase', 'casefold', 'isspace', 'isdigit', 'isalpha', 'isupper', 'islower', 'isprintable', 'isascii'))}()",
            lambda: f"{s}.expandtabs({r.choice(('', '0', '1', '4', '3', '-1'))})",
            lambda: f"{s}.{r.choice(('center', 'ljust', 'rjust'))}({width}{r.choice(('', ', ' + ascii(r.choice(LETTERS)), ', ' + ascii(r.choice(BLANKS))))})",
            lambda: f"{s}.zfill({r.choice((str(width), f'I({width})'))})",
            lambda: f"{s}[{self.bound()}:{self.bound()}:{self.bound()}]",
            lambda: f"{s}[{self.number()}]",
            lambda: f"{s}.translate({{{ord(r.choice(LETTERS))}: {r.choice(('None', ascii(self.text(2)), str(ord(r.choice(LETTERS)))))}, 32: '_'}})",
            lambda: f"{s} {r.choice(('<', '==', '>=', '+'))} {part}",
            lambda: f"[*{s}][::-1], len({s}), max({s}, default=0), {s} * {r.randint(-1, 3)}",
            lambda: f"{r.choice(('int', 'float'))}({ascii(r.choice(BLANKS) + r.choice(('12', '-7', '1_0', '٣', '', '1 2', '0x1f', '１２')) + r.choice(BLANKS))})",
            lambda: f"repr({s}), ascii({s}), hash({s}) == hash({s} + '')",
        ]
        return r.choice(choices)()

    def value(self):
        r = self.random
        return r.choice((
            str(r.randint(-20, 20)), str(r.randint(-10**7, 10**7)), str(r.randint(-10**25, 10**25)), "True", "False", "None",
            repr(r.uniform(-10, 10)), repr(r.uniform(-1, 1) * 10.0 ** r.randint(-20, 25)), "0.0", "-0.0", "1e16", "float('inf')", "-float('inf')",
            "float('nan')", ascii(self.text(5, 0.1)), ascii(self.text(3, 0.1)), "65", "8364", "-1", "[1]",
        ))

    def spec(self):
        r = self.random
        fill = r.choice(("", "", "", "*", "0", "é", "漢", "😀", "<", " "))
        align = r.choice(("", "", "<", ">", "^", "=")) if not fill else r.choice("<>^=")
        return (fill + align + r.choice(("", "", "", "+", "-", " ")) + r.choice(("", "", "", "", "z")) + r.choice(("", "", "", "#")) + r.choice(("", "", "0"))
                + r.choice(("", "", "1", "6", "12", "20", "07")) + r.choice(("", "", "", ",", "_", ",,", "_,")) + r.choice(("", "", "", ".0", ".2", ".10", "."))
                + r.choice(("", "", "d", "b", "o", "x", "X", "c", "n", "e", "E", "f", "F", "g", "G", "%", "s", "q", "é")))

    def percent(self):
        r = self.random
        flags = "".join(r.choice(("", "", flag)) for flag in "-+ #0")
        directive = "%" + flags + r.choice(("", "", "1", "7", "12", "*")) + r.choice(("", "", "", ".0", ".3", ".")) + r.choice("diuoxXeEfFgGcrsa%qdsdf")
        arguments = ([r.choice(("5", "-9", "0"))] if "*" in directive else []) + [self.value()]
        return f"{ascii(r.choice(('', 'é', '<')) + directive + '|')} % ({', '.join(arguments)},)"

    def formatted(self):
        r = self.random
        kind = r.random()
        if kind < 0.3:
            return self.percent()
        spec = self.spec()
        if kind < 0.7 or "{" in spec or "}" in spec:
            return f"format({self.value()}, {ascii(spec)})"
        return f"{ascii('{:' + spec + '}|{!r}')}.format({self.value()}, {self.value()})"

    def sliced(self):
        r = self.random
        size = r.choice((0, 1, 5, 10))
        sequence = r.choice((f"list(range({size}))", f"tuple(range({size}))", ascii("aé漢😀b"[:size]), f"range({self.number(20)}, {self.number(20)}, {self.number(4)})"))
        span = f"range({self.number(20)}, {self.number(20)}, {self.number(4)})"
        return r.choice((
            lambda: f"list({sequence}[{self.bound(12)}:{self.bound(12)}:{self.bound(3)}][:20])",
            lambda: f"{sequence}[{self.number(12)}]",
            lambda: f"{span}[{self.bound(12)}:{self.bound(12)}:{self.bound(3)}]",
            lambda: f"len({span})",
            lambda: f"{r.choice((7, -3, 2**62, 2**70))} in {span}, {span} == {span}, hash({span}) == hash({span})",
            lambda: f"list(reversed({span}[:6]))",
            lambda: f"{span}.index({r.choice((7, 0, -3, 2**62, 2**70))})",
            lambda: f"slice({self.bound()}, {self.bound()}, {self.bound()}).indices({self.number()})",
            lambda: f"bool({span}), [*{span}[:3]], ({span}).count({r.randint(-9, 9)})",
        ))()

    def program(self):
        makers = [self.method] * 5 + [self.formatted] * 4 + [self.sliced] * 3
        lines = [f"t(lambda: ({self.random.choice(makers)()}))\n" for _ in range(2000)]
        return PRELUDE + "".join(lines)


if __name__ == "__main__":
    print(Writer(int(sys.argv[1])).program(), end="")
