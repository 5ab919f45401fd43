#include "session/calls.h"
#include "session/findings/telling.h"
#include "session/summary.h"
#include "session/waits.h"

#include <algorithm>

namespace threadbox::session {

namespace {

/// What is missing, for a wait that no other thread's end or release would end.
std::string missing(const Model& model, const ThreadRow& thread) {
  const ObjectRow* object = model.object(thread.wait.object);
  if (object == nullptr) return "";
  const std::string_view call = call_name(model, thread.wait.operation, thread.wait.call);
  switch (object->kind) {
    case ObjectKind::lock:
    case ObjectKind::rlock: return "which is never released";
    case ObjectKind::condition: return "and no thread is left to notify it";
    case ObjectKind::semaphore: return "and no thread is left to release it";
    case ObjectKind::event: return "which no thread is left to set";
    case ObjectKind::barrier:
      return "where " + std::to_string(object->n_waiting) + " of " + std::to_string(object->parties) + " threads have arrived";
    case ObjectKind::queue:
    case ObjectKind::simple_queue:
      if (call.ends_with("join")) return "and task_done() is missing for " + std::to_string(object->unfinished) + " of its items";
      return call.ends_with("put") ? "and no thread is left to take an item" : "and no thread is left to put an item";
    case ObjectKind::future: return "which no thread is left to complete";
    default: return "";
  }
}

/// No thread can go on, no wait has a timeout, and there is no circle: tells the waits that the others depend on. Daemons matter only
/// where another thread waits for them.
class Stuck final : public Detector {
 public:
  Stuck() noexcept
      : Detector({EventKind::wait_end},
                 {EventKind::deadlock, EventKind::statement_begin, EventKind::interrupt, EventKind::run_end}) {}

  void before(const Scene& scene, Findings& findings) override {
    const bool went_on = scene.actor != nullptr && std::ranges::find(seen_, scene.actor->object) != seen_.end() &&
                         static_cast<WaitOutcome>(scene.event.flags) == WaitOutcome::done;
    if (!went_on) return;
    findings.withdraw(FindingKind::stuck);  // It was only slow.
    seen_.clear();
  }

  void after(const Scene& scene, Findings& findings) override {
    seen_.clear();  // What threads do from now on, the user may have made them do.
    if (scene.event.kind == EventKind::deadlock) report(waiting_threads(scene.model), scene.model, findings);
  }

  void at_rest(const Model& model, Findings& findings) override {
    const std::vector<ObjectId> threads = stuck_threads(model);
    if (report(threads, model, findings)) seen_ = threads;
  }

 private:
  static std::vector<ObjectId> waiting_threads(const Model& model) {
    std::vector<ObjectId> threads;
    for (const ThreadRow& thread : model.threads)
      if (thread.in_wait && !thread.wait.deadline_ns && !is_idle(thread)) threads.push_back(thread.object);
    return threads;
  }

  /// The thread at the end of the chain of waits that begins with a thread; null: it waits for all others.
  static const ThreadRow* root_of(const Model& model, const ThreadRow& thread) {
    const ThreadRow* root = &thread;
    for (std::size_t steps = 0; steps < model.threads.size(); ++steps) {
      const ThreadRow* blocker = model.thread(blocker_of(model, root->wait));
      if (blocker == nullptr || !blocker->in_wait || blocker == root) break;
      root = blocker;
    }
    return root->wait.operation == OperationKind::shutdown_join ? nullptr : root;
  }

  /// Whether what a thread waits for goes on, although it comes to nothing: see spinning.cpp.
  static bool goes_on(const Model& model, const ThreadRow& root) {
    if (root.wait.deadline_ns) return true;
    const ThreadRow* blocker = model.thread(blocker_of(model, root.wait));
    return blocker != nullptr && is_live(*blocker) && (!blocker->in_wait || blocker->wait.deadline_ns);
  }

  static bool report(const std::vector<ObjectId>& threads, const Model& model, Findings& findings) {
    if (threads.empty() || !deadlock(model).empty()) return false;
    std::vector<const ThreadRow*> roots;
    for (const ObjectId object : threads) {
      const ThreadRow& thread = *model.thread(object);
      if (thread.daemon && !thread.is_main) continue;
      const ThreadRow* root = root_of(model, thread);
      if (root != nullptr && goes_on(model, *root)) continue;
      if (root != nullptr && std::ranges::find(roots, root) == roots.end()) roots.push_back(root);
    }
    if (roots.empty()) return false;
    Finding finding{.kind = FindingKind::stuck, .time_ns = model.time_ns};
    for (const ThreadRow* root : roots) {
      const std::string why = missing(model, *root);
      finding.text += (finding.text.empty() ? "" : "; ") + wait_sentence(model, *root) + (why.empty() ? "" : ", " + why);
      finding.evidence.push_back(evidence_of(*root, model, findings));
      if (root->wait.object != 0) finding.objects.push_back(root->wait.object);
    }
    finding.text += ".";
    findings.add(std::move(finding));
    return true;
  }

  std::vector<ObjectId> seen_;  ///< The threads of the last report, as long as they have not gone on.
};

}  // namespace

std::unique_ptr<Detector> make_stuck() { return std::make_unique<Stuck>(); }

}  // namespace threadbox::session
