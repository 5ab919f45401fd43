#include <threadbox/park/detail/futex.h>

#include <thread>

namespace threadbox {

int spin_limit() noexcept {
  // A wake-up through the kernel costs about 30 microseconds, a hundred pauses a few: spinning that
  // long loses little when it is in vain. On one core the other thread cannot run meanwhile.
  static const int limit = std::thread::hardware_concurrency() > 1 ? 100 : 0;
  return limit;
}

int park_spin_limit() noexcept {
#ifdef __EMSCRIPTEN__
  // There is no pause in WebAssembly: as many looks take as long as below, and so does a wake-up.
  constexpr int times = 1000;
#else
  // As long as a wake-up takes where cores fall asleep, some 50 microseconds: whoever looks out for so long before it parks
  // loses at most as much again. Threads on cores of their own then soon need no system call to wake each other.
  constexpr int times = 12;
#endif
  return times * spin_limit();
}

void spin_pause() noexcept {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

}  // namespace threadbox
