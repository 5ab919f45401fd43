#include "session/findings/access_telling.h"
#include "session/findings/telling.h"

#include <algorithm>
#include <map>

namespace threadbox::session {

namespace {

/// A thread looks at a variable again and again, in the condition of a while loop, until another thread stores a constant in it. It works,
/// but an Event waits without using the processor.
class PolledFlag final : public Detector {
 public:
  PolledFlag() noexcept : Detector({}, {EventKind::access, EventKind::run_end}) {}

  void after(const Scene& scene, Findings& findings) override {
    const TraceEvent& event = scene.event;
    if (event.kind == EventKind::run_end) return report_all(scene.model, findings);
    if (scene.actor == nullptr || (event.flags & access_of_shape) != 0) return;
    if (places_.size() >= most_places && !places_.contains(event.object)) return;
    Place& place = places_[event.object];
    if (place.is_other) return;
    const bool decides = (event.flags & access_decides) != 0;
    // Of a store it says that it is a constant's.
    if (!decides) {
      place.is_other = true;
    } else if ((event.flags & access_writes) != 0) {
      if (place.store.thread != 0 && place.store.thread != event.thread) place.is_other = true;
      place.store = access_of(event, *scene.actor);
    } else if ((event.flags & access_loops) != 0) {
      if (place.look.thread != event.thread) place.looks = 0;
      place.look = access_of(event, *scene.actor);
      if (place.store.thread == 0) ++place.looks;
    }
  }

 private:
  struct Place {
    bool is_other = false;  ///< It is used in other ways, too.
    std::uint32_t looks = 0;  ///< Before the store.
    Access look, store;
  };
  static constexpr std::size_t most_places = 5'000;
  static constexpr std::uint32_t many_looks = 3;

  void report_all(const Model& model, Findings& findings) const {
    for (const auto& [number, place] : places_) {
      if (place.is_other || place.looks < many_looks || place.store.thread == 0 || place.store.thread == place.look.thread)
        continue;
      const std::string name = findings.order().place_name(number);
      findings.add({.kind = FindingKind::polled_flag,
                    .level = FindingLevel::hint,
                    .text = thread_text(model, place.look) + " looked at " + name + in_line(place.look.line) + " " +
                            std::to_string(place.looks) + " times before " + thread_text(model, place.store) + " set it" +
                            in_line(place.store.line) + ".",
                    .evidence = {evidence_of(place.look), evidence_of(place.store)},
                    .time_ns = model.time_ns});
    }
  }

  std::map<std::uint32_t, Place> places_;  ///< In order, so that the findings are.
};

}  // namespace

std::unique_ptr<Detector> make_polled_flag() { return std::make_unique<PolledFlag>(); }

}  // namespace threadbox::session
