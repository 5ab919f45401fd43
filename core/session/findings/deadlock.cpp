#include "session/findings/telling.h"
#include "session/summary.h"
#include "session/waits.h"

#include <algorithm>

namespace threadbox::session {

namespace {

/// A circle of waits without a timeout: each thread waits for what the next one has, or for its end. The circle is closed by the begin
/// of a wait. A thread that waits for a plain Lock of its own is one only if no other thread can go on, since any thread may release a Lock.
class Deadlock final : public Detector {
 public:
  Deadlock() noexcept : Detector({}, {EventKind::wait_begin, EventKind::deadlock}) {}

  void after(const Scene& scene, Findings& findings) override {
    if (scene.event.kind == EventKind::deadlock) return report(deadlock(scene.model), scene.model, findings);
    // Where events were lost, a lock may have been released that seems to be held.
    if (scene.actor == nullptr || scene.model.lost_events > 0) return;
    const std::vector<ObjectId> circle = circle_of(scene.model, *scene.actor);
    const ObjectRow* object = scene.model.object(scene.actor->wait.waits_on());
    const bool may_be_released = circle.size() == 1 && object != nullptr && object->kind == ObjectKind::lock;
    if (!may_be_released) report(circle, scene.model, findings);
  }

  void at_rest(const Model& model, Findings& findings) override { report(deadlock(model), model, findings); }

 private:
  /// Each occurrence is reported once, although it is seen at the begin of a wait and when nothing can go on.
  void report(const std::vector<ObjectId>& circle, const Model& model, Findings& findings) {
    if (circle.empty()) return;
    Finding finding{.kind = FindingKind::deadlock, .text = wait_sentences(model, circle) + ".", .time_ns = model.time_ns};
    TimeNs closed_ns = 0;
    for (const ObjectId object : circle) {
      const ThreadRow& thread = *model.thread(object);
      closed_ns = std::max(closed_ns, thread.wait.since_ns);
      finding.evidence.push_back(evidence_of(thread, model, findings));
      finding.objects.push_back(thread.wait.object);
    }
    const Last now{*std::ranges::min_element(circle), closed_ns};
    if (now == last_) return;
    last_ = now;
    findings.add(std::move(finding));
  }

  struct Last {
    ObjectId thread = 0;
    TimeNs closed_ns = 0;
    friend bool operator==(const Last&, const Last&) = default;
  };
  Last last_;
};

}  // namespace

std::unique_ptr<Detector> make_deadlock() { return std::make_unique<Deadlock>(); }

}  // namespace threadbox::session
