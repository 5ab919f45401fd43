#include "session/chrome_trace.h"

#include "session/json_text.h"

#include <algorithm>
#include <new>
#include <utility>

namespace threadbox::session {

namespace {

constexpr int process = 1;  // The format requires one.

double microseconds(TimeNs time) noexcept { return static_cast<double>(time) / 1000; }

/// Begins an event of the trace with the fields that all of them have: phase, name, process, thread.
JsonText begin(const char* phase, std::string_view name, ThreadId thread) {
  JsonText json;
  json.begin_object();
  json.member("ph", phase);
  json.member("name", name);
  json.member("pid", process);
  json.member("tid", thread);
  return json;
}

}  // namespace

ChromeTrace::ChromeTrace(std::ostream& out, TextOf text_of) : out_(out), text_of_(std::move(text_of)) {
  out_ << "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[";
}

void ChromeTrace::add(std::span<const TraceEvent> events) try {
  for (const TraceEvent& event : events) apply(event);
} catch (const std::bad_alloc&) {
  out_.setstate(std::ios::badbit);
}

void ChromeTrace::finish() try {
  for (auto& [thread, track] : tracks_) {
    end_running(thread, last_ns_);
    if (track.waiting_since) span(thread, track.wait, "waiting", *track.waiting_since, last_ns_);
  }
  out_ << "\n]}\n";
} catch (const std::bad_alloc&) {
  out_.setstate(std::ios::badbit);
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
      names_[event.object] =
          std::string(object_kind_name(static_cast<ObjectKind>(event.argument))) + " " + std::to_string(event.object);
      break;
    case EventKind::object_name: names_[event.object] = text_of_(event.argument); break;
    case EventKind::wait_call:
      track.call = std::string(text_of_(event.argument)) + (event.object != 0 ? " " + object_text(event.object) : "");
      break;
    case EventKind::program_begin:
      begin_program(event.time_ns);
      mark(event);
      break;
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

void ChromeTrace::begin_program(TimeNs now) {
  begin_ns_ = now;
  for (auto& [thread, track] : tracks_)
    for (std::optional<TimeNs>* since : {&track.running_since, &track.waiting_since})
      if (*since) *since = now;
}

void ChromeTrace::name_track(const TraceEvent& event) {
  JsonText json = begin("M", "thread_name", event.thread);
  json.key("args");
  json.begin_object();
  json.member("name", thread_names_[event.object]);
  json.end_object();
  write(json);
}

void ChromeTrace::begin_wait(const TraceEvent& event) {
  end_running(event.thread, event.time_ns);  // The GIL is released slightly later.
  Track& track = tracks_[event.thread];
  track.waiting_since = event.time_ns;
  track.wait = operation_text(static_cast<OperationKind>(event.flags));
  if (event.object != 0) track.wait += " " + object_text(event.object);
  if (!track.call.empty()) track.wait = std::exchange(track.call, {});
}

void ChromeTrace::end_wait(const TraceEvent& event) {
  Track& track = tracks_[event.thread];
  if (!track.waiting_since) return;
  span(event.thread, track.wait, "waiting", *track.waiting_since, event.time_ns);
  track.waiting_since.reset();
  if (track.has_turn) track.running_since = event.time_ns;
}

void ChromeTrace::end_running(ThreadId thread, TimeNs now) {
  Track& track = tracks_[thread];
  if (track.running_since) span(thread, "running", "running", *track.running_since, now);
  track.running_since.reset();
}

void ChromeTrace::mark(const TraceEvent& event) {
  if (!begin_ns_) return;
  std::string name = event_name(event.kind);
  if (event.object != 0) name += " " + object_text(event.object);
  if (event.kind == EventKind::line) name = "line " + std::to_string(event.detail);
  JsonText json = begin("i", name, event.thread);
  json.member("s", "t");
  json.member("cat", event_name(event.kind));
  json.member("ts", microseconds(event.time_ns - *begin_ns_));
  json.key("args");
  json.begin_object();
  if (event.kind == EventKind::output) json.member("text", text_of_(event.argument));
  if (event.kind == EventKind::line) json.member("function", text_of_(event.argument));
  json.end_object();
  write(json);
}

void ChromeTrace::span(ThreadId thread, std::string_view name, std::string_view category, TimeNs since, TimeNs end) {
  if (!begin_ns_) return;
  JsonText json = begin("X", name, thread);
  json.member("cat", category);
  json.member("ts", microseconds(since - *begin_ns_));
  json.member("dur", microseconds(end - since));
  write(json);
}

void ChromeTrace::write(JsonText& json) {
  json.end_object();
  out_ << (std::exchange(is_first_, false) ? "\n" : ",\n") << json.take();
}

std::string ChromeTrace::object_text(ObjectId object) const {
  if (const auto thread = thread_names_.find(object); thread != thread_names_.end()) return thread->second;
  const auto found = names_.find(object);
  return found != names_.end() ? found->second : std::to_string(object);
}

}  // namespace threadbox::session
