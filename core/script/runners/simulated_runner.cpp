#include "script/runners/simulated_runner.h"

#include "script/machine/execution.h"
#include "script/machine/output.h"
#include "script/machine/vm.h"
#include "script/machine/wait_call.h"
#include "script/runners/simulated_task.h"

#include <threadbox/sync/blocking.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace threadbox::script {

namespace {

constexpr TimeNs bytecode_tick_ns = 100;  // As line_tick_ns.

// Between accesses a choice takes no time, so that what a thread reads from the clock does not depend on the others' steps.
constexpr TimeNs tick_of(Preemption preemption) noexcept {
  return preemption == Preemption::line ? line_tick_ns : preemption == Preemption::bytecode ? bytecode_tick_ns : 0;
}

// Scheduling points that are charged when the interpreter has used up its fuel without one, in the prelude or in a comprehension.
constexpr std::uint64_t points_per_fuel = 256;

// Spare capacity for the main thread and the Console thread, which are launched from outside, where only the inbox may be resized.
constexpr std::size_t threads_from_outside = 2;

constexpr const char* no_memory = "MemoryError\n";  // Short enough for a string that allocates nothing.

// The number of undrained events (about 8 MB) at which the observer must drain.
constexpr std::uint64_t enough_undrained = 1 << 18;

/// Restores the waiter that the calling OS thread was bound to.
class Binding {
 public:
  Binding() noexcept : before_(this_waiter()) {}
  ~Binding() { bind_this_waiter(&before_); }
  Binding(const Binding&) = delete;
  Binding& operator=(const Binding&) = delete;

 private:
  Waiter& before_;
};

}  // namespace

/// The runner that the calling OS thread steps; null if it steps none.
struct SimulatedRunner::Stepping {
  explicit Stepping(SimulatedRunner& runner) noexcept { here = &runner; }
  ~Stepping() { here = nullptr; }
  Stepping(const Stepping&) = delete;
  Stepping& operator=(const Stepping&) = delete;
  static inline thread_local SimulatedRunner* here = nullptr;
};

bool SimulatedRunner::stands_for_input(const SimulationOptions& options, bool interactive) noexcept {
  return (!options.stepped || options.unattended) && !interactive;
}

bool SimulatedRunner::waits_for_input(const Task& task) noexcept {
  return task.wait && task.wait->operation().kind() == OperationKind::input;
}

SimulatedRunner::SimulatedRunner(Clock& clock, Tracer& tracer, const SimulationOptions& options, bool interactive, Brake& brake)
    : clock_(clock),
      tracer_(tracer),
      strategy_(options.strategy != nullptr ? options.strategy : random_strategy(0)),
      preemption_(options.preemption),
      tick_ns_(tick_of(options.preemption)),
      records_(options.record_schedule),
      interactive_(interactive || options.paced),
      stands_for_input_(stands_for_input(options, interactive)),
      brake_(options.paced ? &brake : nullptr),
      schedule_(options.preemption),
      records_accesses_(options.records_accesses) {
  make_room();
}

SimulatedRunner::~SimulatedRunner() = default;

// --- called by any thread

void SimulatedRunner::launch(std::shared_ptr<Thread> thread) {
  auto task = std::make_unique<Task>(std::move(thread));
  {
    GuardLock guarded(guard_);
    make_room();
    launched_.push_back(std::move(task));
    ++live_;
  }
  has_mail_.store(true, std::memory_order_release);
  if (waker_) waker_();
}

/// Reserves room for one more thread. Errors: std::bad_alloc.
void SimulatedRunner::make_room() {
  const std::size_t wanted = live_ + 1 + threads_from_outside;
  const auto reserve = [wanted](auto& list) {
    if (list.capacity() < wanted) list.reserve(2 * wanted);
  };
  reserve(launched_);
  reserve(woken_);
  if (Stepping::here != this && live_ > 0) return;
  reserve(tasks_);
  reserve(ready_);
  reserve(timed_);
}

void SimulatedRunner::woken(Waiter& waiter) noexcept {
  if (watch_ && Stepping::here == this) watch_->signalled(waiter.thread());
  {
    GuardLock guarded(guard_);
    woken_.push_back(waiter.thread());
  }
  has_mail_.store(true, std::memory_order_release);
  if (waker_) waker_();
}

std::optional<std::string> SimulatedRunner::misfit() const {
  GuardLock guarded(guard_);
  return misfit_;
}

bool SimulatedRunner::wants_draining() const noexcept { return tracer_.undrained() > enough_undrained; }

