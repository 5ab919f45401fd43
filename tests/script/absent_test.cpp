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
  CHECK(complaints("print(anext('1'), [aiter(x) for x in 'a'])\n") ==
        Complaints{"1 NameError name 'anext' is not defined", "1 NameError name 'aiter' is not defined"});
  for (const char* binding :
       {"aiter = 1", "def aiter(): pass", "class aiter: pass", "import threading as aiter", "from threading import aiter",
        "for aiter in []: pass", "for x, (aiter, *y) in []: pass", "with a as aiter: pass", "(aiter := 2)", "aiter: int = 3",
        "def f(aiter): pass", "lambda aiter: 0", "[0 for aiter in []]", "def f():\n  global aiter\n  aiter = 1"})
    CHECK_MESSAGE(complaints(std::string(binding) + "\naiter('f')\n").empty(), binding);
  CHECK(complaints("x.aiter = 1\naiter\n") == Complaints{"2 NameError name 'aiter' is not defined"});
  CHECK(complaints("threading.aiter()\nf(aiter=1)\nsocket.socket()\n").empty());
}

TEST_CASE("absent: a try and an if leave it to the program") {
  CHECK(complaints("try:\n  import socket\nexcept ImportError:\n  import tkinter\n") ==
        Complaints{"4 ModuleNotFoundError No module named 'tkinter'"});
  CHECK(complaints("try:\n  import socket\nfinally:\n  aiter\n").size() == 2);
  CHECK(complaints("if windows:\n  import winsound\nelse:\n  aiter('x')\n").empty());
  CHECK(complaints("x = aiter('x') if 0 else anext if 1 else aiter\n").empty());
  CHECK(complaints("if __name__ == '__main__':\n  aiter('x')\n") == Complaints{"2 NameError name 'aiter' is not defined"});
  CHECK(complaints("def f():\n  try:\n    def g():\n      aiter('x')\n  except: pass\n").empty());
}

TEST_CASE("absent: a tree as deep as it may be") {
  std::string sum = "x = 0";
  for (int i = 0; i < 20'000; ++i) sum += " + 1";
  CHECK(complaints(sum + " + anext('1')\n").size() == 1);
}
