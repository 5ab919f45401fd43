#include "session/calls.h"
#include "session/findings/telling.h"

#include <algorithm>

namespace threadbox::session {

namespace {

/// A thread was woken from Condition.wait() and went on without testing again what it has waited for, although another thread may have been
/// faster: one that waited, too, or one that took the lock after the notify.
class WaitWithoutLoop final : public Detector {
 public:
  WaitWithoutLoop() noexcept
      : Detector({}, {EventKind::wait_begin, EventKind::wait_end, EventKind::condition_notified, EventKind::lock_acquired,
                      EventKind::thread_end}) {}

  void after(const Scene& scene, Findings& findings) override {
    switch (scene.event.kind) {
      case EventKind::wait_begin: return begin(scene, findings);
      case EventKind::wait_end: return end(scene, findings);
      case EventKind::condition_notified: return notify(scene);
      case EventKind::lock_acquired: return acquire(scene);
      default: std::erase_if(waits_, [&](const Waiting& each) { return each.evidence.thread == scene.event.object; });
    }
  }

 private:
  struct Waiting {
    ObjectId condition = 0;
    ObjectId lock = 0;  ///< As the program knows it: released, and taken again before it goes on.
    Evidence evidence;
    bool is_single = false;  ///< The program does not test again.
    bool has_lock = false;  ///< It has taken the lock again.
    ObjectId notifier = 0;  ///< 0: not notified yet.
    std::string rival;  ///< Another thread that may have been faster, and what it did; empty: none.
  };
  static constexpr std::size_t most = 256;

  void begin(const Scene& scene, const Findings& findings) {
    const ThreadRow* thread = scene.actor;
    if (thread == nullptr || thread->wait.operation != OperationKind::condition_wait || thread->wait.call != 0) return;
    if (thread->past_holds.empty() || waits_.size() >= most) return;
    Waiting waiting{.condition = thread->wait.object,
                    .lock = thread->past_holds.back().object,
                    .evidence = evidence_of(*thread, scene.model, findings),
                    .is_single = findings.is_single_wait(thread->line)};
    for (Waiting& other : waits_) {
      if (other.condition != waiting.condition || other.notifier != 0) continue;
      if (other.rival.empty()) other.rival = label(*thread) + " waited there, too";
      if (const ThreadRow* row = scene.model.thread(other.evidence.thread); row != nullptr && waiting.rival.empty())
        waiting.rival = label(*row) + " waited there, too";
    }
    waits_.push_back(std::move(waiting));
  }

  /// The threads that have waited longest are woken.
  void notify(const Scene& scene) {
    std::uint32_t woken = scene.event.argument;
    for (Waiting& waiting : waits_) {
      if (woken == 0) return;
      if (waiting.condition != scene.event.object || waiting.notifier != 0) continue;
      waiting.notifier = scene.actor != nullptr ? scene.actor->object : waiting.evidence.thread;
      --woken;
    }
  }

  /// Of a thread that takes the lock between a notify and the woken thread.
  void acquire(const Scene& scene) {
    if (waits_.empty() || scene.actor == nullptr) return;
    const ThreadRow& taker = *scene.actor;
    const ObjectId lock = known_lock(scene.model, scene.event.object);
    for (Waiting& waiting : waits_) {
      if (waiting.lock != lock) continue;
      if (waiting.evidence.thread == taker.object) waiting.has_lock = true;
      else if (waiting.notifier != 0 && waiting.notifier != taker.object && !waiting.has_lock && waiting.rival.empty())
        waiting.rival = label(taker) + " took the lock after the notify";
    }
  }

  void end(const Scene& scene, Findings& findings) {
    if (waits_.empty() || scene.actor == nullptr) return;
    const auto waiting = std::ranges::find_if(waits_, [&](const Waiting& each) {
      return each.evidence.thread == scene.actor->object && each.condition == scene.event.object;
    });
    if (waiting == waits_.end()) return;
    const bool was_woken = static_cast<WaitOutcome>(scene.event.flags) == WaitOutcome::done;
    if (was_woken && waiting->is_single && !waiting->rival.empty()) report(*waiting, *scene.actor, scene.model, findings);
    waits_.erase(waiting);
  }

  static void report(const Waiting& waiting, const ThreadRow& thread, const Model& model, Findings& findings) {
    findings.add({.kind = FindingKind::wait_without_loop,
                  .level = FindingLevel::warning,
                  .text = label(thread) + " waited for " + object_text(model, waiting.condition) +
                          in_line(waiting.evidence.line) + " and went on without testing again what it had waited for; " +
                          waiting.rival + ", and may have been faster.",
                  .evidence = {waiting.evidence},
                  .objects = {waiting.condition},
                  .time_ns = model.time_ns});
  }

  std::vector<Waiting> waits_;  ///< Those that have waited longest first.
};

}  // namespace

std::unique_ptr<Detector> make_wait_without_loop() { return std::make_unique<WaitWithoutLoop>(); }

}  // namespace threadbox::session
