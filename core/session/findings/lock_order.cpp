#include "session/calls.h"
#include "session/findings/start_order.h"
#include "session/findings/telling.h"

#include <algorithm>

namespace threadbox::session {

namespace {

/// One thread takes lock A and then lock B, another one B and then A, and nothing keeps them from doing so at the same time: they have no
/// lock in common meanwhile, and neither is ordered before the other by start() and join(). An attempt that may give up, by a timeout or
/// without blocking, closes no circle. Each pair of locks is told once; a deadlock of the two is told as that.
class LockOrder final : public Detector {
 public:
  LockOrder() noexcept
      : Detector({}, {EventKind::lock_acquired, EventKind::lock_released, EventKind::wait_begin, EventKind::wait_end,
                      EventKind::thread_start, EventKind::thread_end, EventKind::object_end}) {}

  void after(const Scene& scene, Findings& findings) override {
    const TraceEvent& event = scene.event;
    switch (event.kind) {
      case EventKind::thread_start:
        if (scene.actor != nullptr) order_.start(scene.actor->object, event.object);
        return;
      case EventKind::thread_end: return order_.end(event.object);
      case EventKind::object_end: return forget(event.object);
      default: break;
    }
    if (scene.actor == nullptr) return;
    switch (event.kind) {
      case EventKind::wait_begin: return begin_wait(scene);
      case EventKind::wait_end: return end_wait(scene);
      case EventKind::lock_acquired: return acquire(scene);
      case EventKind::lock_released: return confirm(*scene.actor, scene.model, findings);
      default: break;
    }
  }

 private:
  /// A lock was taken while another one was held.
  struct Edge {
    ObjectId first = 0, second = 0;
    ObjectId thread = 0;
    std::uint64_t clock = 0;  ///< Of the thread.
    std::string name;
    std::vector<ObjectId> common;  ///< The other locks that it held.
    Evidence evidence;
  };
  static constexpr std::size_t most = 256;

  void begin_wait(const Scene& scene) {
    const OperationKind operation = scene.actor->wait.operation;
    if (operation == OperationKind::thread_start) starting_.push_back(scene.actor->object);
    if (operation != OperationKind::lock_acquire && operation != OperationKind::rlock_acquire) return;
    if (scene.actor->wait.deadline_ns) giving_up_.push_back(scene.actor->object);
  }

  /// Without a wait_begin, it tells that a join did not have to wait, or that a lock was acquired by an attempt that may give up.
  void end_wait(const Scene& scene) {
    const ObjectId thread = scene.actor->object;
    std::erase(giving_up_, thread);
    if (std::erase(starting_, thread) > 0) return;
    if (scene.model.thread(scene.event.object) != nullptr) {
      if (static_cast<WaitOutcome>(scene.event.flags) == WaitOutcome::done) order_.join(thread, scene.event.object);
    } else {
      std::erase_if(taken_, [&](const Edge& edge) { return edge.thread == thread && edge.second == scene.event.object; });
    }
  }

  void acquire(const Scene& scene) {
    const ThreadRow& thread = *scene.actor;
    const ObjectId lock = scene.event.object;
    if (thread.holds.size() < 2 || scene.event.argument > 1 || std::ranges::find(giving_up_, thread.object) != giving_up_.end())
      return;
    const ObjectId known = known_lock(scene.model, lock);
    if (known == 0 || thread.is_console || taken_.size() >= most || !order_.keep(thread.object)) return;
    const std::vector<ObjectId> holds = known_holds(scene.model, thread);
    for (const ObjectId first : holds) {
      if (first == known) continue;
      Edge edge{first, known, thread.object, order_.clock(thread.object), label(thread), {}, {}};
      for (const ObjectId other : holds)
        if (other != first && other != known) edge.common.push_back(other);
      edge.evidence = {thread.object, 0, scene.event.sequence, scene.model.time_ns};
      taken_.push_back(std::move(edge));
    }
  }

  /// The thread has gone on after it took the second lock, so that was no attempt.
  void confirm(const ThreadRow& thread, const Model& model, Findings& findings) {
    for (std::size_t n = 0; n < taken_.size();) {
      if (taken_[n].thread != thread.object) {
        ++n;
        continue;
      }
      const Edge edge = std::move(taken_[n]);
      taken_.erase(taken_.begin() + static_cast<std::ptrdiff_t>(n));
      note(edge, model, findings);
    }
  }

  void note(const Edge& edge, const Model& model, Findings& findings) {
    for (const Edge& other : edges_)
      if (other.first == edge.second && other.second == edge.first && may_meet(other, edge))
        return report(other, edge, model, findings);
    const bool is_known = std::ranges::any_of(edges_, [&](const Edge& each) {
      return each.first == edge.first && each.second == edge.second && each.thread == edge.thread && each.common == edge.common;
    });
    if (is_known) return;
    if (edges_.size() == most) edges_.erase(edges_.begin());
    edges_.push_back(edge);
  }

  [[nodiscard]] bool may_meet(const Edge& one, const Edge& other) const {
    if (one.thread == other.thread || order_.is_before(one.thread, one.clock, other.thread)) return false;
    return std::ranges::none_of(one.common,
                                [&](ObjectId lock) { return std::ranges::find(other.common, lock) != other.common.end(); });
  }

  static void report(const Edge& one, const Edge& other, const Model& model, Findings& findings) {
    std::vector<ObjectId> locks{one.first, one.second};
    std::ranges::sort(locks);
    for (const Finding& known : findings.list())
      if ((known.kind == FindingKind::lock_order || known.kind == FindingKind::deadlock) &&
          std::ranges::is_permutation(known.objects, locks))
        return;
    const std::string a = object_text(model, one.first), b = object_text(model, one.second);
    findings.add({.kind = FindingKind::lock_order,
                  .level = FindingLevel::warning,
                  .text = one.name + " takes " + a + " and then " + b + ", " + other.name + " takes " + b + " and then " + a +
                          "; if each has taken its first one, neither can go on.",
                  .evidence = {one.evidence, other.evidence},
                  .objects = locks,
                  .time_ns = model.time_ns});
  }

  void forget(ObjectId object) {
    const auto is_about = [&](const Edge& edge) { return edge.first == object || edge.second == object; };
    std::erase_if(edges_, is_about);
    std::erase_if(taken_, is_about);
  }

  StartOrder order_;
  std::vector<Edge> edges_;
  std::vector<Edge> taken_;  ///< Not known yet whether they were attempts.
  std::vector<ObjectId> starting_;  ///< The threads that wait in start().
  std::vector<ObjectId> giving_up_;  ///< The threads that wait for a lock with a timeout.
};

}  // namespace

std::unique_ptr<Detector> make_lock_order() { return std::make_unique<LockOrder>(); }

}  // namespace threadbox::session
