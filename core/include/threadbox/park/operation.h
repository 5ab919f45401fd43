#pragma once

#include <threadbox/park/clock.h>
#include <threadbox/park/error.h>
#include <threadbox/park/waiter.h>

#include <optional>
#include <utility>

namespace threadbox {

class SyncObject;  // threadbox/sync

/// Blocking as a value.
enum class Progress : unsigned char {
  done,     ///< The operation has its result; its waiter is queued nowhere.
  pending,  ///< The waiter is queued; poll again after a signal, or cancel.
  raised,   ///< The operation ended with error(); its waiter is queued nowhere.
};

/// Why an operation is taken back.
enum class CancelReason : unsigned char { timeout, interrupt, stop };

/// What a thread may wait in. One line in operations.def makes the enum and its name.
enum class OperationKind : unsigned char {
#define THREADBOX_OPERATION(name, text) name,
#include <threadbox/park/operations.def>
#undef THREADBOX_OPERATION
};

/// The name as in operations.def, e.g. "barrier_wait".
const char* operation_name(OperationKind kind) noexcept;
/// The text for people, e.g. "Barrier.wait".
const char* operation_text(OperationKind kind) noexcept;

/// A call that may block, split so that any runner can drive it. It lives on its caller's stack or
/// in its VM thread, must not move while pending, and must have ended before it is destroyed.
///
///     poll ─► done | raised                     the usual, uncontended end
///     poll ─► pending ─(signal)─► poll …        woken; it may have to wait again (barging)
///     pending ─(deadline)─► cancel(timeout) ─► done (a time-out result, or a success that was
///                                              already on its way) | raised | pending
///     pending ─(Ctrl-C)─► cancel(interrupt) ─► raised KeyboardInterrupt | done (it was granted
///                                              already: the interrupt stays asked for) | pending
///     pending ─(stop)─► cancel(stop) ─► never pending: the waiter is queued nowhere afterwards.
///
/// After a cancel the result may be `pending` once more (a Condition has to take its lock back):
/// the operation is then driven on by poll, and has no timeout any more, unless take_new_deadline() gives one. Whether an interrupt was in time shows
/// at the end: it was if the operation raises KeyboardInterrupt; else it stays asked for.
///
/// Threads:  the waiting thread only, always with the same waiter.
class Operation {
 public:
  /// Makes progress.
  virtual Progress poll(Waiter& self) = 0;
  /// Takes the waiter back and settles the race with a wake-up that is already on its way.
  virtual Progress cancel(Waiter& self, CancelReason why) = 0;

  /// Asked after each `pending` but the first: a deadline in place of the one so far, once; none leaves it as it is.
  virtual std::optional<TimeNs> take_new_deadline() noexcept { return std::nullopt; }

  [[nodiscard]] OperationKind kind() const noexcept { return kind_; }
  /// What it waits for; null for a sleep.
  [[nodiscard]] const SyncObject* object() const noexcept { return object_; }
  /// How long to wait from the first pending poll; none waits for ever. Never negative.
  [[nodiscard]] std::optional<Seconds> timeout() const noexcept { return timeout_; }
  /// Valid after Progress::raised.
  [[nodiscard]] const Error& error() const noexcept { return error_; }

  Operation(const Operation&) = delete;
  Operation& operator=(const Operation&) = delete;

 protected:
  Operation(OperationKind kind, const SyncObject* object, std::optional<Seconds> timeout = std::nullopt) noexcept
      : kind_(kind), object_(object), timeout_(timeout) {}
  ~Operation() = default;

  Progress raise(ErrorType type, const char* message) noexcept { return raise(Error(type, message)); }
  Progress raise(Error error) noexcept {
    error_ = std::move(error);
    return Progress::raised;
  }
  /// How an operation that is cancelled and has nothing else to report ends: raised (KeyboardInterrupt) or done.
  Progress end_cancelled(CancelReason why) noexcept {
    return why == CancelReason::interrupt ? raise(ErrorType::KeyboardInterrupt, "") : Progress::done;
  }
  void set_timeout(std::optional<Seconds> timeout) noexcept { timeout_ = timeout; }

 private:
  OperationKind kind_;
  const SyncObject* object_;
  std::optional<Seconds> timeout_;
  Error error_{ErrorType::RuntimeError, ""};
};

}  // namespace threadbox
