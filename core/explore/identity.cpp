#include "explore/identity.h"

#include "script/machine/places.h"

#include <set>
#include <unordered_map>

namespace threadbox::explore {

namespace {

using script::Access;
using script::Place;

constexpr std::uint64_t scrambled(std::uint64_t z) noexcept {
  z += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/// What a thread does is determined by what happened before it. So a step is identified by its thread, its number in it, and the steps that it
/// directly depends on; what it accesses, under numbers that differ from run to run, need not be looked at.
class Identifier {
 public:
  explicit Identifier(const std::vector<Step>& run) : run_(run) {
    ThreadId last = 0;
    for (const Step& step : run) last = std::max(last, step.thread);
    for (ThreadId thread = 1; thread <= last; ++thread)
      begun_.emplace(script::Places::of_thread(thread, script::Part::begun), thread);
  }

  std::uint64_t identify() {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < run_.size(); ++i) sum += identify(i);
    return sum;
  }

 private:
  struct Thread {
    std::uint64_t path = 0;  ///< By whom it was started, as which one.
    std::uint64_t steps = 0, started = 0;
    std::size_t last = 0;  ///< Its last step.
  };
  struct Entry {
    std::size_t step;
    Access::Mode mode;
  };

  std::uint64_t identify(std::size_t at) {
    const Step& step = run_[at];
    Thread& own = thread(step.thread);
    std::set<std::size_t> causes;
    if (step.after_jump)
      for (const auto& [id, each] : threads_)
        if (each.steps > 0) floor_.insert(each.last);
    causes.insert(floor_.begin(), floor_.end());
    if (own.steps > 0) causes.insert(own.last);
    for (const Access& access : step.footprint) {
      const std::vector<Entry>& entries = places_[access.place];
      for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        if (entry->mode == access.mode && access.mode != Access::Mode::write) continue;
        causes.insert(entry->step);
        if (entry->mode == Access::Mode::write) break;
      }
    }
    std::uint64_t before = 0;
    for (const std::size_t cause : causes) before += scrambled(steps_[cause]);
    const std::uint64_t identity = scrambled(scrambled(own.path + own.steps) ^ before);
    for (const Access& access : step.footprint) {
      places_[access.place].push_back({at, access.mode});
      const auto begun = begun_.find(access.place);
      if (begun != begun_.end() && access.mode == Access::Mode::write && begun->second != step.thread)
        threads_[begun->second].path = scrambled(own.path ^ scrambled(++own.started));
    }
    ++own.steps;
    own.last = at;
    steps_.push_back(identity);
    return identity;
  }

  /// Those that were started before the first step are known by their numbers.
  Thread& thread(ThreadId id) {
    Thread& found = threads_[id];
    if (found.path == 0) found.path = scrambled(id);
    return found;
  }

  const std::vector<Step>& run_;
  std::unordered_map<Place, ThreadId> begun_;
  std::unordered_map<Place, std::vector<Entry>> places_;
  std::unordered_map<ThreadId, Thread> threads_;
  std::set<std::size_t> floor_;  ///< What happened last before the last jump of time.
  std::vector<std::uint64_t> steps_;
};

}  // namespace

std::uint64_t identity_of(const std::vector<Step>& run) { return Identifier(run).identify(); }

}  // namespace threadbox::explore
