#include "session/findings/access_parties.h"
#include "session/findings/access_telling.h"
#include "session/findings/telling.h"

namespace threadbox::session {

namespace {

/// Two threads access a variable, one of them writes it, and nothing orders the two. Often it does not matter; so it is told only to an
/// explorer, which finds out whether the other order comes to something else.
class UnorderedAccess final : public Detector {
 public:
  UnorderedAccess() noexcept : Detector({}, {EventKind::access}) {}

  void after(const Scene& scene, Findings& findings) override {
    const TraceEvent& event = scene.event;
    if (!findings.tells_unordered() || scene.actor == nullptr || (event.flags & access_of_shape) != 0) return;
    const bool writes = (event.flags & access_writes) != 0;
    const Access access = access_of(event, *scene.actor);
    std::vector<Party>& parties = parties_.at(event.object);
    for (const Party& other : parties) {
      if (other.thread == event.thread) continue;
      look(other.store, true, access, writes, scene, findings);
      if (writes) look(other.load, false, access, true, scene, findings);
    }
    Party& own = AccessParties<Party>::of(parties, event.thread);
    (writes ? own.store : own.load) = access;
  }

 private:
  struct Party {
    ThreadId thread = 0;
    Access load, store;  ///< Its last ones.
  };

  void look(const Access& first, bool first_writes, const Access& second, bool second_writes, const Scene& scene,
            Findings& findings) {
    if (first.thread == 0 || findings.order().is_before(first, second.thread)) return;
    if (!told_.is_new(first.line, second.line, scene.event.object, false)) return;
    const auto does = [](bool writes) { return writes ? " stores " : " loads "; };
    const std::string name = findings.order().place_name(scene.event.object);
    findings.add({.kind = FindingKind::unordered_access,
                  .level = FindingLevel::warning,
                  .text = thread_text(scene.model, first) + does(first_writes) + name + in_line(first.line) + ", and " +
                          thread_text(scene.model, second) + does(second_writes) + "it" + in_line(second.line) +
                          ": nothing orders the two, and the program comes to something else if the second one is first.",
                  .evidence = {evidence_of(first), evidence_of(second)},
                  .time_ns = scene.model.time_ns});
  }

  AccessParties<Party> parties_;
  Told told_;
};

}  // namespace

std::unique_ptr<Detector> make_unordered_access() { return std::make_unique<UnorderedAccess>(); }

}  // namespace threadbox::session
