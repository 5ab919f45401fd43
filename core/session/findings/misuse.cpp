#include "session/calls.h"
#include "session/findings/telling.h"

#include <map>
#include <unordered_map>

namespace threadbox::session {

namespace {

/// Uses that Python allows and that are rarely meant: a Semaphore that is released more often than it was acquired, a thread that is made
/// and never started, a Timer for which the end of the program waits, items that are left in a queue although its consumer lives. A Semaphore that begins at 0 counts something, and may go up.
class Misuse final : public Detector {
 public:
  Misuse() noexcept
      : Detector({EventKind::object_end}, {EventKind::object_create, EventKind::semaphore_released, EventKind::queue_got,
                                           EventKind::shutdown, EventKind::finalize, EventKind::run_end}) {}

  void before(const Scene& scene, Findings& findings) override {
    initial_.erase(scene.event.object);
    consumers_.erase(scene.event.object);
    if (const ThreadRow* thread = scene.model.thread(scene.event.object)) tell_unstarted(*thread, scene.model, findings);
  }

  void after(const Scene& scene, Findings& findings) override {
    switch (scene.event.kind) {
      case EventKind::object_create: {
        const ObjectRow* row = scene.model.object(scene.event.object);
        if (row != nullptr && row->kind == ObjectKind::semaphore && row->value > 0 && initial_.size() < most)
          initial_[row->id] = row->value;
        return;
      }
      case EventKind::semaphore_released: return tell_release(scene, findings);
      case EventKind::queue_got:
        if (scene.actor != nullptr && consumers_.size() < most) consumers_[scene.event.object] = scene.actor->object;
        return;
      case EventKind::finalize: return tell_items(scene.model, findings);
      case EventKind::shutdown:
        for (const ThreadRow& thread : scene.model.threads)
          if (thread.timer && thread.timer->state == TimerRow::State::counting && !thread.daemon)
            tell_timer(thread, scene.model, findings);
        return;
      default:
        if (scene.model.stopped_by_user) return;
        for (const ThreadRow& thread : scene.model.threads) tell_unstarted(thread, scene.model, findings);
    }
  }

 private:
  static constexpr std::size_t most = 1'000;

  static void tell(std::string text, const ThreadRow& thread, std::vector<ObjectId> objects, const Model& model,
                   Findings& findings) {
    findings.add({.kind = FindingKind::misuse,
                  .level = FindingLevel::hint,
                  .text = std::move(text),
                  .evidence = {evidence_of(thread, model, findings)},
                  .objects = std::move(objects),
                  .time_ns = model.time_ns});
  }

  void tell_release(const Scene& scene, Findings& findings) {
    const auto initial = initial_.find(scene.event.object);
    if (initial == initial_.end() || scene.event.detail <= initial->second || scene.actor == nullptr) return;
    tell(label(*scene.actor) + " has released " + object_text(scene.model, scene.event.object) + " above the " +
             std::to_string(initial->second) + " that it began with; a BoundedSemaphore raises ValueError instead.",
         *scene.actor, {scene.event.object}, scene.model, findings);
    initial_.erase(initial);  // Once for each.
  }

  static void tell_timer(const ThreadRow& thread, const Model& model, Findings& findings) {
    tell(label(thread) + " still counts down although the main thread has ended, and the program waits for it.", thread,
         {thread.object}, model, findings);
  }

  static void tell_unstarted(const ThreadRow& thread, const Model& model, Findings& findings) {
    if (thread.state != ThreadState::initial || thread.is_main || thread.is_console) return;
    tell(label(thread) + " was made and never started.", thread, {thread.object}, model, findings);
  }

  /// A consumer that is alive now is a daemon, and is about to be stopped.
  void tell_items(const Model& model, Findings& findings) const {
    if (model.stopped_by_user) return;
    for (const auto& [queue, consumer] : consumers_) {
      const ObjectRow* row = model.object(known_object(model, queue));
      const ThreadRow* thread = model.thread(consumer);
      if (row == nullptr || row->size == 0 || thread == nullptr || !is_live(*thread) || thread->is_main) continue;
      tell(object_text(model, row->id) + " still has " + std::to_string(row->size) + (row->size == 1 ? " item" : " items") +
               " when the program ends and stops " + label(*thread) + ", which takes them" +
               (row->kind == ObjectKind::queue ? "; join() of the queue waits until they are done." : "."),
           *thread, {row->id}, model, findings);
    }
  }

  std::unordered_map<ObjectId, std::int64_t> initial_;
  std::map<ObjectId, ObjectId> consumers_;  ///< Of a queue, the thread that took the last item.
};

}  // namespace

std::unique_ptr<Detector> make_misuse() { return std::make_unique<Misuse>(); }

}  // namespace threadbox::session
