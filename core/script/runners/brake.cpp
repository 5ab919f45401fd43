#include "script/runners/brake.h"

#include <algorithm>
#include <utility>

namespace threadbox::script {

void Brake::pause() noexcept {
  GuardLock guarded(guard_);
  paused_ = true;
  stepping_ = 0;
  update();
}

void Brake::resume() noexcept {
  GuardLock guarded(guard_);
  paused_ = false;
  stepping_ = 0;
  update();
}

void Brake::step(ThreadId thread) noexcept {
  GuardLock guarded(guard_);
  stepping_ = thread;
  runs_on_ = false;
  update();
}

void Brake::run_on(ThreadId thread) noexcept {
  GuardLock guarded(guard_);
  stepping_ = thread;
  runs_on_ = true;
  update();
}

void Brake::run_to(std::uint32_t line) noexcept {
  GuardLock guarded(guard_);
  paused_ = false;
  stepping_ = 0;
  goal_ = line;
  update();
}

void Brake::set_breakpoints(std::vector<std::uint32_t> lines) {
  GuardLock guarded(guard_);
  breakpoints_ = std::move(lines);
  update();
}

/// Wakes the held threads, which then poll again.
void Brake::update() noexcept {
  engaged_.store(paused_ || goal_ != 0 || !breakpoints_.empty(), std::memory_order_relaxed);
  held_.wake_until(held_.size());
}

bool Brake::reached(ThreadId thread, std::uint32_t line) noexcept {
  GuardLock guarded(guard_);
  const bool breaks = line == goal_ || std::ranges::find(breakpoints_, line) != breakpoints_.end();
  if (breaks && !paused_) {
    paused_ = true;
    goal_ = 0;
    update();
  }
  if (breaks && runs_on_ && stepping_ == thread) stepping_ = 0;
  return holds(thread);
}

void Brake::waits(ThreadId thread) noexcept {
  GuardLock guarded(guard_);
  if (runs_on_ && stepping_ == thread) stepping_ = 0;
}

/// False for the thread that steps: it uses its step up.
bool Brake::holds(ThreadId thread) noexcept {
  if (!paused_) return false;
  if (stepping_ != thread) return true;
  if (!runs_on_) stepping_ = 0;
  return false;
}

Progress Brake::Hold::poll(Waiter& self) {
  GuardLock guarded(brake_.guard_);
  brake_.guard_.assert_held();
  if (!brake_.holds(self.thread())) {
    brake_.held_.remove(node_);
    return Progress::done;
  }
  if (node_.queued()) brake_.held_.sleep_again(node_);
  else brake_.held_.push_back(node_, self);
  return Progress::pending;
}

Progress Brake::Hold::cancel(Waiter&, CancelReason why) {
  if (why != CancelReason::stop) return Progress::pending;
  GuardLock guarded(brake_.guard_);
  brake_.held_.remove(node_);
  return Progress::done;
}

}  // namespace threadbox::script