void SimulatedRunner::take_inbox() {
  if (!has_mail_.exchange(false, std::memory_order_acquire)) return;
  GuardLock guarded(guard_);
  for (std::unique_ptr<Task>& launched : launched_) {
    Task& task = *launched;
    tasks_.insert(place_of(task.id()), std::move(launched));
    make_ready(task);
  }
  launched_.clear();
  for (const ThreadId id : woken_)
    if (Task* task = find(id)) {
      make_ready(*task);
      if (task == reading_) unfinished_ = std::exchange(reading_, nullptr);
    }
  woken_.clear();
  if (watch_ && tasks_.size() > 1) watch_->begin_watching();
  if (recorder_ && tasks_.size() > 1) recorder_->begin();
}

std::vector<std::unique_ptr<SimulatedRunner::Task>>::iterator SimulatedRunner::place_of(ThreadId thread) noexcept {
  return std::ranges::lower_bound(tasks_, thread, {}, [](const auto& task) { return task->id(); });
}

SimulatedRunner::Task* SimulatedRunner::find(ThreadId thread) noexcept {
  const auto place = place_of(thread);
  return place != tasks_.end() && (*place)->id() == thread ? place->get() : nullptr;
}

// --- choosing a thread

SimulatedRunner::Pause SimulatedRunner::step(std::uint64_t budget) {
  const Binding binding;
  const Stepping stepping(*this);
  budget_ = budget;
  while (budget_ > 0) {
    take_inbox();
    if (reading_ != nullptr) return Pause::idle;
    Task* task = std::exchange(unfinished_, nullptr);
    Pause pause = Pause::budget;
    if (task == nullptr) task = pick(pause);
    if (task == nullptr && pause != Pause::budget) return pause;
    if (task != nullptr) dispatch(*task);
  }
  return Pause::budget;
}

/// Returns the chosen task. Null with `pause` unchanged: a deadline was chosen, and another choice follows.
SimulatedRunner::Task* SimulatedRunner::pick(Pause& pause) {
  if (ready_.empty() && !timed_.empty() && !watch_) {
    if (is_paced()) {
      pause = Pause::idle;
      return nullptr;
    }
    pass_time(timed_.front().deadline_ns);
  }
  Task* automatic = find_stopping();
  if (automatic == nullptr && preemption_ == Preemption::access) automatic = find_automatic();
  if (automatic != nullptr) return automatic;
  const std::span<const ThreadId> able = this->able();
  if (able.empty()) {
    if (watch_) {
      if (pass_waiting_time()) return nullptr;
      if (Task* stuck = find_stuck()) return stuck;
    }
    pause = none_runnable();
    return nullptr;
  }
  if (misled_) {
    pause = Pause::idle;
    return nullptr;
  }
  const std::optional<Choice> choice = strategy_->choose({step_, last_, able, timed_, clock_.now_ns()});
  Task* task = nullptr;
  if (!choice) pause = Pause::undecided;
  else if (!make_choice(*choice, task)) pause = Pause::idle;
  return task;
}

/// Threads that are requested to stop are run first. That is not a choice, since they execute nothing of the program.
SimulatedRunner::Task* SimulatedRunner::find_stopping() {
  if (ready_.empty()) return nullptr;
  const Runtime& runtime = find(ready_.front())->thread->runtime();
  if (!runtime.stopping() && !runtime.finalizing()) return nullptr;
  for (const ThreadId id : ready_)
    if (find(id)->asked_to_stop()) return find(id);
  return nullptr;
}

bool SimulatedRunner::can_run(ThreadId thread) const noexcept {
  return std::ranges::binary_search(watch_ ? able_ : ready_, thread);
}

/// False if the choice is not possible: then the run does not continue.
bool SimulatedRunner::make_choice(const Choice& choice, Task*& task) {
  const bool runs = choice.kind == Choice::Kind::run;
  const auto timed = std::ranges::find(timed_, choice.thread, &TimedWait::thread);
  if (runs ? !can_run(choice.thread) : timed == timed_.end()) {
    mislead(objection_to(choice));
    return false;
  }
  // A wait that may end at any time ends now: the choice stands for two.
  if (Task* waiting = nullptr; runs && find(choice.thread)->timed) make_choice({Choice::Kind::expire, choice.thread}, waiting);
  ++step_;
  budget_ -= std::min<std::uint64_t>(budget_, 1);
  if (watch_ && runs) watch_->begin_step(*find(choice.thread)->thread);
  if (records_) add_to_schedule(choice);
  if (runs) task = find(choice.thread);
  // With Preemption::access a deadline passes only when no thread can go on, or alone, if waits may end at any time.
  if (runs && watch_) clock_.advance_to(clock_.now_ns() + tick_ns_);
  else if (watch_) expire(*find(choice.thread));
  else pass_time(runs ? clock_.now_ns() + tick_ns_ : timed->deadline_ns);
  return true;
}

