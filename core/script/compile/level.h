#pragma once

#include "script/compile/lexer.h"

#include <cstdint>

namespace threadbox::script {

/// Bounds the recursion of the front end. Each function of the parser, the symbol pass or the compiler that calls itself for a nested piece
/// of text keeps a Level on its stack, or two if its frame is large. Sequences (operators, elif, calls of results, clauses) are handled by
/// loops and need none.
///
/// The bound is the same in all builds, so that a program compiles either everywhere or nowhere. `deepest` levels fit 256 kB of stack in an
/// optimized native build and in WebAssembly, and 200 kB of V8's own stack, of which a page's main thread has about 1 MB
/// (tests/script/shapes_test.cpp). CPython's bounds of 200 brackets, 100 levels of indentation and 150 nested f-strings are within it; its
/// bound of about 3000 nested lambdas is not.
/// Threads:  the thread that parses or compiles.
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
