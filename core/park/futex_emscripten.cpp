#include <threadbox/park/detail/futex.h>

#include <emscripten/threading.h>

#include <algorithm>
#include <limits>
#include <pthread.h>

namespace threadbox {

namespace {

int* address_of(Atomic<std::uint32_t>& word) noexcept { return reinterpret_cast<int*>(&word); }

}  // namespace

bool futex_wait(Atomic<std::uint32_t>& word, std::uint32_t expected, std::optional<std::uint64_t> timeout_ns) noexcept {
  constexpr std::uint64_t longest = std::numeric_limits<std::int64_t>::max();
  const std::int64_t timeout = timeout_ns ? static_cast<std::int64_t>(std::min(*timeout_ns, longest)) : -1;
  __builtin_wasm_memory_atomic_wait32(address_of(word), static_cast<int>(expected), timeout);
  return false;
}

void futex_wake_one(Atomic<std::uint32_t>& word) noexcept { __builtin_wasm_memory_atomic_notify(address_of(word), 1); }

std::uint64_t native_thread_id() noexcept { return reinterpret_cast<std::uintptr_t>(pthread_self()); }

bool may_sleep() noexcept { return !emscripten_is_main_browser_thread(); }

}  // namespace threadbox
