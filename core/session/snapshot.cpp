#include "session/snapshot.h"

#include "session/json_text.h"

namespace threadbox::session {

namespace {

void write_wait(JsonText& json, const ThreadRow& thread) {
  if (thread.state != ThreadState::waiting) return json.value(nullptr);
  json.begin_object();
  json.member("operation", operation_name(thread.wait.operation));
  json.member("operation_text", operation_text(thread.wait.operation));
  json.member("object", thread.wait.object);
  json.member("since_ns", thread.wait.since_ns);
  json.member("deadline_ns", thread.wait.deadline_ns);
  json.end_object();
}

void write_timer(JsonText& json, const ThreadRow& thread) {
  if (!thread.timer) return json.value(nullptr);
  json.begin_object();
  json.member("state", timer_state_name(thread.timer->state));
  json.member("interval_s", thread.timer->interval_s);
  json.member("fires_at_ns", thread.timer->fires_at_ns);
  json.end_object();
}

void write_ids(JsonText& json, std::string_view name, const std::vector<ObjectId>& ids) {
  json.list(name, ids, [&](ObjectId id) { json.value(id); });
}

void write_thread(JsonText& json, const ThreadRow& thread) {
  json.begin_object();
  json.member("object", thread.object);
  json.member("id", thread.id);
  json.member("name", thread.name);
  json.member("variable", thread.variable);
  json.member("variable_is_global", thread.variable_is_global);
  json.member("expression", expression(thread));
  json.member("daemon", thread.daemon);
  json.member("is_main", thread.is_main);
  json.member("is_console", thread.is_console);
  json.member("state", thread_state_name(thread.state));
  json.key("wait");
  write_wait(json, thread);
  write_ids(json, "holds", thread.holds);
  json.member("has_gil", thread.has_gil);
  json.member("line", thread.line);
  json.member("function", thread.function);
  json.key("timer");
  write_timer(json, thread);
  json.member("begin_ns", thread.begin_ns);
  json.member("end_ns", thread.end_ns);
  json.end_object();
}

void write_object(JsonText& json, const ObjectRow& object) {
  const auto known = [&](std::string_view name, const auto& value) {
    if (object.known) json.member(name, value);
    else json.member(name, nullptr);
  };
  json.begin_object();
  json.member("id", object.id);
  json.member("kind", object_kind_name(object.kind));
  json.member("variable", object.variable);
  json.member("variable_is_global", object.variable_is_global);
  json.member("label", label(object));
  json.member("expression", expression(object));
  json.member("known", object.known);
  known("owner", object.owner);
  known("count", object.count);
  known("value", object.value);
  known("flag", object.flag);
  known("size", object.size);
  json.member("maxsize", object.maxsize);
  known("unfinished", object.unfinished);
  known("shut_down", object.shut_down);
  json.member("parties", object.parties);
  known("n_waiting", object.n_waiting);
  known("broken", object.broken);
  write_ids(json, "waiters", object.waiters);
  json.end_object();
}

const char* stream_name(OutputStream stream) {
  switch (stream) {
    case OutputStream::out: return "out";
    case OutputStream::err: return "err";
    case OutputStream::echo: return "echo";
  }
  return "";
}

void write_line(JsonText& json, const ConsoleLine& line) {
  json.begin_object();
  json.member("stream", stream_name(line.stream));
  json.member("thread", line.thread);
  json.member("time_ns", line.time_ns);
  json.member("text", line.text);
  json.end_object();
}

void write_function(JsonText& json, const FunctionRow& function) {
  json.begin_object();
  json.member("name", function.name);
  json.list("parameters", function.parameters, [&](const std::string& name) { json.value(name); });
  json.member("line", function.line);
  json.end_object();
}

}  // namespace

std::string snapshot_json(const Model& model) {
  JsonText json;
  json.begin_object();
  json.member("state", run_state_name(model.state));
  json.member("event_count", model.event_count);
  json.member("lost_events", model.lost_events);
  json.member("time_ns", model.time_ns);
  json.member("stopped_by_user", model.stopped_by_user);
  json.member("exit_code", model.exit_code);
  json.list("threads", model.threads, [&](const ThreadRow& thread) { write_thread(json, thread); });
  json.member("ended_threads", model.ended_threads);
  json.list("objects", model.objects, [&](const ObjectRow& object) { write_object(json, object); });
  json.member("unlisted_objects", model.unlisted_objects);
  json.member("ended_objects", model.ended_objects);
  json.list("console", model.console, [&](const ConsoleLine& line) { write_line(json, line); });
  json.list("functions", model.functions, [&](const FunctionRow& function) { write_function(json, function); });
  json.end_object();
  return json.take();
}

}  // namespace threadbox::session
