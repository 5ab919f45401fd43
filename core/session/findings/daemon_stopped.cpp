#include "session/findings/telling.h"

#include <algorithm>

namespace threadbox::session {

namespace {

/// A daemon was stopped at the program's end while it held a lock: what it was about to do with the lock held is half done. Told at the run's
/// end, since a user's Stop stops threads in the same way. Threads of a deadlock are told as that.
class DaemonStopped final : public Detector {
 public:
  DaemonStopped() noexcept : Detector({}, {EventKind::thread_end, EventKind::run_end}) {}

  void after(const Scene& scene, Findings& findings) override {
    if (scene.event.kind == EventKind::thread_end) return note(scene, findings);
    if (!scene.model.stopped_by_user)
      for (Finding& finding : stopped_) findings.add(std::move(finding));
    stopped_.clear();
  }

 private:
  static constexpr std::size_t most = 50;

  void note(const Scene& scene, const Findings& findings) {
    const ThreadRow* thread = scene.model.thread(scene.event.object);
    if (thread == nullptr || thread->is_console || thread->state != ThreadState::stopped ||
        scene.model.state != RunState::finalizing || stopped_.size() == most)
      return;
    const auto is_of_thread = [&](const Evidence& evidence) { return evidence.thread == thread->object; };
    for (const Finding& known : findings.list())
      if (known.kind == FindingKind::deadlock && std::ranges::any_of(known.evidence, is_of_thread)) return;
    const std::vector<ObjectId> locks = known_holds(scene.model, *thread);
    if (locks.empty()) return;
    std::vector<std::string> names;
    for (const ObjectId lock : locks) names.push_back(object_text(scene.model, lock));
    stopped_.push_back({.kind = FindingKind::daemon_stopped,
                        .level = FindingLevel::warning,
                        .text = label(*thread) + ", a daemon, was stopped at the program's end while it held " + joined(names) +
                                in_line(thread->line) + ": what it was doing is half done.",
                        .evidence = {evidence_of(*thread, scene.model, findings)},
                        .objects = locks,
                        .time_ns = scene.model.time_ns});
  }

  std::vector<Finding> stopped_;
};

}  // namespace

std::unique_ptr<Detector> make_daemon_stopped() { return std::make_unique<DaemonStopped>(); }

}  // namespace threadbox::session
