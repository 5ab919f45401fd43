#pragma once

#include "session/fold.h"

#include <limits>
#include <string_view>

// A log written by hand, for the tests of the fold.
namespace threadbox::session {

inline constexpr ObjectId main_object = 1, worker_object = 2, lock_id = 3, barrier_id = 4;
inline constexpr ThreadId main_id = 1, worker_id = 2;

/// Writes a log by hand: events get consecutive numbers and a time that the test sets.
class HandMadeLog {
 public:
  HandMadeLog() : fold(texts) {
    add(0, EventKind::run_begin);
    add(0, EventKind::thread_create, main_object, text("MainThread"), thread_is_main);
    add(main_id, EventKind::thread_begin, main_object, main_id);
  }

  void add(ThreadId thread, EventKind kind, ObjectId object = 0, std::uint32_t argument = 0, std::uint8_t flags = 0,
           std::uint16_t detail = 0) {
    fold.apply(TraceEvent{sequence_++, now_ns, thread, object, argument, detail, kind, flags});
  }
  void add_worker(bool daemon = false) {
    add(main_id, EventKind::thread_create, worker_object, text("Thread-1 (worker)"), daemon ? thread_is_daemon : 0);
    add(main_id, EventKind::thread_start, worker_object, worker_id);
    add(worker_id, EventKind::thread_begin, worker_object, worker_id);
  }
  void add_lock() { add(main_id, EventKind::object_create, lock_id, std::uint32_t(ObjectKind::lock)); }
  void add_barrier() { add(main_id, EventKind::object_create, barrier_id, std::uint32_t(ObjectKind::barrier), 0, 3); }
  void wait(ThreadId thread, OperationKind operation, ObjectId object, float seconds = std::numeric_limits<float>::infinity()) {
    add(thread, EventKind::wait_begin, object, TraceEvent::from_seconds(seconds), std::uint8_t(operation));
  }
  TextId text(std::string_view value) { return texts.intern(value); }

  TextTable texts;
  Fold fold;
  TimeNs now_ns = 0;

 private:
  std::uint64_t sequence_ = 0;
};

inline const ThreadRow& worker(const HandMadeLog& log) { return *log.fold.model().thread(worker_object); }
inline const ObjectRow& lock_row(const HandMadeLog& log) { return *log.fold.model().object(lock_id); }
inline const ObjectRow& barrier(const HandMadeLog& log) { return *log.fold.model().object(barrier_id); }

}  // namespace threadbox::session
