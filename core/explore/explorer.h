#pragma once

#include "explore/execution.h"
#include "explore/proof.h"
#include "explore/schedule_tree.h"
#include "explore/story.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace threadbox::explore {

/// What an exploration, or a part of one, may cost.
struct Budget {
  std::chrono::nanoseconds time = std::chrono::seconds(2);
  std::uint64_t schedules = 20'000;
};

/// An outcome of the program, and how it comes about.
struct Found {
  Outcome outcome;
  std::uint64_t count = 0;  ///< In how many schedules.
  std::uint64_t first = 0;  ///< The number of the first of them, no other outcome has it.
  Execution least;          ///< The one with the fewest preemptions, and of these with the fewest steps.
  std::optional<Story> story;              ///< Of `least`; none: not told. See telling.h.
  std::map<ThreadId, std::string> names;   ///< Of the threads in `least`; empty: not told.
};

/// A finding, and a schedule in which it shows.
struct Reported {
  session::Finding finding;
  std::vector<ThreadId> threads;           ///< Of each piece of its evidence; 0: not known.
  std::map<ThreadId, std::string> names;
  std::string schedule;
  std::size_t outcome = 0;                 ///< The place of the outcome whose least schedule it is.
};

/// "budget", "max-schedules", "bound", "sampling", "steps", "limit", "loops"
const char* cut_name(Cut cut) noexcept;

/// What is known about a program.
struct Exploration {
  std::vector<Found> outcomes;     ///< The most frequent first.
  std::uint64_t schedules = 0;     ///< That differ in something that matters.
  std::uint64_t failing = 0;
  std::uint64_t executions = 0;    ///< Including those that were ended because what follows was seen.
  bool is_complete = false;        ///< No schedule can have another outcome.
  bool can_go_on = false;          ///< There are schedules that were not tried, and could be.
  std::vector<Cut> why_cut;        ///< Empty if it is complete.
  std::optional<double> done;      ///< Which part of the schedules was tried, from 0 to 1; none: not known.
  std::optional<std::uint64_t> estimate;  ///< How many there are in all, by Knuth's estimate; none: not known.
  bool asks_for_input = false;     ///< The program calls input(), and finds the end of its input.
  std::vector<Reported> findings;  ///< See telling.h.
  std::vector<Proof> proofs;       ///< Of the schedules that failed before an edit.
};

/// Explores a program, part by part.
/// Threads: one at a time. Errors: std::bad_alloc. The subject and the search outlive it.
class Explorer {
 public:
  Explorer(const Subject& subject, Search& search);

  /// Goes on until there is nothing left to try, or so much was spent on this part. Returns whether it can go on.
  bool step(const Budget& budget);
  /// What is known so far.
  [[nodiscard]] Exploration result() const;
  /// Has the schedules of the search, not the samples beside it, added to a tree, with Found::first as the number of an outcome. Called before
  /// step(). The tree outlives the explorer.
  void keep(ScheduleTree& tree) noexcept { tree_ = &tree; }
  /// What executes the program, for tell() while this lives.
  [[nodiscard]] Executor& executor() noexcept { return executor_; }

 private:
  void sample();
  void take(const Execution& execution, bool is_sampled);
  [[nodiscard]] std::vector<Cut> reasons() const;

  Executor executor_;
  Search& search_;
  const bool asks_for_input_;
  ScheduleTree* tree_ = nullptr;
  std::map<Outcome, Found> found_;
  std::map<Outcome, Found> sampled_;  ///< From samples beside the search.
  std::uint64_t schedules_ = 0, failing_ = 0, executions_ = 0;
  bool again_ = true;
  bool out_of_time_ = false, out_of_schedules_ = false;
  bool was_cut_ = false, met_limit_ = false, was_shortened_ = false, has_sampled_ = false;
};

/// Executes the program under all schedules that the search chooses, within the budget.
/// Threads: the caller's alone. Errors: std::bad_alloc.
Exploration explore(const Subject& subject, Search& search, const Budget& budget);

}  // namespace threadbox::explore
