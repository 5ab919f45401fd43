"""Puts together a program that runs some tests of one of CPython's test modules, and needs no other file.

The text of what the tests need is CPython's, to the letter. Statements that import `test.support` and other modules of the tests
are replaced: their parts that are needed are texts of the program, which executes them as modules.
"""

import ast
import pathlib

from source_module import FIXTURES, TESTS, module_of_file, root_name

HERE = pathlib.Path(__file__).parent
STAND_INS = HERE / "stand_ins"
PROLOGUE = HERE / "prologue.py"


# Modules of the library that fixtures use, and Threadbox does not have.
STOOD_IN = ("pickle", "codecs")


class Library:
    """The modules below `test` that a program may use: ours before CPython's."""

    def __init__(self, tests_folder):
        self.folder = tests_folder
        self.loaded = {}

    def find(self, name):
        """The module, or None if there is none of the name."""
        if name not in self.loaded:
            path = self._path(name)
            self.loaded[name] = path and module_of_file(name, path)
        return self.loaded[name]

    def _path(self, name):
        own = STAND_INS / f"{name}.py"
        if own.exists():
            return own
        if name.startswith("test.support") or not name.startswith("test."):
            return None
        below = self.folder.joinpath(*name.split(".")[1:])
        for path in (below.with_suffix(".py"), below / "__init__.py"):
            if path.exists():
                return path
        return None


class Program:
    """The closure of what some tests need, and its text."""

    def __init__(self, library, main, tests):
        """`tests`: pairs of the names of a class and of a test. None: all of the module is needed."""
        self.library, self.main, self.tests = library, main, tests
        self.wanted_tests = {test for _, test in tests} if tests else set()
        self.needed = {main.name: {name for name, _ in tests} | {"setUpModule", "tearDownModule"} if tests else set()}
        self.modules = [main]
        self.attributes = set()
        self.kept, self.order, self.changed = set(), [], False
        self.close()

    def close(self):
        """Keeps pieces until those that are kept need no other."""
        self.changed = True
        while self.changed:
            self.changed = False
            for module in self.modules[:]:
                for piece in module.pieces:
                    if id(piece) not in self.kept and self.needs(module, piece):
                        self.keep(module, piece)
                    if id(piece) in self.kept:
                        self.keep_members(module, piece)

    def needs(self, module, piece):
        if module is self.main and not self.tests:
            return True
        needed = self.needed[module.name]
        if isinstance(piece.node, ast.Import) and not self.needs_submodule(piece.node.names[0]):
            return False
        if "*" in piece.binds or piece.binds & needed or (module is not self.main and piece.binds & self.attributes):
            return True
        root = root_name(piece.node)
        return root in needed and any(id(other) in self.kept and root in other.binds and not other.imports for other in module.pieces)

    def needs_submodule(self, alias):
        """Whether the parts after the first dot are used, since `import a.b` binds only `a`."""
        return bool(alias.asname) or is_of_tests(alias.name) or all(part in self.attributes for part in alias.name.split(".")[1:])

    def keep_members(self, module, piece):
        for member in piece.members:
            if id(member) not in self.kept and self.needs_member(member):
                self.keep(module, member)

    def needs_member(self, member):
        if not member.binds:
            return True
        wanted = self.wanted_tests | FIXTURES | self.attributes
        return any(name in wanted or (name.startswith("__") and name.endswith("__")) for name in member.binds) or bool(
            member.binds & self.member_names)

    @property
    def member_names(self):
        return self.needed[self.main.name]

    def keep(self, module, piece):
        self.changed = True
        self.kept.add(id(piece))
        self.needed[module.name] |= piece.names
        self.attributes |= piece.attributes
        for node in piece.imports:
            self.follow(module, node)

    def follow(self, module, node):
        """Adds the modules of the tests that an import statement names."""
        for alias in node.names:
            if isinstance(node, ast.Import):
                self.add(alias.name, None)
            elif (source := module.absolute(node)) and is_of_tests(source):
                if not self.add(f"{source}.{alias.name}", None):
                    self.add(source, alias.name)

    def add(self, name, member):
        if not is_of_tests(name):
            return False
        module = self.library.find(name)
        if module is None or module is self.main:
            return module is not None
        if module not in self.modules:
            self.modules.append(module)
            self.needed[name] = set()
            self.changed = True
        if member is not None and member not in self.needed[name]:
            self.needed[name].add(member)
            self.changed = True
        return True

    # --- the text

    def text(self, is_lenient=False):
        """The program: the stand-ins and the other modules as texts, what is needed of the module, a call for each test.

        Lenient: the module is a text, too. What Threadbox rejects before a program runs, a text raises when it comes to it.
        """
        future, body = [], []
        parts = self.text_of(self.main)
        for piece, part in parts:
            is_future = isinstance(piece.node, ast.ImportFrom) and piece.node.module == "__future__"
            (future if is_future else body).append(part)
        lines = [*future, PROLOGUE.read_text(encoding="utf-8")]
        for module in self.dependencies():
            text = "".join(part for _, part in self.text_of(module))
            lines.append(f"_threadbox_module({module.name!r}, {quoted(text)})\n")
        if is_lenient:
            lines.append(f"exec(compile({quoted(''.join(body))}, __file__, 'exec'), globals())\n")
        else:
            lines.append("".join(body))
        if self.tests:
            lines.append(f"_threadbox_run({self.tests!r})\n")
        return "".join(lines)

    def dependencies(self):
        """The other modules, each after those that it imports when it is executed."""
        ordered, visiting = [], set()

        def visit(module):
            if module in ordered or module.name in visiting:
                return
            visiting.add(module.name)
            for piece in module.pieces:
                if id(piece) in self.kept:
                    for node in piece.imports:
                        for name in self.imported(module, node):
                            if (found := self.library.loaded.get(name)) in self.modules:
                                visit(found)
            ordered.append(module)

        visit(self.main)
        for module in self.modules:
            visit(module)
        return [module for module in ordered if module is not self.main]

    def imported(self, module, node):
        for alias in node.names:
            if isinstance(node, ast.Import):
                yield alias.name
            elif source := module.absolute(node):
                yield source
                yield f"{source}.{alias.name}"

    def text_of(self, module):
        """Pairs of the kept pieces and their texts."""
        result = []
        for piece in module.pieces:
            if id(piece) not in self.kept:
                continue
            part = self.class_text(module, piece) if piece.is_class else self.statement_text(module, piece)
            result.append((piece, part))
        return result

    def class_text(self, module, piece):
        node = piece.node
        first = min([node.lineno, *[one.lineno for one in node.decorator_list]])
        body_begins = min([node.body[0].lineno, *[one.lineno for one in getattr(node.body[0], "decorator_list", ())]])
        if body_begins == node.lineno:
            return self.statement_text(module, piece)
        head = b"".join(module.lines[first - 1:body_begins - 1])
        head = strip_comments_below(head)
        members = [self.statement_text(module, member) for member in piece.members if id(member) in self.kept]
        indent = " " * node.body[0].col_offset
        return head.decode() + ("".join(members) or f"{indent}pass\n") + "\n"

    def statement_text(self, module, piece):
        node = piece.node
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            return " " * node.col_offset + (self.replacement(module, node) or guarded(node)) + "\n"
        first = min([node.lineno, *[one.lineno for one in getattr(node, "decorator_list", ())]])
        lines = module.lines[first - 1:node.end_lineno]
        edits = [(one, text) for one in piece.imports if (text := self.replacement(module, one))]
        for one, text in sorted(edits, key=lambda edit: (edit[0].lineno, edit[0].col_offset), reverse=True):
            begin, end = one.lineno - first, one.end_lineno - first
            lines[begin:end + 1] = [lines[begin][:one.col_offset] + text.encode() + lines[end][one.end_col_offset:]]
        if lines[0][:node.col_offset].strip():  # It follows another statement on its line.
            lines[0] = b" " * 0 + lines[0][node.col_offset:]
        text = b"".join(lines)
        return (text if text.endswith(b"\n") else text + b"\n").decode()

    def replacement(self, module, node):
        """The statement in the place of one that imports modules of the tests; None if it imports others."""
        if isinstance(node, ast.Import):
            if not any(is_of_tests(alias.name) for alias in node.names):
                return None
            made = [import_text(alias) for alias in node.names]
        else:
            source = module.absolute(node)
            if not source or not is_of_tests(source):
                return None
            made = [f"{alias.asname or alias.name} = _threadbox_member({source!r}, {alias.name!r})" for alias in node.names]
        return "; ".join(made)


