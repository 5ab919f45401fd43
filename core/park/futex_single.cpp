#include <threadbox/park/detail/futex.h>

// WebAssembly without threads: nothing else runs while the only thread waits, so it never sleeps. It waits only for time to pass,
// in the destructor of a session.
namespace threadbox {

bool futex_wait(Atomic<std::uint32_t>&, std::uint32_t, std::optional<std::uint64_t>) noexcept { return false; }

void futex_wake_one(Atomic<std::uint32_t>&) noexcept {}

std::uint64_t native_thread_id() noexcept { return 1; }

bool may_sleep() noexcept { return false; }

}  // namespace threadbox
