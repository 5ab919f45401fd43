#pragma once

#include "engine/explore.h"

#include <threadbox/park/error.h>

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

namespace threadbox::model {

/// A family of meetings: the threads share a `Shared`, and each does one of the actions.
template <typename Shared>
struct Action {
  const char* name;
  void (*run)(Shared&);
};

/// A meeting whose threads may find nothing to take; when_quiet checks that there is nothing. Its first thread is the one that
/// others interrupt and stop.
class Market : public Meeting {
 public:
  [[nodiscard]] bool may_sleep_for_ever() const override { return true; }
  void when_quiet() override {
    expect(!sleeps(0) || (waiter(0).requests() & (interrupt_request | stop_request)) == 0, "a request is slept over");
    judge();
  }
  /// Called when no thread can continue: expect() what must be true then.
  virtual void judge() = 0;

  void interrupt_first() { waiter(0).request(interrupt_request); }
  void stop_first() { waiter(0).request(stop_request); }

  /// None if `call` raised, for an interrupt or a timeout.
  template <typename Call>
  static auto attempt(Call call) -> std::optional<decltype(call())> {
    try {
      return call();
    } catch (const Error&) {
      return std::nullopt;
    }
  }
};

/// Long enough for a hand-over, and shorter than any timeout here.
inline constexpr Seconds a_while{0.002};
inline constexpr Seconds timeout{0.010};

/// THREADBOX_MODEL=all explores the larger meetings, too, which takes hours.
inline bool explores_all() {
  const char* wish = std::getenv("THREADBOX_MODEL");
  return wish != nullptr && std::string(wish) == "all";
}

/// For meetings that are too large to be explored completely: all orders with at most so many preemptions.
inline Options with_preemptions(int most) {
  Options options;
  options.preemptions = most;
  return options;
}

template <typename Shared>
std::string names_of(const std::vector<Action<Shared>>& actions, const std::vector<std::size_t>& chosen) {
  std::string names;
  for (const std::size_t one : chosen) names += (names.empty() ? "" : " | ") + std::string(actions[one].name);
  return names;
}

template <typename Shared>
MeetingMaker meeting_of(const std::vector<Action<Shared>>& actions, const std::vector<std::size_t>& chosen) {
  return [&] {
    auto shared = std::make_unique<Shared>();
    for (const std::size_t one : chosen) shared->thread([meeting = shared.get(), run = actions[one].run] { run(*meeting); });
    return shared;
  };
}

/// Explores the meeting of threads of which each does one of the actions.
template <typename Shared>
void explore_one(const char* what, const std::vector<Action<Shared>>& actions, const Options& options = {}) {
  std::vector<std::size_t> each;
  for (std::size_t i = 0; i < actions.size(); ++i) each.push_back(i);
  const Report report = explore(meeting_of(actions, each), options);
  CHECK_MESSAGE(report.failure.empty(), names_of(actions, each), ": ", report.failure, ": ", report.schedule);
  CHECK(report.complete);
  MESSAGE(std::string(what), ", ", names_of(actions, each), ": ", report.states, " states, ", report.runs, " runs");
}

/// All ways to choose actions for `threads` threads. The first one, which others interrupt, does any action; of the others,
/// all alike, any choice of actions comes once.
inline std::vector<std::vector<std::size_t>> choices_of(std::size_t actions, std::size_t threads) {
  std::vector<std::vector<std::size_t>> all{std::vector<std::size_t>(threads, 0)};
  while (true) {
    std::vector<std::size_t> chosen = all.back();
    std::size_t place = threads;
    while (place > 0 && chosen[place - 1] == actions - 1) --place;
    if (place == 0) return all;
    const std::size_t next = ++chosen[place - 1];
    for (std::size_t i = place; i < threads; ++i) chosen[i] = place == 1 ? 0 : next;
    all.push_back(std::move(chosen));
  }
}

/// Explores all meetings of `threads` threads; those of two also with stores that are delayed.
template <typename Shared>
void explore_all(const char* what, const std::vector<Action<Shared>>& actions, std::size_t threads) {
  const auto begin = std::chrono::steady_clock::now();
  std::uint64_t meetings = 0, states = 0, runs = 0, largest = 0;
  for (const auto& chosen : choices_of(actions.size(), threads)) {
    for (const bool delayed : {false, true}) {
      if (delayed && threads > 2) continue;
      Options options;
      options.delayed_stores = delayed;
      const Report report = explore(meeting_of(actions, chosen), options);
      ++meetings;
      states += report.states;
      runs += report.runs;
      if (report.states > largest) largest = report.states;
      CHECK_MESSAGE(report.failure.empty(), names_of(actions, chosen), ": ", report.failure, ": ", report.schedule);
      CHECK(report.complete);
    }
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  MESSAGE(std::string(what), ", ", threads, " threads: ", meetings, " meetings, ", states, " states (", largest, " in one), ",
          runs, " runs, ", took.count(), " s");
}

}  // namespace threadbox::model
