#pragma once

#include <cstdint>

namespace threadbox::script {

class Universe;

/// One step of a recursion in C++ whose depth the program decides: a container in a container, an iterator over an iterator, a
/// method of a method. An object on the stack of whatever function may call itself.
/// Threads: any; each counts its own steps, against the native stack that it has.
/// Errors: RecursionError "maximum recursion depth exceeded" and `where`, as CPython has it: " in comparison".
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

  /// How many steps there may be. Natively as many as in CPython, which does not count them against sys.getrecursionlimit(),
  /// either. In a browser the engine has a stack of its own, which cannot be looked at. Measured in Node, with V8's baseline
  /// code, whose frames are the largest: 400 steps of any kind (tests/oracle/language/recursion_in_threads.py) fit into 270 kB of it,
  /// not into 165; Chromium gives each thread 984.
#ifdef __EMSCRIPTEN__
  static constexpr int deepest = 400;
#else
  static constexpr int deepest = 10'000;
#endif

 private:
  static void check(Universe& universe, std::uintptr_t here, const char* where);

  static inline thread_local int depth_ = 0;
  /// No step begins below this address; not known at first.
  static inline thread_local std::uintptr_t lowest_ = UINTPTR_MAX;
};

}  // namespace threadbox::script
