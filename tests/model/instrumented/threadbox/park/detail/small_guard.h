#pragma once

// In place of core/include/threadbox/park/detail/small_guard.h: a thread that finds it held cannot go on before it is free.
// park_model_test.cpp checks that the real one amounts to this.

#include "engine/access.h"

#include <cassert>
#include <cstdint>

namespace threadbox {

namespace detail {
inline bool holds_no_guard() noexcept { return model::holds_no_guard(); }
}  // namespace detail

class SmallGuard {
 public:
  void lock() noexcept { model::lock_guard(holder_); }
  [[nodiscard]] bool try_lock() noexcept {
    if (holder_ != 0) return false;
    lock();
    return true;
  }
  void unlock() noexcept { model::unlock_guard(holder_); }
  void assert_held() const noexcept { assert(holder_ != 0); }

 private:
  std::uint32_t holder_ = 0;  ///< The number of the thread that holds it, from 1; 0 if it is free.
};

}  // namespace threadbox