/// Without memory for it the run ends, since its schedule would be incomplete.
void SimulatedRunner::add_to_schedule(const Choice& choice) {
  try {
    schedule_.add(choice);
  } catch (const std::bad_alloc&) {
    mislead(no_memory);
  }
}

/// Ends the run's progress, for this reason.
void SimulatedRunner::mislead(std::string reason) noexcept {
  misled_ = true;
  GuardLock guarded(guard_);
  misfit_.emplace(std::move(reason));
}

std::string SimulatedRunner::objection_to(const Choice& choice) const noexcept try {
  const bool runs = choice.kind == Choice::Kind::run;
  std::string text = "threadbox: the schedule does not fit this program: at step " + std::to_string(step_) +
                     (runs ? ", thread " : ", the deadline of thread ") + std::to_string(choice.thread) +
                     (runs ? " cannot run; those that can:" : " cannot be chosen; threads that can run:");
  for (const ThreadId id : watch_ ? able_ : ready_) text += " " + std::to_string(id);
  return text + "\n";
} catch (const std::bad_alloc&) {
  return no_memory;
}

/// Advances virtual time; threads whose deadlines have passed become runnable.
void SimulatedRunner::pass_time(TimeNs until) {
  clock_.advance_to(std::max(until, clock_.now_ns()));
  while (!timed_.empty() && timed_.front().deadline_ns <= clock_.now_ns()) {
    if (watch_) watch_->expires(timed_.front().thread);
    make_ready(*find(timed_.front().thread));
  }
}

/// Likewise, but only this thread becomes runnable.
void SimulatedRunner::expire(Task& task) {
  clock_.advance_to(std::max(task.timed->deadline_ns, clock_.now_ns()));
  if (watch_) watch_->expires(task.id());
  make_ready(task);
}

bool SimulatedRunner::let_time_pass(TimeNs until) {
  take_inbox();  // A wait that has been signalled has no deadline any more.
  const std::optional<TimeNs> deadline = next_deadline();
  const bool is_due = deadline && *deadline <= std::max(until, clock_.now_ns());
  pass_time(is_due ? *deadline : until);
  return is_due;
}

std::optional<TimeNs> SimulatedRunner::next_deadline() const noexcept {
  return timed_.empty() ? std::nullopt : std::optional(timed_.front().deadline_ns);
}

void SimulatedRunner::request_line(ThreadId thread) noexcept {
  if (is_paced() && current_ != nullptr && current_->id() == thread) record_line(*current_->vm_thread);
}

/// Called when no thread is runnable and none waits with a timeout.
SimulatedRunner::Pause SimulatedRunner::none_runnable() {
  if (tasks_.empty()) return has_mail_.load(std::memory_order_acquire) ? Pause::budget : Pause::ended;
  const bool may_go_on = interactive_ || std::ranges::any_of(tasks_, [](const auto& task) { return waits_for_input(*task); });
  if (!may_go_on && !misled_ && !std::exchange(deadlocked_, true)) {
    // The main thread outlives all threads that can wait for ever.
    leave_turn();  // One that polls could have it.
    Task* main = find(1);
    assert(main != nullptr);
    record(main->thread->waiter(), EventKind::deadlock);
  }
  return Pause::idle;
}

void SimulatedRunner::make_ready(Task& task) {
  if (task.timed) {
    timed_.erase(std::ranges::lower_bound(timed_, *task.timed));
    task.timed.reset();
  }
  const auto place = std::ranges::lower_bound(ready_, task.id());
  if (place != ready_.end() && *place == task.id()) return;
  ready_.insert(place, task.id());
  // A held thread is woken to be asked again, by each command to the brake; most are held on.
  const bool is_held = task.wait && task.purpose == WaitPurpose::statement;
  if (task.vm_thread != nullptr && !is_held) record(task.thread->waiter(), EventKind::gil_wanted);
}

void SimulatedRunner::make_unready(Task& task) {
  const auto place = std::ranges::lower_bound(ready_, task.id());
  if (place != ready_.end() && *place == task.id()) ready_.erase(place);
}

// --- running the chosen thread

void SimulatedRunner::run(std::shared_ptr<VmThread> thread, std::shared_ptr<Routine> routine) {
  thread->vm.add_thread(thread);
  if (preemption_ == Preemption::access && !watch_) watch_.emplace(thread->vm);
  if (records_accesses_ && !recorder_) thread->vm.recorder = &recorder_.emplace(thread->vm);
  beginning_->vm_thread = std::move(thread);
  beginning_->routine = std::move(routine);
}

