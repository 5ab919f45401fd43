#include <threadbox/trace/event.h>

namespace threadbox {

const char* event_name(EventKind kind) noexcept {
  static constexpr const char* names[] = {
#define THREADBOX_EVENT(name, loss) #name,
#include <threadbox/trace/events.def>
#undef THREADBOX_EVENT
  };
  return names[static_cast<std::size_t>(kind)];
}

EventLoss event_loss(EventKind kind) noexcept {
  static constexpr EventLoss losses[] = {
#define THREADBOX_EVENT(name, loss) EventLoss::loss,
#include <threadbox/trace/events.def>
#undef THREADBOX_EVENT
  };
  return losses[static_cast<std::size_t>(kind)];
}

const char* object_kind_name(ObjectKind kind) noexcept {
  switch (kind) {
    case ObjectKind::thread: return "Thread";
    case ObjectKind::lock: return "Lock";
    case ObjectKind::rlock: return "RLock";
    case ObjectKind::condition: return "Condition";
    case ObjectKind::semaphore: return "Semaphore";
    case ObjectKind::event: return "Event";
    case ObjectKind::barrier: return "Barrier";
    case ObjectKind::queue: return "Queue";
    case ObjectKind::simple_queue: return "SimpleQueue";
    case ObjectKind::future: return "Future";
    case ObjectKind::executor: return "ThreadPoolExecutor";
    case ObjectKind::local: return "local";
  }
  return "";
}

}  // namespace threadbox
