#include "session/findings/access_telling.h"
#include "session/findings/telling.h"

#include <unordered_map>
#include <vector>

namespace threadbox::session {

namespace {

/// While a thread is in a for loop over a container, another one adds or removes items: a dict raises RuntimeError, a list skips items or
/// shows them twice.
class ChangedWhileIterating final : public Detector {
 public:
  ChangedWhileIterating() noexcept : Detector({}, {EventKind::access}) {}

  void after(const Scene& scene, Findings& findings) override {
    const TraceEvent& event = scene.event;
    if (scene.actor == nullptr || (event.flags & access_of_shape) == 0) return;
    const Access access = access_of(event, *scene.actor);
    if ((event.flags & access_writes) != 0) {
      const auto loops = loops_.find(event.object);
      if (loops == loops_.end()) return;
      for (Loop& loop : loops->second)
        if (loop.last.thread != event.thread && loop.change.thread == 0) loop.change = access;
    } else if ((event.flags & access_iterates) != 0) {
      step(scene, access, (event.flags & access_decides) != 0, findings);
    }
  }

 private:
  struct Loop {
    Access last;  ///< The thread's last step.
    Access change;  ///< The first change by another thread since then.
  };
  static constexpr std::size_t most_places = 5'000, most_loops = 64;

  void step(const Scene& scene, const Access& access, bool begins, Findings& findings) {
    if (loops_.size() >= most_places && !loops_.contains(scene.event.object)) loops_.clear();
    std::vector<Loop>& loops = loops_[scene.event.object];
    for (Loop& loop : loops) {
      if (loop.last.thread != access.thread) continue;
      if (!begins && loop.change.thread != 0) report(scene, loop, access, findings);
      loop = {access, {}};
      return;
    }
    if (loops.size() == most_loops) loops.erase(loops.begin());
    loops.push_back({access, {}});
  }

  void report(const Scene& scene, const Loop& loop, const Access& access, Findings& findings) {
    if (!told_.is_new(access.line, loop.change.line, 0, true)) return;
    const std::string name = findings.order().place_name(scene.event.object);
    const std::string a = thread_text(scene.model, access), b = thread_text(scene.model, loop.change);
    findings.add({.kind = FindingKind::changed_while_iterating,
                  .level = FindingLevel::error,
                  .text = "While " + a + " iterated over " + name + in_line(access.line) + ", " + b +
                          " added or removed an item" + in_line(loop.change.line) + ".",
                  .evidence = {evidence_of(loop.last), evidence_of(loop.change), evidence_of(access)},
                  .time_ns = scene.model.time_ns});
  }

  std::unordered_map<std::uint32_t, std::vector<Loop>> loops_;  ///< By place.
  Told told_;
};

}  // namespace

std::unique_ptr<Detector> make_changed_while_iterating() { return std::make_unique<ChangedWhileIterating>(); }

}  // namespace threadbox::session
