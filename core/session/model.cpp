#include "session/model.h"

#include <algorithm>

namespace threadbox::session {

const char* run_state_name(RunState state) noexcept {
  switch (state) {
#define RUN_STATE(name) \
  case RunState::name: return #name;
#include "session/states.def"
  }
  return "";
}

const char* thread_state_name(ThreadState state) noexcept {
  switch (state) {
#define THREAD_STATE(name) \
  case ThreadState::name: return #name;
#include "session/states.def"
  }
  return "";
}

const char* timer_state_name(TimerRow::State state) noexcept {
  switch (state) {
#define TIMER_STATE(name) \
  case TimerRow::State::name: return #name;
#include "session/states.def"
  }
  return "";
}

const ThreadRow* Model::thread(ObjectId object) const noexcept { return threads.find(object); }

const ObjectRow* Model::object(ObjectId id) const noexcept { return objects.find(id); }

bool is_over(const ThreadRow& thread) noexcept {
  return thread.state == ThreadState::ended || thread.state == ThreadState::failed || thread.state == ThreadState::stopped;
}

bool is_live(const ThreadRow& thread) noexcept { return thread.state != ThreadState::initial && !is_over(thread); }

bool is_held(const ThreadRow& thread) noexcept {
  return thread.state == ThreadState::waiting && thread.wait.operation == OperationKind::hold;
}

bool is_idle(const ThreadRow& thread) noexcept {
  return thread.state == ThreadState::waiting && thread.wait.operation == OperationKind::idle;
}

bool is_reading(const ThreadRow& thread) noexcept {
  return thread.state == ThreadState::waiting && thread.wait.operation == OperationKind::input;
}

std::string label(const ObjectRow& object) {
  if (object.namesake > 1 && !object.variable_is_global) return object.variable + " (" + std::to_string(object.namesake) + ")";
  if (!object.variable.empty()) return object.variable;
  return std::string(object_kind_name(object.kind)) + " " + std::to_string(object.id);
}

std::string label(const ThreadRow& thread) { return thread.name; }

namespace {

std::string expression_of(const std::string& variable, bool is_global, ObjectId id) {
  return is_global ? variable : "_object(" + std::to_string(id) + ")";
}

}  // namespace

std::string expression(const ObjectRow& object) { return expression_of(object.variable, object.variable_is_global, object.id); }

std::string expression(const ThreadRow& thread) {
  return expression_of(thread.variable, thread.variable_is_global, thread.object);
}

}  // namespace threadbox::session
