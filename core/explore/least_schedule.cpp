#include "explore/least_schedule.h"

#include "explore/history.h"

#include <algorithm>
#include <deque>
#include <map>

namespace threadbox::explore {

namespace {

constexpr std::size_t most_states = 20'000;

/// Finds the shortest path from no step to all steps. A state is how many steps each thread has made, and which one made the last; a move
/// is a step whose causes have been made. It costs one if it preempts the thread of the last.
class Finder {
 public:
  Finder(const std::vector<Step>& run, std::span<const StuckThread> not_made) : run_(run), not_made_(not_made) {
    for (const Step& step : run) {
      history_.add(step.thread, step.footprint, step.after_jump);
      if (step.thread >= of_thread_.size()) of_thread_.resize(step.thread + 1);
      of_thread_[step.thread].push_back(of_place_index(step));
    }
  }

  std::optional<LeastSchedule> find() {
    const State begin{std::vector<std::uint32_t>(of_thread_.size()), 0};
    known_[begin] = {0, begin, 0};
    std::deque<std::pair<State, unsigned>> open{{begin, 0}};
    while (!open.empty()) {
      const auto [state, cost] = open.front();
      open.pop_front();
      if (known_[state].cost < cost) continue;
      if (is_end(state)) return schedule_of(state, cost);
      if (known_.size() > most_states) return std::nullopt;
      const bool last_goes_on = state.last != 0 && can_go_on(state, state.last);
      for (ThreadId thread = 1; thread < of_thread_.size(); ++thread) {
        if (!is_possible(state, thread)) continue;
        const unsigned price = cost + (thread != state.last && last_goes_on ? 1 : 0);
        State next = state;
        ++next.made[thread];
        next.last = thread;
        const auto known = known_.find(next);
        if (known != known_.end() && known->second.cost <= price) continue;
        known_[next] = {price, state, thread};
        if (price == cost) open.emplace_front(std::move(next), price);
        else open.emplace_back(std::move(next), price);
      }
    }
    return std::nullopt;
  }

 private:
  struct State {
    std::vector<std::uint32_t> made;  ///< By ThreadId.
    ThreadId last;
    friend auto operator<=>(const State&, const State&) = default;
  };
  struct Known {
    unsigned cost;
    State before;
    ThreadId thread;
  };

  std::uint32_t of_place_index(const Step& step) {
    const auto index = static_cast<std::uint32_t>(history_.size() - 1);
    for (const script::Access& access : step.footprint) places_[access.place].emplace_back(index, access.was_open);
    return index;
  }

  [[nodiscard]] bool has_made(const State& state, std::uint32_t event) const {
    return state.made[history_[event].thread] >= history_[event].number;
  }

  /// Whether the place is open in the state: the next step that accesses it in the run found it so.
  [[nodiscard]] bool is_open(const State& state, script::Place place) const {
    const auto entries = places_.find(place);
    if (entries == places_.end()) return false;
    for (const auto& [event, was_open] : entries->second)
      if (!has_made(state, event)) return was_open;
    return false;
  }

  [[nodiscard]] bool can_go_on(const State& state, ThreadId thread) const {
    const Footprint* next = nullptr;
    const auto& steps = of_thread_[thread];
    if (state.made[thread] < steps.size()) {
      if (run_[steps[state.made[thread]]].expires) return false;
      next = &history_[steps[state.made[thread]]].footprint;
    } else {
      const auto not_made = std::ranges::find(not_made_, thread, &StuckThread::thread);
      if (not_made == not_made_.end()) return false;
      next = &not_made->next;
    }
    return std::ranges::all_of(*next,
                               [&](const script::Access& access) { return !access.needs_open || is_open(state, access.place); });
  }

  [[nodiscard]] bool is_possible(const State& state, ThreadId thread) const {
    const auto& steps = of_thread_[thread];
    if (state.made[thread] == steps.size()) return false;
    const Event& next = history_[steps[state.made[thread]]];
    for (ThreadId other = 1; other < of_thread_.size(); ++other)
      if (other != thread && next.clock.of(other) > state.made[other]) return false;
    return true;
  }

  [[nodiscard]] bool is_end(const State& state) const {
    for (ThreadId thread = 1; thread < of_thread_.size(); ++thread)
      if (state.made[thread] < of_thread_[thread].size()) return false;
    return true;
  }

  LeastSchedule schedule_of(State state, unsigned cost) const {
    std::vector<std::pair<ThreadId, bool>> threads;  // Each with whether its wait expires.
    while (threads.size() < run_.size()) {
      const Known& known = known_.find(state)->second;
      state = known.before;
      threads.emplace_back(known.thread, run_[of_thread_[known.thread][state.made[known.thread]]].expires);
    }
    LeastSchedule least;
    least.preemptions = cost;
    for (auto step = threads.rbegin(); step != threads.rend(); ++step) {
      if (step->second) least.schedule.add({script::Choice::Kind::expire, step->first});
      least.schedule.add({script::Choice::Kind::run, step->first});
    }
    return least;
  }

  const std::vector<Step>& run_;
  std::span<const StuckThread> not_made_;
  History history_;
  std::vector<std::vector<std::uint32_t>> of_thread_;
  std::map<script::Place, std::vector<std::pair<std::uint32_t, bool>>> places_;
  std::map<State, Known> known_;
};

}  // namespace

std::optional<LeastSchedule> least_schedule(const std::vector<Step>& run, std::span<const StuckThread> not_made) {
  return Finder(run, not_made).find();
}

}  // namespace threadbox::explore
