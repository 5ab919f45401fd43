#pragma once

#include "script/runners/program_run.h"
#include "session/model.h"
#include "session/steps.h"

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace threadbox::session {

/// Steps a simulated run as the user asks: keeps the choices of its whole history, so that a step back is a replay of all choices but the
/// last ones in a new run. docs/stepping.md defines a step.
///
///     choices_   [ imports | step 0 | step 1 | … | … ]
///                          ^begin_           ^position: ProgramRun::steps()   ^target_: where the user wants to be
///
/// Threads:  the observer. Errors: std::bad_alloc; then the request has not been taken, or the next advance() continues.
/// Owns:     the choices, and what the user entered at which step. It outlives the runs that have its strategy.
class Stepper {
 public:
  /// What decides when the user does not: random_strategy(seed) or round_robin_strategy().
  enum class Filler : std::uint8_t { random, round_robin };
  /// What the user enters in a run from outside, such as a statement of the Console.
  using Input = std::function<void(script::ProgramRun&)>;

  Stepper(Filler filler, std::uint64_t seed, script::Preemption preemption = script::Preemption::line) noexcept
      : filler_kind_(filler), seed_(seed), preemption_(preemption) {}

  /// Where its runs switch threads.
  [[nodiscard]] script::Preemption preemption() const noexcept { return preemption_; }
  /// The strategy of its runs, one after the other.
  [[nodiscard]] std::shared_ptr<script::SchedulingStrategy> strategy();
  [[nodiscard]] std::unique_ptr<script::SchedulingStrategy> make_filler() const;
  /// From now on advance() gets a new run, which it brings from its start to where the user wants to be.
  void begin_run(std::unique_ptr<script::SchedulingStrategy> filler) noexcept;

  // --- requests, carried out by advance()
  /// The next step is this one, of a thread by its object. Other recorded steps from here on are forgotten. Ignored while a request is
  /// under way, and for a thread that is not in Steps.
  void choose(script::Choice::Kind kind, ObjectId thread);
  /// So many steps on: the recorded ones, then those that the filler chooses.
  void go_on(std::uint64_t count) noexcept;
  /// So many steps back, at most to the program's first statement.
  void go_back(std::uint64_t count) noexcept;
  /// Sets Steps::speed. It becomes 0 when the user steps back or the run cannot go on.
  void play(std::uint64_t speed) noexcept { speed_ = speed; }
  /// Stays where the run is: gives up a request that is under way.
  void stay(const script::ProgramRun& run) noexcept;
  /// Goes to the end of a schedule. One that does not fit is followed as far as it does; Steps::problem says so. From now on the runs switch
  /// threads where the schedule does, at lines or at accesses.
  void follow(std::string_view schedule);
  /// Gives an input to the run when it rests. It is repeated at the same step of a replay; recorded steps from there on are forgotten.
  void enter(Input input);

  /// A stepper for another run, which goes the way of this one's, at most to where that is, and rests before the first step that is over
  /// after a moment.
  [[nodiscard]] std::unique_ptr<Stepper> replica(TimeNs moment) const;
  /// Whether the run is where the user wants to be.
  [[nodiscard]] bool rests(const script::ProgramRun& run) const noexcept {
    return target_ == run.steps() && !replays_ && waiting_.empty();
  }
  /// Whether the user wants to be where only a new run leads: before the run's position, or on another schedule.
  [[nodiscard]] bool must_replay(const script::ProgramRun& run) const noexcept;
  /// Runs towards the target. True if it has not got there: its trace must be drained first, or the observer may want to do something
  /// else meanwhile.
  bool advance(script::ProgramRun& run);
  /// The threads that can be chosen where the run rests, sorted.
  [[nodiscard]] std::span<const ThreadId> runnable() const noexcept {
    return asked_ ? std::span<const ThreadId>(runnable_) : std::span<const ThreadId>();
  }
  /// Puts what repr() said of a variable into steps().
  void show_repr(std::uint32_t variable, std::string text, bool raised);
  /// Describes where the run stands, once advance() has returned false and the model has the run's events.
  void look(script::ProgramRun& run, const Model& model);
  [[nodiscard]] const Steps& steps() const noexcept { return steps_; }

 private:
  struct Entered {
    std::uint64_t position;
    Input input;
  };

  std::optional<script::Choice> answer(const script::SchedulingPoint& point);
  [[nodiscard]] bool fits(const script::Choice& choice, const script::SchedulingPoint& point) const noexcept;
  bool give_input(script::ProgramRun& run, std::uint64_t position);
  void rest_early(std::uint64_t position);
  void forget_from(std::uint64_t position) noexcept;
  [[nodiscard]] StepRow row_of(const Model& model, const ThreadRow& thread, ThreadId id,
                               const std::vector<script::ThreadPlace>& places) const;
  [[nodiscard]] ThreadId id_of_new(const Model& model, const Steps& made) const noexcept;
  [[nodiscard]] ObjectId next_of(const Model& model, std::uint64_t position) const noexcept;

  const Filler filler_kind_;
  const std::uint64_t seed_;
  script::Preemption preemption_;
  std::unique_ptr<script::SchedulingStrategy> filler_;  ///< Asked at every point, so that a replay leaves it in the same state.
  std::vector<script::Choice> choices_;
  std::vector<Entered> inputs_;  ///< In the order of their positions.
  std::size_t given_ = 0;  ///< How many of them the current run has got.
  std::vector<Input> waiting_;  ///< Inputs for the moment when the run rests.
  std::uint64_t begin_ = 0;  ///< The number of choices before the program's first statement.
  bool knows_begin_ = false;
  std::uint64_t target_ = 0;
  TimeNs moment_ = std::numeric_limits<TimeNs>::max();  ///< Of a replica: where it rests.
  std::uint64_t limit_ = 0;  ///< The strategy does not answer from this point on.
  std::uint64_t runs_ = 0;
  bool replays_ = false;  ///< The choices before the run's position have changed.
  std::uint64_t speed_ = 0;
  std::string problem_;

  // The point that the strategy has not answered.
  bool asked_ = false;
  std::vector<ThreadId> runnable_;
  std::vector<script::TimedWait> timed_;

  script::Variables before_;  ///< The variables one step earlier.
  std::optional<std::uint64_t> before_position_;
  std::uint64_t seen_events_ = 0;
  Steps steps_;
};

/// Stops a stepped run and ends its threads. Threads: the observer.
void end_stepped(script::ProgramRun& run);

}  // namespace threadbox::session
