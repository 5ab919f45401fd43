#include <threadbox/park/detail/futex.h>

#include <thread>

namespace threadbox {

int spin_limit() noexcept {
  // A wake-up through the kernel takes about 30 microseconds, a hundred pauses take a few, so spinning unsuccessfully costs
  // little. On a single core the other thread cannot run meanwhile.
  static const int limit = std::thread::hardware_concurrency() > 1 ? 100 : 0;
  return limit;
}

int park_spin_limit() noexcept {
#ifdef __EMSCRIPTEN__
  // WebAssembly has no pause instruction: a thousand polls take as long as the 12 below with pauses, and as long as a wake-up.
  constexpr int times = 1000;
#else
  // As long as a wake-up takes on idle cores, some 50 microseconds: a thread that spins so long before it parks loses at most
  // as much again, and threads on cores of their own soon need no system call to wake each other.
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
