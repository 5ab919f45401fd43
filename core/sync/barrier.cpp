#include <threadbox/sync/barrier.h>

#include <algorithm>
#include <cassert>
#include <limits>
#include <mutex>

namespace threadbox {

namespace {

// What a grant tells the waiter: its index, or one of these.
constexpr int broken_message = -1;
constexpr int try_again_message = -2;

int checked_parties(long long parties) {
  if (parties < 1) throw Error(ErrorType::ValueError, "parties must be > 0");
  if (parties > std::numeric_limits<int>::max())
    throw Error(ErrorType::OverflowError, "parties is too large");
  return static_cast<int>(parties);
}

}  // namespace

Barrier::Barrier(long long parties, Action action, std::optional<Seconds> timeout, Runtime* runtime,
                 Waiter* self)
    : SyncObject(ObjectKind::barrier, runtime, self, checked_parties(parties)),
      parties_(static_cast<int>(parties)),
      action_(std::move(action)),
      timeout_(timeout) {}

Barrier::~Barrier() {
  assert(waiters_.empty() && latecomers_.empty());
  end_trace();
}

bool Barrier::tell(ObjectState& state) const noexcept {
  if (!guard_.try_lock()) return false;
  // While the last one acts, all have arrived.
  state.argument = static_cast<std::uint32_t>(phase_ == Phase::acting ? parties_ : waiters_.size());
  state.flags = phase_ == Phase::broken ? 1 : 0;
  guard_.unlock();
  return true;
}

int Barrier::parties() const noexcept { return parties_; }

int Barrier::n_waiting() const noexcept {
  std::lock_guard guarded(guard_);
  return phase_ == Phase::filling ? waiters_.size() : 0;
}

bool Barrier::broken() const noexcept {
  std::lock_guard guarded(guard_);
  return phase_ == Phase::broken;
}

std::optional<Seconds> Barrier::default_timeout() const noexcept { return timeout_; }

int Barrier::wait(std::optional<Seconds> timeout) {
  Waiter& self = this_waiter();
  Wait operation(*this, timeout, action_ ? Wait::Leader::acts : Wait::Leader::opens);
  wait_or_throw(self, operation);
  if (operation.must_act()) {
    try {
      action_();
    } catch (...) {
      abort(self);
      throw;
    }
    open(self);
  }
  return operation.index();
}

void Barrier::open_locked(Waiter& self) {
  trace(self, EventKind::barrier_opened);
  for (int index = 0; !waiters_.empty(); ++index) waiters_.grant_front(index);
  phase_ = Phase::filling;
  admit_latecomers();
}

void Barrier::break_locked(Waiter& self) {
  if (id() != 0) record_under_guard(self, EventKind::barrier_broken, id());
  phase_ = Phase::broken;
  while (!waiters_.empty()) waiters_.grant_front(broken_message);
  admit_latecomers();
}

void Barrier::admit_latecomers() noexcept {
  while (!latecomers_.empty()) latecomers_.grant_front(try_again_message);
}

void Barrier::open(Waiter& self) {
  std::lock_guard guarded(guard_);
  // Somebody may have aborted it while the leader acted; the others know already.
  if (phase_ == Phase::acting) open_locked(self);
}

void Barrier::abort() { abort(this_waiter()); }

void Barrier::abort(Waiter& self) {
  {
    std::lock_guard guarded(guard_);
    break_locked(self);
  }
  wait_for_room(self);
}

void Barrier::reset() { reset(this_waiter()); }

void Barrier::reset(Waiter& self) {
  reset_and_release(self);
  wait_for_room(self);
}

void Barrier::reset_and_release(Waiter& self) {
  std::lock_guard guarded(guard_);
  if (id() != 0) record_under_guard(self, EventKind::barrier_reset, id());
  while (!waiters_.empty()) waiters_.grant_front(broken_message);
  // A leader that still acts goes on: its open() will find nobody to release.
  phase_ = Phase::filling;
  admit_latecomers();
}

void Barrier::arrive(Wait& wait, Waiter& self) {
  wait.arrived_ = true;
  const int index = waiters_.size();
  trace(self, EventKind::barrier_arrived, static_cast<std::uint32_t>(index));
  if (index + 1 < parties_) {
    waiters_.push_back(wait.node_, self);
    return;
  }
  wait.index_ = index;
  if (wait.leader_ == Wait::Leader::acts) {
    wait.must_act_ = true;
    phase_ = Phase::acting;
  } else {
    open_locked(self);
  }
}

Barrier::Wait::Wait(Barrier& barrier, std::optional<Seconds> timeout, Leader leader)
    : Operation(OperationKind::barrier_wait, &barrier,
                clamped_wait_timeout(timeout ? timeout : barrier.timeout_)),
      barrier_(barrier),
      leader_(leader) {}

Progress Barrier::Wait::poll(Waiter& self) {
  // The usual end of a wait needs no guard, for which all the others who were released would queue.
  if (node_.granted() && node_.message != try_again_message) return settle();
  std::lock_guard guarded(barrier_.guard_);
  if (node_.queued()) return Progress::pending;
  if (node_.granted() && node_.message != try_again_message) return settle();
  if (barrier_.phase_ == Phase::broken) return raise(ErrorType::BrokenBarrierError, "");
  if (barrier_.phase_ == Phase::acting) {
    node_.reuse();
    barrier_.latecomers_.push_back(node_, self);
    return Progress::pending;
  }
  node_.reuse();
  barrier_.arrive(*this, self);
  return node_.queued() ? Progress::pending : Progress::done;
}

Progress Barrier::Wait::settle() {
  if (node_.message == broken_message) return raise(ErrorType::BrokenBarrierError, "");
  index_ = node_.message;
  return Progress::done;
}

Progress Barrier::Wait::cancel(Waiter& self, CancelReason why) {
  std::lock_guard guarded(barrier_.guard_);
  if (node_.granted() && node_.message != try_again_message) return settle();
  const bool all_are_here = arrived_ && barrier_.phase_ == Phase::acting;
  // CPython's waiter cannot even look at its timeout before the action is over, and has succeeded then.
  if (why == CancelReason::timeout && (all_are_here || !arrived_)) return Progress::pending;

  (arrived_ ? barrier_.waiters_ : barrier_.latecomers_).remove(node_);
  if (arrived_ && why != CancelReason::timeout)
    barrier_.trace(self, EventKind::barrier_left, static_cast<std::uint32_t>(barrier_.waiters_.size()));
  if (why == CancelReason::interrupt) return raise(ErrorType::KeyboardInterrupt, "");
  if (why == CancelReason::timeout) {
    barrier_.break_locked(self);
    return raise(ErrorType::BrokenBarrierError, "");
  }
  return Progress::done;
}

}  // namespace threadbox
