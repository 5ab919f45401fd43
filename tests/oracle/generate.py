#!/usr/bin/env python3
"""generate.py SEED: prints a random program, the same one for the same seed.

Arithmetic, strings, containers, functions, classes, exceptions, generators. Every program ends, and every statement may
fail: what it raises is printed, too.
"""

import random
import sys

INT, FLOAT, STR, BOOL, LIST, DICT, SET, TUPLE = "int", "float", "str", "bool", "list", "dict", "set", "tuple"
TYPES = (INT, INT, INT, STR, STR, LIST, LIST, DICT, BOOL, FLOAT, SET, TUPLE)
ERRORS = ("ValueError", "KeyError", "IndexError", "TypeError", "ZeroDivisionError", "RuntimeError", "LookupError")


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.indent = 0
        self.names = {kind: [] for kind in set(TYPES)}  # Global variables that certainly exist.
        self.functions = []   # (name, kinds of its parameters, kind of its result)
        self.generators = []  # Names of functions without parameters that yield ints.
        self.classes = []
        self.count = 0

    # --- text

    def line(self, text):
        self.lines.append("    " * self.indent + text)

    def fresh(self, prefix):
        self.count += 1
        return f"{prefix}{self.count}"

    def pick(self, *choices):
        return self.random.choice(choices)

    # --- expressions

    def expression(self, kind, depth=3):
        if depth <= 0 or self.random.random() < 0.25:
            return self.leaf(kind)
        return getattr(self, "of_" + kind)(depth - 1)

    def leaf(self, kind):
        if self.names[kind] and self.random.random() < 0.6:
            return self.random.choice(self.names[kind])
        r = self.random
        if kind == INT:
            return str(self.pick(0, 1, 2, 3, 7, r.randint(-20, 20), r.randint(-10**6, 10**6), r.randint(-10**25, 10**25)))
        if kind == FLOAT:
            return repr(self.pick(0.0, 0.5, 1.0, -2.5, 1e10, r.randint(-1000, 1000) / 8))
        if kind == STR:
            return repr(self.pick("", "a", "abc", "Hello World", "x,y,z", "  pad ", "né", "it's", "MiXed", "12", "a\tb\n"))
        if kind == BOOL:
            return self.pick("True", "False")
        if kind == LIST:
            return "[" + ", ".join(str(r.randint(-5, 9)) for _ in range(r.randint(0, 4))) + "]"
        if kind == TUPLE:
            return "(" + "".join(f"{r.randint(-5, 9)}, " for _ in range(r.randint(1, 3))) + ")"
        if kind == DICT:
            return "{" + ", ".join(f"{self.pick('a', 'b', 'c', 'key')!r}: {r.randint(-5, 9)}" for _ in range(r.randint(0, 3))) + "}"
        return "{" + ", ".join(str(r.randint(-5, 9)) for _ in range(r.randint(1, 4))) + "}"

    def of_int(self, depth):
        e = lambda kind: self.expression(kind, depth)
        choice = self.random.randrange(16)
        if choice < 5:
            return f"({e(INT)} {self.pick('+', '-', '*', '//', '%', '&', '|', '^')} {e(INT)})"
        if choice == 5:
            return f"({e(INT)} {self.pick('<<', '>>')} {self.random.randint(0, 12)})"
        if choice == 6:
            return f"({e(INT)} % 1000) ** {self.random.randint(0, 5)}"
        if choice == 7:
            return f"{self.pick('-', '~', '+')}{e(INT)}" if self.random.random() < 0.5 else f"abs({e(INT)})"
        if choice == 8:
            return f"len({e(self.pick(STR, LIST, DICT, SET, TUPLE))})"
        if choice == 9:
            return f"{self.pick('sum', 'max', 'min')}({e(self.pick(LIST, SET, TUPLE))})"
        if choice == 10:
            return f"{e(LIST)}[{self.random.randint(-4, 4)}]"
        if choice == 11:
            return f"{e(DICT)}{self.pick('.get(' + e(STR) + ', 0)', '[' + e(STR) + ']')}"
        if choice == 12:
            return f"int({e(self.pick(STR, FLOAT, BOOL, INT))})"
        if choice == 13:
            return f"({e(INT)} if {e(BOOL)} else {e(INT)})"
        if choice == 14:
            return f"{e(STR)}.{self.pick('count', 'find', 'index', 'rfind')}({e(STR)})"
        return self.call(INT, depth) or f"{e(LIST)}.{self.pick('count', 'index')}({e(INT)})"

    def of_float(self, depth):
        e = lambda kind: self.expression(kind, depth)
        choice = self.random.randrange(6)
        if choice < 3:
            return f"({e(FLOAT)} {self.pick('+', '-', '*', '/')} {e(FLOAT)})"
        if choice == 3:
            return f"(({e(INT)} % 1000) / {e(INT)})"
        if choice == 4:
            return f"round({e(FLOAT)}, {self.random.randint(0, 3)})"
        return f"float({e(self.pick(BOOL, FLOAT))})"

    def of_str(self, depth):
        e = lambda kind: self.expression(kind, depth)
        choice = self.random.randrange(14)
        if choice < 2:
            return f"({e(STR)} + {e(STR)})"
        if choice == 2:
            return f"({e(STR)} * {self.random.randint(-1, 3)})"
        if choice == 3:
            return f"{e(STR)}.{self.pick('upper', 'lower', 'strip', 'title', 'swapcase', 'capitalize', 'lstrip', 'rstrip')}()"
        if choice == 4:
            return f"{e(STR)}[{self.slice()}]"
        if choice == 5:
            return f"{e(STR)}[{self.random.randint(-4, 4)}]"
        if choice == 6:
            return f"{e(STR)}.replace({e(STR)}, {e(STR)})"
        if choice == 7:
            return f"{e(STR)}.join([str(i) for i in {e(self.pick(LIST, TUPLE))}])"
        if choice == 8:
            return f"{self.pick('str', 'repr')}({e(self.pick(INT, FLOAT, STR, LIST, DICT, BOOL, TUPLE))})"
        if choice == 9:
            spec = self.pick("", ":5", ":<8", ":>8", ":^9", ":*^9", "!r", "!r:>10", "!s")
            return "f\"<{" + self.quoted_free(self.pick(STR, INT, BOOL)) + spec.replace("!r:>10", "!r:>10") + "}>\""
        if choice == 10:
            return f"\"%{self.pick('d', '5d', '-5d|', '05d', 'x', 'o', 's', 'r', '+d')}\" % ({e(INT)},)"
        if choice == 11:
            return f"\"{{:{self.pick('d', ',', '>12', '+', 'x', '#b', '08', '_')}}}\".format({e(INT)})"
        if choice == 12:
            return f"\"%{self.pick('.2f', '8.3f', 'e', 'g', 's')}\" % ({e(FLOAT)},)"
        return f"{e(STR)}.{self.pick('center', 'ljust', 'rjust', 'zfill')}({self.random.randint(0, 9)})"

    def quoted_free(self, kind):
        """An expression that may stand inside of an f-string in double quotes."""
        return self.random.choice(self.names[kind]) if self.names[kind] else "1 + 1"

    def of_bool(self, depth):
        e = lambda kind: self.expression(kind, depth)
        choice = self.random.randrange(8)
        kind = self.pick(INT, STR, LIST, FLOAT, TUPLE)
        if choice < 2:
            return f"({e(kind)} {self.pick('<', '<=', '>', '>=', '==', '!=')} {e(kind)})"
        if choice == 2:
            return f"({e(BOOL)} {self.pick('and', 'or')} {e(BOOL)})"
        if choice == 3:
            return f"(not {e(self.pick(*TYPES))})"
        if choice == 4:
            return f"({e(INT)} {self.pick('in', 'not in')} {e(self.pick(LIST, SET, TUPLE))})"
        if choice == 5:
            return f"({e(STR)} {self.pick('in', 'not in')} {e(self.pick(STR, DICT))})"
        if choice == 6:
            return f"{e(STR)}.{self.pick('startswith', 'endswith')}({e(STR)})"
        return f"{self.pick('any', 'all', 'bool')}({e(self.pick(LIST, TUPLE, SET))})"

    def of_list(self, depth):
        e = lambda kind: self.expression(kind, depth)
        choice = self.random.randrange(12)
        if choice == 0:
            return f"({e(LIST)} + {e(LIST)})"
        if choice == 1:
            return f"({e(LIST)} * {self.random.randint(0, 2)})"
        if choice == 2:
            return f"{e(LIST)}[{self.slice()}]"
        if choice == 3:
            return f"sorted({e(self.pick(LIST, SET, TUPLE))}{self.pick('', ', reverse=True', ', key=lambda x: -x', ', key=abs')})"
        if choice == 4:
            return f"[x {self.pick('+', '*', '-')} {self.random.randint(1, 3)} for x in {e(LIST)} if x {self.pick('>', '!=')} {self.random.randint(-2, 3)}]"
        if choice == 5:
            return f"list(range({self.random.randint(-3, 3)}, {self.random.randint(-3, 9)}, {self.pick(1, 2, -1, 3)}))"
        if choice == 6:
            return f"list({self.pick('reversed', 'tuple', 'list')}({e(self.pick(LIST, TUPLE))}))"
        if choice == 7:
            return f"list(map(lambda x: x * x, {e(LIST)}))"
        if choice == 8:
            return f"[a * b for a, b in zip({e(LIST)}, {e(LIST)})]"
        if choice == 9:
            return f"[i + x for i, x in enumerate({e(LIST)}, {self.random.randint(0, 2)})]"
        if choice == 10:
            return f"[*{e(LIST)}, {e(INT)}, *{e(TUPLE)}]"
        if self.generators:
            return f"list({self.random.choice(self.generators)}())"
        return f"list({e(DICT)}.values())"

    def of_tuple(self, depth):
        e = lambda kind: self.expression(kind, depth)
        return self.pick(f"tuple({e(LIST)})", f"({e(INT)}, {e(INT)})", f"({e(TUPLE)} + {e(TUPLE)})", f"{e(TUPLE)}[{self.slice()}]", f"divmod({e(INT)}, {e(INT)})")

    def of_dict(self, depth):
        e = lambda kind: self.expression(kind, depth)
        return self.pick(
            f"{{{e(STR)}: {e(INT)}, {e(STR)}: {e(INT)}}}", f"{{**{e(DICT)}, {e(STR)}: {e(INT)}}}", f"({e(DICT)} | {e(DICT)})",
            f"{{k: v + 1 for k, v in {e(DICT)}.items()}}", f"dict(zip({e(STR)}, {e(LIST)}))", f"{{str(x): x for x in {e(LIST)}}}",
        )

    def of_set(self, depth):
        e = lambda kind: self.expression(kind, depth)
        return self.pick(f"set({e(LIST)})", f"({e(SET)} {self.pick('|', '&', '-', '^')} {e(SET)})", f"{{x % 3 for x in {e(LIST)}}}")

    def slice(self):
        part = lambda: self.pick("", "", str(self.random.randint(-4, 5)))
        return f"{part()}:{part()}" + self.pick("", "", ":" + self.pick("-1", "2", "-2", "1"))

    def call(self, kind, depth):
        fitting = [f for f in self.functions if f[2] == kind]
        if not fitting:
            return None
        name, parameters, _ = self.random.choice(fitting)
        return f"{name}({', '.join(self.expression(p, depth - 1) for p in parameters)})"

    # --- statements

    def guarded(self, body):
        """A statement whose error is printed."""
        self.line("try:")
        self.indent += 1
        body()
        self.indent -= 1
        self.line("except Exception as error:")
        self.line("    print(type(error).__name__, error)")

    def show(self, kind):
        value = self.expression(kind)
        shown = f"sorted({value})" if kind == SET else value
        self.guarded(lambda: self.line(f"print({shown})"))

    def assign(self):
        kind = self.pick(*TYPES)
        name = self.fresh("v")
        self.line(f"{name} = {self.leaf(kind)}")
        self.names[kind].append(name)
        self.guarded(lambda: self.line(f"{name} = {self.expression(kind)}"))
        self.line(f"print({'sorted(' + name + ')' if kind == SET else name})")

    def change(self):
        kind = self.pick(INT, LIST, DICT, STR)
        if not self.names[kind]:
            return self.assign()
        name = self.random.choice(self.names[kind])
        e = lambda k: self.expression(k, 2)
        text = {
            INT: lambda: f"{name} {self.pick('+=', '-=', '*=', '//=', '%=', '|=')} {e(INT)}",
            STR: lambda: f"{name} += {e(STR)}[:5]",
            LIST: lambda: self.pick(
                f"{name}.append({e(INT)})", f"{name}.extend({e(LIST)})", f"{name}.insert({self.random.randint(-3, 3)}, {e(INT)})",
                f"print({name}.pop({self.pick('', '0', '-1', '2')}))", f"{name}.sort()", f"{name}.reverse()", f"{name}[0] = {e(INT)}",
                f"del {name}[{self.slice()}]", f"{name}[{self.random.randint(0, 2)}:{self.random.randint(0, 3)}] = {e(LIST)}", f"{name}.remove({e(INT)})",
            ),
            DICT: lambda: self.pick(
                f"{name}[{e(STR)}] = {e(INT)}", f"{name}.update({e(DICT)})", f"print({name}.pop({e(STR)}))",
                f"print({name}.setdefault({e(STR)}, {e(INT)}))", f"del {name}[{e(STR)}]",
            ),
        }[kind]()
        self.guarded(lambda: self.line(text))
        # Numbers must not grow for ever.
        self.line(f"{name} %= 10**30" if kind == INT else f"{name} = {name}[:20]" if kind in (STR, LIST) else f"print({name})")

    def loop(self):
        name = self.fresh("i")
        def body():
            iterable = self.pick(f"range({self.random.randint(0, 5)})", self.expression(LIST, 2) + "[:6]", f"{self.expression(STR, 1)}[:4]", "sorted(" + self.expression(DICT, 1) + ")")
            self.line(f"for {name} in {iterable}:")
            self.indent += 1
            self.line(f"if {self.expression(BOOL, 2)}:")
            self.line(f"    {self.pick('continue', 'break', 'pass')}")
            self.line(f"print({name}, {self.expression(INT, 2)})")
            self.indent -= 1
            self.line("else:")
            self.line("    print('loop ended')")
        self.guarded(body)

    def branch(self):
        def body():
            self.line(f"if {self.expression(BOOL)}:")
            self.line(f"    print('first', {self.expression(INT, 2)})")
            self.line(f"elif {self.expression(self.pick(LIST, STR, INT))}:")
            self.line(f"    print('second', {self.expression(STR, 2)})")
            self.line("else:")
            self.line("    print('third')")
        self.guarded(body)

    def define(self):
        name, kind = self.fresh("f"), self.pick(INT, INT, STR, LIST)
        kinds = [self.pick(INT, STR, LIST) for _ in range(self.random.randint(0, 3))]
        parameters = [f"p{i}" for i in range(len(kinds))]
        header = ", ".join(f"{p}={self.leaf(k)}" if i >= len(kinds) - 1 and self.random.random() < 0.3 else p for i, (p, k) in enumerate(zip(parameters, kinds)))
        self.line(f"def {name}({header}):")
        outer, self.names = self.names, {k: list(v) for k, v in self.names.items()}
        for p, k in zip(parameters, kinds):
            self.names[k].append(p)
        self.indent += 1
        self.line(f"if {self.expression(BOOL, 2)}:")
        self.line(f"    {self.pick('return ' + self.expression(kind, 2), 'raise ' + self.pick(*ERRORS) + '(' + self.expression(self.pick(INT, STR), 1) + ')')}")
        self.line(f"return {self.expression(kind, 2)}")
        self.indent -= 1
        self.names = outer
        self.functions.append((name, kinds, kind))
        self.show(kind)

    def define_generator(self):
        name = self.fresh("g")
        self.line(f"def {name}():")
        self.indent += 1
        self.line(f"for x in {self.expression(LIST, 1)}[:5]:")
        self.line(f"    yield x {self.pick('+', '*', '-')} {self.random.randint(1, 4)}")
        if self.generators and self.random.random() < 0.6:
            self.line(f"yield from {self.random.choice(self.generators)}()")
        self.line("try:")
        self.line(f"    got = yield {self.random.randint(0, 9)}")
        self.line("    print('got', got)")
        self.line("finally:")
        self.line("    print('generator ends')")
        self.line(f"return {self.leaf(STR)}")
        self.indent -= 1
        self.generators.append(name)
        def use():
            self.line(f"it = {name}()")
            self.line("try:")
            self.line("    print(next(it))")
            self.line(f"    print(it.{self.pick('send(None)', 'send(5)', 'throw(KeyError(3))', 'close()', '__next__()')})")
            self.line("    print(list(it))")
            self.line("finally:")
            self.line("    it.close()  # When one is closed that is left in the middle is the collector's business.")
        self.guarded(use)
        self.guarded(lambda: self.line(f"print(sum(x for x in {name}() if x > 0))"))

    def define_class(self):
        name = self.fresh("C")
        base = self.random.choice(self.classes) if self.classes and self.random.random() < 0.6 else ""
        self.line(f"class {name}({base}):" if base else f"class {name}:")
        self.indent += 1
        self.line(f"kind = {self.leaf(STR)}")
        self.line("def __init__(self, value):")
        if base:
            self.line("    super().__init__(value)")
        self.line(f"    self.value = value {self.pick('+', '*')} {self.random.randint(1, 3)}")
        if not base or self.random.random() < 0.4:
            self.line("def __repr__(self):")
            self.line(f"    return f'{name}<{{self.value}}>'")
        special = {
            "__add__(self, other)": f"return {name}(self.value + (other.value if isinstance(other, {name}) else other))",
            "__eq__(self, other)": f"return isinstance(other, {name}) and self.value == other.value",
            "__lt__(self, other)": "return self.value < other.value",
            "__len__(self)": "return abs(self.value) % 5",
            # list(object) goes over the indices until there is an IndexError: without one, for ever.
            "__getitem__(self, index)": "return [self.value, self.value + 1, 5][index]",
            "__call__(self, x)": "return self.value * x",
            "__contains__(self, x)": "return x == self.value",
            "__iter__(self)": "return iter(range(self.value % 4))",
            "__bool__(self)": "return self.value > 0",
            "__neg__(self)": f"return {name}(-self.value)",
            "method(self, x=1)": "return (self.kind, self.value, x)",
        }
        for signature in self.random.sample(sorted(special), 4):
            self.line(f"def {signature}:")
            self.line(f"    {special[signature]}")
        self.line("@property")
        self.line("def double(self): return self.value * 2")
        self.indent -= 1
        self.classes.append(name)
        obj = self.fresh("o")
        self.line(f"{obj} = {name}({self.random.randint(-5, 9)})")
        uses = ["{0}", "{0}.double", "{0} + 1", "{0} == {1}({2})", "{0} < {1}({2})", "len({0})", "{0}[{2}]", "{0}({2})", "{2} in {0}", "list({0})",
                "bool({0})", "-{0}", "{0}.method()", "[{0}, {0}]", "sorted([{0}, {1}({2})])", "{0}.missing", "isinstance({0}, {1})", "{0}.kind", "f'{{{0}}}'", "'%s' % {0}"]
        for use in self.random.sample(uses, 5):
            text = use.format(obj, name, self.random.randint(-3, 6))
            self.guarded(lambda: self.line(f"print({text})"))

    def nested_try(self):
        def body():
            self.line("try:")
            self.line(f"    print({self.expression(self.pick(INT, STR, LIST))})")
            self.line(f"    raise {self.pick(*ERRORS)}({self.expression(self.pick(INT, STR), 1)})")
            self.line(f"except ({self.pick(*ERRORS)}, {self.pick(*ERRORS)}) as caught:")
            self.line("    print('caught', repr(caught), caught.args)")
            if self.random.random() < 0.3:
                self.line("    raise RuntimeError('again') from caught")
            self.line("else:")
            self.line("    print('nothing raised')")
            self.line("finally:")
            self.line("    print('finally')")
        self.guarded(body)

    def program(self, statements=25):
        for kind in (INT, STR, LIST, DICT):
            name = self.fresh("v")
            self.line(f"{name} = {self.leaf(kind)}")
            self.names[kind].append(name)
        choices = [self.assign] * 4 + [self.change] * 4 + [self.loop] * 2 + [self.branch, self.define, self.define, self.define_generator,
                   self.define_class, self.nested_try, lambda: self.show(self.pick(*TYPES)), lambda: self.show(self.pick(*TYPES))]
        for _ in range(statements):
            self.random.choice(choices)()
        return "\n".join(self.lines) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.stdout.write(Writer(int(sys.argv[1])).program())
