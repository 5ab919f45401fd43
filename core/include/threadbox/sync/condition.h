#pragma once

#include <threadbox/sync/lock.h>
#include <threadbox/sync/rlock.h>

#include <limits>
#include <optional>

namespace threadbox {

/// Python's threading.Condition, over a Lock or an RLock.
/// Threads:  any; for wait and notify the lock must be held: an RLock by the caller, a Lock by any thread, as in CPython.
/// Errors:   RuntimeError "cannot wait on un-acquired lock", "cannot notify on un-acquired lock";
///           OverflowError "timeout value is too large"; KeyboardInterrupt.
/// Units:    seconds; none waits for ever, zero or less releases the lock and acquires it again at once.
/// Fairness: notify wakes in the order of waiting; they then compete for the lock.
/// Owns:     its queue of waiters, and the RLock that it creates if it is given no lock; another lock outlives it.
/// Mirrors:  Lib/threading.py, class Condition.
class Condition : public SyncObject {
 public:
  /// Over a new RLock.
  explicit Condition(Runtime* runtime = nullptr, Waiter* self = nullptr);
  explicit Condition(Lock& lock, Runtime* runtime = nullptr, Waiter* self = nullptr);
  explicit Condition(RLock& lock, Runtime* runtime = nullptr, Waiter* self = nullptr);
  ~Condition();

  /// The blocking half of wait, for runners: releases the lock completely, waits, acquires it again with its recursion count.
  /// Ends as done with notified(), or raised; in either case the lock is held again, except after a stop.
  ///
  /// A notify is never lost: a waiter that was notified reports it even if it timed out or was interrupted
  /// meanwhile (the interrupt's request remains), and a thread that is stopped passes it on. (CPython can lose it to an
  /// interrupt.) Acquiring the lock again cannot be interrupted.
  class Wait;

  /// Waits to be notified. False only on timeout. If the thread is stopped meanwhile, the lock is acquired again before
  /// ThreadStopped is thrown, so that lock guards on the stack remain correct.
  bool wait(std::optional<Seconds> timeout = std::nullopt);
  /// Waits until `predicate()`, called with the lock held, is true; returns its last value. The timeout covers
  /// all waits together.
  template <typename Predicate>
  auto wait_for(Predicate predicate, std::optional<Seconds> timeout = std::nullopt);

  /// Wakes the n threads that have waited longest and returns how many that were. Does nothing if no thread waits.
  int notify(long long n = 1) { return notify(this_waiter(), n); }
  int notify(Waiter& self, long long n = 1);
  int notify_all() { return notify_all(this_waiter()); }
  int notify_all(Waiter& self) { return notify(self, std::numeric_limits<long long>::max()); }

  /// These forward to the lock.
  bool acquire(bool blocking = true, Seconds timeout = Seconds{-1});
  void release();
  void lock() { acquire(); }
  bool try_lock() { return acquire(false); }
  void unlock() { release(); }

  /// It has no state of its own beyond its waiters' events.
  bool tell(ObjectState&) const noexcept override { return true; }
  /// How many threads wait to be notified.
  [[nodiscard]] int n_waiting() const noexcept;

 private:
  friend class Wait;
  [[nodiscard]] bool is_owned(const Waiter& self) const noexcept;
  std::uint64_t release_save(Waiter& self);
  bool poll_restore(WaitNode& node, Waiter& self, std::uint64_t saved) noexcept;

  std::optional<RLock> own_;
  Lock* const lock_;    // One of these is the lock, the other null.
  RLock* const rlock_;
  LockCore& core_;      // The lock's.
  mutable Guard guard_;
  WaitQueue waiters_ THREADBOX_GUARDED_BY(guard_){guard_};
};

class Condition::Wait final : public Operation {
 public:
  explicit Wait(Condition& condition, std::optional<Seconds> timeout = std::nullopt);
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;
  /// It has been neither notified nor cancelled; after that it acquires the lock again.
  [[nodiscard]] bool waits_for_notify() const noexcept { return phase_ == Phase::waiting; }
  /// What wait returns.
  [[nodiscard]] bool notified() const noexcept { return notified_; }

 private:
  friend class Condition;
  // start ──poll: the lock is released──► waiting ──notify, time-out, interrupt──► taking_back ──► done | raised
  enum class Phase : unsigned char { start, waiting, taking_back };

  Progress begin(Waiter& self);
  Progress take_back(Waiter& self);
  void stop() noexcept;

  Condition& condition_;
  WaitNode node_;       ///< In the condition's queue.
  WaitNode lock_node_;  ///< In the lock's.
  std::uint64_t saved_ = 0;
  Phase phase_ = Phase::start;
  bool notified_ = false;
  bool interrupted_ = false;
};

template <typename Predicate>
auto Condition::wait_for(Predicate predicate, std::optional<Seconds> timeout) {
  const Clock& clock = this_waiter().clock();
  std::optional<TimeNs> end_ns;
  auto result = predicate();
  while (!result) {
    if (timeout) {
      if (!end_ns) {
        end_ns = clock.deadline_after(*timeout);
      } else {
        const TimeNs now = clock.now_ns();
        if (now >= *end_ns) break;
        timeout = Seconds{static_cast<double>(*end_ns - now) * 1e-9};
      }
    }
    wait(timeout);
    result = predicate();
  }
  return result;
}

}  // namespace threadbox
