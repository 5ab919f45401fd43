#include "session/snapshot.h"

#include <nlohmann/json.hpp>

namespace threadbox::session {

namespace {

using nlohmann::json;

template <typename T>
json or_null(const std::optional<T>& value) {
  return value ? json(*value) : json(nullptr);
}

json wait_json(const ThreadRow& thread) {
  if (thread.state != ThreadState::waiting) return nullptr;
  return {{"operation", operation_name(thread.wait.operation)},
          {"operation_text", operation_text(thread.wait.operation)},
          {"object", thread.wait.object},
          {"since_ns", thread.wait.since_ns},
          {"deadline_ns", or_null(thread.wait.deadline_ns)}};
}

json timer_json(const ThreadRow& thread) {
  if (!thread.timer) return nullptr;
  return {{"state", timer_state_name(thread.timer->state)},
          {"interval_s", thread.timer->interval_s},
          {"fires_at_ns", or_null(thread.timer->fires_at_ns)}};
}

json thread_json(const ThreadRow& thread) {
  return {{"object", thread.object},
          {"id", thread.id},
          {"name", thread.name},
          {"variable", thread.variable},
          {"variable_is_global", thread.variable_is_global},
          {"expression", expression(thread)},
          {"daemon", thread.daemon},
          {"is_main", thread.is_main},
          {"is_console", thread.is_console},
          {"state", thread_state_name(thread.state)},
          {"wait", wait_json(thread)},
          {"holds", thread.holds},
          {"has_gil", thread.has_gil},
          {"line", thread.line},
          {"function", thread.function},
          {"timer", timer_json(thread)},
          {"begin_ns", thread.begin_ns},
          {"end_ns", thread.end_ns}};
}

json object_json(const ObjectRow& object) {
  const auto known = [&](const auto& value) { return object.known ? json(value) : json(nullptr); };
  return {{"id", object.id},
          {"kind", object_kind_name(object.kind)},
          {"variable", object.variable},
          {"variable_is_global", object.variable_is_global},
          {"label", label(object)},
          {"expression", expression(object)},
          {"known", object.known},
          {"owner", known(object.owner)},
          {"count", known(object.count)},
          {"value", known(object.value)},
          {"flag", known(object.flag)},
          {"size", known(object.size)},
          {"maxsize", object.maxsize},
          {"unfinished", known(object.unfinished)},
          {"shut_down", known(object.shut_down)},
          {"parties", object.parties},
          {"n_waiting", known(object.n_waiting)},
          {"broken", known(object.broken)},
          {"waiters", object.waiters}};
}

const char* stream_name(OutputStream stream) {
  switch (stream) {
    case OutputStream::out: return "out";
    case OutputStream::err: return "err";
    case OutputStream::echo: return "echo";
  }
  return "";
}

json console_json(const ConsoleLine& line) {
  return {{"stream", stream_name(line.stream)},
          {"thread", line.thread},
          {"time_ns", line.time_ns},
          {"text", line.text}};
}

json function_json(const FunctionRow& function) {
  return {{"name", function.name}, {"parameters", function.parameters}, {"line", function.line}};
}

template <typename Rows, typename ToJson>
json list(const Rows& rows, ToJson to_json) {
  json result = json::array();
  for (const auto& row : rows) result.push_back(to_json(row));
  return result;
}

}  // namespace

std::string snapshot_json(const Model& model) {
  const json snapshot = {{"state", run_state_name(model.state)},
                         {"event_count", model.event_count},
                         {"lost_events", model.lost_events},
                         {"time_ns", model.time_ns},
                         {"stopped_by_user", model.stopped_by_user},
                         {"exit_code", or_null(model.exit_code)},
                         {"threads", list(model.threads, thread_json)},
                         {"ended_threads", model.ended_threads},
                         {"objects", list(model.objects, object_json)},
                         {"unlisted_objects", model.unlisted_objects},
                         {"ended_objects", model.ended_objects},
                         {"console", list(model.console, console_json)},
                         {"functions", list(model.functions, function_json)}};
  // The program's strings may hold lone surrogates; a snapshot must never throw for them.
  return snapshot.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace threadbox::session
