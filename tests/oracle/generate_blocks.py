#!/usr/bin/env python3
"""generate_blocks.py SEED: prints a program of functions that leave blocks in every way there is.

Each function has one statement with blocks (try, with, for, while) in another, within a loop or a generator or neither,
a way out (return, break, continue, raise, yield or none) in a block of the inner one, and another in a block of the
outer one. The functions of all seeds from 1 to PARTS are every such pair, each once; every third seed has bodies of
`finally` that are so long that the compiler has to make one copy of each.
"""

import itertools
import sys

PARTS = 603
ACTIONS = ("pass", "return", "break", "continue", "raise", "yield")
# Statements with blocks: the text before each block, by the block's name.
STATEMENTS = {
    "except": {"body": "try:", "handler": "except ValueError as e:"},
    "except_else": {"body": "try:", "handler": "except (ValueError, KeyError):", "else": "else:"},
    "finally": {"body": "try:", "finally": "finally:"},
    "all": {"body": "try:", "handler": "except ValueError as e:", "else": "else:", "finally": "finally:"},
    "with": {"body": "with Manager(log, False) as m:"},
    "suppress": {"body": "with Manager(log, True):"},
    "for": {"body": "for j in range(2):", "else": "else:"},
    "while": {"body": "while (j := j + 1) < 3:", "else": "else:"},
}
SURROUNDINGS = ("plain", "for", "while", "generator", "generator_for")
LONG = "0; " * 600 + "0"
HEAD = '''\
import sys

class Manager:
    def __init__(self, log, suppresses):
        self.log = log
        self.suppresses = suppresses
    def __enter__(self):
        self.log("enter")
        return self
    def __exit__(self, kind, error, trace):
        self.log("exit", kind and kind.__name__)
        return self.suppresses

def chain(error):
    words = []
    while error is not None:
        words.append(type(error).__name__ + repr(error.args))
        error = error.__context__
    return " < ".join(words)

def run(function):
    words = []
    def log(*what):
        kind = sys.exc_info()[0]
        words.append("/".join(map(str, what)) + ("" if kind is None else "!" + kind.__name__))
    try:
        words.append("= " + repr(function(log)))
    except Exception as error:
        words.append(chain(error) + " in " + str(error.__traceback__.tb_next.tb_lineno - function.__code__.co_firstlineno))
    print(function.__name__, *words)

def drive(function, how):
    def driven(log):
        generator = function(log)
        taken = []
        try:
            if how != "all":
                taken.append(next(generator))
                if how == "throw":
                    taken.append(generator.throw(KeyError(5)))
                else:
                    try:
                        log("closed", generator.close())
                    except RuntimeError as error:  # It has yielded again, and is run to its end.
                        log("not closed", chain(error))
            for value in generator:
                taken.append(value)
        except Exception as error:
            log("out", chain(error))
        return taken
    driven.__name__ = function.__name__ + "_" + how
    run(driven)
'''


def way_out(action, where):
    return {"return": [f"return '{where}'"], "raise": [f"raise ValueError('{where}')"], "yield": [f"log('sent', (yield '{where}'))"]}.get(action, [action])


class Writer:
    def __init__(self, seed):
        self.part = (seed - 1) % PARTS
        self.long = seed % 3 == 0

    def program(self):
        lines = [HEAD]
        for number, (surroundings, outer, inner, raises) in enumerate(itertools.islice(pairs(), self.part, None, PARTS)):
            lines += self.function(f"f{number}", surroundings, outer, inner, raises)
        return "\n".join(lines) + "\n"

    def function(self, name, surroundings, outer, inner, raises):
        (kind, place, other, other_action), (inner_kind, inner_place, action) = outer, inner
        nested = self.statement(inner_kind, {inner_place: way_out(action, "inner")}, "inner", raises[0])
        blocks = {place: nested}
        if other is not None:
            blocks[other] = way_out(other_action, "outer")
        body = ["j = 0", *self.statement(kind, blocks, "outer", raises[1]), "log('end')"]
        if surroundings in ("for", "generator_for"):
            body = ["for i in range(2):", *indented(["log(i)", *body]), "else:", "    log('else')"]
        elif surroundings == "while":
            body = ["i = 0", "while i < 2:", *indented(["i += 1", *body]), "else:", "    log('else')"]
        is_generator = any("yield" in line for line in body)
        if surroundings.startswith("generator") and not is_generator:
            body.append("yield 'last'")
            is_generator = True
        lines = [f"def {name}(log):", *indented([*body, "return 'fell'"])]
        if not is_generator:
            return [*lines, f"run({name})"]
        return [*lines, *(f"drive({name}, '{how}')" for how in ("all", "throw", "close"))]

    def statement(self, kind, blocks, where, raises):
        lines = []
        for place, opening in STATEMENTS[kind].items():
            body = [f"log('{where} {place}')"]
            if place == "body" and "handler" in STATEMENTS[kind] and raises:
                body.append(f"if log is not None: raise KeyError('{where}')" if kind == "except_else" else f"if log is not None: raise ValueError('{where} body')")
            if place == "body" and raises and kind in ("finally", "with", "suppress"):
                body.append("1 / 0")
            if self.long and place == "finally":
                body.append(LONG)
            body += blocks.get(place, [])
            lines += [opening, *indented(body)]
        return lines


def indented(lines):
    return ["    " + line for line in lines]


def pairs():
    """Every function that is valid: in a loop, or without break and continue outside of one."""
    places = [(kind, place) for kind, blocks in STATEMENTS.items() for place in blocks]
    for surroundings in SURROUNDINGS:
        in_loop = surroundings in ("for", "while", "generator_for")
        for kind, place in places:
            others = [(None, "pass")] + [(other, action) for other in STATEMENTS[kind] if other != place for action in ACTIONS if action != "pass"]
            for other, other_action in others:
                if not allowed(other_action, in_loop or (kind in ("for", "while") and other == "body")):
                    continue
                in_outer = in_loop or (kind in ("for", "while") and place == "body")
                for inner_kind, inner_place in places:
                    in_inner = in_outer or (inner_kind in ("for", "while") and inner_place == "body")
                    for action in ACTIONS:
                        if allowed(action, in_inner):
                            for raises in ((False, False), (True, False), (False, True)):
                                yield surroundings, (kind, place, other, other_action), (inner_kind, inner_place, action), raises


def allowed(action, in_loop):
    return in_loop or action not in ("break", "continue")


if __name__ == "__main__":
    print(Writer(int(sys.argv[1])).program(), end="")
