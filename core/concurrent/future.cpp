#include <threadbox/concurrent/completions.h>
#include <threadbox/concurrent/future.h>

#include <algorithm>
#include <cassert>
#include <cstdio>

namespace threadbox {

FutureBase::~FutureBase() { assert(waiters_.empty() && completions_.empty()); }

bool FutureBase::cancelled() const noexcept {
  GuardLock guarded(guard_);
  return state_ == State::cancelled || state_ == State::cancelled_and_notified;
}

bool FutureBase::running() const noexcept {
  GuardLock guarded(guard_);
  return state_ == State::running;
}

bool FutureBase::done() const noexcept {
  GuardLock guarded(guard_);
  return done_locked();
}

bool FutureBase::cancel() {
  {
    GuardLock guarded(guard_);
    if (state_ == State::running || state_ == State::finished) return false;
    if (state_ != State::pending) return true;
    state_ = State::cancelled;
    while (!waiters_.empty()) waiters_.grant_front();
  }
  call_callbacks();
  return true;
}

bool FutureBase::set_running_or_notify_cancel() {
  GuardLock guarded(guard_);
  if (state_ == State::pending) {
    state_ = State::running;
    return true;
  }
  if (state_ != State::cancelled) throw Error(ErrorType::RuntimeError, "Future in unexpected state");
  state_ = State::cancelled_and_notified;
  tell_completions();
  return false;
}

void FutureBase::begin_finish() {
  if (state_ == State::finished) throw Error(ErrorType::InvalidStateError, "FINISHED");
  if (done_locked()) throw Error(ErrorType::InvalidStateError, "CANCELLED");
}

void FutureBase::end_finish() noexcept {
  state_ = State::finished;
  tell_completions();
  while (!waiters_.empty()) waiters_.grant_front();
}

void FutureBase::tell_completions() noexcept {
  for (Completions* completions : completions_) completions->add(*this, exception_ != nullptr);
}

void FutureBase::set_exception(std::exception_ptr exception) {
  finish([&] {
    guard_.assert_held();
    exception_ = std::move(exception);
  });
}

namespace {

/// No caller can handle a callback's error; CPython logs it.
void call(const FutureBase::Callback& callback) noexcept {
  try {
    callback();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "exception calling callback for a future: %s\n", error.what());
  } catch (...) {
    std::fprintf(stderr, "exception calling callback for a future\n");
  }
}

}  // namespace

void FutureBase::call_callbacks() noexcept {
  // The future is done, so no more callbacks are added.
  for (const Callback& callback : callbacks_) call(callback);
  callbacks_.clear();
}

void FutureBase::add_done_callback(Callback callback) {
  {
    GuardLock guarded(guard_);
    if (!done_locked()) {
      callbacks_.push_back(std::move(callback));
      return;
    }
  }
  call(callback);
}

void FutureBase::wait_until_done(std::optional<Seconds> timeout) {
  Result operation(*this, timeout);
  wait_or_throw(this_waiter(), operation);
  if (cancelled()) throw Error(ErrorType::CancelledError, "");
}

void FutureBase::wait_for_result(std::optional<Seconds> timeout) {
  wait_until_done(timeout);
  if (settled_exception()) std::rethrow_exception(settled_exception());
}

std::exception_ptr FutureBase::exception(std::optional<Seconds> timeout) {
  wait_until_done(timeout);
  return settled_exception();
}

FutureBase::Result::Result(FutureBase& future, std::optional<Seconds> timeout) noexcept
    : QueuedWait(OperationKind::future_result, nullptr, not_negative(timeout)), future_(future) {}

Progress FutureBase::Result::poll(Waiter& self) {
  GuardLock guarded(future_.guard_);
  if (future_.done_locked()) return Progress::done;
  if (timeout() == Seconds{0}) return raise(ErrorType::TimeoutError, "");
  if (timeout() > timeout_max) return raise(ErrorType::OverflowError, timeout_too_large);
  return enqueue(future_.waiters_, self);
}

Progress FutureBase::Result::cancel(Waiter&, CancelReason why) {
  GuardLock guarded(future_.guard_);
  if (node_.granted()) return Progress::done;
  const Progress ended = give_up(future_.waiters_, why);
  return why == CancelReason::timeout ? raise(ErrorType::TimeoutError, "") : ended;
}

}  // namespace threadbox
