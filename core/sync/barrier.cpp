#include <threadbox/sync/barrier.h>

#include <algorithm>
#include <cassert>
#include <limits>

namespace threadbox {

namespace {

// A node's message says which queue it is in, and once it is granted, why. In waiters_, or released from there: its index.
// Otherwise:
constexpr int late = -1;  // In latecomers_; granted to poll again.
constexpr int early_opens = -2;  // In early_, with Leader::opens; likewise the next.
constexpr int early_acts = -3;
constexpr int leads = -4;  // Granted: it came early and is the last of its round.

int checked_parties(long long parties) {
  if (parties < 1) throw Error(ErrorType::ValueError, "parties must be > 0");
  if (parties > std::numeric_limits<int>::max()) throw Error(ErrorType::OverflowError, "parties is too large");
  return static_cast<int>(parties);
}

}  // namespace

Barrier::Barrier(long long parties, Action action, std::optional<Seconds> timeout, Runtime* runtime, Waiter* self)
    : SyncObject(ObjectKind::barrier, runtime, self, checked_parties(parties)),
      parties_(static_cast<int>(parties)),
      action_(std::move(action)),
      timeout_(timeout) {}

Barrier::~Barrier() {
  assert(waiters_.empty() && early_.empty() && latecomers_.empty() && nobody_leaves());
  end_trace();
}

bool Barrier::tell(ObjectState& state) const noexcept {
  if (!guard_.try_lock()) return false;
  // While the leader acts, all parties have arrived. Early threads have recorded their arrival, so they count.
  state.argument = static_cast<std::uint32_t>(phase_ == Phase::acting ? parties_ : waiters_.size() + early_.size());
  state.flags = phase_ == Phase::broken ? 1 : 0;
  guard_.unlock();
  return true;
}

int Barrier::parties() const noexcept { return parties_; }

int Barrier::n_waiting() const noexcept {
  GuardLock guarded(guard_);
  if (phase_ == Phase::acting) return parties_;
  return phase_ == Phase::filling ? waiters_.size() : 0;
}

bool Barrier::broken() const noexcept {
  GuardLock guarded(guard_);
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
      fail(self);
      throw;
    }
    open(self);
  }
  return operation.index();
}

void Barrier::open(Waiter& self) {
  GuardLock guarded(guard_);
  assert(phase_ == Phase::acting && leader_ == &self);
  open_locked(self);
}

void Barrier::fail(Waiter& self) {
  {
    GuardLock guarded(guard_);
    if (phase_ != Phase::acting || leader_ != &self) return;
    break_locked(self);
  }
  wait_for_room(self);
}

void Barrier::abort() { abort(this_waiter()); }

void Barrier::abort(Waiter& self) {
  Change change(*this, Change::To::broken);
  wait_or_throw(self, change);
}

void Barrier::reset() { reset(this_waiter()); }

void Barrier::reset(Waiter& self) {
  Change change(*this, Change::To::empty);
  wait_or_throw(self, change);
}

void Barrier::arrive(Wait& wait, Waiter& self) {
  const int index = waiters_.size();
  trace(self, EventKind::barrier_arrived, static_cast<std::uint32_t>(index));
  if (index + 1 < parties_) {
    wait.node_.message = index;
    waiters_.push_back(wait.node_, self);
    return;
  }
  wait.index_ = index;
  if (wait.leader_ == Wait::Leader::acts) {
    wait.must_act_ = true;
    lead(self);
  } else {
    open_locked(self);
  }
}

void Barrier::lead(Waiter& leader) noexcept {
  leader_ = &leader;
  phase_ = Phase::acting;
}

void Barrier::open_locked(Waiter& self) {
  trace(self, EventKind::barrier_opened);
  phase_ = Phase::draining;
  release(waiters_, true);
  end_action();
  if (nobody_leaves()) fill_again(self);
}

void Barrier::break_locked(Waiter& self) {
  if (id() != 0) record_under_guard(self, EventKind::barrier_broken, id());
  phase_ = Phase::broken;
  release(waiters_, false);
  release(early_, false);
  end_action();
}

