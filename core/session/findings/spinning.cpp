#include "session/deadlock.h"
#include "session/findings/access_telling.h"
#include "session/findings/telling.h"

#include <unordered_map>

namespace threadbox::session {

namespace {

/// No thread can go on but those that go round in loops, and what these look at, no thread is left to change.
class Spinning final : public Detector {
 public:
  Spinning() noexcept : Detector({}, {EventKind::access, EventKind::deadlock}) {}

  void after(const Scene& scene, Findings& findings) override {
    if (scene.event.kind == EventKind::deadlock) return report(scene.model, findings);
    if (scene.actor == nullptr || (scene.event.flags & access_writes) != 0) return;
    if (looks_.size() < most_threads || looks_.contains(scene.event.thread))
      looks_[scene.event.thread] = {access_of(scene.event, *scene.actor), scene.event.object};
  }

 private:
  struct Look {
    Access access;
    std::uint32_t place = 0;
  };
  static constexpr std::size_t most_threads = 512;

  void report(const Model& model, Findings& findings) const {
    for (const ObjectId object : spinning_threads(model)) {
      const ThreadRow& thread = *model.thread(object);
      const auto look = looks_.find(thread.id);
      Evidence evidence = evidence_of(thread, model, findings);
      std::string what;
      // What a queue is made of has a name of the library's.
      if (look != looks_.end()) what = findings.order().place_name(look->second.place);
      if (what.starts_with("collections.")) what.clear();
      if (!what.empty()) evidence = evidence_of(look->second.access);
      const std::string line = in_line(evidence.line);
      const std::string text = what.empty()
                                   ? " goes round in a loop" + line + " for ever, and no thread is left that could end it."
                                   : " looks at " + what + line + " again and again, and no thread is left that changes it.";
      findings.add(
          {.kind = FindingKind::spinning, .text = label(thread) + text, .evidence = {evidence}, .time_ns = model.time_ns});
    }
  }

  std::unordered_map<ThreadId, Look> looks_;  ///< The last of each thread.
};

}  // namespace

std::unique_ptr<Detector> make_spinning() { return std::make_unique<Spinning>(); }

}  // namespace threadbox::session
