#pragma once

#include "script/values/value.h"

#include <threadbox/park/detail/guard.h>

#include <atomic>
#include <vector>

namespace threadbox {
class Waiter;
}

namespace threadbox::script {

class Marker;
class Object;
class Vm;

/// The objects whose classes have a __del__. A collection by itself keeps them: when memory is collected differs between builds, and so
/// would what programs print. They are looked for by gc.collect(), and by a `del` of a name of one; the rest have their __del__ called when
/// the program ends.
/// Threads: any; before_sweep: the one that collects, while the others are stopped.
/// Owns:    nothing; it keeps the objects alive until they are taken.
class Finalizers {
 public:
  /// Errors: std::bad_alloc.
  void add(Object* object);
  /// Whether there is an object left.
  [[nodiscard]] bool any() const noexcept { return any_.load(std::memory_order_relaxed); }
  /// Whether a `del` may look: a loop that deletes such objects does not collect for ever.
  bool may_look() noexcept { return any() && looks_.fetch_add(1, std::memory_order_relaxed) < most_looks; }
  /// Collects, and takes the objects that only this list refers to, in the order in which they were made. At a safepoint, or in a native
  /// that holds no values. Errors: std::bad_alloc.
  std::vector<Value> take_unreachable(Vm& vm, Waiter& self);
  /// Takes all objects.
  std::vector<Value> take_all();

  /// Called when all else is marked.
  void before_sweep(Marker& marker);

 private:
  static constexpr unsigned most_looks = 1000;

  Guard guard_;
  std::vector<Object*> kept_, found_;
  bool looking_ = false;
  std::atomic<bool> any_{false};
  std::atomic<unsigned> looks_{0};
};

}  // namespace threadbox::script
