#include <threadbox/sync/sleep.h>

namespace threadbox {

namespace {

Seconds checked_sleep(Seconds duration) {
  if (!(duration >= Seconds{0})) throw Error(ErrorType::ValueError, "sleep length must be non-negative");
  if (duration > Seconds{9223372036.854775})
    throw Error(ErrorType::OverflowError, "timestamp too large to convert to C PyTime_t");
  return duration;
}

}  // namespace

Sleep::Sleep(Seconds duration) : Operation(OperationKind::sleep, nullptr, checked_sleep(duration)) {}

Progress Sleep::poll(Waiter&) { return Progress::pending; }

Progress Sleep::cancel(Waiter&, CancelReason why) { return end_cancelled(why); }

Idle::Idle() : Operation(OperationKind::idle, nullptr) {}

Progress Idle::poll(Waiter&) { return woken_.load(std::memory_order_acquire) ? Progress::done : Progress::pending; }

Progress Idle::cancel(Waiter&, CancelReason why) { return end_cancelled(why); }

void Idle::wake(Waiter& sleeper) noexcept {
  woken_.store(true, std::memory_order_release);
  sleeper.unpark();
}

void sleep(Seconds duration) {
  Sleep operation(duration);
  wait_or_throw(this_waiter(), operation);
}

}  // namespace threadbox
