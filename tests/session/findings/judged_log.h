#pragma once

#include "session/findings/findings.h"
#include "../hand_made_log.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// A log written by hand, and what is found in it.
namespace threadbox::session {

class JudgedLog {
 public:
  JudgedLog() : fold(texts) {
    add(0, EventKind::run_begin, 0, 0, run_is_simulated);
    add(0, EventKind::thread_create, 1, text("MainThread"), thread_is_main);
    add(1, EventKind::thread_begin, 1, 1);
  }

  void add(ThreadId thread, EventKind kind, ObjectId object = 0, std::uint32_t argument = 0, std::uint8_t flags = 0,
           std::uint16_t detail = 0) {
    const TraceEvent event{sequence_++, now_ns, thread, object, argument, detail, kind, flags};
    findings.before(event, fold);
    fold.apply(event);
    findings.after(event, fold);
  }
  /// A thread whose object and number are the same, started by another one.
  void start(ThreadId thread, ThreadId by = 1, std::uint8_t flags = 0) {
    add(by, EventKind::thread_create, thread, text("T" + std::to_string(thread)), flags);
    add(by, EventKind::thread_start, thread, thread);
    add(thread, EventKind::thread_begin, thread, thread);
  }
  void end(ThreadId thread, ThreadEnd how = ThreadEnd::returned) {
    add(thread, EventKind::thread_end, thread, thread, static_cast<std::uint8_t>(how));
  }
  void create(ObjectId object, ObjectKind kind, std::uint16_t amount = 0) {
    add(1, EventKind::object_create, object, static_cast<std::uint32_t>(kind), 0, amount);
  }
  void line(ThreadId thread, std::uint16_t number) { add(thread, EventKind::line, 0, text("f"), 0, number); }
  void wait(ThreadId thread, OperationKind operation, ObjectId object, float seconds = std::numeric_limits<float>::infinity()) {
    add(thread, EventKind::wait_begin, object, TraceEvent::from_seconds(seconds), static_cast<std::uint8_t>(operation));
  }
  void end_wait(ThreadId thread, ObjectId object, WaitOutcome outcome = WaitOutcome::done) {
    add(thread, EventKind::wait_end, object, 0, static_cast<std::uint8_t>(outcome));
  }
  void acquire(ThreadId thread, ObjectId lock) { add(thread, EventKind::lock_acquired, lock, 1); }
  void release(ThreadId thread, ObjectId lock) { add(thread, EventKind::lock_released, lock); }
  /// Joins a thread that has ended, which does not wait.
  void join(ThreadId thread, ThreadId ended) { end_wait(thread, ended); }
  TextId text(std::string_view value) { return texts.intern(value); }

  /// What was found, in order: "error deadlock 7 9" with the lines.
  [[nodiscard]] std::vector<std::string> found() const {
    std::vector<std::string> names;
    for (const Finding& finding : findings.list()) {
      std::string name = std::string(finding_level_name(finding.level)) + " " + finding_name(finding.kind);
      for (const Evidence& evidence : finding.evidence)
        if (evidence.line != 0) name += " " + std::to_string(evidence.line);
      names.push_back(std::move(name));
    }
    return names;
  }

  TextTable texts;
  Fold fold;
  Findings findings;
  TimeNs now_ns = 0;

 private:
  std::uint64_t sequence_ = 0;
};

using Found = std::vector<std::string>;

}  // namespace threadbox::session
