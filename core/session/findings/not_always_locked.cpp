#include "session/findings/access_telling.h"
#include "session/findings/telling.h"

#include <algorithm>
#include <map>

namespace threadbox::session {

namespace {

/// More than half of the stores of a variable, and two at least, are made with one lock held, one is made without it, and nothing else
/// orders that one with an access under the lock. Loads without the lock are not told: one load is a step of its own, and looking before taking the lock is a usual way.
class NotAlwaysLocked final : public Detector {
 public:
  NotAlwaysLocked() noexcept : Detector({}, {EventKind::access, EventKind::run_end}) {}

  void after(const Scene& scene, Findings& findings) override {
    const TraceEvent& event = scene.event;
    if (event.kind == EventKind::run_end) return report_all(scene.model, findings);
    if (scene.actor == nullptr || (event.flags & access_of_shape) != 0) return;
    if (places_.size() >= most_places && !places_.contains(event.object)) return;
    Place& place = places_[event.object];
    const Access access = access_of(event, *scene.actor);
    const std::vector<HeldLock>& held = findings.order().held_by(event.thread);
    const bool writes = (event.flags & access_writes) != 0;
    if (writes) {
      ++place.stores;
      for (const HeldLock& lock : held) count(place, lock.lock);
    }
    const AccessOrder& order = findings.order();
    if (held.empty() && writes) {
      if (place.bare.thread == 0 || place.bare_other.thread == 0) {
        place.bare = access;
        place.bare_other = {};
        // One under the lock, by another thread, that is not before it.
        for (const Locked& each : place.locked)
          if (each.access.thread != event.thread && !order.is_before(each.access, event.thread)) {
            place.bare_other = each.access;
            place.bare_lock = each.lock;
          }
      }
    }
    for (const HeldLock& lock : held) {
      const auto known = std::ranges::find_if(
          place.locked, [&](const Locked& each) { return each.lock == lock.lock && each.access.thread == event.thread; });
      if (known != place.locked.end()) known->access = access;
      else if (place.locked.size() < most_locked) place.locked.push_back({lock.lock, access});
      if (place.bare.thread != 0 && place.bare_other.thread == 0 && place.bare.thread != event.thread &&
          !order.is_before(place.bare, event.thread)) {
        place.bare_other = access;
        place.bare_lock = lock.lock;
      }
    }
  }

 private:
  struct Locked {
    ObjectId lock;
    Access access;
  };
  struct Place {
    std::uint32_t stores = 0;
    std::vector<std::pair<ObjectId, std::uint32_t>> under;  ///< How many of the stores were made with each lock held.
    std::vector<Locked> locked;  ///< The last access of each thread with each lock held.
    Access bare;  ///< A store without a lock.
    Access bare_other;  ///< An access under the lock that nothing orders with it.
    ObjectId bare_lock = 0;
  };
  static constexpr std::size_t most_places = 5'000, most_locked = 64;

  static void count(Place& place, ObjectId lock) {
    for (auto& [known, stores] : place.under)
      if (known == lock) return void(++stores);
    if (place.under.size() < most_locked) place.under.emplace_back(lock, 1);
  }

  void report_all(const Model& model, Findings& findings) const {
    for (const auto& [number, place] : places_) {
      if (place.bare_other.thread == 0) continue;
      std::uint32_t under = 0;
      for (const auto& [lock, stores] : place.under)
        if (lock == place.bare_lock) under = stores;
      if (under < 2 || 2 * under <= place.stores) continue;
      report(number, place, model, findings);
    }
  }

  static void report(std::uint32_t number, const Place& place, const Model& model, Findings& findings) {
    const std::string name = findings.order().place_name(number);
    findings.add({.kind = FindingKind::not_always_locked,
                  .level = FindingLevel::warning,
                  .text = thread_text(model, place.bare) + " stores " + name + in_line(place.bare.line) + " without " +
                          object_text(model, place.bare_lock) + ", with which it is guarded elsewhere, as by " +
                          thread_text(model, place.bare_other) + in_line(place.bare_other.line) + ".",
                  .evidence = {evidence_of(place.bare), evidence_of(place.bare_other)},
                  .objects = {place.bare_lock},
                  .time_ns = model.time_ns});
  }

  std::map<std::uint32_t, Place> places_;  ///< In order, so that the findings are.
};

}  // namespace

std::unique_ptr<Detector> make_not_always_locked() { return std::make_unique<NotAlwaysLocked>(); }

}  // namespace threadbox::session
