#include "session/line_visits.h"

#include <utility>

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
    bool seen = false;
    for (const Span& span : thread.spans) {
      if (span.line != line || (span.state == ThreadState::waiting && span.operation == OperationKind::idle)) continue;
      if (!std::exchange(seen, true)) visit.first_ns = span.begin_ns;
      visit.last_ns = span.begin_ns + length_of(model, thread, span);
      if (span.state != ThreadState::waiting) continue;
      ++visit.waits;
      const TimeNs length_ns = length_of(model, thread, span);
      visit.waited_ns += length_ns;
      if (visit.longest.state == ThreadState::waiting && length_ns <= longest_ns) continue;
      visit.longest = span;
      longest_ns = length_ns;
    }
    if (seen || visit.is_there) visits.push_back(visit);
  }
  return visits;
}

}  // namespace threadbox::session
