#pragma once

#include <threadbox/park/clock.h>
#include <threadbox/park/error.h>
#include <threadbox/park/waiter.h>

#include <optional>
#include <utility>

namespace threadbox {

class SyncObject;  // threadbox/sync

/// How far an operation has come.
enum class Progress : unsigned char {
  done,     ///< The operation has its result; its waiter is not queued.
  pending,  ///< The waiter is queued; poll again after a signal, or cancel.
  raised,   ///< The operation ended with error(); its waiter is not queued.
};

/// Why an operation is cancelled.
enum class CancelReason : unsigned char { timeout, interrupt, stop };

/// The operations that a thread may wait in; see operations.def.
enum class OperationKind : unsigned char {
#define THREADBOX_OPERATION(name, text) name,
#include <threadbox/park/operations.def>
#undef THREADBOX_OPERATION
};

/// The name as in operations.def, e.g. "barrier_wait".
const char* operation_name(OperationKind kind) noexcept;
/// The text for people, e.g. "Barrier.wait".
const char* operation_text(OperationKind kind) noexcept;

/// A call that may block, as an object that any runner can drive. It lives on its caller's stack or in its VM thread, must not
/// move while pending, and must have ended before it is destroyed.
///
///     poll ─► done | raised                     the usual, uncontended case
///     poll ─► pending ─(signal)─► poll …        woken; it may have to wait again (barging)
///     pending ─(deadline)─► cancel(timeout) ─► done (a time-out result, or a success that was
///                                              already on its way) | raised | pending
///     pending ─(Ctrl-C)─► cancel(interrupt) ─► raised KeyboardInterrupt | done (it was granted
///                                              already: the request remains) | pending
///     pending ─(stop)─► cancel(stop) ─► never pending: afterwards the waiter is not queued.
///
/// After a cancel the result may be `pending` once more (a Condition has to take its lock back). The caller then goes on polling,
/// without a timeout, unless take_new_deadline() returns one. If the operation finally raises KeyboardInterrupt, it has consumed
/// the interrupt; otherwise the interrupt came too late, and its request remains.
///
/// Threads:  the waiting thread only, always with the same waiter.
/// Errors:   Python's are error(). poll and cancel throw only what has no Python type, std::bad_alloc for one.
/// Units:    seconds for the timeout, nanoseconds of the waiter's clock for a deadline.
/// Owns:     its waiter's place in a queue; the object that it waits on outlives it.
class Operation {
 public:
  /// Tries to end the operation; queues the waiter if it has to wait.
  virtual Progress poll(Waiter& self) = 0;
  /// Takes the waiter off its queue and decides the race with a wake-up that is already on its way.
  virtual Progress cancel(Waiter& self, CancelReason why) = 0;

  /// Called after each `pending` but the first. Returns, once, a deadline that replaces the current one; none leaves it
  /// unchanged.
  virtual std::optional<TimeNs> take_new_deadline() noexcept { return std::nullopt; }

  [[nodiscard]] OperationKind kind() const noexcept { return kind_; }
  /// The object it waits on; null for a sleep.
  [[nodiscard]] const SyncObject* object() const noexcept { return object_; }
  /// How long to wait, counted from the first pending poll; none waits for ever. Never negative.
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
  /// The result of a cancelled operation that has nothing else to report: raised (KeyboardInterrupt) or done.
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
