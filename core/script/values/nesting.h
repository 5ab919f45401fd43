#pragma once

#include <cstdint>

namespace threadbox::script {

class Universe;

/// Bounds a recursion in C++ whose depth the program determines: a container in a container, an iterator over an iterator. Each function
/// that may call itself keeps a Nesting on its stack. (The parser and compiler use Level, whose bound is fixed.)
/// Threads:  any; each thread has its own depth and its own stack.
/// Errors:   RecursionError "maximum recursion depth exceeded", followed by `where` as in CPython: " in comparison".
class Nesting {
 public:
  explicit Nesting(Universe& universe, const char* where = "") {
    const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
    if (depth_ >= deepest || here < lowest_) [[unlikely]]
      check(universe, here, where);
    ++depth_;
  }
  ~Nesting() { --depth_; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

  /// The largest depth. Natively it is CPython's, which does not count such recursion against sys.getrecursionlimit() either. In a browser
  /// the engine's own stack, whose size cannot be queried, limits the depth. Measured in Node, with V8's baseline tier, whose frames are
  /// the largest: 400 levels of any kind (tests/oracle/language/recursion_in_threads.py) fit into 270 kB, not into 165 kB; Chromium gives
  /// each thread 984 kB.
#ifdef __EMSCRIPTEN__
  static constexpr int deepest = 400;
#else
  static constexpr int deepest = 10'000;
#endif

 private:
  static void check(Universe& universe, std::uintptr_t here, const char* where);

  static inline thread_local int depth_ = 0;
  /// The lowest stack address at which another level may begin. UINTPTR_MAX until check() has computed it.
  static inline thread_local std::uintptr_t lowest_ = UINTPTR_MAX;
};

}  // namespace threadbox::script
