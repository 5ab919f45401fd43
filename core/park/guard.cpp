#include <threadbox/park/detail/guard.h>

#include <threadbox/park/detail/futex.h>

#include <algorithm>
#include <utility>

namespace threadbox {

void Guard::wake_now(Atomic<std::uint32_t>& word) noexcept { futex_wake_one(word); }

void Guard::unlock_and_wake() noexcept {
  Atomic<std::uint32_t>* to_wake[capacity];
  const std::uint32_t count = std::exchange(to_wake_count_, 0);
  std::copy_n(to_wake_, count, to_wake);
  lock_.unlock();
  // From here on the guard may be gone: the next holder may destroy the primitive.
  for (std::uint32_t i = 0; i < count; ++i) futex_wake_one(*to_wake[i]);
}

}  // namespace threadbox
