#include "script/compile/compiler.h"
#include "script/compile/marshal.h"
#include "script/prelude/prelude.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace threadbox::script;

namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Null if it does not compile.
std::shared_ptr<const CodeObject> compiled(std::string source, std::string filename, CompileMode mode) {
  const Parsed parsed = parse(std::move(source), std::move(filename));
  return parsed.diagnostics.empty() ? compile(parsed, mode).code : nullptr;
}

bool equal(const CodeObject& a, const CodeObject& b);

bool equal(const Constant& a, const Constant& b) {
  if (a.value.index() != b.value.index()) return false;
  if (const auto* code = std::get_if<std::shared_ptr<const CodeObject>>(&a.value))
    return equal(**code, *std::get<std::shared_ptr<const CodeObject>>(b.value));
  if (const auto* items = std::get_if<Constant::Tuple>(&a.value))
    return std::ranges::equal(*items, std::get<Constant::Tuple>(b.value),
                              [](const auto& x, const auto& y) { return equal(x, y); });
  if (const auto* number = std::get_if<double>(&a.value))  // -0.0 and 0.0 are different.
    return std::bit_cast<std::uint64_t>(*number) == std::bit_cast<std::uint64_t>(std::get<double>(b.value));
  return a == b;
}

bool equal(const CodeObject& a, const CodeObject& b) {
  const auto same = [&](auto... fields) { return ((a.*fields == b.*fields) && ...); };
  return same(&CodeObject::kind, &CodeObject::name, &CodeObject::qualified_name, &CodeObject::filename, &CodeObject::source,
              &CodeObject::docstring, &CodeObject::first_line, &CodeObject::positional_count, &CodeObject::positional_only_count,
              &CodeObject::keyword_only_count, &CodeObject::has_varargs, &CodeObject::has_varkeywords, &CodeObject::is_generator,
              &CodeObject::text_annotations, &CodeObject::slot_names, &CodeObject::free_count, &CodeObject::slot_is_cell,
              &CodeObject::stack_size, &CodeObject::lines, &CodeObject::starts_line, &CodeObject::names) &&
         std::ranges::equal(a.instructions, b.instructions, {}, &Instruction::word, &Instruction::word) &&
         std::ranges::equal(a.exceptions, b.exceptions,
                            [](const ExceptionEntry& x, const ExceptionEntry& y) {
                              return x.start == y.start && x.end == y.end && x.handler == y.handler && x.depth == y.depth;
                            }) &&
         std::ranges::equal(a.constants, b.constants, [](const auto& x, const auto& y) { return equal(x, y); });
}

/// The Python files in a folder and the folders in it.
std::vector<std::filesystem::path> programs_in(const char* folder) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".py") found.push_back(entry.path());
  return found;
}

}  // namespace

TEST_CASE("marshal: code that is written, read and written again is the same") {
  std::size_t count = 0;
  for (const char* folder : {THREADBOX_PRELUDE, THREADBOX_ORACLE}) {
    for (const std::filesystem::path& path : programs_in(folder)) {
      INFO(path.string());
      const auto code = compiled(text_of(path), path.filename().string(), CompileMode::module);
      if (code == nullptr) continue;  // Some programs are wrong on purpose.
      const std::string bytes = marshal(*code);
      const auto read = unmarshal(bytes);
      CHECK(equal(*code, *read));
      CHECK(marshal(*read) == bytes);
      ++count;
    }
  }
  CHECK(count > 100);
}

TEST_CASE("marshal: every kind of constant, and numbers of every size") {
  const auto code = compiled(
      "None, ..., True, False, 0, -1, 63, 64, -64, -65, 8191, 8192, 2305843009213693951, 10**30\n"
      "123456789012345678901234567890, 0xffffffffffffffffffff, 1e308, -0.0, 0.0, 1.5, '', 'a\\0b', 'é', (1, ('x', None, 2.5), "
      "())\n"
      "def f(a, /, b, *c, d=1, **e):\n  'text'\n  return lambda: (a, b, c, d, e)\n",
      "t.py", CompileMode::module);
  REQUIRE(code != nullptr);
  CHECK(equal(*code, *unmarshal(marshal(*code))));
}

TEST_CASE("freeze: the build has frozen each module of the prelude as it is, without docstrings") {
  CHECK(prelude_modules().size() == programs_in(THREADBOX_PRELUDE).size());
  for (const PreludeModule& module : prelude_modules()) {
    const std::string name(module.name);
    INFO(name);
    const std::filesystem::path path = std::filesystem::path(THREADBOX_PRELUDE) / (name + ".py");
    const auto code = compiled(text_of(path), "<threadbox " + name + ">", CompileMode::library);
    REQUIRE(code != nullptr);
    CHECK(marshal(*code) == module.content);
  }
}

TEST_CASE("compiler: a library's docstrings are left out, and nothing else") {
  const std::string head = "'one'\ndef f():\n  ", tail = "\n  return 'three'\nclass C:\n  'four'\n";
  const auto library = compiled(head + "'two'" + tail, "t.py", CompileMode::library);
  REQUIRE(library != nullptr);
  const std::string bytes = marshal(*library);
  for (const char* left_out : {"one", "two", "four"}) CHECK(bytes.find(left_out) == std::string::npos);
  CHECK(bytes.find("three") != std::string::npos);
}
