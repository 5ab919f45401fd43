#pragma once

#include <cstdint>

namespace threadbox {
class SyncObject;
}

namespace threadbox::script {

class Instance;

/// Whether an operation that a thread stands before would succeed at once. Asked again at each scheduling point.
struct Question {
  enum class Kind : std::uint8_t {
    none,         ///< It never waits, or its wait is a step.
    lock_free,    ///< Lock.acquire
    rlock_free,   ///< RLock.acquire
    permit,       ///< Semaphore.acquire
    ended,        ///< Thread.join
    simple_item,  ///< SimpleQueue.get
    item,         ///< Queue.get
    room,         ///< Queue.put
    all_done,     ///< Queue.join
  };
  Kind kind = Kind::none;
  const SyncObject* object = nullptr;  ///< Of all but Queue.
  const Instance* queue = nullptr;     ///< Of Queue.
};

}  // namespace threadbox::script
