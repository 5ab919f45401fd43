#include "script/machine/access_watch.h"

#include <threadbox/sync/lock.h>
#include <threadbox/sync/rlock.h>
#include <threadbox/sync/thread.h>

#include <algorithm>

namespace threadbox::script {

namespace {

constexpr std::size_t usual_accesses = 64;

bool is_of_program(const Frame& frame) noexcept { return frame.code->depth == Code::whole_depth; }

}  // namespace

void AccessWatch::begin_watching() {
  if (std::exchange(watching_, true)) return;
  accesses_.emplace(vm_);
  footprint_.reserve(usual_accesses);
}

AccessWatch::State& AccessWatch::state(ThreadId thread) {
  if (thread >= threads_.size()) threads_.resize(thread + 1);
  return threads_[thread];
}

/// Adds an access to the step.
void AccessWatch::note(const Access& access, const Access& as_polled) {
  footprint_.push_back(access);
  spins_.accesses(stepping_, as_polled);
}

/// Adds what was described to the step.
void AccessWatch::record(VmThread& thread, State& state) {
  if (recording_ && listener_) listener_(thread, description_);
  if (recording_) {
    const ThreadId id = stepping_ = thread.waiter().thread();
    if (description_.reads_clock) spins_.reads_clock(id);
    // A wait in a queue or a condition leaves nothing behind if its time is over.
    const bool is_undone = description_.is_undone || !description_.on_wake.empty();
    for (const Access& access : description_.accesses) {
      if (is_undone && access.mode == Access::Mode::write && access.was_open && !access.needs_open)
        spins_.tries(id, access.place);
      note(access, access);
    }
  }
  state.wake_of_instruction = description_.on_wake;
  state.wake_question = description_.wake_question;
  state.gives_up = description_.gives_up;
  if (waits_end_any_time_) state.instruction = description_.accesses;
  if (description_.stands_for_all) state.muted_above = thread.frames.depth();
}

bool AccessWatch::leaves_stand(VmThread& thread) {
  State& its = state(thread.waiter().thread());
  if (!std::exchange(its.stands, false)) return false;
  its.question = {};
  if (!watching_) return true;
  accesses_->recording(true);
  accesses_->describe(thread, description_);
  accesses_->recording(false);
  record(thread, its);
  return true;
}

bool AccessWatch::stops(VmThread& thread) {
  if (!watching_) return false;
  State& its = state(thread.waiter().thread());
  if (its.muted_above != 0) {
    if (thread.frames.depth() > its.muted_above) return false;
    its.muted_above = 0;
  }
  accesses_->places().begin_step();
  accesses_->describe(thread, description_);
  accesses_->places().end_step();
  const bool stops_here = is_of_program(*thread.frame()) ? description_.visible : description_.primitive;
  if (stops_here) {
    its.stands = true;
    its.question = description_.question;
    if (recording_ && spins_.matters(thread, description_.accesses)) spins_.arrives(thread, waits_end_any_time_);
  } else {
    record(thread, its);
  }
  return stops_here;
}

bool AccessWatch::can_step(const Waiter& waiter) const {
  const ThreadId thread = waiter.thread();
  if (!spins_.goes_on(thread)) return false;
  if (!watching_ || thread >= threads_.size()) return true;
  return accesses_->answer(threads_[thread].question, waiter);
}

void AccessWatch::begin_step(Thread& thread) {
  footprint_.clear();
  const ThreadId id = stepping_ = thread.waiter().thread();
  spins_.leaves(id);
  if (watching_ && !std::exchange(state(id).has_stepped, true))
    add({Places::of_thread(id, Part::begun), Access::Mode::read, true, true, false});
  // The main thread's end stops the daemons, wherever they are.
  if (thread.daemon()) add({Places::of_thread(0, Part::life), Access::Mode::read, false, true, false});
}

void AccessWatch::signalled(ThreadId thread) noexcept {
  try {
    add({Places::of_thread(thread, Part::signal), Access::Mode::add, false, false, false});
  } catch (const std::bad_alloc&) {
    // Then the step lacks an access; the run ends for lack of memory soon.
  }
}

void AccessWatch::waits(ThreadId thread, bool timed) {
  if (!watching_) return;
  State& its = state(thread);
  if (timed) spins_.waits(thread);
  its.on_wake = std::exchange(its.wake_of_instruction, {});
  its.question = std::exchange(its.wake_question, {});
  its.on_wake.push_back({Places::of_thread(thread, Part::signal), Access::Mode::read, true, true, false});
  // If its end does not depend on a signal, it depends on what would have signalled it.
  if (!timed || !waits_end_any_time_) return;
  for (Access access : its.instruction) {
    access.needs_open = false;
    access.was_open = true;  // It opens nothing.
    its.on_wake.push_back(access);
  }
}

void AccessWatch::expires(ThreadId thread) {
  if (!watching_) return;
  // One that gives up goes on whether the lock is free or not; one that waits for a condition still needs its lock.
  if (State& its = state(thread); its.gives_up) its.question = {};
}

void AccessWatch::wakes(ThreadId thread, bool expired, bool could_expire) {
  if (!watching_) return;
  stepping_ = thread;
  State& its = state(thread);
  its.question = {};
  for (Access access : its.on_wake) {
    const Access taken = access;
    if (expired || could_expire) access.needs_open = false;
    if (watching_ && recording_) note(access, taken);
  }
  its.on_wake.clear();
  spins_.has_waited(thread, expired);
}

void AccessWatch::ends(Thread& thread) {
  const ThreadId id = thread.waiter().thread();
  add({Places::of_thread(id, Part::life), Access::Mode::write, false, false, false});
  add({Places::of_thread(0, Part::registry), Access::Mode::add, false, false, false});
}

void AccessWatch::finalizes() { add({Places::of_thread(0, Part::life), Access::Mode::write, false, true, false}); }

Footprint AccessWatch::next_of(VmThread& thread) {
  const ThreadId id = thread.waiter().thread();
  const State& its = state(id);
  if (spins_.standing(id) != SpinWatch::Standing::goes_on) {
    Footprint looks;
    for (const Place place : spins_.looks(id)) looks.push_back({place, Access::Mode::read, false, true, false});
    return looks;
  }
  if (!its.stands) return its.on_wake;
  accesses_->describe(thread, description_);
  return description_.accesses;
}

AccessWatch::Limit AccessWatch::limit() const noexcept {
  return limit_ == Limit::none && vm_.output_left.load(std::memory_order_relaxed) < 0 ? Limit::output : limit_;
}

ThreadId AccessWatch::waits_for(ThreadId thread) const noexcept {
  const Question& question = threads_[thread].question;
  switch (question.kind) {
    case Question::Kind::lock_free: {
      ObjectState state;
      return static_cast<const Lock*>(question.object)->tell(state) ? state.argument : 0;
    }
    case Question::Kind::rlock_free: return static_cast<const RLock*>(question.object)->owner();
    case Question::Kind::ended: return const_cast<Thread*>(static_cast<const Thread*>(question.object))->waiter().thread();
    default: return 0;
  }
}

}  // namespace threadbox::script
