#pragma once

#include <threadbox/park/guard.h>
#include <threadbox/park/wait_queue.h>
#include <threadbox/sync/blocking.h>
#include <threadbox/sync/sync_object.h>
#include <threadbox/sync/timeout.h>

#include <functional>

namespace threadbox {

/// Python's threading.Barrier.
/// Threads:  any.
/// Errors:   ValueError "parties must be > 0"; BrokenBarrierError "" from wait.
/// Units:    seconds; none uses the constructor's timeout, and if that is none too, waits for ever.
/// Mirrors:  Lib/threading.py, class Barrier.
class Barrier : public SyncObject {
 public:
  using Action = std::function<void()>;

  /// `parties` comes as Python's int so that 0 and negative ones raise.
  explicit Barrier(long long parties, Action action = {},
                   std::optional<Seconds> timeout = std::nullopt, Runtime* runtime = nullptr,
                   Waiter* self = nullptr);
  ~Barrier();

  /// Ends as done with index(), or raised (BrokenBarrierError).
  ///
  /// The action belongs to the caller's world (it may be Python code), so the operation never calls
  /// it: with Leader::acts, the last party's operation ends as done with must_act() true while the
  /// others still wait. That party runs the action and then calls open() or, if it raised, abort().
  class Wait;

  /// Waits for all parties; the last one runs the action. Returns 0 … parties-1, each once.
  int wait(std::optional<Seconds> timeout = std::nullopt);

  /// Releases the waiters after the leader's action has succeeded.
  void open(Waiter& self);
  void abort();
  void abort(Waiter& self);
  void reset();
  void reset(Waiter& self);

  [[nodiscard]] int parties() const noexcept;
  /// 0 unless it is filling.
  [[nodiscard]] int n_waiting() const noexcept;
  [[nodiscard]] bool broken() const noexcept;
  bool tell(ObjectState& state) const noexcept override;
  [[nodiscard]] std::optional<Seconds> default_timeout() const noexcept;

 private:
  friend class Wait;
  // filling ──the last arrives, no action──► filling (all granted)
  //         ──the last arrives, it acts────► acting ──open──► filling (all granted)
  //         ──abort, a time-out────────────► broken (all raise)
  // acting ──abort──► broken (all but the leader raise)      broken ──reset──► filling
  //
  // CPython has a draining and a resetting phase besides, because its waiters find out themselves what
  // happened to them. Here each waiter is told when it is taken off the queue, so the barrier can fill
  // again at once; what a program can observe is what it observes in CPython when the waiters are quick.
  enum class Phase : unsigned char { filling, acting, broken };

  void reset_and_release(Waiter& self);
  // All with guard_ held.
  void arrive(Wait& wait, Waiter& self);
  void open_locked(Waiter& self);
  void break_locked(Waiter& self);
  void admit_latecomers() noexcept;

  mutable Guard guard_;
  WaitQueue waiters_{guard_};     // guarded by guard_; in the order of arrival, so a place is an index
  WaitQueue latecomers_{guard_};  // guarded by guard_; they came while the leader acts, and poll again afterwards
  Phase phase_ = Phase::filling;  // guarded by guard_
  const int parties_;
  Action action_;
  std::optional<Seconds> timeout_;
};

class Barrier::Wait final : public Operation {
 public:
  enum class Leader : unsigned char { opens, acts };
  explicit Wait(Barrier& barrier, std::optional<Seconds> timeout = std::nullopt,
                Leader leader = Leader::opens);
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;
  [[nodiscard]] int index() const noexcept { return index_; }
  [[nodiscard]] bool must_act() const noexcept { return must_act_; }

 private:
  friend class Barrier;
  Progress settle();

  Barrier& barrier_;
  WaitNode node_;       ///< In waiters_, or in latecomers_ as long as it has not arrived.
  Leader leader_;
  bool arrived_ = false;
  int index_ = -1;
  bool must_act_ = false;
};

}  // namespace threadbox