def import_text(alias):
    if not is_of_tests(alias.name):
        return f"import {alias.name}" + (f" as {alias.asname}" if alias.asname else "")
    if alias.asname:
        return f"{alias.asname} = _threadbox_import({alias.name!r}, True)"
    return f"{alias.name.partition('.')[0]} = _threadbox_import({alias.name!r}, {alias.name in STOOD_IN})"


def guarded(node):
    """The import statement; where it fails, the name stands for what is missing, since not each test comes to use it."""
    name = bound_by(node)
    if name in ("*", "unittest", "annotations"):
        return ast.unparse(node)
    return f"try: {ast.unparse(node)}\nexcept ImportError as _threadbox_error: {name} = _threadbox_Absent(_threadbox_error)"


def bound_by(node):
    alias = node.names[0]
    return alias.asname or (alias.name.partition(".")[0] if isinstance(node, ast.Import) else alias.name)


def is_of_tests(name):
    return name == TESTS or name.startswith(TESTS + ".") or name in STOOD_IN


def strip_comments_below(head):
    """The head of a class up to its colon: comments before the first member may belong to a member that is left out."""
    lines = head.splitlines(keepends=True)
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith(b"#")):
        lines.pop()
    return b"".join(lines)


def quoted(text):
    """The text as a literal that keeps its lines."""
    escaped = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if escaped.endswith('"'):
        escaped = escaped[:-1] + '\\"'
    return f'"""\\\n{escaped}"""'
