#pragma once

#include "script/machine/access_recorder.h"
#include "script/machine/access_watch.h"
#include "script/runners/brake.h"
#include "script/runners/scheduling_strategy.h"
#include "script/runners/stuck_thread.h"
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

/// Drives all VM threads of a run on the thread that calls step(), in virtual time; the SchedulingStrategy makes every choice.
/// docs/runners.md defines scheduling points and the passing of time.
/// Threads:  step, schedule, steps: one at a time. launch, misfit, and the wake-ups of its waiters: any.
/// Errors:   launch: std::bad_alloc. step: none; there is room for each launched thread already.
/// Owns:     the threads' routines and waits. Clock and tracer outlive it.
class SimulatedRunner final : public Runner, public Launcher, private WakeListener {
 public:
  /// Whether the run stands still while a thread waits for input: it has the turn until it has a line, and no time passes. So the log does
  /// not depend on when the line comes. Where a user may do other things meanwhile, the other threads go on.
  [[nodiscard]] static bool stands_for_input(const SimulationOptions& options, bool interactive) noexcept;

  /// Why step() returned.
  enum class Pause : std::uint8_t {
    budget,  ///< The budget of scheduling points is used up.
    undecided,  ///< The strategy returned no choice.
    idle,  ///< No thread can become runnable without the user, a line of input, a request to stop, or, if paced, more time.
    ended,  ///< No thread is left.
  };

  /// `interactive`: if no thread can run, the user may still wake one, so it is not a deadlock. `brake`: holds the threads of a paced run.
  SimulatedRunner(Clock& clock, Tracer& tracer, const SimulationOptions& options, bool interactive, Brake& brake);
  ~SimulatedRunner() override;

  Pause step(std::uint64_t budget);
  /// Whether the observer must drain the trace before the next step().
  [[nodiscard]] bool wants_draining() const noexcept;

  // --- a paced run, between two calls of step()
  [[nodiscard]] bool is_paced() const noexcept { return brake_ != nullptr; }
  /// See ProgramRun::pass_time.
  bool let_time_pass(TimeNs until);
  void set_tick(TimeNs ns) noexcept { tick_ns_ = ns; }
  /// The first deadline of a wait; none: no thread waits with a timeout.
  [[nodiscard]] std::optional<TimeNs> next_deadline() const noexcept;
  /// Has the thread record its line if it is the one that executes.
  void request_line(ThreadId thread) noexcept;

  /// A sentence that says why the strategy's choice was not possible; the run does not continue after one.
  [[nodiscard]] std::optional<std::string> misfit() const;
  [[nodiscard]] const Schedule& schedule() const noexcept { return schedule_; }
  [[nodiscard]] std::uint64_t steps() const noexcept { return step_; }
  /// What the threads access; null without Preemption::access, and before the main thread has begun.
  [[nodiscard]] AccessWatch* watch() noexcept { return watch_ ? &*watch_ : nullptr; }
  /// The threads that could not go on when no thread could, each with what its next step would access. Only with Preemption::access.
  [[nodiscard]] const std::vector<StuckThread>& stuck() const noexcept { return stuck_; }
  /// Likewise, those that cannot go on at the current choice, while others can. Valid until the next call. Errors: std::bad_alloc.
  [[nodiscard]] const std::vector<StuckThread>& blocked();
  /// The daemons that could have made another step when they were stopped at the program's end. Only with Preemption::access.
  [[nodiscard]] const std::vector<StuckThread>& cut_off() const noexcept { return cut_off_; }
  /// Calls `take` for each thread, at a choice, with what the instruction that it stands before would access; null if it waits.
  void each_standing(const std::function<void(VmThread&, const Description*)>& take);

  /// `waker` is called, on any thread, when step() may have something to do. Set before the run starts.
  void set_waker(std::function<void()> waker) { waker_ = std::move(waker); }

  void run(std::shared_ptr<VmThread> thread, std::shared_ptr<Routine> routine) override;
  void launch(std::shared_ptr<Thread> thread) override;
  [[nodiscard]] WakeListener* listener() noexcept override { return this; }

 private:
  struct Task;
  struct Stepping;
  /// Which part of a thread goes on after a wait.
  enum class WaitPurpose : std::uint8_t { instruction, routine, statement };

