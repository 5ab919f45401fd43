#pragma once

#include "script/machine/accesses.h"
#include "script/machine/spin_watch.h"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace threadbox::script {

/// Watches what the threads of a simulated run with Preemption::access do to places that they share. It decides where a thread stands
/// between two steps, whether it could make its next one, and records what each step accesses. docs/explore.md defines a step.
/// Threads: the simulated runner's. Errors: std::bad_alloc; signalled: none.
class AccessWatch {
 public:
  explicit AccessWatch(Vm& vm) : vm_(vm) {}

  /// Called when a second thread has been started. Before that there are no steps.
  void begin_watching();
  [[nodiscard]] bool watching() const noexcept { return watching_; }

  // --- called by the interpreter
  /// Called before the thread is executed. True if it stands before an instruction, which is now executed as the first of a step.
  bool leaves_stand(VmThread& thread);
  /// Called before an instruction that may access something. True if the thread stands there now; if not, the instruction is executed.
  bool stops(VmThread& thread);

  // --- called by the runner
  /// Whether the thread could make its next step, whether it stands before an instruction or its wait was signalled.
  [[nodiscard]] bool can_step(const Waiter& waiter) const;
  /// Whether it stands before an instruction.
  [[nodiscard]] bool stands(ThreadId thread) const noexcept { return thread < threads_.size() && threads_[thread].stands; }
  /// Begins the record of a thread's next step.
  void begin_step(Thread& thread);
  /// The thread has executed many instructions since it came to stand.
  void goes_round(VmThread& thread) { spins_.arrives(thread, waits_end_any_time_); }
  /// Ends the record for good: no thread can go on.
  void end_record() noexcept { recording_ = false; }
  /// A thread that waits was signalled.
  void signalled(ThreadId thread) noexcept;
  /// A thread begins to wait in the operation that its last instruction made. `timed`: with a timeout.
  void waits(ThreadId thread, bool timed);
  /// The time of its wait is over.
  void expires(ThreadId thread);
  /// Whether its wait ends when its time is over, whatever it waits for.
  [[nodiscard]] bool gives_up(ThreadId thread) const noexcept { return threads_[thread].gives_up; }
  /// Its wait is over. `expired`: by its deadline. `could_expire`: or it could have been.
  void wakes(ThreadId thread, bool expired, bool could_expire);
  /// A thread ends.
  void ends(Thread& thread);
  /// The program is over, and daemons are stopped.
  void finalizes();
  /// Virtual time jumps, after which nothing can come before what was.
  void jumps() noexcept { jumped_ = true; }
  /// Which threads poll.
  [[nodiscard]] SpinWatch& spins() noexcept { return spins_; }
  /// A limit of the run was reached. What comes then depends on all threads.
  enum class Limit : std::uint8_t { none, memory, output };
  void reaches(Limit limit) noexcept { limit_ = limit; }

  // --- read by an explorer
  /// What the steps since begin_step() have accessed.
  [[nodiscard]] const Footprint& footprint() const noexcept { return footprint_; }
  /// The limit that was reached.
  [[nodiscard]] Limit limit() const noexcept;
  /// How many objects have a number: see Places.
  [[nodiscard]] std::uint64_t known_objects() noexcept { return accesses_ ? accesses_->places().count() : 0; }
  /// Whether time has jumped since the last call.
  bool take_jump() noexcept { return std::exchange(jumped_, false); }
  /// From now on a wait with a timeout, and a sleep, may end before others that would end earlier, and while threads can go on.
  void let_waits_end_any_time() noexcept { waits_end_any_time_ = true; }
  [[nodiscard]] bool waits_end_any_time() const noexcept { return waits_end_any_time_; }
  /// Has each instruction that accesses something, or may, reported before it is executed. For one run that is told; it costs time.
  void listen(std::function<void(VmThread&, const Description&)> listener) { listener_ = std::move(listener); }
  /// What the next step of a thread that stands would access.
  [[nodiscard]] Footprint next_of(VmThread& thread);
  /// What the instruction that a thread stands before would do. Valid until the next call.
  [[nodiscard]] const Description& describe(VmThread& thread) {
    accesses_->describe(thread, description_);
    return description_;
  }
  /// The thread that a thread waits for as it stands: the owner of the lock, the one that is joined; 0 if there is none.
  [[nodiscard]] ThreadId waits_for(ThreadId thread) const noexcept;
  /// What a thread that waits, or stands, needs.
  [[nodiscard]] const Question& question_of(ThreadId thread) const noexcept { return threads_[thread].question; }

 private:
  struct State {
    bool stands = false;
    bool has_stepped = false;
    std::size_t muted_above = 0;  ///< The frames above this depth belong to a function that stands for all its accesses; 0: none.
    Question question;
    Footprint on_wake;
    Footprint wake_of_instruction;  ///< Of the last instruction, if it waits.
    Footprint instruction;  ///< What that accessed. Only if waits may end at any time.
    Question wake_question;
    bool gives_up = false;  ///< As in Description.
  };
  State& state(ThreadId thread);
  void add(const Access& access) {
    if (watching_ && recording_) note(access, access);
  }
  /// `as_polled`: as a poll sees it, which knows that a lock was taken whether or not the step needed it to be free.
  void note(const Access& access, const Access& as_polled);
  void record(VmThread& thread, State& state);

  Vm& vm_;
  std::optional<Accesses> accesses_;  ///< Made when the second thread begins.
  Description description_;
  std::vector<State> threads_;  ///< By ThreadId.
  SpinWatch spins_;
  ThreadId stepping_ = 0;  ///< Which thread makes the step.
  Limit limit_ = Limit::none;
  Footprint footprint_;
  bool watching_ = false;
  bool recording_ = true;
  bool jumped_ = false;
  bool waits_end_any_time_ = false;
  std::function<void(VmThread&, const Description&)> listener_;
};

}  // namespace threadbox::script
