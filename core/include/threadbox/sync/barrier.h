#pragma once

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
/// Mirrors:  Lib/threading.py, class Barrier (filling, draining, resetting, broken).
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
  [[nodiscard]] std::optional<Seconds> default_timeout() const noexcept;

 private:
  friend class Wait;
  enum class Phase : unsigned char { filling, acting, draining, resetting, broken };
  // The implementer's: phase, counts, queue, action; all guarded by guard_.
  mutable Guard guard_;
  WaitQueue waiters_;
  Phase phase_ = Phase::filling;
  int parties_;
  int count_ = 0;
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
  Barrier& barrier_;
  WaitNode node_;
  Leader leader_;
  int index_ = -1;
  bool must_act_ = false;
};

}  // namespace threadbox