void SimulatedRunner::dispatch(Task& task) {
  // The task may be gone afterwards.
  const Runtime& runtime = task.thread->runtime();
  const bool was_finalizing = runtime.finalizing();
  make_step(task);
  if (watch_ && watch_->watching() && !was_finalizing && runtime.finalizing()) note_finalization();
}

void SimulatedRunner::make_step(Task& task) {
  Waiter& self = task.thread->waiter();
  last_ = task.id();
  bind_this_waiter(&self);
  if (task.wait) {
    if (poll_wait(task, self.disarm())) execute(task);
  } else if (task.is_ending) {
    watch_->ends(*task.thread);
    finish(task, ThreadEnd::returned);
  } else if (task.vm_thread == nullptr) {
    begin(task);
  } else if (task.is_between_frames) {
    if (go_on(task)) execute(task);
  } else {
    execute(task);
  }
}

void SimulatedRunner::begin(Task& task) {
  task.thread->begin();
  task.thread->let_starter_go();
  // How long a thread has waited must not decide which one gets a lock.
  if (preemption_ == Preemption::access) task.thread->waiter().is_handed_over = false;
  if (task.asked_to_stop()) return finish(task, ThreadEnd::stopped);
  beginning_ = &task;
  task.thread->call_body();
  beginning_ = nullptr;
  if (task.vm_thread == nullptr) return finish(task, ThreadEnd::raised);
  take_turn(task);
  if (go_on(task)) execute(task);
}

/// Executes the thread up to its next scheduling point or wait, or its end.
void SimulatedRunner::execute(Task& task) {
  take_turn(task);
  VmThread& thread = *task.vm_thread;
  while (true) {
    if (task.asked_to_stop()) return finish(task, ThreadEnd::stopped);
    answer_interrupt(thread);
    answer_signals(thread);
    if (std::exchange(task.is_at_statement, false) && !hold(task)) return;
    switch (script::run(thread, preemption_, watch())) {
      case Outcome::preempted: task.is_at_statement = true; return;
      case Outcome::finished:
        if (std::exchange(task.has_left_routine, false)) {
          return_to_wait(thread);
          if (!wait(task, WaitPurpose::routine)) return;
        } else if (!go_on(task)) {
          return;
        }
        break;
      case Outcome::blocked:
        if (!wait(task, WaitPurpose::instruction)) return;
        break;
      case Outcome::requested:
        budget_ -= std::min(budget_, points_per_fuel);
        if (watch_) watch_->goes_round(thread);
        if (watch_ && !watch_->spins().goes_on(task.id())) return;
        if (budget_ > 0) break;
        unfinished_ = &task;
        return;
    }
  }
}

Routine::Next SimulatedRunner::next_of(Task& task) {
  try {
    return task.routine->next(*task.vm_thread, task.waited);
  } catch (const std::bad_alloc&) {
    task.routine->give_up(task.vm_thread->vm, task.thread->waiter());
    return Routine::Next::end;
  }
}

/// Does the routine's next step. True if there are frames to execute; otherwise the thread waits or has ended.
bool SimulatedRunner::go_on(Task& task) {
  task.is_between_frames = false;
  while (true) {
    switch (next_of(task)) {
      case Routine::Next::execute: task.is_at_statement = begins_program(*task.vm_thread); return true;
      case Routine::Next::end:
        if (watch_ && watch_->watching()) task.is_ending = true;
        else finish(task, ThreadEnd::returned);
        return false;
      case Routine::Next::wait:
        task.waited = task.vm_thread->operation()->poll(task.thread->waiter());
        if (task.waited == Progress::pending) return wait(task, WaitPurpose::routine);
        // What follows the program's last statement is a step of its own: it stops the daemons.
        if (watch_ && watch_->watching()) {
          task.is_between_frames = true;
          return false;
        }
    }
  }
}

/// Waits before a statement while the user has the thread held. True if the thread can execute it now.
bool SimulatedRunner::hold(Task& task) {
  VmThread& thread = *task.vm_thread;
  if (!is_paced() || !brake_->engaged() || thread.is_console) return true;
  if (!brake_->reached(task.id(), next_line(thread))) return true;
  record_next_line(thread);
  task.hold.emplace(*brake_);
  return task.hold->poll(task.thread->waiter()) != Progress::pending || begin_wait(task, *task.hold, WaitPurpose::statement);
}

