#include "session/findings/access_parties.h"
#include "session/findings/access_telling.h"
#include "session/findings/telling.h"

namespace threadbox::session {

namespace {

/// A thread loads a variable and stores what it has computed from that, and another thread stores the variable in between, or could: then
/// the other one's store is lost. A lock that is held from the load to the store prevents it, if the other thread takes it, too.
class LostUpdate final : public Detector {
 public:
  LostUpdate() noexcept : Detector({}, {EventKind::access}) {}

  void after(const Scene& scene, Findings& findings) override {
    const TraceEvent& event = scene.event;
    if (scene.actor == nullptr || (event.flags & access_of_shape) != 0) return;
    const bool writes = (event.flags & access_writes) != 0, linked = (event.flags & access_linked) != 0;
    if (!writes && !linked) return;
    const Access access = access_of(event, *scene.actor);
    Parties& parties = parties_.at(event.object);
    Party& self = AccessParties<Party>::of(parties, event.thread);
    if (!writes) {
      self.load = access;
      self.is_loaded = true;
      self.intruder = {};
      self.held = findings.order().held_by(event.thread);
      return;
    }
    for (Party& other : parties)
      if (&other != &self && other.is_loaded && other.intruder.thread == 0) other.intruder = access;
    // Of two updates that could lose each other's, one is told.
    bool is_told = false;
    self.has_pair = linked && self.is_loaded && !findings.order().still_holds(event.thread, self.held);
    if (self.has_pair) is_told = end_pair(scene, parties, self, access, findings);
    for (const Party& other : parties) {
      if (is_told || &other == &self || !other.has_pair || findings.order().is_before(other.pair_store, event.thread)) continue;
      warn(scene, other.pair_load, other.pair_store, access, findings);
      is_told = true;
    }
    self.is_loaded = false;
    self.store = access;
  }

 private:
  /// What a thread has done to a place.
  struct Party {
    ThreadId thread = 0;
    bool is_loaded = false;  ///< It has loaded, and not yet stored, a value that it will store again.
    Access load;
    std::vector<HeldLock> held;  ///< At that load.
    Access intruder;  ///< The first store of another thread since then.
    Access store;  ///< Its last one.
    bool has_pair = false;  ///< Its last store had a load before it, without a lock over both.
    Access pair_load, pair_store;
  };
  using Parties = std::vector<Party>;

  /// Returns whether it was told.
  bool end_pair(const Scene& scene, const Parties& parties, Party& self, const Access& store, Findings& findings) {
    self.pair_load = self.load;
    self.pair_store = store;
    if (self.intruder.thread != 0) return report(scene, self, store, findings), true;
    for (const Party& other : parties)
      if (other.thread != self.thread && other.store.thread != 0 && !findings.order().is_before(other.store, self.thread))
        return warn(scene, self.load, store, other.store, findings), true;
    return false;
  }

  /// It happened.
  void report(const Scene& scene, const Party& self, const Access& store, Findings& findings) {
    const Access& lost = self.intruder;
    const std::string name = findings.order().place_name(scene.event.object);
    const std::string a = thread_text(scene.model, self.load), b = thread_text(scene.model, lost);
    const std::string what = self.load.line == store.line ? "`" + name + " += …` is a load, a computation and a store: "
                                                          : "An update of " + name + " is a load, a computation and a store: ";
    const std::string stored = lost.value ? std::to_string(*lost.value) : name;
    findings.add({.kind = FindingKind::lost_update,
                  .level = FindingLevel::error,
                  .text = what + b + " stored " + stored + in_line(lost.line) + " between " + a + "'s load" +
                          value_text(self.load) + in_line(self.load.line) + " and its store" + value_text(store) +
                          in_line(store.line) + ", so what " + b + " stored is lost.",
                  .evidence = {evidence_of(self.load), evidence_of(lost), evidence_of(store)},
                  .time_ns = scene.model.time_ns});
  }

  /// It can happen: nothing orders the other thread's store before the load or after the store.
  void warn(const Scene& scene, const Access& load, const Access& store, const Access& other, Findings& findings) {
    if (!told_.is_new(load.line, store.line, other.line, false)) return;
    const std::string name = findings.order().place_name(scene.event.object);
    const std::string a = thread_text(scene.model, load), b = thread_text(scene.model, other);
    findings.add({.kind = FindingKind::lost_update,
                  .level = FindingLevel::warning,
                  .text = a + " loads " + name + in_line(load.line) + ", computes, and stores it" +
                          (store.line != load.line ? in_line(store.line) : "") + "; nothing keeps " + b + " from storing it" +
                          in_line(other.line) + " in between, and then what " + b + " stored is lost.",
                  .evidence = {evidence_of(load), evidence_of(store), evidence_of(other)},
                  .time_ns = scene.model.time_ns});
  }

  AccessParties<Party> parties_;
  Told told_;
};

}  // namespace

std::unique_ptr<Detector> make_lost_update() { return std::make_unique<LostUpdate>(); }

}  // namespace threadbox::session