void Barrier::reset_locked(Waiter& self) {
  // As in CPython, threads that came early or have passed are not affected.
  if (phase_ == Phase::draining || phase_ == Phase::resetting) return;
  if (id() != 0) record_under_guard(self, EventKind::barrier_reset, id());
  phase_ = Phase::resetting;
  release(waiters_, false);
  if (nobody_leaves()) fill_again(self);
}

void Barrier::release(WaitQueue& queue, bool passes) noexcept {
  // Stored before the first thread is granted. Relaxed: the grant publishes both.
  leavers_pass_.store(passes, std::memory_order_relaxed);
  if (queue.empty()) return;
  leaving_.fetch_add(queue.size(), std::memory_order_relaxed);
  while (!queue.empty()) queue.grant_front(std::max(queue.front()->message, 0));
}

void Barrier::end_action() noexcept {
  leader_ = nullptr;
  while (!latecomers_.empty()) latecomers_.grant_front(late);
}

void Barrier::drained(Waiter& self) {
  GuardLock guarded(guard_);
  if (nobody_leaves() && (phase_ == Phase::draining || phase_ == Phase::resetting)) fill_again(self);
}

/// The early threads arrive without being woken; most rounds of a barrier begin like that.
void Barrier::fill_again(Waiter& self) {
  phase_ = Phase::filling;
  if (early_.empty()) return;
  filling_since_ns_ = self.clock().now_ns();
  while (!early_.empty() && phase_ == Phase::filling) {
    WaitNode& node = *early_.front();
    Waiter& waiter = *node.waiter();
    const int index = waiters_.size();
    const bool is_last = index + 1 == parties_;
    if (is_last && node.message == early_acts) {
      lead(waiter);
      early_.grant_front(leads);
      break;
    }
    early_.remove(node);
    node.message = index;
    waiters_.push_back(node, waiter);
    if (is_last) open_locked(self);
  }
  if (!overdue_) return;
  overdue_ = !early_.empty();
  waiters_.wake_until(waiters_.size());
}

WaitQueue& Barrier::queue_of(const WaitNode& node) noexcept {
  return node.message >= 0 ? waiters_ : node.message == late ? latecomers_ : early_;
}

// --- Wait

Barrier::Wait::Wait(Barrier& barrier, std::optional<Seconds> timeout, Leader leader)
    : Operation(OperationKind::barrier_wait, &barrier, clamped_wait_timeout(timeout ? timeout : barrier.timeout_)),
      barrier_(barrier),
      leader_(leader) {}

bool Barrier::Wait::released() const noexcept { return node_.granted() && node_.message != late; }

Progress Barrier::Wait::poll(Waiter& self) {
  // The usual end of a wait needs no guard, on which all released threads would contend.
  if (!released()) {
    GuardLock guarded(barrier_.guard_);
    if (node_.queued()) return look_again(self);
    if (!released()) return begin(self);
  }
  return node_.message == leads ? take_lead() : leave(self);
}

Progress Barrier::Wait::begin(Waiter& self) {
  const bool was_late = node_.granted();
  node_.reuse();
  switch (barrier_.phase_) {
    case Phase::broken: return raise(ErrorType::BrokenBarrierError, "");
    case Phase::acting:
      node_.message = late;
      barrier_.latecomers_.push_back(node_, self);
      return Progress::pending;
    case Phase::draining:
    case Phase::resetting:
      barrier_.trace(self, EventKind::barrier_arrived, static_cast<std::uint32_t>(barrier_.early_.size()));
      node_.message = leader_ == Leader::acts ? early_acts : early_opens;
      was_early_ = true;
      if (overdue_) barrier_.overdue_ = true;
      barrier_.early_.push_back(node_, self);
      return Progress::pending;
    case Phase::filling: break;
  }
  // Its timeout begins now: CPython's latecomer waits for the barrier's lock before it reads the clock.
  if (was_late && timeout()) new_deadline_ = self.clock().deadline_after(*timeout());
  overdue_ = false;
  barrier_.arrive(*this, self);
  return node_.queued() ? Progress::pending : Progress::done;
}

