#include "script/machine/call_kinds.h"

#include <threadbox/sync/lock.h>
#include <threadbox/sync/rlock.h>

namespace threadbox::script {

namespace {

constexpr auto reads = Access::Mode::read, writes = Access::Mode::write;

}  // namespace

/// Sets what the last access knows about the state of a primitive.
void Accesses::open(bool was_open, bool needs_open) {
  into_->accesses.back().was_open = was_open;
  into_->accesses.back().needs_open = needs_open;
}

/// `waits`: it waits for ever if it must.
void Accesses::acquire_or_try(Place place, const Question& question, bool open_now, bool waits, bool timed) {
  add(place, open_now || waits ? writes : reads);
  open(open_now, waits);
  if (waits) into_->question = question;
  if (!timed) return;
  into_->on_wake.push_back({place, writes, true, open_now, false, places_.group()});
  into_->wake_question = question;
  into_->gives_up = true;
}

void Accesses::lock_call(Native kind, const Arguments& arguments) {
  const SyncObject* sync = sync_of(arguments.get(0));
  if (sync == nullptr) return;
  const bool recursive = sync->object_kind() == ObjectKind::rlock;
  const auto* lock = recursive ? nullptr : static_cast<const Lock*>(sync);
  const auto* rlock = recursive ? static_cast<const RLock*>(sync) : nullptr;
  const Place place = places_.of(*arguments.get(0).object(), Part::content);
  const bool held = recursive ? rlock->locked() : lock->locked();
  // Only the outermost acquire and release of an RLock are seen by other threads.
  const std::uint64_t count = recursive ? rlock->recursion_count(thread_->waiter()) : 0;
  if (kind == Native::lock_query) return read(place);
  if (kind == Native::lock_release || kind == Native::rlock_release) {
    if (count > 1) return into_->accesses.clear();
    write(place);
    return open(!held, false);
  }
  if (count > 0) return;
  const Value blocking = arguments.get(1, "blocking"), timeout = arguments.get(2, "timeout");
  const bool blocks = blocking.is_undefined() || blocking.is_true() || (blocking.is_int() && blocking.as_int() != 0);
  const bool timed = blocks && !timeout.is_undefined() && !(timeout.is_int() && timeout.as_int() == -1) && !timeout.is_none();
  acquire_or_try(place, {recursive ? Question::Kind::rlock_free : Question::Kind::lock_free, sync, nullptr}, !held,
                 blocks && !timed, timed);
}

void Accesses::condition_call(Native kind, const Arguments& arguments) {
  const auto* condition = as<Instance>(arguments.get(0));
  if (condition == nullptr) return;
  const Place place = places_.of(*condition, Part::content);
  if (kind == Native::condition_query) return read(place);
  write(place);
  if (kind != Native::condition_wait) return;
  const Value lock = condition->attributes.get(lock_);
  const SyncObject* sync = sync_of(lock);
  if (sync == nullptr) return;
  const Place of_lock = places_.of(*lock.object(), Part::content);
  write(of_lock);
  open(false, false);
  into_->on_wake.push_back({of_lock, writes, true, true, false, places_.group()});
  into_->wake_question = {sync->object_kind() == ObjectKind::rlock ? Question::Kind::rlock_free : Question::Kind::lock_free, sync,
                          nullptr};
}

}  // namespace threadbox::script
