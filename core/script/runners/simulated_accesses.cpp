// With Preemption::access: which threads can make a step, what those that cannot would do, and how time passes when none can.
#include "script/machine/output.h"
#include "script/machine/vm.h"
#include "script/runners/simulated_runner.h"
#include "script/runners/simulated_task.h"

#include <algorithm>
#include <utility>

namespace threadbox::script {

namespace {

// Deadlines that are so close together pass together, so that the threads go on in any order. Only with Preemption::access.
constexpr TimeNs slack_ns = 1'000'000;

// So often the time that passes for a thread that asks the clock is doubled: to a month. Then it does so for ever.
constexpr unsigned most_clock_steps = 31;

}  // namespace

/// The threads that the strategy chooses from.
std::span<const ThreadId> SimulatedRunner::able() {
  if (!watch_) return ready_;
  able_.clear();
  for (const ThreadId id : ready_)
    if (const Task& task = *find(id); task.is_ending || watch_->can_step(task.thread->waiter())) able_.push_back(id);
  if (able_.empty()) add_yielding();
  if (!watch_->waits_end_any_time()) return able_;
  for (const TimedWait& each : timed_)
    if (watch_->gives_up(each.thread) || watch_->can_step(find(each.thread)->thread->waiter())) able_.push_back(each.thread);
  std::ranges::sort(able_);
  return able_;
}

/// Threads whose loops may end by themselves go on when no other can.
void SimulatedRunner::add_yielding() {
  for (const ThreadId id : ready_)
    if (watch_->spins().standing(id) == SpinWatch::Standing::yields) able_.push_back(id);
}

/// A thread that goes on without a choice: it has not reached its first step, or starts another thread that has begun.
SimulatedRunner::Task* SimulatedRunner::find_automatic() {
  for (const ThreadId id : ready_) {
    Task* task = find(id);
    if (task->vm_thread == nullptr) return task;
    if (task->wait && task->vm_thread->operation()->kind() == OperationKind::thread_start) return task;
  }
  return nullptr;
}

/// Has the earliest deadline pass, and those that are close to it. False if no thread waits with a timeout.
bool SimulatedRunner::pass_waiting_time() {
  const auto polls = [this](const TimedWait& each) {
    return watch_->spins().standing(each.thread) == SpinWatch::Standing::sleeps;
  };
  if (watch_->spins().any_asks_clock()) return pass_time_of_clock();
  clock_steps_ = 0;
  if (pass_time_of_signalled()) return true;
  // If all that wait with a timeout only look at what no thread changes any more, that goes on for ever.
  if (std::ranges::all_of(timed_, polls)) return false;
  const TimeNs last = timed_.front().deadline_ns + slack_ns;
  const auto end = std::ranges::upper_bound(timed_, last, {}, &TimedWait::deadline_ns);
  watch_->jumps();
  pass_time(std::prev(end)->deadline_ns);
  return true;
}

/// Likewise, for a thread that was signalled, but what it waits for was taken by another one: its wait still ends by its timeout.
bool SimulatedRunner::pass_time_of_signalled() {
  Task* first = nullptr;
  for (const ThreadId id : ready_) {
    Task* task = find(id);
    if (!task->wait || !task->wait->deadline() || !watch_->gives_up(id)) continue;
    if (first == nullptr || *task->wait->deadline() < *first->wait->deadline()) first = task;
  }
  if (first == nullptr || (!timed_.empty() && timed_.front().deadline_ns < *first->wait->deadline())) return false;
  watch_->jumps();
  clock_.advance_to(std::max(*first->wait->deadline(), clock_.now_ns()));
  watch_->expires(first->id());
  return true;
}

/// Likewise, while a thread asks the clock again and again: time passes for it in steps that double.
bool SimulatedRunner::pass_time_of_clock() {
  if (clock_steps_ == most_clock_steps) return false;
  const TimeNs until = clock_.now_ns() + (slack_ns << clock_steps_++);
  watch_->jumps();
  pass_time(timed_.empty() ? until : std::min(until, timed_.front().deadline_ns + slack_ns));
  watch_->spins().time_passes();
  return true;
}

/// Called when no thread can go on: each that stands before an operation makes its attempt, so that the log shows what it waits for.
SimulatedRunner::Task* SimulatedRunner::find_stuck() {
  if (!std::exchange(trying_, true) && watch_->watching()) {
    watch_->end_record();
    note_blocked(stuck_);
  }
  for (const ThreadId id : ready_)
    if (watch_->stands(id) && watch_->spins().goes_on(id)) return find(id);
  return nullptr;
}

const std::vector<StuckThread>& SimulatedRunner::blocked() {
  blocked_.clear();
  if (watch_ && watch_->watching()) note_blocked(blocked_);
  return blocked_;
}

/// Notes that the last step has stopped the daemons, and which of them could have made another one instead.
void SimulatedRunner::note_finalization() {
  watch_->finalizes();
  for (const ThreadId id : able_) {
    Task* task = find(id);
    if (task == nullptr || task->vm_thread == nullptr || !task->asked_to_stop()) continue;
    StuckThread& each = cut_off_.emplace_back(id, watch_->next_of(*task->vm_thread));
    each.next.push_back({Places::of_thread(0, Part::life), Access::Mode::read, false, true, false});
  }
}

void SimulatedRunner::each_standing(const std::function<void(VmThread&, const Description*)>& take) {
  if (!watch_ || !watch_->watching()) return;
  for (const auto& task : tasks_)
    if (task->vm_thread != nullptr)
      take(*task->vm_thread, watch_->stands(task->id()) ? &watch_->describe(*task->vm_thread) : nullptr);
}

/// Adds the threads that are not in able_.
void SimulatedRunner::note_blocked(std::vector<StuckThread>& into) {
  for (const auto& task : tasks_) {
    const ThreadId id = task->id();
    if (task->vm_thread == nullptr || std::ranges::binary_search(able_, id)) continue;
    const bool polls = watch_->spins().standing(id) != SpinWatch::Standing::goes_on;
    into.push_back({id, watch_->next_of(*task->vm_thread), polls, polls ? 0 : watch_->waits_for(id), watch_->question_of(id)});
  }
}

}  // namespace threadbox::script
