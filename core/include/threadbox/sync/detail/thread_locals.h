#pragma once

#include <threadbox/park/waiter.h>

namespace threadbox {

/// The values that one thread has in Local objects (threadbox/concurrent/local.h). Its Waiter carries them.
/// Threads:  the owning thread only.
class ThreadLocals {
 public:
  virtual ~ThreadLocals() = default;
  /// Destroys the values of the thread that owns `self`. Their destructors may access a Local and so create new ones.
  virtual void destroy_values(Waiter& self) noexcept = 0;
};

namespace detail {
/// Destroys all values of a thread that ends. Called on that thread.
void destroy_thread_locals(Waiter& self) noexcept;
}  // namespace detail

}  // namespace threadbox
