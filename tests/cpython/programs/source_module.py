"""A module of CPython's tests (or one of our stand-ins), read as statements that a program can be put together from."""

import ast
import builtins
import textwrap
from dataclasses import dataclass, field

FIXTURES = {"setUp", "tearDown", "setUpClass", "tearDownClass", "runTest", "id", "maxDiff", "longMessage", "failureException"}
# Members of these modules are given by stand-ins, or by other modules of CPython's tests.
TESTS = "test"


@dataclass(eq=False)
class Piece:
    """A statement of a module's top level, or a member of one of its test classes, with the names that it binds and uses."""

    node: ast.stmt
    binds: set = field(default_factory=set)
    names: set = field(default_factory=set)
    attributes: set = field(default_factory=set)
    imports: list = field(default_factory=list)
    members: list = field(default_factory=list)

    @property
    def is_class(self):
        return bool(self.members)


class SourceModule:
    """The pieces of one file."""

    def __init__(self, name, text, is_package=False):
        self.name, self.text, self.is_package = name, text, is_package
        self.lines = self.text.encode().splitlines(keepends=True)
        self.tree = ast.parse(self.text)
        body = self.tree.body
        if body and is_docstring(body[0]):
            body = body[1:]
        self.pieces = [read_piece(node) for node in flat(body)]

    def absolute(self, node):
        """The module that a `from … import` names."""
        if node.level == 0:
            return node.module
        parts = self.name.split(".")
        parts = parts[: len(parts) - node.level + self.is_package]
        return ".".join(parts + ([node.module] if node.module else []))


def module_of_file(name, path):
    return SourceModule(name, path.read_text(encoding="utf-8"), path.name == "__init__.py")


def module_of_text(text):
    """A script that a test runs."""
    return SourceModule("__main__", textwrap.dedent(text))


def flat(body):
    """The statements, with `import a, b` as two."""
    for node in body:
        if isinstance(node, ast.Import) and len(node.names) > 1:
            for alias in node.names:
                yield ast.copy_location(ast.Import([alias]), node)
        elif isinstance(node, ast.ImportFrom) and len(node.names) > 1:
            for alias in node.names:
                yield ast.copy_location(ast.ImportFrom(node.module, [alias], node.level), node)
        else:
            yield node


def is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def read_piece(node, is_member=False):
    """A piece of what the statement binds and uses. Members of test classes are pieces of their own."""
    piece = Piece(node, binds=bound_names(node))
    if isinstance(node, ast.ClassDef) and not is_member and is_test_class(node):
        for part in [*node.bases, *node.keywords, *node.decorator_list]:
            look(part, piece)
        body = node.body[1:] if is_docstring(node.body[0]) else node.body
        piece.members = [read_piece(member, is_member=True) for member in body]
    else:
        look(node, piece)
    return piece


def is_test_class(node):
    """Whether it has tests, or what tests share: then a program gets only the members that it needs."""
    return node.name.endswith(("Test", "Tests", "TestCase", "Mixin")) or any(
        isinstance(member, ast.FunctionDef) and (member.name.startswith("test") or member.name == "setUp") for member in node.body)


def bound_names(node):
    """The names that a statement binds in its own scope."""
    bound = set()

    class Binding(ast.NodeVisitor):
        def visit_FunctionDef(self, node):
            bound.add(node.name)

        visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef

        def visit_Lambda(self, node):
            pass

        def visit_Import(self, node):
            bound.update(alias.asname or alias.name.partition(".")[0] for alias in node.names)

        def visit_ImportFrom(self, node):
            bound.update(alias.asname or alias.name for alias in node.names)  # "*": it may bind anything.

        def visit_Name(self, node):
            if isinstance(node.ctx, ast.Store):
                bound.add(node.id)

        def visit_ExceptHandler(self, node):
            if node.name:
                bound.add(node.name)
            self.generic_visit(node)

        def visit_TypeAlias(self, node):
            bound.add(node.name.id)

    Binding().visit(node)
    return bound


def look(node, piece):
    """Adds what the tree uses: too many names rather than too few."""
    for found in ast.walk(node):
        if isinstance(found, ast.Name):
            piece.names.add(found.id)
        elif isinstance(found, (ast.Global, ast.Nonlocal)):
            piece.names.update(found.names)
        elif isinstance(found, ast.Attribute):
            piece.attributes.add(found.attr)
        elif isinstance(found, (ast.Import, ast.ImportFrom)):
            piece.imports.append(found)
            if isinstance(found, ast.ImportFrom):
                piece.attributes.update(alias.name for alias in found.names)
        elif isinstance(found, ast.Constant) and isinstance(found.value, str):
            look_at_text(found.value, piece)


def look_at_text(text, piece):
    """A string may be the name of an attribute, or a program text."""
    if text.isidentifier():
        piece.attributes.add(text)
        return
    try:
        tree = ast.parse(textwrap.dedent(text))
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return
    for found in ast.walk(tree):
        if isinstance(found, ast.Name) and not hasattr(builtins, found.id):
            piece.names.add(found.id)
        elif isinstance(found, ast.Attribute):
            piece.attributes.add(found.attr)


def root_name(node):
    """The name at the left of `a.b[c].d()`, for a statement that changes what the name stands for."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        node = node.value.func
        if isinstance(node, ast.Name):
            return None
    elif isinstance(node, (ast.Assign, ast.AugAssign, ast.Delete)):
        node = node.target if isinstance(node, ast.AugAssign) else node.targets[0]
        if isinstance(node, ast.Name):
            return None
    else:
        return None
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None
