#include "session/line_visits.h"

namespace threadbox::session {

namespace {

TimeNs length_of(const Model& model, const ThreadRow& thread, const Span& span) {
  const bool is_open = &span == &thread.spans.back() && is_live(thread);
  return (is_open ? model.time_ns : span.end_ns) - span.begin_ns;
}

}  // namespace

std::vector<LineVisit> line_visits(const Model& model, std::uint32_t line) {
  std::vector<LineVisit> visits;
  for (const ThreadRow& thread : model.threads) {
    if (thread.is_console) continue;
    LineVisit visit{.thread = thread.object, .is_there = is_live(thread) && !is_idle(thread) && thread.line == line};
    TimeNs longest_ns = 0;
    bool was_there = visit.is_there;
    for (const Span& span : thread.spans) {
      if (span.line != line || (span.state == ThreadState::waiting && span.operation == OperationKind::idle)) continue;
      was_there = true;
      if (span.state != ThreadState::waiting) continue;
      ++visit.waits;
      const TimeNs length_ns = length_of(model, thread, span);
      visit.waited_ns += length_ns;
      if (visit.longest.state == ThreadState::waiting && length_ns <= longest_ns) continue;
      visit.longest = span;
      longest_ns = length_ns;
    }
    if (was_there) visits.push_back(visit);
  }
  return visits;
}

}  // namespace threadbox::session
