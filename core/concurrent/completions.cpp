#include <threadbox/concurrent/completions.h>

#include <cassert>

namespace threadbox {

Completions::Completions(std::vector<std::shared_ptr<FutureBase>> futures) : futures_(std::move(futures)) {
  complete_.reserve(futures_.size());
  try {
    for (const auto& future : futures_) watch(*future);
  } catch (...) {
    detach();
    throw;
  }
}

Completions::~Completions() {
  detach();
  assert(waiters_.empty());
}

void Completions::watch(FutureBase& future) {
  GuardLock guarded(future.guard_);
  future.completions_.push_back(this);
  if (future.complete_locked()) add(future, future.exception_ != nullptr);
}

/// Stops watching all futures.
void Completions::detach() noexcept {
  for (const auto& future : futures_) {
    GuardLock guarded(future->guard_);
    std::erase(future->completions_, this);
  }
}

void Completions::add(FutureBase& future, bool raised) noexcept {
  GuardLock guarded(guard_);
  complete_.push_back(&future);
  raised_ = raised_ || raised;
  waiters_.wake_until(waiters_.size());
}

bool Completions::holds(ReturnWhen when) const noexcept {
  if (complete_.size() == futures_.size()) return true;
  if (when == ReturnWhen::first_exception) return raised_;
  return when == ReturnWhen::first_completed && !complete_.empty();
}

bool Completions::wait(ReturnWhen when, std::optional<Seconds> timeout) {
  Wait operation(*this, when, timeout);
  wait_or_throw(this_waiter(), operation);
  GuardLock guarded(guard_);
  return holds(when);
}

std::vector<FutureBase*> Completions::complete() const {
  GuardLock guarded(guard_);
  return complete_;
}

FutureBase* Completions::next(std::optional<Seconds> timeout) {
  Wait operation(*this, std::nullopt, timeout);
  wait_or_throw(this_waiter(), operation);
  GuardLock guarded(guard_);
  return yielded_ < complete_.size() ? complete_[yielded_++] : nullptr;
}

Completions::Wait::Wait(Completions& completions, std::optional<ReturnWhen> when, std::optional<Seconds> timeout) noexcept
    : QueuedWait(OperationKind::futures_wait, nullptr, not_negative(timeout)), completions_(completions), when_(when) {}

bool Completions::Wait::holds() const noexcept {
  return when_ ? completions_.holds(*when_) : completions_.yielded_ < completions_.complete_.size();
}

Progress Completions::Wait::poll(Waiter& self) {
  GuardLock guarded(completions_.guard_);
  if (holds() || timeout() == Seconds{0}) {
    completions_.waiters_.remove(node_);
    return Progress::done;
  }
  if (timeout() > timeout_max) return raise(ErrorType::OverflowError, timeout_too_large);
  if (node_.queued()) {
    completions_.waiters_.sleep_again(node_);
  } else {
    completions_.waiters_.push_back(node_, self);
  }
  return Progress::pending;
}

Progress Completions::Wait::cancel(Waiter&, CancelReason why) {
  GuardLock guarded(completions_.guard_);
  return give_up(completions_.waiters_, why);
}

}  // namespace threadbox
