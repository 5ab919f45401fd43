#pragma once

#include <functional>

namespace threadbox::tests {

/// The calling thread's allocation that operator new refuses: the first is 0; a negative one is none.
extern constinit thread_local long refused;

/// While an instance lives, nothing is refused; then the count continues where it was.
class Unrefused {
 public:
  Unrefused() noexcept : refused_(refused) { refused = -1; }
  ~Unrefused() { refused = refused_; }
  Unrefused(const Unrefused&) = delete;
  Unrefused& operator=(const Unrefused&) = delete;

 private:
  long refused_;
};

/// Calls `attempt` again and again, with its first, second … allocation refused, until it needs no more of them; calls
/// `check(whether it ended well)` after each. It may end by std::bad_alloc, or by "can't start new thread". `left_out`: of those
/// that have come before the one that is refused, how many are left out after it. Returns which was not needed any more.
long refuse_each(const std::function<void()>& attempt, const std::function<void(bool)>& check, double left_out = 0);

/// Calls `steps`, which must not allocate: the first allocation would be refused, and is reported.
void without_memory(const std::function<void()>& steps);

}  // namespace threadbox::tests
