#include "script/machine/accesses.h"

#include <threadbox/sync/lock.h>
#include <threadbox/sync/rlock.h>
#include <threadbox/sync/semaphore.h>
#include <threadbox/sync/simple_queue.h>
#include <threadbox/sync/thread.h>

namespace threadbox::script {

bool Accesses::answer(const Question& question, const Waiter& asking) const {
  switch (question.kind) {
    case Question::Kind::none: return true;
    case Question::Kind::lock_free: return !static_cast<const Lock*>(question.object)->locked();
    case Question::Kind::rlock_free: {
      const auto& lock = *static_cast<const RLock*>(question.object);
      return !lock.locked() || lock.is_owned(asking);
    }
    case Question::Kind::permit: return static_cast<const Semaphore*>(question.object)->value() > 0;
    case Question::Kind::ended: {
      // Of a thread that has not been started, and of itself, it raises.
      const auto& thread = *static_cast<const Thread*>(question.object);
      return !thread.is_alive() || &const_cast<Thread&>(thread).waiter() == &asking;
    }
    case Question::Kind::simple_item: return !static_cast<const SimpleQueueBase*>(question.object)->empty();
    case Question::Kind::item: return length_of(*question.queue) > 0 || attribute(*question.queue, *is_shutdown_) != 0;
    case Question::Kind::room: {
      const std::int64_t maxsize = attribute(*question.queue, *maxsize_);
      return maxsize <= 0 || length_of(*question.queue) < static_cast<std::size_t>(maxsize) ||
             attribute(*question.queue, *is_shutdown_) != 0;
    }
    case Question::Kind::all_done: return attribute(*question.queue, *unfinished_) == 0;
  }
  return true;
}

}  // namespace threadbox::script
