#include "session/findings/telling.h"
#include "session/summary.h"

#include <algorithm>

namespace threadbox::session {

namespace {

/// A thread waits on a Condition, without a timeout, in a run in which nothing can go on; and a notify of the Condition, before that wait
/// began, woke no thread. Told as the cause of being stuck.
class LostWakeUp final : public Detector {
 public:
  LostWakeUp() noexcept : Detector({}, {EventKind::condition_notified, EventKind::object_end, EventKind::deadlock}) {}

  void after(const Scene& scene, Findings& findings) override {
    switch (scene.event.kind) {
      case EventKind::condition_notified: return note(scene, findings);
      case EventKind::object_end:
        std::erase_if(lost_, [&](const Lost& lost) { return lost.condition == scene.event.object; });
        return;
      default: report(scene.model, findings);
    }
  }

  void at_rest(const Model& model, Findings& findings) override { report(model, findings); }

 private:
  /// The last notify of a Condition that woke no thread.
  struct Lost {
    ObjectId condition;
    std::string name;
    Evidence notify;
  };
  static constexpr std::size_t most = 64;  // The oldest one makes room.

  void note(const Scene& scene, const Findings& findings) {
    if (scene.event.argument > 0 || scene.actor == nullptr) return;
    const ObjectRow* row = scene.model.object(scene.event.object);
    if (row == nullptr || row->is_internal) return;
    std::erase_if(lost_, [&](const Lost& lost) { return lost.condition == row->id; });
    if (lost_.size() == most) lost_.erase(lost_.begin());
    lost_.push_back({row->id, label(*scene.actor), evidence_of(*scene.actor, scene.model, findings)});
    // The last known line may be an earlier one.
    lost_.back().notify.line = 0;
  }

  void report(const Model& model, Findings& findings) const {
    for (const Lost& lost : lost_) {
      for (const ThreadRow& thread : model.threads) {
        const Wait& wait = thread.wait;
        if (!thread.in_wait || wait.deadline_ns || thread.daemon || wait.operation != OperationKind::condition_wait ||
            wait.waits_on() != lost.condition || wait.since_ns < lost.notify.time_ns)
          continue;
        Finding finding{.kind = FindingKind::lost_wake_up, .objects = {lost.condition}, .time_ns = model.time_ns};
        finding.text = lost.name + " has notified " + object_text(model, lost.condition) + " before " + label(thread) +
                       " began to wait for it" + in_line(thread.line) + "; a notify that finds no waiting thread is gone.";
        finding.evidence = {evidence_of(thread, model, findings), lost.notify};
        finding.cause_of = findings.last(FindingKind::stuck);
        findings.add(std::move(finding));
      }
    }
  }

  std::vector<Lost> lost_;
};

}  // namespace

std::unique_ptr<Detector> make_lost_wake_up() { return std::make_unique<LostWakeUp>(); }

}  // namespace threadbox::session