  [[nodiscard]] static bool waits_for_input(const Task& task) noexcept;
  void make_room() THREADBOX_REQUIRES(guard_);
  void woken(Waiter& waiter) noexcept override;
  void take_inbox();
  std::vector<std::unique_ptr<Task>>::iterator place_of(ThreadId thread) noexcept;
  Task* find(ThreadId thread) noexcept;

  // --- choosing a thread
  Task* pick(Pause& pause);
  bool make_choice(const Choice& choice, Task*& task);
  void add_to_schedule(const Choice& choice);
  void mislead(std::string reason) noexcept;
  [[nodiscard]] std::string objection_to(const Choice& choice) const noexcept;
  Task* find_stopping();
  Pause none_runnable();
  // With Preemption::access:
  [[nodiscard]] std::span<const ThreadId> able();
  Task* find_automatic();
  void add_yielding();
  bool pass_waiting_time();
  bool pass_time_of_signalled();
  bool pass_time_of_clock();
  Task* find_stuck();
  void note_blocked(std::vector<StuckThread>& into);
  void note_finalization();
  void make_step(Task& task);
  bool can_run(ThreadId thread) const noexcept;
  void make_ready(Task& task);
  void make_unready(Task& task);
  void pass_time(TimeNs until);
  void expire(Task& task);

  // --- running the chosen thread
  void dispatch(Task& task);
  void begin(Task& task);
  void execute(Task& task);
  bool go_on(Task& task);
  Routine::Next next_of(Task& task);
  bool hold(Task& task);
  bool wait(Task& task, WaitPurpose purpose);
  bool begin_wait(Task& task, Operation& operation, WaitPurpose purpose);
  bool poll_wait(Task& task, bool signalled);
  bool leave_wait(Task& task);
  void rest(Task& task);
  void take_turn(Task& task);
  void leave_turn();
  void finish(Task& task, ThreadEnd how);

  Clock& clock_;
  Tracer& tracer_;
  std::shared_ptr<SchedulingStrategy> strategy_;
  const Preemption preemption_;
  TimeNs tick_ns_;
  const bool records_;
  const bool interactive_;
  const bool stands_for_input_;
  Brake* const brake_;  ///< Null unless the run is paced.
  std::function<void()> waker_;

  // Their capacities suffice for every launched thread, so that step() does not allocate.
  std::vector<std::unique_ptr<Task>> tasks_;  ///< In order of their threads' numbers.
  std::vector<ThreadId> ready_;  ///< Sorted.
  std::vector<TimedWait> timed_;  ///< Sorted; threads that are not ready.
  Task* current_ = nullptr;  ///< The task that ran last; null if it waits or has ended.
  ThreadId last_ = 0;  ///< The thread that ran last, even if it waits.
  Task* unfinished_ = nullptr;  ///< Continues without a choice, since the budget ran out in the middle of its turn.
  Task* reading_ = nullptr;  ///< The task for whose line of input the run stands still.
  Task* beginning_ = nullptr;  ///< The task whose thread's body is being called.
  std::uint64_t step_ = 0;
  std::uint64_t budget_ = 0;
  Schedule schedule_;
  bool deadlocked_ = false;  ///< A deadlock has been reported.
  std::optional<AccessWatch> watch_;
  const bool records_accesses_;
  std::optional<AccessRecorder> recorder_;
  std::vector<ThreadId> able_;  ///< Of ready_, those that could make a step.
  std::vector<StuckThread> stuck_, blocked_, cut_off_;
  unsigned clock_steps_ = 0;  ///< How often time has passed for a thread that asks the clock.
  bool trying_ = false;  ///< No thread can go on, so that each makes its attempt.
  bool misled_ = false;  ///< See misfit().

  mutable Guard guard_;
  std::vector<std::unique_ptr<Task>> launched_ THREADBOX_GUARDED_BY(guard_);
  std::vector<ThreadId> woken_ THREADBOX_GUARDED_BY(guard_);
  std::size_t live_ THREADBOX_GUARDED_BY(guard_) = 0;  // launched and not ended
  std::optional<std::string> misfit_ THREADBOX_GUARDED_BY(guard_);
  std::atomic<bool> has_mail_{false};  ///< launched_ or woken_ is not empty.
};

}  // namespace threadbox::script
