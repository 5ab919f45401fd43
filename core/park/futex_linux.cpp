#include <threadbox/park/detail/futex.h>

#include <cerrno>
#include <ctime>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace threadbox {

bool futex_wait(Atomic<std::uint32_t>& word, std::uint32_t expected, std::optional<std::uint64_t> timeout_ns) noexcept {
  timespec timeout{};
  if (timeout_ns) {
    timeout.tv_sec = static_cast<time_t>(*timeout_ns / 1'000'000'000);
    timeout.tv_nsec = static_cast<long>(*timeout_ns % 1'000'000'000);
  }
  // Whatever ended the sleep, a change of the word or the timeout, the caller checks the word again.
  return syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, expected, timeout_ns ? &timeout : nullptr, nullptr, 0) == -1 &&
         errno == EINTR;
}

void futex_wake_one(Atomic<std::uint32_t>& word) noexcept {
  syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

std::uint64_t native_thread_id() noexcept { return static_cast<std::uint64_t>(syscall(SYS_gettid)); }

bool may_sleep() noexcept { return true; }

}  // namespace threadbox
