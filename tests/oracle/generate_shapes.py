#!/usr/bin/env python3
"""generate_shapes.py SIZE: prints one program of all the shapes in tests/script/shapes.def, one after the other.

What is wide has SIZE parts, what is deep as many levels as CPython takes of everything.
"""

import ast
import pathlib
import re
import sys

SHAPES = pathlib.Path(__file__).resolve().parent.parent / "script" / "shapes.def"
# They are errors at any size.
LEFT_OUT = ("bases", "unclosed", "unclosed_f_strings", "format_spec_in_spec", "f_string_spec_parts", "sets", "dict_keys", "target_in_target")
LARGEST = 250  # More names before a star are an error of their own.
LEVELS = 10


def put(piece, number):
    """A piece at its place: its number for `$`, its indentation for `>`."""
    piece = piece.replace("$", str(number))
    return re.sub(r"^>+", lambda signs: " " * (number + len(signs[0]) - 1), piece, flags=re.MULTILINE)


class Writer:
    def __init__(self, size):
        self.size = min(size, LARGEST)

    def program(self):
        parts = []
        for kind, fields in re.findall(r"^(WIDE|DEEP)\((.*)\)$", SHAPES.read_text(encoding="utf-8"), re.MULTILINE):
            name, head, opening, core, closing, tail = ast.literal_eval(f"({fields})")
            if name in LEFT_OUT:
                continue
            count = self.size if kind == "WIDE" else LEVELS
            parts += [f"print({name!r})\n", head, *(put(opening, i) for i in range(count)), put(core, count)]
            parts += [*(put(closing, i) for i in reversed(range(count))), tail]
        return "".join(parts)


if __name__ == "__main__":
    print(Writer(int(sys.argv[1])).program(), end="")
