#pragma once

#include <threadbox/park/detail/thread_safety.h>

namespace threadbox {

/// Holds a Guard or a SmallGuard for a scope. Like std::lock_guard, but clang's analysis understands it.
/// Threads:  the one that creates it.
/// Owns:     nothing; the guard outlives it.
template <typename AnyGuard>
class [[nodiscard]] THREADBOX_SCOPED_CAPABILITY GuardLock {
 public:
  explicit GuardLock(AnyGuard& guard) noexcept THREADBOX_ACQUIRE(guard) : guard_(guard) { guard_.lock(); }
  ~GuardLock() THREADBOX_RELEASE() { guard_.unlock(); }
  GuardLock(const GuardLock&) = delete;
  GuardLock& operator=(const GuardLock&) = delete;

 private:
  AnyGuard& guard_;
};

}  // namespace threadbox
