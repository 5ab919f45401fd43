#pragma once

#include <threadbox/sync/lock.h>
#include <threadbox/sync/rlock.h>

#include <limits>
#include <optional>

namespace threadbox {

/// Python's threading.Condition, over a Lock or an RLock.
/// Threads:  any; wait and notify need the lock held: an RLock by the caller, a Lock by anybody, as in CPython.
/// Errors:   RuntimeError "cannot wait on un-acquired lock", "cannot notify on un-acquired lock";
///           OverflowError "timeout value is too large"; KeyboardInterrupt.
/// Units:    seconds; none waits for ever, zero or less gives the lock up and takes it back at once.
/// Fairness: notify wakes in the order of waiting; they then compete for the lock.
/// Owns:     its queue of waiters, and the RLock that it makes when it is given no lock.
/// Mirrors:  Lib/threading.py, class Condition.
class Condition : public SyncObject {
 public:
  /// Over a new RLock.
  explicit Condition(Runtime* runtime = nullptr, Waiter* self = nullptr);
  explicit Condition(Lock& lock, Runtime* runtime = nullptr, Waiter* self = nullptr);
  explicit Condition(RLock& lock, Runtime* runtime = nullptr, Waiter* self = nullptr);
  ~Condition();

  /// The blocking half of wait, for runners: gives the lock up with all its recursion, waits, takes it back.
  /// Ends as done with notified(), or raised; in either case the lock is held again, but for a stop.
  ///
  /// A notify is never lost: a waiter that was notified reports it although it timed out or was interrupted
  /// meanwhile (the interrupt stays asked for), and one that is stopped passes it on. (CPython can lose it to an
  /// interrupt.) Taking the lock back cannot be interrupted.
  class Wait;

  /// Waits to be notified. False only on timeout. When the thread is stopped in it, the lock is taken back before
  /// ThreadStopped is thrown, so that guards of the lock stay right.
  bool wait(std::optional<Seconds> timeout = std::nullopt);
  /// Waits until `predicate()`, called with the lock held, is true; returns its last value. The timeout counts
  /// over all waits.
  template <typename Predicate>
  auto wait_for(Predicate predicate, std::optional<Seconds> timeout = std::nullopt);

  /// Wakes the n that have waited longest; returns how many that were. With nobody waiting it is lost.
  int notify(long long n = 1) { return notify(this_waiter(), n); }
  int notify(Waiter& self, long long n = 1);
  int notify_all() { return notify_all(this_waiter()); }
  int notify_all(Waiter& self) { return notify(self, std::numeric_limits<long long>::max()); }

  /// The lock's own.
  bool acquire(bool blocking = true, Seconds timeout = Seconds{-1});
  void release();
  void lock() { acquire(); }
  bool try_lock() { return acquire(false); }
  void unlock() { release(); }

  /// Its lock and its waiters tell all.
  bool tell(ObjectState&) const noexcept override { return true; }
  /// How many wait to be notified.
  [[nodiscard]] int n_waiting() const noexcept;

 private:
  friend class Wait;
  [[nodiscard]] bool is_owned(const Waiter& self) const noexcept;
  std::uint64_t release_save(Waiter& self);
  bool poll_restore(WaitNode& node, Waiter& self, std::uint64_t saved) noexcept;

  std::optional<RLock> own_;
  Lock* const lock_;    // One of the two is the lock, the other null.
  RLock* const rlock_;
  LockCore& core_;      // Its.
  mutable Guard guard_;
  WaitQueue waiters_ THREADBOX_GUARDED_BY(guard_){guard_};
};

class Condition::Wait final : public Operation {
 public:
  explicit Wait(Condition& condition, std::optional<Seconds> timeout = std::nullopt);
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;
  /// What wait returns.
  /// Not yet notified, nor timed out: after that it takes the lock back.
  [[nodiscard]] bool waits_for_notify() const noexcept { return phase_ == Phase::waiting; }
  [[nodiscard]] bool notified() const noexcept { return notified_; }

 private:
  friend class Condition;
  // start ──poll: the lock is given up──► waiting ──notify, time-out, interrupt──► taking_back ──► done | raised
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
