#include "script/compile/compiler.h"
#include "script/compile/parser.h"

#include <doctest/doctest.h>

#include <string>

using namespace threadbox::script;

namespace {

/// "line: Type: message" of the first diagnostic; empty if there is none.
std::string problem(const std::string& source) {
  const Parsed parsed = parse(source, "t.py");
  auto diagnostics = parsed.diagnostics;
  if (diagnostics.empty()) diagnostics = compile(parsed).diagnostics;
  if (diagnostics.empty()) return "";
  const Diagnostic& first = diagnostics.front();
  return std::to_string(first.range.line) + ": " + first.type + ": " + first.message;
}

}  // namespace

TEST_CASE("parser: errors have CPython's message and line") {
  CHECK(problem("if x\n    pass\n") == "1: SyntaxError: expected ':'");
  CHECK(problem("x = (1,\n") == "1: SyntaxError: '(' was never closed");
  CHECK(problem("x = 1\n  y = 2\n") == "2: IndentationError: unexpected indent");
  CHECK(problem("if x:\npass\n") == "2: IndentationError: expected an indented block after 'if' statement on line 1");
  CHECK(problem("if x:\n    a\n  b\n") == "3: IndentationError: unindent does not match any outer indentation level");
  CHECK(problem("s = 'abc\n") == "1: SyntaxError: unterminated string literal (detected at line 1)");
  CHECK(problem("1 = x\n") == "1: SyntaxError: cannot assign to literal here. Maybe you meant '==' instead of '='?");
  CHECK(problem("f(a=1, 2)\n") == "1: SyntaxError: positional argument follows keyword argument");
  CHECK(problem("def f(a, a): pass\n") == "1: SyntaxError: duplicate argument 'a' in function definition");
  CHECK(problem("return 1\n") == "1: SyntaxError: 'return' outside function");
  CHECK(problem("x = 1\nbreak\n") == "2: SyntaxError: 'break' outside loop");
  CHECK(problem("def f():\n    nonlocal x\n") == "2: SyntaxError: no binding for nonlocal 'x' found");
  CHECK(problem("try:\n    pass\nx = 1\n") == "3: SyntaxError: expected 'except' or 'finally' block");
  CHECK(problem("x = 5)\n") == "1: SyntaxError: unmatched ')'");
  CHECK(problem("if x:\n\ta\n        b\n") == "3: TabError: inconsistent use of tabs and spaces in indentation");
}

TEST_CASE("parser: an unsupported feature is named in the error") {
  CHECK(problem("async def f(): pass\n") == "1: SyntaxError: 'async def' is not supported by Threadbox");
  CHECK(problem("match: int = 1\nmatch (1)\nmatch[0]\n").empty());
  CHECK(problem("x = b'\xC3\xA9'\n") == "1: SyntaxError: bytes can only contain ASCII literal characters");
  CHECK(problem("x = 'a' b'b'\n") == "1: SyntaxError: cannot mix bytes and nonbytes literals");
}

TEST_CASE("parser: match and type are keywords only where a statement begins with them") {
  CHECK(problem("match (1, 2):\n    case 1, x: pass\n").empty());
  CHECK(problem("match = type = case = 1\ntype (1)\nmatch[0]\ntype X = match\n").empty());
}

TEST_CASE("parser: the whole grammar is accepted") {
  CHECK(problem(R"(
@decorator
def f(a, /, b: int = 1, *args, c, d=2, **kw) -> str:
    """doc"""
    global g
    x: int = 1
    with a as b, c(): pass
    with (a as b, c as d): pass
    try: pass
    except (A, B) as e: raise X from e
    except: raise
    else: pass
    finally: del a, b[0], c.d
    return lambda x, *y: (yield)
class C(Base, object):
    x = [i for i in y if i if j for k in l]
    z = {**a, 'b': 1}, {*a, 2}, (*a, *b), a[1:2, ::3], not a is not b not in c
while (n := 1) < 2 and True or False: continue
else: pass
for a, *b in c, d: break
assert x, "y"; import a.b.c as d, e; from f.g import (h as i, j,)
x = y = f"{a!r:>{w}} {b=} {'q' if c else ''}" 'tail' rf"\d{1}"
x @= 1; x //= -2 ** -3 if a else b
)") == "");
}

TEST_CASE("parser: a hostile text results in an error, not in a crash") {
  CHECK(problem(std::string(100000, '(')) != "");
  CHECK(problem("x = " + std::string(100000, '-') + "1\n") == "");
  CHECK(problem("x = " + std::string(100000, '~') + "1\n") == "");
  CHECK(problem(std::string("x = \0", 5)) != "");
  CHECK(problem("\xff\xfe") ==
        "1: SyntaxError: Non-UTF-8 code starting with '\\xff' in file t.py on line 1, but no encoding declared; see "
        "https://peps.python.org/pep-0263/ for details");
  CHECK(problem("#!python\n# -*- coding: latin-1 -*-\nx = '\xe9'\n") ==
        "3: SyntaxError: the encoding 'latin-1' is not supported by Threadbox: save the program as UTF-8");
  CHECK(problem("# coding: UTF-8\nx = '\xe9'\n").starts_with("2: SyntaxError: Non-UTF-8 code starting with '\\xe9'"));
  CHECK(problem("f'{'\n") != "");
  CHECK(problem("f'{a!z}'\n") != "");
}

TEST_CASE("parser: a diagnostic is printed as CPython prints it") {
  const Parsed parsed = parse("x = 1\n    y = 2)\n", "t.py");
  REQUIRE(parsed.diagnostics.size() == 1);
  const Parsed other = parse("def f():\n    return )\n", "t.py");
  REQUIRE(other.diagnostics.size() == 1);
  CHECK(format_diagnostic(other.diagnostics[0], other.source, "t.py") ==
        "  File \"t.py\", line 2\n    return )\n           ^\nSyntaxError: unmatched ')'\n");
}

TEST_CASE("parser: a program that is too long is rejected with an error") {
  const std::string line = "x = 1\n";
  std::string fits;
  while (fits.size() + line.size() <= largest_source) fits += line;
  CHECK(problem(fits) == "");
  CHECK(problem(std::string(largest_source + 1, '\n')) ==
        "1: SyntaxError: source code is too long for Threadbox: it has 1000001 bytes, and a program has at most 1000000");
}

TEST_CASE("parser: lines end with \\n, \\r or both") {
  CHECK(problem("x = 1\ry = 2\rz = (\r") == "3: SyntaxError: '(' was never closed");
  CHECK(problem("if x:\r\n  y\r z\r\n") == "3: IndentationError: unindent does not match any outer indentation level");
  CHECK(parse("x = '''a\rb\r\nc'''\r", "t.py").source == "x = '''a\nb\nc'''\n");
}
