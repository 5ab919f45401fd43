#include "session/calls.h"
#include "session/findings/telling.h"

#include <algorithm>

namespace threadbox::session {

namespace {

constexpr TimeNs short_wait_ns = 1'000'000;  // A shorter wait with a timeout keeps no other thread for long.

/// A thread waits for something else while it holds a lock, so that all threads that need the lock wait with it. Waits for a further lock
/// are not among these: their order is another finding. A Condition releases its own lock before it waits.
class HeldWhileWaiting final : public Detector {
 public:
  HeldWhileWaiting() noexcept
      : Detector({EventKind::wait_end},
                 {EventKind::wait_begin, EventKind::condition_notified, EventKind::thread_end, EventKind::deadlock}) {}

  void before(const Scene& scene, Findings& findings) override {
    if (scene.actor == nullptr) return;
    const auto wait = std::ranges::find(waits_, scene.actor->object, &Keeping::thread);
    if (wait == waits_.end()) return;
    const bool is_short = scene.actor->wait.deadline_ns && scene.event.time_ns - wait->evidence.time_ns < short_wait_ns;
    if (static_cast<WaitOutcome>(scene.event.flags) != WaitOutcome::stopped && !is_short) report(*wait, scene.model, findings);
    waits_.erase(wait);
  }

  void after(const Scene& scene, Findings& findings) override {
    switch (scene.event.kind) {
      case EventKind::thread_end:
        std::erase_if(waits_, [&](const Keeping& each) { return each.thread == scene.event.object; });
        return;
      case EventKind::condition_notified:
        for (Keeping& each : waits_) each.is_notified = each.is_notified || each.waits_on == scene.event.object;
        return;
      case EventKind::wait_begin:
        if (scene.actor == nullptr || scene.actor->is_console) return;
        if (is_for_a_lock(scene.actor->wait.operation)) note_waiter(*scene.actor, scene.model, findings);
        else note_wait(*scene.actor, scene.model, findings);
        return;
      default: report_stuck(scene.model, findings);
    }
  }

  void at_rest(const Model& model, Findings& findings) override { report_stuck(model, findings); }

 private:
  /// A thread that waits, and keeps a lock.
  struct Keeping {
    ObjectId thread = 0;
    ObjectId lock = 0;
    ObjectId waits_on = 0;
    Evidence evidence = {};
    std::string text = {};  ///< "B holds lock a while it waits in go.wait() (line 7)"
    std::string waiter = {};  ///< The first thread that needed the lock meanwhile; empty: none.
    Evidence waiting = {};
    bool is_notified = false;  ///< The Condition that it waits on.
  };
  static constexpr std::size_t most = 256;

  static bool is_for_a_lock(OperationKind operation) noexcept {
    return operation == OperationKind::lock_acquire || operation == OperationKind::rlock_acquire;
  }

  static bool is_told(const ThreadRow& thread) noexcept {
    switch (thread.wait.operation) {
      case OperationKind::thread_start:  // It lasts as long as the new thread takes to begin.
      case OperationKind::file_open:  // They end as soon as the thread gets the GIL back.
      case OperationKind::file_read:
      case OperationKind::file_write:
      case OperationKind::files:
      case OperationKind::shutdown_join:
      case OperationKind::hold:
      case OperationKind::idle:
      case OperationKind::barrier_abort:
      case OperationKind::barrier_reset: return false;
      default: return !thread.wait.deadline_ns || *thread.wait.deadline_ns - thread.wait.since_ns >= short_wait_ns;
    }
  }

  void note_wait(const ThreadRow& thread, const Model& model, const Findings& findings) {
    if (thread.holds.empty() || !is_told(thread) || waits_.size() >= most) return;
    const std::vector<ObjectId> holds = known_holds(model, thread);
    if (holds.empty()) return;
    Keeping keeping{.thread = thread.object,
                    .lock = holds.back(),
                    .waits_on = thread.wait.waits_on(),
                    .evidence = evidence_of(thread, model, findings)};
    keeping.text = label(thread) + " holds " + object_text(model, keeping.lock) + " while it waits in " +
                   wait_text(model, thread) + in_line(thread.line);
    for (const ObjectId waiter : waiters_of(model, thread))
      if (const ThreadRow* row = model.thread(waiter); row != nullptr && keeping.waiter.empty())
        needs(keeping, *row, model, findings);
    waits_.push_back(std::move(keeping));
  }

  /// The threads that wait for the lock that a thread took last, as far as the program knows that lock.
  static std::vector<ObjectId> waiters_of(const Model& model, const ThreadRow& thread) {
    for (auto hold = thread.holds.rbegin(); hold != thread.holds.rend(); ++hold)
      if (known_lock(model, *hold) != 0) return model.object(*hold)->waiters;
    return {};
  }

  void note_waiter(const ThreadRow& thread, const Model& model, const Findings& findings) {
    if (waits_.empty()) return;
    const ObjectRow* lock = model.object(thread.wait.waits_on());
    if (lock == nullptr || lock->owner == 0) return;
    const auto keeping = std::ranges::find(waits_, lock->owner, &Keeping::thread);
    if (keeping == waits_.end() || keeping->lock != known_lock(model, lock->id) || !keeping->waiter.empty()) return;
    if (const ThreadRow* keeper = model.thread(keeping->thread); keeper != nullptr && !may_go_on(model, *keeper, *keeping))
      needs(*keeping, thread, model, findings);
  }

  /// Whether nothing keeps a thread in its wait any more: it has been woken, but does not run yet.
  static bool may_go_on(const Model& model, const ThreadRow& keeper, const Keeping& keeping) {
    if (keeper.state != ThreadState::waiting || keeping.is_notified) return true;
    const ObjectId object = keeper.wait.object;
    if (const ThreadRow* joined = model.thread(object)) return is_over(*joined);
    const ObjectRow* row = model.object(object);
    if (row == nullptr || !row->known) return false;
    switch (keeper.wait.operation) {
      case OperationKind::event_wait: return row->flag;
      case OperationKind::barrier_wait: return row->n_waiting == 0;
      case OperationKind::semaphore_acquire: return row->value > 0;
      case OperationKind::queue_get: return row->size > 0;
      case OperationKind::future_result: return row->future == FuturePhase::returned || row->future == FuturePhase::raised;
      default: return false;
    }
  }

  static void needs(Keeping& keeping, const ThreadRow& waiter, const Model& model, const Findings& findings) {
    keeping.waiter = label(waiter) + in_line(waiter.line);
    keeping.waiting = evidence_of(waiter, model, findings);
  }

  static void report(const Keeping& keeping, const Model& model, Findings& findings) {
    if (keeping.waiter.empty()) return;
    findings.add({.kind = FindingKind::held_while_waiting,
                  .level = FindingLevel::warning,
                  .text = keeping.text + ", so that " + keeping.waiter + " had to wait, too.",
                  .evidence = {keeping.evidence, keeping.waiting},
                  .objects = {keeping.lock},
                  .time_ns = model.time_ns});
  }

  void report_stuck(const Model& model, Findings& findings) const {
    for (const Keeping& keeping : waits_)
      if (!keeping.waiter.empty() && findings.last(FindingKind::stuck)) report(keeping, model, findings);
  }

  std::vector<Keeping> waits_;
};

}  // namespace

std::unique_ptr<Detector> make_held_while_waiting() { return std::make_unique<HeldWhileWaiting>(); }

}  // namespace threadbox::session