/// Begins the wait in the thread's pending operation. True if it is over at once, and there are frames to execute.
bool SimulatedRunner::wait(Task& task, WaitPurpose purpose) {
  record_wait_call(*task.vm_thread);
  if (is_paced() && brake_->engaged()) brake_->waits(task.id());
  return begin_wait(task, *task.vm_thread->operation(), purpose);
}

/// Begins a wait in an operation that is pending. True if it is over at once, and there are frames to execute.
bool SimulatedRunner::begin_wait(Task& task, Operation& operation, WaitPurpose purpose) {
  Waiter& self = task.thread->waiter();
  WaitPause* const pause = purpose == WaitPurpose::statement ? nullptr : &task.vm_thread->pause;
  const bool goes_on = pause != nullptr && pause->left;
  task.wait.emplace(self, operation, pause);
  task.purpose = purpose;
  // A start goes on in the same step.
  if (watch_ && operation.kind() != OperationKind::thread_start) watch_->waits(task.id(), task.wait->deadline().has_value());
  record(self, EventKind::gil_released);
  current_ = nullptr;
  if (goes_on || self.requests() != 0 || !self.arm()) return poll_wait(task, true);
  rest(task);
  return false;
}

/// Polls the thread's operation. True if the wait is over; otherwise it continues, or the thread was stopped in it.
bool SimulatedRunner::poll_wait(Task& task, bool signalled) {
  Waiter& self = task.thread->waiter();
  PendingWait& wait = *task.wait;
  Progress progress = Progress::pending;
  bool expired = false;
  while (progress == Progress::pending) {
    progress = wait.answer_requests();
    if (wait.stopped()) {
      finish(task, ThreadEnd::stopped);
      return false;
    }
    if (wait.left()) break;
    if (progress == Progress::pending && signalled) progress = wait.poll();
    if (progress == Progress::pending && wait.deadline() && *wait.deadline() <= clock_.now_ns()) {
      progress = wait.expire();
      expired = true;
    }
    if (progress == Progress::pending && self.arm()) {
      rest(task);
      return false;
    }
    signalled = true;  // Otherwise the waiter would have been armed.
  }
  take_turn(task);
  // A wait that may end at any time did not need the signal that ended it.
  if (watch_) watch_->wakes(task.id(), expired, watch_->waits_end_any_time() && wait.deadline());
  const bool left = wait.left();
  wait.end();
  task.wait.reset();
  if (left) return leave_wait(task);
  switch (task.purpose) {
    case WaitPurpose::instruction: resume(*task.vm_thread, progress); break;
    case WaitPurpose::routine: task.waited = progress; return go_on(task);
    case WaitPurpose::statement: break;
  }
  return true;
}

/// Called when the thread has left its wait for a signal's handler. As poll_wait().
bool SimulatedRunner::leave_wait(Task& task) {
  if (!leave_wait_for_handlers(*task.vm_thread)) return wait(task, task.purpose);
  task.has_left_routine = task.purpose == WaitPurpose::routine;
  return true;
}

/// Called when its waiter is armed: the thread is not runnable until its signal or deadline.
void SimulatedRunner::rest(Task& task) {
  if (stands_for_input_ && waits_for_input(task)) {
    reading_ = &task;
    return;
  }
  make_unready(task);
  if (!task.wait->deadline()) return;
  task.timed = TimedWait{*task.wait->deadline(), task.id()};
  timed_.insert(std::ranges::lower_bound(timed_, *task.timed), *task.timed);
}

/// Records the switch as if the thread had got the GIL.
void SimulatedRunner::take_turn(Task& task) {
  if (current_ == &task) return;
  leave_turn();
  current_ = &task;
  record(task.thread->waiter(), EventKind::gil_acquired);
}

void SimulatedRunner::leave_turn() {
  if (current_ == nullptr) return;
  record_line(*current_->vm_thread);
  record(current_->thread->waiter(), EventKind::gil_released);
  record(current_->thread->waiter(), EventKind::gil_wanted);
  current_ = nullptr;
}

void SimulatedRunner::finish(Task& task, ThreadEnd how) {
  if (current_ == &task) {
    record(task.thread->waiter(), EventKind::gil_released);
    current_ = nullptr;
  }
  if (task.wait) {
    task.wait->end();
    task.wait.reset();
  }
  if (task.vm_thread != nullptr) {
    task.routine->leave();
    task.vm_thread->drop_operations();
    task.vm_thread->vm.remove_thread(task.vm_thread);
  }
  make_unready(task);
  const auto place = place_of(task.id());
  const std::unique_ptr<Task> gone = std::move(*place);
  tasks_.erase(place);
  {
    GuardLock guarded(guard_);
    --live_;
  }
  gone->thread->finish(how);
}

}  // namespace threadbox::script
