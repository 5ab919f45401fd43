#include "engine/explore.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace threadbox::model {

namespace {

/// The states that were seen: open addressing, 0 is free.
class Seen {
 public:
  Seen() : slots_(1 << 12) {}
  /// True if it is new.
  bool insert(std::uint64_t state) {
    if (count_ * 2 >= slots_.size()) grow();
    std::uint64_t& slot = place_of(state);
    if (slot == state) return false;
    slot = state;
    ++count_;
    return true;
  }
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  std::uint64_t& place_of(std::uint64_t state) {
    std::size_t at = (state >> 1) & (slots_.size() - 1);
    while (slots_[at] != 0 && slots_[at] != state) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }
  void grow() {
    std::vector<std::uint64_t> old(slots_.size() * 2);
    old.swap(slots_);
    for (const std::uint64_t state : old)
      if (state != 0) place_of(state) = state;
  }
  std::vector<std::uint64_t> slots_;
  std::uint64_t count_ = 0;
};

bool can_step(const std::vector<Choice>& choices, int thread) {
  return std::ranges::any_of(choices,
                             [thread](Choice choice) { return choice.thread == thread && choice.kind == Choice::Kind::step; });
}

/// Depth first, by running again from the beginning for each branch.
class Search {
 public:
  Search(const MeetingMaker& make, Options options) : make_(make), options_(options) {}

  Report operator()() {
    Run::forget_locations();
    bool more = true;
    while (more) {
      run_once();
      ++report_.runs;
      if (Run::take_news()) {
        begin_again();
        continue;
      }
      if (!report_.failure.empty()) break;
      report_.complete = seen_.count() <= options_.most_states;
      more = report_.complete && next_branch();
    }
    report_.states = seen_.count();
    return report_;
  }

 private:
  struct Node {
    std::vector<Choice> choices;
    std::size_t taken = 0;
    int preemptions = 0;  ///< Before this choice.
  };

  /// Some word is shared that was not known to be.
  void begin_again() {
    seen_ = Seen();
    path_.clear();
    report_.failure.clear();
  }

  void run_once() {
    Run run(make_, options_);
    for (std::size_t depth = 0; run.failure().empty(); ++depth) {
      if (depth == path_.size() && !enter(run)) break;
      const Node& node = path_[depth];
      run.perform(node.choices[node.taken]);
      ++report_.steps;
    }
    if (run.failure().empty()) return;
    report_.failure = run.failure();
    report_.schedule = schedule();
  }

  /// A state that no earlier run has reached; false if one has, or if nothing follows.
  bool enter(Run& run) {
    const int last = path_.empty() ? -1 : path_.back().choices[path_.back().taken].thread;
    const int preemptions = path_.empty() ? 0 : preemptions_after(path_.back());
    Hash key;
    key.add(run.hash(), options_.preemptions ? static_cast<std::uint64_t>(preemptions * 64 + last + 1) : 0);
    if (!seen_.insert(key.value())) return false;
    Node node;
    node.preemptions = preemptions;
    run.collect(node.choices);
    if (std::ranges::all_of(node.choices, [](Choice choice) { return choice.kind == Choice::Kind::expire; })) run.check_quiet();
    if (node.choices.empty()) {
      run.check_end();
      return false;
    }
    const auto go_on = std::ranges::find(node.choices, Choice{static_cast<std::uint8_t>(last), Choice::Kind::step});
    if (go_on != node.choices.end()) {
      std::rotate(node.choices.begin(), go_on, go_on + 1);
      if (options_.preemptions && preemptions >= *options_.preemptions) node.choices.resize(1);
    }
    path_.push_back(std::move(node));
    return true;
  }

  [[nodiscard]] int preemptions_after(const Node& node) const {
    if (path_.size() < 2) return node.preemptions;
    const Node& before = path_[path_.size() - 2];
    const int last = before.choices[before.taken].thread;
    const bool preempted = node.choices[node.taken].thread != last && can_step(node.choices, last);
    return node.preemptions + (preempted ? 1 : 0);
  }

  bool next_branch() {
    while (!path_.empty()) {
      if (++path_.back().taken < path_.back().choices.size()) return true;
      path_.pop_back();
    }
    return false;
  }

  [[nodiscard]] std::string schedule() const {
    std::string text;
    for (std::size_t i = 0; i < path_.size();) {
      const Choice choice = path_[i].choices[path_[i].taken];
      std::size_t end = i;
      while (end < path_.size() && path_[end].choices[path_[end].taken] == choice) ++end;
      if (!text.empty()) text += ' ';
      for (std::size_t repeat = 0; repeat < (choice.kind == Choice::Kind::step ? 1 : end - i); ++repeat) {
        text += static_cast<char>('a' + choice.thread);
        if (choice.kind == Choice::Kind::expire) text += '!';
        if (choice.kind == Choice::Kind::complete) text += '~';
      }
      if (choice.kind == Choice::Kind::step && end - i > 1) text += std::to_string(end - i);
      i = end;
    }
    return text;
  }

  const MeetingMaker& make_;
  Options options_;
  Seen seen_;
  std::vector<Node> path_;
  Report report_;
};

std::vector<Choice> parsed(const std::string& schedule) {
  std::vector<Choice> choices;
  for (std::size_t at = 0; at < schedule.size();) {
    if (schedule[at] == ' ') {
      ++at;
      continue;
    }
    Choice choice{static_cast<std::uint8_t>(schedule[at++] - 'a'), Choice::Kind::step};
    std::size_t times = 0;
    for (; at < schedule.size() && schedule[at] >= '0' && schedule[at] <= '9'; ++at)
      times = times * 10 + static_cast<std::size_t>(schedule[at] - '0');
    if (at < schedule.size() && schedule[at] == '!') choice.kind = Choice::Kind::expire;
    if (at < schedule.size() && schedule[at] == '~') choice.kind = Choice::Kind::complete;
    if (choice.kind != Choice::Kind::step) ++at;
    choices.insert(choices.end(), std::max<std::size_t>(times, 1), choice);
  }
  return choices;
}

}  // namespace

Report explore(const MeetingMaker& make, Options options) {
  Report report = Search(make, options)();
  if (report.failure.empty() || options.every_access) return report;
  // A schedule that a person can follow, and that does not depend on what the search knows of locations.
  options.every_access = true;
  for (options.preemptions = 0; *options.preemptions < 8; ++*options.preemptions) {
    const Report shorter = Search(make, options)();
    if (shorter.failure.empty()) continue;
    report.failure = shorter.failure;
    report.schedule = shorter.schedule;
    break;
  }
  return report;
}

std::string replay(const MeetingMaker& make, const std::string& schedule, bool delayed_stores) {
  Run::forget_locations();
  Run run(make, {.delayed_stores = delayed_stores, .every_access = true, .told = std::getenv("THREADBOX_MODEL_TELL") != nullptr});
  std::vector<Choice> choices;
  for (const Choice choice : parsed(schedule)) {
    run.collect(choices);
    if (!run.failure().empty()) return run.failure();
    if (std::ranges::find(choices, choice) != choices.end()) run.perform(choice);
  }
  while (run.failure().empty()) {
    run.collect(choices);
    if (std::ranges::all_of(choices, [](Choice choice) { return choice.kind == Choice::Kind::expire; })) run.check_quiet();
    if (choices.empty()) run.check_end();
    if (choices.empty()) break;
    run.perform(choices.front());
  }
  return run.failure();
}

}  // namespace threadbox::model
