#include "session/findings/access_parties.h"
#include "session/findings/access_telling.h"
#include "session/findings/telling.h"

namespace threadbox::session {

namespace {

/// A thread looks at a variable, and does something with it that depends on what it has seen, and another thread changes the variable in
/// between, or could. Of a container: it looks whether it has a key, or items, and then takes one. A lock that is held over both prevents it.
class CheckThenAct final : public Detector {
 public:
  CheckThenAct() noexcept : Detector({}, {EventKind::access}) {}

  void after(const Scene& scene, Findings& findings) override {
    const TraceEvent& event = scene.event;
    if (scene.actor == nullptr || (event.flags & access_iterates) != 0) return;
    const bool writes = (event.flags & access_writes) != 0, checks = !writes && (event.flags & access_decides) != 0;
    const bool acts = !checks && (event.flags & access_acts) != 0, adds = adds_item(event);
    if (!writes && !checks && !acts) return;
    const Access access = access_of(event, *scene.actor);
    Parties& parties = parties_.at(event.object);
    Party& self = AccessParties<Party>::of(parties, event.thread);
    if (checks) {
      self.check = access;
      self.is_checked = true;
      self.loops = (event.flags & access_loops) != 0;
      self.adder = self.remover = {};
      self.held = findings.order().held_by(event.thread);
      return;
    }
    // A loop that ends by setting its own flag is not harmed by another thread that sets it, too.
    const bool ends_loop = self.loops && writes && (event.flags & access_decides) != 0;
    if (acts && self.is_checked && !ends_loop && !findings.order().still_holds(event.thread, self.held))
      end_pair(scene, parties, self, access, adds, findings);
    if (!writes) return;
    for (Party& other : parties) {
      if (&other == &self) continue;
      if (Access& first = adds ? other.adder : other.remover; other.is_checked && first.thread == 0) first = access;
      if (other.has_pair && other.pair_adds == adds && !findings.order().is_before(other.pair_act, event.thread))
        warn(scene, other.pair_check, other.pair_act, access, findings);
    }
    (adds ? self.added : self.removed) = access;
    self.is_checked = false;  // What it does from now on, it does after its own change.
  }

 private:
  /// What a thread has done to a place.
  struct Party {
    ThreadId thread = 0;
    bool is_checked = false;
    Access check;
    std::vector<HeldLock> held;  ///< At that check.
    Access adder, remover;  ///< The first change by another thread since then: one that adds an item, and any other.
    bool loops = false;  ///< The check is the condition of a loop.
    Access added, removed;  ///< Its own last changes.
    bool has_pair = false;  ///< It has acted on a check without a lock over both.
    bool pair_adds = false;  ///< The act has added an item.
    Access pair_check, pair_act;
  };
  using Parties = std::vector<Party>;

  /// Whether it adds an item to a container. Items that others add do not harm one that takes an item, and the other way round.
  static bool adds_item(const TraceEvent& event) noexcept {
    constexpr int adds = access_of_shape | access_writes | access_linked;
    return (event.flags & adds) == adds;
  }

  void end_pair(const Scene& scene, const Parties& parties, Party& self, const Access& act, bool adds, Findings& findings) {
    self.has_pair = true;
    self.pair_adds = adds;
    self.pair_check = self.check;
    self.pair_act = act;
    if (const Access& intruder = adds ? self.adder : self.remover; intruder.thread != 0)
      return report(scene, self.check, intruder, act, findings);
    for (const Party& other : parties) {
      const Access& change = adds ? other.added : other.removed;
      if (other.thread != self.thread && change.thread != 0 && !findings.order().is_before(change, self.thread))
        return warn(scene, self.check, act, change, findings);
    }
  }

  /// What it did to the place.
  static const char* act_of(const Scene& scene) { return (scene.event.flags & access_writes) != 0 ? "changed" : "used"; }

  /// It happened.
  void report(const Scene& scene, const Access& check, const Access& intruder, const Access& act, Findings& findings) {
    if (!told_.is_new(check.line, act.line, intruder.line, true)) return;
    const std::string name = findings.order().place_name(scene.event.object);
    const std::string a = thread_text(scene.model, act), b = thread_text(scene.model, intruder);
    findings.add({.kind = FindingKind::check_then_act,
                  .level = FindingLevel::error,
                  .text = a + " looked at " + name + in_line(check.line) + " and then " + act_of(scene) + " it" +
                          in_line(act.line) + ", which are two steps: " + b + " changed it in between" + in_line(intruder.line) +
                          ", so what " + a + " saw was no longer so.",
                  .evidence = {evidence_of(check), evidence_of(intruder), evidence_of(act)},
                  .time_ns = scene.model.time_ns});
  }

  /// It can happen: nothing orders the other thread's change before the check or after the act.
  void warn(const Scene& scene, const Access& check, const Access& act, const Access& other, Findings& findings) {
    if (!told_.is_new(check.line, act.line, other.line, false)) return;
    const std::string name = findings.order().place_name(scene.event.object);
    const std::string a = thread_text(scene.model, check), b = thread_text(scene.model, other);
    findings.add({.kind = FindingKind::check_then_act,
                  .level = FindingLevel::warning,
                  .text = a + " looks at " + name + in_line(check.line) + " and acts on what it has seen" + in_line(act.line) +
                          "; nothing keeps " + b + " from changing it" + in_line(other.line) + " in between.",
                  .evidence = {evidence_of(check), evidence_of(act), evidence_of(other)},
                  .time_ns = scene.model.time_ns});
  }

  AccessParties<Party> parties_;
  Told told_;
};

}  // namespace

std::unique_ptr<Detector> make_check_then_act() { return std::make_unique<CheckThenAct>(); }

}  // namespace threadbox::session
