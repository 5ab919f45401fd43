#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/park/detail/guard.h>
#include <threadbox/park/detail/wait_queue.h>
#include <threadbox/sync/blocking.h>
#include <threadbox/sync/sync_object.h>
#include <threadbox/sync/timeout.h>

#include <functional>
#include <utility>

namespace threadbox {

/// Python's threading.Barrier.
/// Threads:  any.
/// Errors:   ValueError "parties must be > 0"; BrokenBarrierError "" from wait.
/// Units:    seconds; none uses the constructor's timeout; if that is none too, wait never times out.
/// Owns:     its action and its queues of waiters.
/// Mirrors:  Lib/threading.py, class Barrier.
class Barrier : public SyncObject {
 public:
  using Action = std::function<void()>;

  /// `parties` comes as Python's int so that 0 and negative ones raise.
  explicit Barrier(long long parties, Action action = {}, std::optional<Seconds> timeout = std::nullopt,
                   Runtime* runtime = nullptr, Waiter* self = nullptr);
  /// All waits must have returned.
  ~Barrier();

  /// Ends as done with index(), or raised (BrokenBarrierError).
  ///
  /// The action may be Python code, so the operation never calls it: with Leader::acts, the last party's operation ends as done
  /// with must_act() true while the others still wait. That party, the leader, runs the action and then calls open() or, if it
  /// raised, fail().
  class Wait;
  /// abort() or reset() as an operation. Like an arrival, it has to wait while a leader acts, even if the leader itself calls it.
  class Change;

  /// Waits for all parties; the last one runs the action. Returns the index, from 0 to parties-1, different for each party.
  int wait(std::optional<Seconds> timeout = std::nullopt);

  /// Releases the waiters. Called by the leader after its action has succeeded.
  void open(Waiter& self);
  /// Breaks the barrier. Called by the leader if its action has raised; does nothing unless `self` is the acting leader.
  void fail(Waiter& self);
  /// Break the barrier, or return it to its empty state; waiting threads raise. Called on the thread that owns `self`.
  void abort();
  void abort(Waiter& self);
  void reset();
  void reset(Waiter& self);

  [[nodiscard]] int parties() const noexcept;
  /// How many threads wait; 0 unless the barrier is filling or a leader acts.
  [[nodiscard]] int n_waiting() const noexcept;
  [[nodiscard]] bool broken() const noexcept;
  bool tell(ObjectState& state) const noexcept override;
  [[nodiscard]] std::optional<Seconds> default_timeout() const noexcept;

 private:
  friend class Wait;
  friend class Change;
  // filling ──the last party arrives──► acting, if it has an action, else draining
  // filling ──reset while threads wait──► resetting
  // filling ──a timeout──► broken
  // acting ──open──► draining           acting ──fail──► broken
  // draining, resetting ──the last released thread leaves──► filling
  // any but acting ──abort──► broken
  // broken ──reset──► filling, or resetting while released threads have not left
  //
  // As in CPython, the result of a released thread is decided when it leaves, not when it is released: an abort that
  // comes before it has left still breaks its wait.
  //
  // While its leader acts, CPython's barrier is locked, so here all other calls take effect afterwards.
  enum class Phase : unsigned char { filling, acting, draining, resetting, broken };

  [[nodiscard]] bool nobody_leaves() const noexcept { return leaving_.load(std::memory_order_acquire) == 0; }
  void arrive(Wait& wait, Waiter& self) THREADBOX_REQUIRES(guard_);
  void open_locked(Waiter& self) THREADBOX_REQUIRES(guard_);
  void break_locked(Waiter& self) THREADBOX_REQUIRES(guard_);
  void reset_locked(Waiter& self) THREADBOX_REQUIRES(guard_);
  void lead(Waiter& leader) noexcept THREADBOX_REQUIRES(guard_);
  void release(WaitQueue& queue, bool passes) noexcept THREADBOX_REQUIRES(guard_);
  void fill_again(Waiter& self) THREADBOX_REQUIRES(guard_);
  void end_action() noexcept THREADBOX_REQUIRES(guard_);
  WaitQueue& queue_of(const WaitNode& node) noexcept THREADBOX_REQUIRES(guard_);

  /// Called when the last released thread has left.
  void drained(Waiter& self);

  mutable Guard guard_;
  WaitQueue waiters_ THREADBOX_GUARDED_BY(guard_){guard_};  // in the order of arrival
  WaitQueue early_ THREADBOX_GUARDED_BY(guard_){guard_};  // came while others were leaving; they arrive once those have left
  WaitQueue latecomers_ THREADBOX_GUARDED_BY(guard_){guard_};  // came while the leader was acting; they poll again afterwards
  Phase phase_ THREADBOX_GUARDED_BY(guard_) = Phase::filling;  // does not become filling while a released thread has not left
  // Written under guard_. Leaving threads read it without; the grant that released them publishes it.
  Atomic<bool> leavers_pass_{false};  // whether leaving threads pass, or raise BrokenBarrierError
  // Incremented under guard_, decremented without. Acquire and release, so that the last thread to leave comes after all others.
  Atomic<int> leaving_{0};  // how many threads were released and have not left
  Waiter* leader_ THREADBOX_GUARDED_BY(guard_) = nullptr;  // the thread that runs the action
  TimeNs filling_since_ns_ THREADBOX_GUARDED_BY(guard_) = 0;  // when the early ones began to wait
  bool overdue_ THREADBOX_GUARDED_BY(guard_) = false;  // the timeout of an early waiter has expired
  const int parties_;
  Action action_;
  std::optional<Seconds> timeout_;
};

class Barrier::Wait final : public Operation {
 public:
  enum class Leader : unsigned char { opens, acts };
  explicit Wait(Barrier& barrier, std::optional<Seconds> timeout = std::nullopt, Leader leader = Leader::opens);
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;
  std::optional<TimeNs> take_new_deadline() noexcept override { return std::exchange(new_deadline_, std::nullopt); }
  [[nodiscard]] int index() const noexcept { return index_; }
  [[nodiscard]] bool must_act() const noexcept { return must_act_; }

 private:
  friend class Barrier;
  Progress begin(Waiter& self) THREADBOX_REQUIRES(barrier_.guard_);
  Progress look_again(Waiter& self) THREADBOX_REQUIRES(barrier_.guard_);
  Progress time_out(Waiter& self) THREADBOX_REQUIRES(barrier_.guard_);
  [[nodiscard]] TimeNs deadline_since_filling(Waiter& self) const noexcept THREADBOX_REQUIRES(barrier_.guard_);
  [[nodiscard]] bool released() const noexcept;
  Progress leave(Waiter& self);
  Progress take_lead() noexcept;

  Barrier& barrier_;
  WaitNode node_;  ///< In one of the barrier's queues. Its message: see barrier.cpp.
  Leader leader_;
  int index_ = -1;
  bool must_act_ = false;
  bool was_early_ = false;  ///< It came early, so its timeout counts from the start of its round.
  bool overdue_ = false;  ///< Its timeout expired before that.
  bool interrupted_ = false;  ///< It was interrupted while the leader acted.
  std::optional<TimeNs> new_deadline_;
};

class Barrier::Change final : public Operation {
 public:
  enum class To : unsigned char { broken, empty };
  Change(Barrier& barrier, To to) noexcept;
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;

 private:
  Barrier& barrier_;
  To to_;
  WaitNode node_;
};

}  // namespace threadbox
