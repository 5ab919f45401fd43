#pragma once

#include "script/runners/scheduling_strategy.h"
#include "script/runners/program_run.h"
#include "script/runners/runner.h"

#include <threadbox/park/detail/guard.h>
#include <threadbox/sync/runtime.h>
#include <threadbox/trace/tracer.h>

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace threadbox::script {

/// Drives all VM threads of a run on the one thread that calls step(): virtual time, no waiting, every choice the
/// SchedulingStrategy's. docs/runners.md says what a scheduling point is, and how time passes.
/// Threads:  step, schedule, steps: one at a time. launch, and the wake-ups of its waiters: any.
/// Owns:     the threads' routines and waits. Clock and tracer outlive it.
class SimulatedRunner final : public Runner, public Launcher, private WakeListener {
 public:
  /// Why step() returned.
  enum class Pause : std::uint8_t {
    budget,     ///< As many scheduling points as it was allowed.
    undecided,  ///< The strategy does not know yet.
    idle,       ///< Only the outside can make a thread runnable: the user, or a stop.
    ended,      ///< No thread is left.
  };

  /// `interactive`: when no thread can go on, the user may still help, so it is no deadlock.
  SimulatedRunner(Clock& clock, Tracer& tracer, const SimulationOptions& options, bool interactive);
  ~SimulatedRunner() override;

  Pause step(std::uint64_t budget);
  /// Step no further before the observer has drained the trace.
  [[nodiscard]] bool wants_draining() const noexcept;

  /// How the strategy's choice does not fit the program; the run stands there for ever. Any thread.
  [[nodiscard]] std::optional<std::string> misfit() const;
  [[nodiscard]] const Schedule& schedule() const noexcept { return schedule_; }
  [[nodiscard]] std::uint64_t steps() const noexcept { return step_; }

  /// Called, on any thread, when there may be something to do for step(). Set before the run starts.
  void set_waker(std::function<void()> waker) { waker_ = std::move(waker); }

  void run(std::shared_ptr<VmThread> thread, std::shared_ptr<Routine> routine) override;
  void launch(std::shared_ptr<Thread> thread) override;
  [[nodiscard]] WakeListener* listener() noexcept override { return this; }

 private:
  struct Task;
  struct Stepping;

  void make_room() THREADBOX_REQUIRES(guard_);
  void woken(Waiter& waiter) noexcept override;
  void take_inbox();
  std::vector<std::unique_ptr<Task>>::iterator place_of(ThreadId thread) noexcept;
  Task* find(ThreadId thread) noexcept;

  // --- who goes on
  Task* pick(Pause& pause);
  bool make_choice(const Choice& choice, Task*& task);
  void add_to_schedule(const Choice& choice);
  void mislead(std::string reason) noexcept;
  [[nodiscard]] std::string objection_to(const Choice& choice) const noexcept;
  Task* find_stopping();
  Pause nobody();
  bool can_run(ThreadId thread) const noexcept;
  void make_ready(Task& task);
  void make_unready(Task& task);
  void pass_time(TimeNs until);

  // --- one thread's turn
  void dispatch(Task& task);
  void begin(Task& task);
  void execute(Task& task);
  bool go_on(Task& task);
  Routine::Next next_of(Task& task);
  bool begin_wait(Task& task, bool of_routine);
  bool poll_wait(Task& task, bool signalled);
  void rest(Task& task);
  void take_turn(Task& task);
  void leave_turn();
  void finish(Task& task, ThreadEnd how);

  Clock& clock_;
  Tracer& tracer_;
  std::shared_ptr<SchedulingStrategy> strategy_;
  const Preemption preemption_;
  const TimeNs tick_ns_;
  const bool records_;
  const bool interactive_;
  std::function<void()> waker_;

  // There is room in them for all threads that have been launched, and for those to come from outside: to step does not fail.
  std::vector<std::unique_ptr<Task>> tasks_;  ///< In order of their threads' numbers.
  std::vector<ThreadId> ready_;               ///< In order.
  std::vector<TimedWait> timed_;              ///< In order; threads that are not ready.
  Task* current_ = nullptr;                   ///< Who ran last, as long as it is neither waiting nor gone.
  ThreadId last_ = 0;                         ///< Its number, or that of one that waits by now.
  Task* unfinished_ = nullptr;                ///< Goes on without a choice: its turn was cut short by the budget.
  Task* beginning_ = nullptr;                 ///< Whose body is being called.
  std::uint64_t step_ = 0;
  std::uint64_t budget_ = 0;
  Schedule schedule_;
  bool deadlocked_ = false;                   ///< It has been told.
  bool misled_ = false;                       ///< See misfit.

  mutable Guard guard_;
  std::vector<std::unique_ptr<Task>> launched_ THREADBOX_GUARDED_BY(guard_);
  std::vector<ThreadId> woken_ THREADBOX_GUARDED_BY(guard_);
  std::size_t live_ THREADBOX_GUARDED_BY(guard_) = 0;  // launched and not ended
  std::optional<std::string> misfit_ THREADBOX_GUARDED_BY(guard_);
  std::atomic<bool> has_mail_{false};              ///< launched_ or woken_ is not empty.
};

}  // namespace threadbox::script
