#include "session/chrome_trace.h"

#include <nlohmann/json.hpp>

namespace threadbox::session {

namespace {

using nlohmann::json;

constexpr int process = 1;  // The format wants one.

double microseconds(TimeNs time) noexcept { return static_cast<double>(time) / 1000; }

/// Texts of programs may hold anything; what is no UTF-8 is replaced.
std::string dump(const json& object) { return object.dump(-1, ' ', false, json::error_handler_t::replace); }

}  // namespace

ChromeTrace::ChromeTrace(std::ostream& out, TextOf text_of) : out_(out), text_of_(std::move(text_of)) {
  out_ << "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[";
}

void ChromeTrace::add(std::span<const TraceEvent> events) {
  for (const TraceEvent& event : events) apply(event);
}

void ChromeTrace::finish() {
  for (auto& [thread, track] : tracks_) {
    end_running(thread, last_ns_);
    if (track.waiting_since) span(thread, track.wait, "waiting", *track.waiting_since, last_ns_);
  }
  out_ << "\n]}\n";
}

void ChromeTrace::apply(const TraceEvent& event) {
  last_ns_ = std::max(last_ns_, event.time_ns);
  Track& track = tracks_[event.thread];
  switch (event.kind) {
    case EventKind::thread_create:
    case EventKind::thread_name: thread_names_[event.object] = text_of_(event.argument); break;
    case EventKind::thread_begin: name_track(event); break;
    case EventKind::thread_end:
      end_running(event.thread, event.time_ns);
      tracks_.erase(event.thread);
      break;
    case EventKind::object_end:
      names_.erase(event.object);
      thread_names_.erase(event.object);
      break;
    case EventKind::object_create:
      names_[event.object] = std::string(object_kind_name(static_cast<ObjectKind>(event.argument))) + " " + std::to_string(event.object);
      break;
    case EventKind::object_name: names_[event.object] = text_of_(event.argument); break;
    case EventKind::wait_begin: begin_wait(event); break;
    case EventKind::wait_end: end_wait(event); break;
    case EventKind::gil_acquired:
      track.has_turn = true;
      if (!track.waiting_since) track.running_since = event.time_ns;
      break;
    case EventKind::gil_released:
      track.has_turn = false;
      end_running(event.thread, event.time_ns);
      break;
    default: mark(event);
  }
}

void ChromeTrace::name_track(const TraceEvent& event) {
  write(dump({{"ph", "M"}, {"name", "thread_name"}, {"pid", process}, {"tid", event.thread}, {"args", {{"name", thread_names_[event.object]}}}}));
}

void ChromeTrace::begin_wait(const TraceEvent& event) {
  end_running(event.thread, event.time_ns);  // The turn is given up a little later.
  Track& track = tracks_[event.thread];
  track.waiting_since = event.time_ns;
  track.wait = operation_text(static_cast<OperationKind>(event.flags));
  if (event.object != 0) track.wait += " " + object_text(event.object);
}

void ChromeTrace::end_wait(const TraceEvent& event) {
  Track& track = tracks_[event.thread];
  if (track.waiting_since) span(event.thread, track.wait, "waiting", *track.waiting_since, event.time_ns);
  track.waiting_since.reset();
  if (track.has_turn) track.running_since = event.time_ns;
}

void ChromeTrace::end_running(ThreadId thread, TimeNs now) {
  Track& track = tracks_[thread];
  if (track.running_since) span(thread, "running", "running", *track.running_since, now);
  track.running_since.reset();
}

void ChromeTrace::mark(const TraceEvent& event) {
  std::string name = event_name(event.kind);
  if (event.object != 0) name += " " + object_text(event.object);
  json arguments = json::object();
  if (event.kind == EventKind::output) arguments["text"] = text_of_(event.argument);
  if (event.kind == EventKind::line) {
    name = "line " + std::to_string(event.detail);
    arguments["function"] = text_of_(event.argument);
  }
  write(dump({{"ph", "i"}, {"s", "t"}, {"name", name}, {"cat", event_name(event.kind)}, {"pid", process},
              {"tid", event.thread}, {"ts", microseconds(event.time_ns)}, {"args", arguments}}));
}

void ChromeTrace::span(ThreadId thread, std::string_view name, std::string_view category, TimeNs begin, TimeNs end) {
  write(dump({{"ph", "X"}, {"name", name}, {"cat", category}, {"pid", process}, {"tid", thread},
              {"ts", microseconds(begin)}, {"dur", microseconds(end - begin)}}));
}

void ChromeTrace::write(std::string_view object) {
  out_ << (std::exchange(is_first_, false) ? "\n" : ",\n") << object;
}

std::string ChromeTrace::object_text(ObjectId object) const {
  if (const auto thread = thread_names_.find(object); thread != thread_names_.end()) return thread->second;
  const auto found = names_.find(object);
  return found != names_.end() ? found->second : std::to_string(object);
}

}  // namespace threadbox::session
