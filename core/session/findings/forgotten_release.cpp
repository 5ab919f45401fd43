#include "session/calls.h"
#include "session/findings/telling.h"
#include "session/summary.h"

#include <algorithm>

namespace threadbox::session {

namespace {

/// A thread has ended by itself and still holds a lock. Only its owner can release an RLock, so that one is told at once; a Lock may be
/// released by another thread, so it is told when nothing can go on, or at the run's end. What the main thread holds at its end harms
/// only if another thread waits for it.
class ForgottenRelease final : public Detector {
 public:
  ForgottenRelease() noexcept
      : Detector({}, {EventKind::thread_end, EventKind::wait_begin, EventKind::deadlock, EventKind::run_end,
                      EventKind::lock_released}) {}

  void after(const Scene& scene, Findings& findings) override {
    switch (scene.event.kind) {
      case EventKind::thread_end: return note(scene, findings);
      case EventKind::wait_begin:
        if (!held_.empty() && scene.actor != nullptr) return note_wait(*scene.actor, scene.model, findings);
        return;
      case EventKind::lock_released:
        std::erase_if(held_, [&](const Held& held) { return held.lock == scene.event.object; });
        return;
      default: report_all(scene.model, scene.event.kind == EventKind::run_end, findings);
    }
  }

  void at_rest(const Model& model, Findings& findings) override { report_all(model, false, findings); }

 private:
  struct Held {
    ObjectId lock;  ///< As in the log.
    ObjectId thread;
    std::string name;
    Evidence end;
    bool is_main;
  };
  static constexpr std::size_t most = 100;

  void note(const Scene& scene, Findings& findings) {
    const ThreadRow* thread = scene.model.thread(scene.event.object);
    if (thread == nullptr || thread->is_console || static_cast<ThreadEnd>(scene.event.flags) == ThreadEnd::stopped) return;
    for (const ObjectId lock : thread->holds) {
      if (known_lock(scene.model, lock) == 0 || held_.size() >= most) continue;
      held_.push_back({lock, thread->object, label(*thread), evidence_of(*thread, scene.model, findings), thread->is_main});
      const ObjectRow* row = scene.model.object(lock);
      if (row->kind == ObjectKind::rlock && (!thread->is_main || !row->waiters.empty()))
        report(held_.back(), scene.model, findings);
    }
  }

  /// A wait without a timeout for an RLock that can never be released.
  void note_wait(const ThreadRow& waiter, const Model& model, Findings& findings) const {
    const auto held = std::ranges::find(held_, waiter.wait.waits_on(), &Held::lock);
    if (held == held_.end() || waiter.wait.deadline_ns) return;
    const ObjectRow* row = model.object(held->lock);
    if (row != nullptr && row->kind == ObjectKind::rlock) report(*held, model, findings);
  }

  void report_all(const Model& model, bool at_end, Findings& findings) const {
    if (at_end && model.stopped_by_user) return;
    for (const Held& held : held_) {
      const ObjectRow* row = model.object(held.lock);
      if (row == nullptr || row->owner != held.thread) continue;
      if (!row->waiters.empty() || (at_end && !held.is_main && !model.deadlocked)) report(held, model, findings);
    }
  }

  static void report(const Held& held, const Model& model, Findings& findings) {
    const ObjectId known = known_lock(model, held.lock);
    std::vector<std::string> waiters;
    Finding finding{.kind = FindingKind::forgotten_release, .objects = {known}, .time_ns = model.time_ns};
    finding.evidence.push_back(held.end);
    for (const ObjectId waiter : model.object(held.lock)->waiters) {
      const ThreadRow* row = model.thread(waiter);
      if (row == nullptr || row->wait.deadline_ns) continue;
      waiters.push_back(label(*row) + in_line(row->line));
      finding.evidence.push_back(evidence_of(*row, model, findings));
    }
    finding.level = waiters.empty() ? FindingLevel::warning : FindingLevel::error;
    finding.text = held.name + " has ended and still holds " + object_text(model, known);
    if (!waiters.empty())
      finding.text += ", for which " + joined(waiters) + (waiters.size() == 1 ? " waits" : " wait") + " for ever";
    finding.text += ".";
    if (!waiters.empty()) finding.cause_of = findings.last(FindingKind::stuck);
    findings.add(std::move(finding));
  }

  std::vector<Held> held_;
};

}  // namespace

std::unique_ptr<Detector> make_forgotten_release() { return std::make_unique<ForgottenRelease>(); }

}  // namespace threadbox::session
