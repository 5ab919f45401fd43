#include "explore/history.h"

#include <algorithm>

namespace threadbox::explore {

using script::Access;

namespace {

const Clock nothing;

}  // namespace

std::uint64_t marks_of(const Footprint& footprint) noexcept {
  std::uint64_t marks = 0;
  for (const Access& access : footprint) marks |= std::uint64_t{1} << (access.place % 64);
  return marks;
}

void History::add(ThreadId thread, const Footprint& footprint, bool after_jump) {
  if (thread >= of_thread_.size()) of_thread_.resize(thread + 1);
  const auto index = static_cast<std::uint32_t>(events_.size());
  Event event{thread, static_cast<std::uint32_t>(of_thread_[thread].size() + 1), footprint, marks_of(footprint), {}, {}};
  if (!events_.empty()) event.floor = events_.back().floor;
  if (after_jump)
    for (const auto& steps : of_thread_)
      if (!steps.empty()) event.floor.join(events_[steps.back()].clock);
  event.clock = event.floor;
  if (!of_thread_[thread].empty()) event.clock.join(events_[of_thread_[thread].back()].clock);
  for (const Access& access : footprint) {
    auto& entries = places_[access.place];
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
      if (!conflict(entry->access, access)) continue;
      event.clock.join(events_[entry->event].clock);
      if (entry->access.mode == Access::Mode::write) break;  // All earlier ones happened before it.
    }
  }
  for (const Access& access : footprint) places_[access.place].push_back({index, access});
  event.clock.set(thread, event.number);
  of_thread_[thread].push_back(index);
  events_.push_back(std::move(event));
}

void History::cut(std::size_t size) {
  while (events_.size() > size) {
    const Event& last = events_.back();
    for (const Access& access : last.footprint) places_.find(access.place)->second.pop_back();
    of_thread_[last.thread].pop_back();
    events_.pop_back();
  }
}

/// The clock of the thread's last step before `end`.
const Clock& History::clock_of_last(ThreadId thread, std::size_t end) const noexcept {
  if (thread >= of_thread_.size()) return nothing;
  const auto& steps = of_thread_[thread];
  const auto after = std::ranges::lower_bound(steps, static_cast<std::uint32_t>(end));
  return after == steps.begin() ? nothing : events_[*std::prev(after)].clock;
}

std::vector<std::size_t> History::races_of_last() const {
  const Event& last = events_.back();
  return races(last.thread, last.footprint, events_.size() - 1);
}

std::vector<std::size_t> History::races_of(ThreadId thread, const Footprint& footprint) const {
  return races(thread, footprint, events_.size());
}

std::vector<std::size_t> History::races(ThreadId thread, const Footprint& footprint, std::size_t end) const {
  struct Candidate {
    std::size_t event;
    script::Place place;
    std::uint64_t group;
    bool enables;  ///< It made the step possible, so it cannot come after it.
  };
  Clock own = clock_of_last(thread, end);
  if (!events_.empty()) own.join(end < events_.size() ? events_[end].floor : events_.back().floor);
  std::vector<Candidate> found;
  for (const Access& access : footprint) {
    const auto entries = places_.find(access.place);
    if (entries == places_.end()) continue;
    Clock covered = own;
    for (auto entry = entries->second.rbegin(); entry != entries->second.rend(); ++entry) {
      if (entry->event >= end || !conflict(entry->access, access) || before(entry->event, covered)) continue;
      const bool enables = access.needs_open && !entry->access.was_open;
      found.push_back({entry->event, access.place, access.group, enables});
      if (!enables) covered.join(events_[entry->event].clock);
    }
  }
  std::vector<std::size_t> races;
  for (const Candidate& each : found) {
    if (each.enables) continue;
    const auto orders = [&](const Candidate& other) {
      if (other.event == each.event || !before(each.event, events_[other.event].clock)) return false;
      // A release lets the next acquire happen, but does not order it after the acquire before.
      const bool same = other.place == each.place || (other.group != 0 && other.group == each.group);
      return !(other.enables && same);
    };
    // One of several signals is not needed: a thread that waits for others looks again whenever one of them ends.
    const auto is_alone = [&](const Candidate& enabling) {
      return std::ranges::none_of(found, [&](const Candidate& other) {
        return other.enables && other.place == enabling.place && other.event != enabling.event;
      });
    };
    const bool enabled_by_it = std::ranges::any_of(
        found, [&](const Candidate& other) { return other.enables && other.event == each.event && is_alone(other); });
    if (!enabled_by_it && std::ranges::none_of(found, orders)) races.push_back(each.event);
  }
  std::ranges::sort(races);
  races.erase(std::ranges::unique(races).begin(), races.end());
  return races;
}

void History::without(std::size_t raced, std::vector<Planned>& steps) const {
  for (std::size_t i = raced + 1; i < events_.size(); ++i) {
    const Event& event = events_[i];
    if (!before(raced, event.clock)) steps.push_back({event.thread, &event.footprint, event.marks});
  }
}

}  // namespace threadbox::explore
