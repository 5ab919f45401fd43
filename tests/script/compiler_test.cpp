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

TEST_CASE("compiler: every instruction has a position, and jumps stay inside") {
  const auto code = compiled("for i in range(3):\n    if i: print(i)\n    else: break\nelse:\n    x = 1\n");
  CHECK(code->positions.size() == code->instructions.size());
  CHECK(code->starts_line.size() == code->instructions.size());
  for (const Instruction instruction : code->instructions)
    if (instruction.opcode() == Opcode::jump_ || instruction.opcode() == Opcode::for_iter_)
      CHECK(instruction.operand() < code->instructions.size());
}

TEST_CASE("compiler: parameters take the first slots, captured names become cells, free names come last") {
  const auto function = first_function(*compiled(
      "def f(a, *rest, key=1, **more):\n    b = 1\n    def g(): return a, b, c\n    c = 2\n"));
  REQUIRE(function != nullptr);
  const std::vector<std::string> head(function->slot_names.begin(), function->slot_names.begin() + 4);
  CHECK(head == std::vector<std::string>{"a", "key", "rest", "more"});
  CHECK(function->slot_is_cell[0]);
  const auto inner = first_function(*function);
  REQUIRE(inner != nullptr);
  CHECK(inner->free_count == 3);
}

TEST_CASE("compiler: equal constants are kept once, but 1, 1.0 and True apart") {
  const auto code = compiled("x = 1, 1, 1.0, True\n");
  CHECK(std::ranges::count_if(code->constants, [](const Constant& c) { return std::holds_alternative<std::int64_t>(c.value); }) == 1);
  CHECK(std::ranges::count_if(code->constants, [](const Constant& c) { return std::holds_alternative<double>(c.value); }) == 1);
  CHECK(std::ranges::count_if(code->constants, [](const Constant& c) { return std::holds_alternative<bool>(c.value); }) == 1);
}
