#pragma once

#include <atomic>
#include <cstdint>

#ifndef __EMSCRIPTEN__
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

/// The system's own wait and wake with nothing around them: a lower bound, more or less.
namespace bench {

/// A single-token signal over the bare system calls.
class RawFutex {
 public:
  void give() noexcept {
    word_.store(1, std::memory_order_release);
#ifdef __EMSCRIPTEN__
    __builtin_wasm_memory_atomic_notify(reinterpret_cast<int*>(&word_), 1);
#else
    syscall(SYS_futex, &word_, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
#endif
  }

  void take() noexcept {
    while (word_.exchange(0, std::memory_order_acquire) == 0) {
#ifdef __EMSCRIPTEN__
      __builtin_wasm_memory_atomic_wait32(reinterpret_cast<int*>(&word_), 0, -1);
#else
      syscall(SYS_futex, &word_, FUTEX_WAIT_PRIVATE, 0, nullptr, nullptr, 0);
#endif
    }
  }

 private:
  std::atomic<std::uint32_t> word_{0};
};

}  // namespace bench
