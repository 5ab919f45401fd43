#include "engine_log.h"

#include <algorithm>

namespace threadbox::wasm {

namespace {

constexpr std::size_t large_bytes = 1 << 20, large_events = 10'000;
constexpr std::string_view limit_message = "\nThreadbox: the output is longer than the limit; the run was stopped.\n";

/// Whether the argument of such an event is the id of a text: see trace/events.def.
bool has_text(EventKind kind) noexcept {
  switch (kind) {
    case EventKind::thread_create:
    case EventKind::thread_name:
    case EventKind::thread_died:
    case EventKind::thread_target:
    case EventKind::object_name:
    case EventKind::wait_call:
    case EventKind::local_changed:
    case EventKind::line:
    case EventKind::place_name:
    case EventKind::sync_call:
    case EventKind::output: return true;
    default: return false;
  }
}

bool has_seconds(EventKind kind) noexcept { return kind == EventKind::timer_set || kind == EventKind::wait_begin; }

}  // namespace

void EngineLog::add(std::span<const TraceEvent> events, const TextOf& text_of) {
  for (const TraceEvent& event : events) {
    if (event.kind == EventKind::output) add_output(event, text_of(event.argument));
    if (kept_ < most_events_) add_event(event, text_of);
    else ++lost_;
  }
}

void EngineLog::add_output(const TraceEvent& event, std::string_view text) {
  constexpr std::size_t most_bytes_of_a_character = 4;  // One that would not fit whole was left out.
  const auto stream = static_cast<OutputStream>(event.flags);
  if (stream == OutputStream::echo) return;
  if (event.thread == 0) misfit_ = true;
  if (stream == OutputStream::err && text == limit_message && written_bytes_ + most_bytes_of_a_character > output_limit_)
    over_the_limit_ = true;
  written_bytes_ += text.size();
  new_bytes_ += text.size();
  if (!output_.empty() && output_.back().stream == stream && output_.back().thread == event.thread) output_.back().text += text;
  else output_.push_back({stream, event.thread, std::string(text)});
}

void EngineLog::add_event(const TraceEvent& event, const TextOf& text_of) {
  ++kept_;
  ++new_events_;
  if (new_events_ == 1) events_.begin_list();
  events_.begin_object();
  events_.member("sequence", event.sequence);
  events_.member("timeNs", event.time_ns);
  events_.member("thread", event.thread);
  events_.member("kind", event_name(event.kind));
  events_.member("object", event.object);
  if (has_text(event.kind)) events_.member("text", text_of(event.argument));
  else if (has_seconds(event.kind)) events_.member("seconds", static_cast<double>(event.seconds()));
  else events_.member("argument", event.argument);
  events_.member("detail", event.detail);
  events_.member("flags", event.flags);
  events_.end_object();
}

bool EngineLog::is_large() const noexcept { return new_bytes_ > large_bytes || new_events_ > large_events; }

std::string EngineLog::take(bool live) {
  session::JsonText json;
  json.begin_object();
  json.member("live", live);
  json.list("output", output_, [&](const Written& written) {
    json.begin_list();
    json.value(written.stream == OutputStream::out ? "out" : "err");
    json.value(written.thread);
    json.value(written.text);
    json.end_list();
  });
  json.end_object();
  std::string text = json.take();
  if (new_events_ > 0) {
    events_.end_list();
    text.pop_back();
    text += ",\"events\":" + events_.take() + "}";
    events_ = {};
  }
  output_.clear();
  new_bytes_ = new_events_ = 0;
  return text;
}

}  // namespace threadbox::wasm
