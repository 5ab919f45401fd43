#include "script/compile/compiler.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace threadbox::script;

namespace {

std::shared_ptr<const CodeObject> compiled(std::string source) {
  const Parsed parsed = parse(std::move(source), "t.py");
  REQUIRE(parsed.diagnostics.empty());
  Compiled result = compile(parsed);
  REQUIRE(result.code != nullptr);
  return result.code;
}

std::shared_ptr<const CodeObject> first_function(const CodeObject& module) {
  for (const Constant& constant : module.constants)
    if (const auto* code = std::get_if<std::shared_ptr<const CodeObject>>(&constant.value)) return *code;
  return nullptr;
}

}  // namespace

TEST_CASE("compiler: every instruction has a line, and jumps stay inside") {
  const auto code = compiled("for i in range(3):\n    if i: print(i)\n    else: break\nelse:\n    x = 1\n");
  CHECK(code->lines.size() == code->instructions.size());
  CHECK(code->starts_line.size() == code->instructions.size());
  for (const Instruction instruction : code->instructions)
    if (instruction.opcode() == Opcode::jump_ || instruction.opcode() == Opcode::for_iter_)
      CHECK(instruction.operand() < code->instructions.size());
}

TEST_CASE("compiler: parameters take the first slots, captured names become cells, free names come last") {
  const auto function =
      first_function(*compiled("def f(a, *rest, key=1, **more):\n    b = 1\n    def g(): return a, b, c\n    c = 2\n"));
  REQUIRE(function != nullptr);
  const std::vector<std::string> head(function->slot_names.begin(), function->slot_names.begin() + 4);
  CHECK(head == std::vector<std::string>{"a", "key", "rest", "more"});
  CHECK(function->slot_is_cell[0]);
  const auto inner = first_function(*function);
  REQUIRE(inner != nullptr);
  CHECK(inner->free_count == 3);
}

TEST_CASE("compiler: equal constants are stored once, but 1, 1.0 and True separately") {
  const auto code = compiled("x = 1, 1, 1.0, True\n");
  CHECK(std::ranges::count_if(code->constants, [](const Constant& c) { return std::holds_alternative<std::int64_t>(c.value); }) ==
        1);
  CHECK(std::ranges::count_if(code->constants, [](const Constant& c) { return std::holds_alternative<double>(c.value); }) == 1);
  CHECK(std::ranges::count_if(code->constants, [](const Constant& c) { return std::holds_alternative<bool>(c.value); }) == 1);
}

namespace {

std::size_t size_of(const CodeObject& code) {
  std::size_t size = code.instructions.size();
  for (const Constant& constant : code.constants)
    if (const auto* inner = std::get_if<std::shared_ptr<const CodeObject>>(&constant.value)) size += size_of(**inner);
  return size;
}

std::string repeated(const std::string& text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("compiler: copies of nested finally bodies do not double with each level") {
  const auto nested = [](int levels) {
    std::string source;
    for (int i = 0; i < levels; ++i) source += std::string(i, ' ') + "try: a\n" + std::string(i, ' ') + "finally:\n";
    return size_of(*compiled(source + std::string(levels, ' ') + "b\n"));
  };
  CHECK(nested(20) < nested(10) + 10 * nested(8));
  CHECK(nested(20) < 20000);
}

TEST_CASE("compiler: the size of a finally is linear in the number of exits, not in their number times its length") {
  const auto size = [](int count) {
    const std::string source = "def f(a):\n  for b in a:\n    try:\n" +
                               repeated("      if b: return a\n      if a: break\n", count) + "    finally:\n" +
                               repeated("      a()\n", count);
    return size_of(*compiled(source));
  };
  CHECK(size(2000) < 21 * size(100));
  CHECK(size(2000) < 100000);
}

TEST_CASE("compiler: blocks nest as deeply as in CPython, and no deeper") {
  const auto problem = [](const std::string& opening, int levels, const std::string& head = "") {
    std::string source = head;
    for (int i = 0; i < levels; ++i) source += " " + std::string(i, ' ') + opening;
    const Parsed parsed = parse(source + std::string(levels + 1, ' ') + "yield\n", "t.py");
    REQUIRE(parsed.diagnostics.empty());
    const auto diagnostics = compile(parsed).diagnostics;
    return diagnostics.empty() ? std::string() : diagnostics.front().message;
  };
  CHECK(problem("for a in b:\n", 20, "def f():\n") == "");
  CHECK(problem("for a in b:\n", 21, "def f():\n") == "too many statically nested blocks");
  CHECK(problem("while a:\n", 21, "def f():\n") == "too many statically nested blocks");
  CHECK(problem("with a:\n", 21, "def f():\n") == "too many statically nested blocks");
  CHECK(problem("if a:\n", 50, "def f():\n") == "");
}
