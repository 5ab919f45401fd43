#pragma once

#include "script/compile/lexer.h"

#include <cstdint>

namespace threadbox::script {

/// Bounds the recursion of the front end. Whatever in the parser, the symbol pass or the compiler calls itself for a
/// piece of text inside another has a Level on its stack, or two where its frames are large; what merely follows something else (operators, elif, calls of
/// results, clauses) is a loop and needs none.
///
/// The bound is one for all builds, so that a program means the same in each. `deepest` levels fit 256 kB of stack in an
/// optimized native build and in WebAssembly, and 200 kB of V8's own, of which a page's main thread has about 1 MB
/// (tests/script/shapes_test.cpp). CPython's bounds are 200 brackets, 100 levels of indentation and 150
/// f-strings, which fit; and about 3000 lambdas in lambdas, which do not.
class Level {
 public:
  enum class Of : std::uint8_t { parser, compiler };
  static constexpr int deepest = 360;

  /// Errors (thrown): SyntaxFailure, with CPython's MemoryError or RecursionError.
  Level(int& depth, Of of) : depth_(depth) {
    if (depth_ >= deepest) fail(of);
    ++depth_;
  }
  ~Level() { --depth_; }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;

 private:
  [[noreturn]] static void fail(Of of);

  int& depth_;
};

}  // namespace threadbox::script
