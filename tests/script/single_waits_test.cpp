#include "script/compile/single_waits.h"

#include "script/compile/parser.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace threadbox::script;

namespace {

using Lines = std::vector<std::uint32_t>;

Lines waits_of(const std::string& source) {
  const Parsed parsed = parse(source, "main.py");
  REQUIRE(parsed.diagnostics.empty());
  return single_waits(*parsed.ast);
}

}  // namespace

TEST_CASE("single waits: what is in a while with a condition is tested again") {
  CHECK(waits_of("with c:\n  while not ready:\n    c.wait()\n    print('woken')\n").empty());
  CHECK(waits_of("while not ready:\n  with c:\n    try:\n      c.wait()\n    finally: pass\n  print()\n").empty());
}

TEST_CASE("single waits: an if is tested once") {
  CHECK(waits_of("with c:\n  if not ready:\n    c.wait()\n") == Lines{3});
  CHECK(waits_of("while running:\n  with c:\n    if not items:\n      c.wait()\n    items.pop()\n") == Lines{4});
  CHECK(waits_of("def f():\n  while True:\n    if not items: c.wait()\n    items.pop()\n") == Lines{3});
}

TEST_CASE("single waits: the next pass of an endless loop tests again, if nothing comes before it") {
  CHECK(waits_of("while True:\n  with c:\n    if items: break\n    c.wait()\n").empty());
  CHECK(waits_of("while True:\n  with c:\n    if not items:\n      c.wait()\n      continue\n    items.pop()\n").empty());
  CHECK(waits_of("while True:\n  with c:\n    c.wait()\n  print()\n") == Lines{3});
}

TEST_CASE("single waits: a for, a function and a class's body repeat nothing") {
  CHECK(waits_of("for _ in range(3):\n  c.wait()\n") == Lines{2});
  CHECK(waits_of("while not ready:\n  def f():\n    c.wait()\n  class C:\n    c.wait()\n") == Lines{3, 5});
}

TEST_CASE("single waits: each handler, else and finally is looked at, and only statements that are calls of wait()") {
  CHECK(waits_of("try:\n  c.wait()\nexcept E:\n  c.wait()\nelse:\n  c.wait()\nfinally:\n  c.wait()\n") == Lines{2, 4, 6, 8});
  CHECK(waits_of("c.wait_for(f)\nif c.wait(1): pass\nwait()\nx = c.wait()\nc.wait\n").empty());
}
