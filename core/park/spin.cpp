#include <threadbox/park/futex.h>

#include <thread>

namespace threadbox {

int spin_limit() noexcept {
  // A wake-up through the kernel costs about 30 microseconds, a hundred pauses a few: spinning that
  // long loses little when it is in vain. On one core the other thread cannot run meanwhile.
  static const int limit = std::thread::hardware_concurrency() > 1 ? 100 : 0;
  return limit;
}

void spin_pause() noexcept {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

}  // namespace threadbox