/// Called if it was woken without being released: its timeout expired before its round, which may have begun by now.
Progress Barrier::Wait::look_again(Waiter& self) {
  barrier_.waiters_.sleep_again(node_);
  if (overdue_ && barrier_.phase_ == Phase::filling) {
    overdue_ = was_early_ = false;
    new_deadline_ = deadline_since_filling(self);
  }
  return Progress::pending;
}

Progress Barrier::Wait::take_lead() noexcept {
  index_ = barrier_.parties_ - 1;
  must_act_ = true;
  return Progress::done;
}

Progress Barrier::Wait::leave(Waiter& self) {
  const bool passed = barrier_.leavers_pass_.load(std::memory_order_relaxed);
  index_ = node_.message;
  if (barrier_.leaving_.fetch_sub(1, std::memory_order_acq_rel) == 1) barrier_.drained(self);
  if (interrupted_) return raise(ErrorType::KeyboardInterrupt, "");
  return passed ? Progress::done : raise(ErrorType::BrokenBarrierError, "");
}

Progress Barrier::Wait::cancel(Waiter& self, CancelReason why) {
  if (!released()) {
    GuardLock guarded(barrier_.guard_);
    if (!released()) {
      if (why == CancelReason::timeout) return node_.queued() ? time_out(self) : begin(self);
      WaitQueue& queue = barrier_.queue_of(node_);
      // CPython's waiter cannot raise before the action has ended, since it has to acquire the barrier's lock again.
      interrupted_ = why == CancelReason::interrupt && &queue == &barrier_.waiters_ && barrier_.phase_ == Phase::acting;
      if (interrupted_) return Progress::pending;
      if (node_.queued() && &queue == &barrier_.waiters_)
        barrier_.trace(self, EventKind::barrier_left, static_cast<std::uint32_t>(queue.size() - 1));
      queue.remove(node_);
      return end_cancelled(why);
    }
  }
  if (node_.message != leads) return leave(self);
  if (why == CancelReason::stop) barrier_.fail(self);
  return take_lead();
}

/// Called if it is queued.
Progress Barrier::Wait::time_out(Waiter& self) {
  if (barrier_.phase_ != Phase::filling) {
    // A timeout is not noticed while a leader acts. An early thread has not begun to wait.
    overdue_ = true;
    if (barrier_.phase_ != Phase::acting || &barrier_.queue_of(node_) == &barrier_.early_) barrier_.overdue_ = true;
    return Progress::pending;
  }
  if (std::exchange(was_early_, false)) {
    if (const TimeNs deadline = deadline_since_filling(self); deadline > self.clock().now_ns()) {
      new_deadline_ = deadline;
      return Progress::pending;
    }
  }
  barrier_.waiters_.remove(node_);
  barrier_.break_locked(self);
  return raise(ErrorType::BrokenBarrierError, "");
}

TimeNs Barrier::Wait::deadline_since_filling(Waiter& self) const noexcept {
  const TimeNs passed = self.clock().now_ns() - barrier_.filling_since_ns_;
  return self.clock().deadline_after(*timeout()) - passed;
}

// --- Change

Barrier::Change::Change(Barrier& barrier, To to) noexcept
    : Operation(to == To::broken ? OperationKind::barrier_abort : OperationKind::barrier_reset, &barrier),
      barrier_(barrier),
      to_(to) {}

Progress Barrier::Change::poll(Waiter& self) {
  {
    GuardLock guarded(barrier_.guard_);
    if (node_.queued()) return Progress::pending;
    node_.reuse();
    if (barrier_.phase_ == Phase::acting) {
      node_.message = late;
      barrier_.latecomers_.push_back(node_, self);
      return Progress::pending;
    }
    if (to_ == To::broken) barrier_.break_locked(self);
    else barrier_.reset_locked(self);
  }
  wait_for_room(self);
  return Progress::done;
}

Progress Barrier::Change::cancel(Waiter&, CancelReason why) {
  GuardLock guarded(barrier_.guard_);
  barrier_.latecomers_.remove(node_);
  return end_cancelled(why);
}

}  // namespace threadbox
