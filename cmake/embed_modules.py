"""Writes the prelude's Python files into FOLDER/prelude.cpp, a C++ table of their sources; those of loadable modules into FOLDER/modules.

Visitors of the page download them. So comments, docstrings and most of the indentation are left out; each line keeps its number.
"""

import argparse
import ast
import io
import pathlib
import tokenize

HEAD = """#include "script/prelude/prelude.h"

namespace threadbox::script {

std::span<const PreludeModule> prelude_modules() noexcept {
  static constexpr PreludeModule modules[] = {
"""
TAIL = """  };
  return modules;
}

}  // namespace threadbox::script
"""


def docstring_lines(source):
    """The numbers of the lines of docstrings. A body of nothing else keeps its docstring."""
    lines = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node) is not None and len(node.body) > 1:
            lines.update(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    return lines


def shortened(source):
    lines = source.split("\n")
    indented = {}  # By number of the line, how many levels deep a statement begins there.
    inside = set()  # The lines that a string goes on in.
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.INDENT:
            depth += 1
        elif token.type == tokenize.DEDENT:
            depth -= 1
        elif token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column].rstrip()
        elif token.type not in (tokenize.NEWLINE, tokenize.NL, tokenize.ENDMARKER):
            indented.setdefault(token.start[0], depth)
            inside.update(range(token.start[0] + 1, token.end[0] + 1))
    left_out = docstring_lines(source)
    for number, line in enumerate(lines, 1):
        if number in left_out:
            lines[number - 1] = ""
        elif number in indented and number not in inside:
            lines[number - 1] = " " * indented[number] + line.lstrip()
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--loadable", nargs="*", default=[], metavar="MODULE")
    parser.add_argument("--files", nargs="+", type=pathlib.Path)
    given = parser.parse_args()
    loadable = given.folder / "modules"
    loadable.mkdir(parents=True, exist_ok=True)
    for old in loadable.iterdir():
        old.unlink()
    entries = []
    for file in given.files:
        short = shortened(file.read_text(encoding="utf-8"))
        ast.parse(short)
        if file.stem in given.loadable:
            (loadable / file.name).write_text(short, encoding="utf-8")
            entries.append(f'    {{"{file.stem}", {{}}}},\n')
        else:
            entries.append(f'    {{"{file.stem}", R"prelude({short})prelude"}},\n')
    (given.folder / "prelude.cpp").write_text(HEAD + "".join(entries) + TAIL, encoding="utf-8")


if __name__ == "__main__":
    main()
