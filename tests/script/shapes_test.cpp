#include "script/compile/compiler.h"
#include "script/compile/level.h"
#include "script/compile/parser.h"

#include <doctest/doctest.h>

#include <pthread.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

using namespace threadbox::script;

// Compiles wide and deep programs (shapes.def) on a small stack: each must compile or end with an error of CPython's.
// THREADBOX_SHAPES=100000 sets their size; tests/oracle/generate_shapes.py runs them beside CPython.

namespace {

struct Shape {
  bool wide;
  std::string name, head, open, core, close, tail;
};

const std::vector<Shape>& shapes() {
  static const std::vector<Shape> all = {
#define WIDE(...) {true, __VA_ARGS__},
#define DEEP(...) {false, __VA_ARGS__},
#include "shapes.def"
#undef WIDE
#undef DEEP
  };
  return all;
}

/// Expands a piece: `$` becomes its number, `>` at the start of a line its indentation.
void put(std::string& program, std::string_view piece, std::size_t number) {
  std::size_t indentation = number;
  bool line_start = true;
  for (const char c : piece) {
    if (c == '>' && line_start) {
      program.append(indentation, ' ');
      indentation = 1;
      continue;
    }
    if (c == '$') program += std::to_string(number);
    else program += c;
    line_start = c == '\n';
    if (line_start) indentation = number;
  }
}

std::string program_of(const Shape& shape, std::size_t count) {
  std::string program = shape.head;
  for (std::size_t i = 0; i < count; ++i) put(program, shape.open, i);
  put(program, shape.core, count);
  for (std::size_t i = count; i > 0; --i) put(program, shape.close, i - 1);
  return program + shape.tail;
}

/// The type and message of the first error in a program; empty if it compiles.
std::string problem(std::string source, std::size_t* size = nullptr) {
  const Parsed parsed = parse(std::move(source), "t.py");
  std::vector<Diagnostic> diagnostics = parsed.diagnostics;
  if (diagnostics.empty()) {
    Compiled compiled = compile(parsed);
    diagnostics = compiled.diagnostics;
    if (size != nullptr && compiled.code != nullptr) *size = compiled.code->instructions.size();
  }
  return diagnostics.empty() ? std::string() : diagnostics.front().type + ": " + diagnostics.front().message;
}

bool is_refusal(const std::string& words) {
  static const std::vector<std::string> refusals = {"SyntaxError: too many nested parentheses",
                                                    "SyntaxError: too many statically nested blocks",
                                                    "SyntaxError: too many nested f-strings",
                                                    "SyntaxError: f-string: expressions nested too deeply",
                                                    "IndentationError: too many levels of indentation",
                                                    "MemoryError: Parser stack overflowed - Python source too complex to parse",
                                                    "RecursionError: maximum recursion depth exceeded during compilation",
                                                    "SyntaxError: too many expressions in star-unpacking assignment",
                                                    "SyntaxError: Exceeds the limit (4300 digits)"};
  return std::ranges::any_of(refusals, [&](const std::string& refusal) { return words.starts_with(refusal); });
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t small_stack = 4 * 1024 * 1024;  // AddressSanitizer enlarges frames.
#else
constexpr std::size_t small_stack = 256 * 1024;
#endif

void on_small_stack(std::function<void()> work) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  REQUIRE(pthread_attr_setstacksize(&attributes, small_stack) == 0);
  pthread_t thread{};
  const auto run = [](void* work) -> void* {
    (*static_cast<std::function<void()>*>(work))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, run, &work) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

std::size_t largest() {
  const char* asked = std::getenv("THREADBOX_SHAPES");
  return asked != nullptr ? static_cast<std::size_t>(std::atoll(asked)) : 4000;
}

/// The number of repetitions that fit a program of 1,000,000 bytes. The indentation of nested blocks grows with the depth.
std::size_t limit_of(const Shape& shape) {
  if (shape.open.starts_with(">")) return std::min<std::size_t>(largest(), 400);
  constexpr std::size_t room = 990'000, digits = std::string_view("100000").size();
  const auto numbers = static_cast<std::size_t>(std::ranges::count(shape.open, '$') + std::ranges::count(shape.close, '$'));
  const std::size_t piece = shape.open.size() + shape.close.size() + numbers * (digits - 1);
  return std::min(largest(), room / std::max<std::size_t>(piece, 1));
}

}  // namespace

TEST_CASE("shapes: wide programs compile on a small stack") {
  for (const Shape& shape : shapes()) {
    if (!shape.wide) continue;
    std::string words;
    on_small_stack([&] { words = problem(program_of(shape, limit_of(shape))); });
    INFO(shape.name);
    CHECK_MESSAGE((words.empty() || is_refusal(words)), words);
  }
}

TEST_CASE("shapes: deep programs compile on a small stack, or end with an error of CPython's") {
  for (const Shape& shape : shapes()) {
    if (shape.wide) continue;
    for (const std::size_t count : {std::size_t{15}, std::size_t{95}, std::size_t{190}, std::size_t{350}, limit_of(shape)}) {
      std::string words;
      on_small_stack([&] { words = problem(program_of(shape, count)); });
      INFO(shape.name, " ", count, " ", words);
      const bool unclosed = shape.name.starts_with("unclosed");
      CHECK((unclosed ? !words.empty() : words.empty() || is_refusal(words)));
    }
  }
}

TEST_CASE("shapes: the size of the code is linear in the text") {
  for (const Shape& shape : shapes()) {
    std::size_t once = 0, twice = 0;
    const std::size_t count = shape.wide ? 1000 : 8;
    const std::string words = problem(program_of(shape, count), &once);
    problem(program_of(shape, 2 * count), &twice);
    INFO(shape.name, " ", words);
    if (twice > 0) CHECK(twice < 3 * once + 300);
  }
}

TEST_CASE("shapes: the time is linear in the text, not quadratic") {
  const auto seconds = [](const std::string& program) {
    double best = 1e9;  // The best of several, because other processes may be running.
    for (int i = 0; i < 3; ++i) {
      const std::clock_t start = std::clock();  // Processor time.
      problem(program);
      best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return best;
  };
  for (const Shape& shape : shapes()) {
    if (!shape.wide) continue;
    const std::string small = program_of(shape, largest() / 8);
    const std::string large = program_of(shape, largest());
    bool linear = false;
    double one = 0, eight = 0;
    for (int attempt = 0; attempt < 8 && !linear; ++attempt) {
      one = seconds(small);
      eight = seconds(large);
      linear = eight < 24 * one + 0.01;  // Quadratic time would be a factor of 64.
    }
    INFO(shape.name, " ", one, " s, ", eight, " s");
    CHECK(linear);
  }
}

TEST_CASE("shapes: CPython's limits for brackets, blocks and f-strings are within ours") {
  const auto nested = [](const std::string& open, const std::string& core, const std::string& close, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += open;
    text += core;
    for (int i = 0; i < count; ++i) text += close;
    return text;
  };
  std::string blocks;
  for (int i = 0; i < 99; ++i) blocks += std::string(static_cast<std::size_t>(i), ' ') + "if 1:\n";
  const std::string in_blocks = blocks + std::string(99, ' ') + "x = ";
  for (const auto& [open, close] :
       {std::pair("(", ")"), std::pair("[", "]"), std::pair("f(", ")"), std::pair("{1: ", "}"), std::pair("a[", "]")}) {
    std::string words;
    on_small_stack([&] { words = problem(in_blocks + nested(open, "1", close, 200) + "\n"); });
    CHECK(words == "");
    CHECK(problem(nested(open, "1", close, 201) + "\n") == "SyntaxError: too many nested parentheses");
  }
  CHECK(problem("x = " + nested("f'{", "1", "}'", 149) + "\n") == "");
  CHECK(problem("x = " + nested("f'{", "1", "}'", 150) + "\n") == "SyntaxError: too many nested f-strings");
  CHECK(problem("x = " + nested("lambda: ", "1", "", 150) + "\n") == "");
  CHECK(problem("x = " + nested("lambda: ", "1", "", 10000) + "\n") ==
        "MemoryError: Parser stack overflowed - Python source too complex to parse");
}
