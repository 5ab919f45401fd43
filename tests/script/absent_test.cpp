#include "script/compile/absent.h"

#include "script/compile/parser.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace threadbox::script;

namespace {

bool has_module(std::string_view name) { return name == "threading" || name == "concurrent" || name == "concurrent.futures"; }

/// The messages, each with its line and up to the advice.
std::vector<std::string> complaints(const std::string& source) {
  const Parsed parsed = parse(source, "main.py");
  REQUIRE(parsed.diagnostics.empty());
  std::vector<std::string> found;
  for (const Diagnostic& one : absent_features(*parsed.ast, has_module))
    found.push_back(std::to_string(one.range.line) + " " + one.type + " " + one.message.substr(0, one.message.find(':')));
  return found;
}

using Complaints = std::vector<std::string>;

}  // namespace

TEST_CASE("absent: modules that are imported, wherever that is, and no others") {
  CHECK(complaints("import threading, concurrent.futures\nimport unknown_to_all\n").empty());
  CHECK(complaints("import threading, socket\ndef f():\n  class C:\n    from tkinter import ttk\n") ==
        Complaints{"1 ModuleNotFoundError No module named 'socket'", "4 ModuleNotFoundError No module named 'tkinter'"});
  CHECK(complaints("import urllib.request as request\nfrom concurrent.futures import process, ProcessPoolExecutor as P\n") ==
        Complaints{"1 ModuleNotFoundError No module named 'urllib.request'",
                   "2 ImportError cannot import name 'ProcessPoolExecutor' from 'concurrent.futures'"});
  CHECK(complaints("from . import socket\nfrom concurrent.futures.process import x\n") ==
        Complaints{"2 ModuleNotFoundError No module named 'concurrent.futures.process'"});
}

TEST_CASE("absent: built-in names that the program does not bind") {
  CHECK(complaints("print(eval('1'), [open(x) for x in 'a'])\n") ==
        Complaints{"1 NameError name 'eval' is not defined", "1 NameError name 'open' is not defined"});
  for (const char* binding :
       {"open = 1", "def open(): pass", "class open: pass", "import threading as open", "from threading import open",
        "for open in []: pass", "for x, (open, *y) in []: pass", "with a as open: pass", "(open := 2)", "open: int = 3",
        "def f(open): pass", "lambda open: 0", "[0 for open in []]", "def f():\n  global open\n  open = 1"})
    CHECK_MESSAGE(complaints(std::string(binding) + "\nopen('f')\n").empty(), binding);
  CHECK(complaints("x.open = 1\nopen\n") == Complaints{"2 NameError name 'open' is not defined"});
  CHECK(complaints("threading.open()\nf(open=1)\nsocket.socket()\n").empty());
}

TEST_CASE("absent: a try and an if leave it to the program") {
  CHECK(complaints("try:\n  import socket\nexcept ImportError:\n  import tkinter\n") ==
        Complaints{"4 ModuleNotFoundError No module named 'tkinter'"});
  CHECK(complaints("try:\n  import socket\nfinally:\n  open\n").size() == 2);
  CHECK(complaints("if windows:\n  import winsound\nelse:\n  open('x')\n").empty());
  CHECK(complaints("x = open('x') if 0 else eval if 1 else exec\n").empty());
  CHECK(complaints("if __name__ == '__main__':\n  open('x')\n") == Complaints{"2 NameError name 'open' is not defined"});
  CHECK(complaints("def f():\n  try:\n    def g():\n      open('x')\n  except: pass\n").empty());
}

TEST_CASE("absent: a tree as deep as it may be") {
  std::string sum = "x = 0";
  for (int i = 0; i < 20'000; ++i) sum += " + 1";
  CHECK(complaints(sum + " + eval('1')\n").size() == 1);
}
