#pragma once

#include <threadbox/park/clock.h>
#include <threadbox/park/waiter.h>
#include <threadbox/trace/text_table.h>

#include <bit>
#include <cstdint>

namespace threadbox {

/// Identifies an object (primitive or thread) within one run. 0 is none. Never reused.
using ObjectId = std::uint32_t;
/// What happens to an event when its thread's ring is full; events.def says which event is which.
///   droppable  it is counted, and the count is recorded as a gap
///   lossless   its thread waits for room
///   spilled    it goes to the ring's spill list at once, since its thread may not wait
enum class EventLoss : unsigned char { droppable, lossless, spilled };

/// The kinds of events. events.def lists them, with the meaning of each field.
enum class EventKind : std::uint8_t {
#define THREADBOX_EVENT(name, loss) name,
#include <threadbox/trace/events.def>
#undef THREADBOX_EVENT
};

/// The event's name as in events.def, e.g. "lock_acquired".
const char* event_name(EventKind kind) noexcept;
EventLoss event_loss(EventKind kind) noexcept;

enum class ObjectKind : std::uint8_t {
  thread,
  lock,
  rlock,
  condition,
  semaphore,
  event,
  barrier,
  queue,
  simple_queue,
  future,
  executor,
  local
};
/// Python's name of the type, e.g. "Barrier".
const char* object_kind_name(ObjectKind kind) noexcept;

/// Flags of run_begin: the runner of the run. Without flags: threads in parallel, one at a time under the GIL.
enum RunBeginFlags : std::uint8_t { run_is_free_threaded = 1, run_is_simulated = 2 };
/// Flags of run_end: what ended the run, unless the program ended by itself.
enum RunEndFlags : std::uint8_t { run_stopped_by_user = 1, run_ended_by_interrupt = 2 };
/// Flags of object_name: the name is that of a global variable, so it is an expression that yields the object.
enum ObjectNameFlags : std::uint8_t { name_is_global = 1 };
/// Flags of thread_create.
enum ThreadFlags : std::uint8_t { thread_is_daemon = 1, thread_is_main = 2, thread_is_console = 4 };
/// Flags of thread_end: how a thread ended.
enum class ThreadEnd : std::uint8_t { returned, raised, stopped };
/// Flags of wait_end.
enum class WaitOutcome : std::uint8_t { done, timed_out, raised, interrupted, stopped };
/// The argument of future_changed; a new Future is pending.
enum class FuturePhase : std::uint8_t { pending, running, returned, raised, cancelled };
/// Flags of output: where a text goes. `echo` is the console's `>>> statement`.
enum class OutputStream : std::uint8_t { out, err, echo };

/// Flags of access: what the instruction does with the place, as its code says.
enum AccessFlags : std::uint8_t {
  access_writes = 1,     ///< Otherwise it reads.
  access_linked =
      2,     ///< A read: its value goes into a store of the same name. A write: it stores such a value; of a shape: it adds.
  access_decides = 4,    ///< A read: a condition depends on the value. A write: the value is a constant.
  access_iterates = 8,   ///< A read: a for loop takes its next item; with access_decides its iterator.
  access_acts = 16,      ///< It is in the body of a condition that reads the same name.
  access_of_shape = 32,  ///< The place is which items a container has.
  access_has_int = 64,   ///< The argument is the value that is read or written.
  access_loops = 128,    ///< A read: the condition is that of a while loop.
};

/// One event of a run, as a value of 32 bytes, so that two fit into a cache line.
struct TraceEvent {
  std::uint64_t sequence = 0;  ///< The place in the order of all events of a run: 0, 1, 2 … without holes.
  TimeNs time_ns = 0;          ///< The run's clock, never going back within a thread; exact on slow paths.
  ThreadId thread = 0;         ///< The thread that did it; 0: the observer (interrupt, stop).
  ObjectId object = 0;
  std::uint32_t argument = 0;
  std::uint16_t detail = 0;
  EventKind kind = EventKind::gap;
  std::uint8_t flags = 0;

  /// A count as stored in `argument` and in `detail`, clamped to the field's range.
  static constexpr std::uint32_t count_argument(std::uint64_t count) noexcept {
    return count > 0xFFFF'FFFF ? 0xFFFF'FFFF : static_cast<std::uint32_t>(count);
  }
  static constexpr std::uint16_t count_detail(std::uint64_t count) noexcept {
    return count > 0xFFFF ? 0xFFFF : static_cast<std::uint16_t>(count);
  }
  /// Seconds travel in `argument` as the bits of a float.
  static std::uint32_t from_seconds(float seconds) noexcept { return std::bit_cast<std::uint32_t>(seconds); }
  [[nodiscard]] float seconds() const noexcept { return std::bit_cast<float>(argument); }

  friend bool operator==(const TraceEvent&, const TraceEvent&) = default;
};
static_assert(sizeof(TraceEvent) == 32);

}  // namespace threadbox
