#!/usr/bin/env python3
"""generate_shapes.py SIZE: prints one program of all the shapes in tests/script/shapes.def, one after the other.

What is wide has SIZE parts, what is deep as many levels as CPython takes of everything.

generate_shapes.py --each SIZE: prints a JSON object with a program for each shape, of SIZE parts or levels or as many as fit a program.
"""

import ast
import json
import pathlib
import re
import sys

SHAPES = pathlib.Path(__file__).resolve().parent.parent / "script" / "shapes.def"
# They are errors at any size.
LEFT_OUT = ("bases", "unclosed", "unclosed_f_strings", "format_spec_in_spec", "f_string_spec_parts", "sets", "dict_keys", "target_in_target")
LARGEST = 250  # More names before a star are an error of their own.
LEVELS = 10
LARGEST_PROGRAM = 1_000_000


def put(piece, number):
    """A piece at its place: its number for `$`, its indentation for `>`."""
    piece = piece.replace("$", str(number))
    return re.sub(r"^>+", lambda signs: " " * (number + len(signs[0]) - 1), piece, flags=re.MULTILINE)


def shapes():
    """Yields (kind, name, head, opening, core, closing, tail) for each shape."""
    for kind, fields in re.findall(r"^(WIDE|DEEP)\((.*)\)$", SHAPES.read_text(encoding="utf-8"), re.MULTILINE):
        yield kind, *ast.literal_eval(f"({fields})")


def program_of(shape, count):
    _, _, head, opening, core, closing, tail = shape
    parts = [head, *(put(opening, i) for i in range(count)), put(core, count)]
    return "".join([*parts, *(put(closing, i) for i in reversed(range(count))), tail])


def as_large_as_fits(shape, size):
    program = program_of(shape, size)
    while len(program.encode()) > LARGEST_PROGRAM:
        size = size * 2 // 3
        program = program_of(shape, size)
    return program


class Writer:
    def __init__(self, size):
        self.size = min(size, LARGEST)

    def program(self):
        parts = []
        for shape in shapes():
            kind, name = shape[:2]
            if name not in LEFT_OUT:
                parts += [f"print({name!r})\n", program_of(shape, self.size if kind == "WIDE" else LEVELS)]
        return "".join(parts)


if __name__ == "__main__":
    if sys.argv[1] == "--each":
        print(json.dumps({shape[1]: as_large_as_fits(shape, int(sys.argv[2])) for shape in shapes()}))
    else:
        print(Writer(int(sys.argv[1])).program(), end="")
