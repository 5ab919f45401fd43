#pragma once

#include <threadbox/park/operation.h>
#include <threadbox/trace/event.h>

#include <functional>
#include <map>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

namespace threadbox::session {

class JsonText;

/// Writes a run's events in Chrome's trace event format, which chrome://tracing and ui.perfetto.dev show: a track for each
/// thread, with a span for each stretch in which it ran or waited, and a mark for each other event. Time begins with the program: what
/// happened before its first statement that is not an import is left out.
/// Threads:  one at a time.
/// Errors:   those of the stream, whose badbit is also set when an event cannot be allocated.
/// Owns:     nothing; the stream outlives it.
class ChromeTrace {
 public:
  using TextOf = std::function<std::string_view(TextId)>;

  /// `text_of` returns the text of an id that an event carries.
  ChromeTrace(std::ostream& out, TextOf text_of);
  /// The next events of the log, in order.
  void add(std::span<const TraceEvent> events);
  /// Closes the open spans and the document. add() must not be called afterwards.
  void finish();

 private:
  struct Track {
    std::optional<TimeNs> running_since;
    std::optional<TimeNs> waiting_since;
    std::string call;  ///< The call that led to the wait that begins next, as text; may be empty.
    std::string wait;  ///< The call that it waits in, as text.
    bool has_turn = false;
  };

  void apply(const TraceEvent& event);
  void begin_program(TimeNs now);
  void name_track(const TraceEvent& event);
  void begin_wait(const TraceEvent& event);
  void end_wait(const TraceEvent& event);
  void mark(const TraceEvent& event);
  void end_running(ThreadId thread, TimeNs now);
  void span(ThreadId thread, std::string_view name, std::string_view category, TimeNs since, TimeNs end);
  void write(JsonText& json);
  [[nodiscard]] std::string object_text(ObjectId object) const;

  std::ostream& out_;
  TextOf text_of_;
  std::map<ThreadId, Track> tracks_;
  std::map<ObjectId, std::string> thread_names_;
  std::map<ObjectId, std::string> names_;  ///< Of primitives: their variable, or their type and number.
  TimeNs last_ns_ = 0;
  std::optional<TimeNs> begin_ns_;  ///< When the program began.
  bool is_first_ = true;
};

}  // namespace threadbox::session
