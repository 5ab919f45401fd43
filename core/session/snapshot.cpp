#include "session/snapshot.h"

#include "session/calls.h"
#include "session/json_text.h"
#include "session/session.h"
#include "session/summary.h"

#include <algorithm>
#include <optional>
#include <span>

namespace threadbox::session {

namespace {

const char* stream_name(OutputStream stream) {
  switch (stream) {
#define OUTPUT_STREAM(name) \
  case OutputStream::name: return #name;
#include "session/states.def"
  }
  return "";
}

const char* future_state_name(FuturePhase state) {
  switch (state) {
#define FUTURE_STATE(name) \
  case FuturePhase::name: return #name;
#include "session/states.def"
  }
  return "";
}

std::optional<Wait> wait_of(const ThreadRow& thread) {
  return thread.state == ThreadState::waiting ? std::optional(thread.wait) : std::nullopt;
}

std::optional<Summary> summary_of(const Model& model) {
  return model.state == RunState::empty ? std::nullopt : std::optional(summary(model));
}

template <typename T>
std::optional<T> if_known(const ObjectRow& object, const T& value) {
  return object.known ? std::optional(value) : std::nullopt;
}

/// Writes rows and lists of them; JsonText writes the scalar values.
class Writer {
 public:
  explicit Writer(const Steps* steps = nullptr, std::span<const Finding> findings = {}) noexcept
      : steps_(steps), findings_(findings) {}

  template <typename T>
  void write(const T& value) {
    json_.value(value);
  }
  template <typename T>
  void write(const std::optional<T>& given) {
    if (given) write(*given);
    else json_.value(nullptr);
  }
  template <typename T>
  void write(const std::vector<T>& values) {
    write_list(values);
  }
  template <typename T>
  void write(const Rows<T>& rows) {
    write_list(rows);
  }

#define FIELD(name, type, value) \
  json_.key(#name);              \
  write(value);

  void write(const Wait& wait) {
    json_.begin_object();
#define WAIT FIELD
#include "session/snapshot.def"
    json_.end_object();
  }

  void write(const TimerRow& timer) {
    json_.begin_object();
#define TIMER FIELD
#include "session/snapshot.def"
    json_.end_object();
  }

  void write(const ThreadRow& thread) {
    json_.begin_object();
#define THREAD FIELD
#include "session/snapshot.def"
    json_.end_object();
  }

  void write(const ObjectRow& object) {
    json_.begin_object();
#define PRIMITIVE FIELD
#include "session/snapshot.def"
    json_.end_object();
  }

  void write(const ConsoleLine& line) {
    json_.begin_object();
#define CONSOLE_LINE FIELD
#include "session/snapshot.def"
    json_.end_object();
  }

  void write(const StatementRow& statement) {
    json_.begin_object();
#define STATEMENT_ROW FIELD
#include "session/snapshot.def"
    json_.end_object();
  }

  void write(const FunctionRow& function) {
    json_.begin_object();
#define FUNCTION FIELD
#include "session/snapshot.def"
    json_.end_object();
  }

  void write(const StepRow& row) {
    json_.begin_object();
#define STEP_ROW FIELD
#include "session/snapshot.def"
    json_.end_object();
  }

  void write(const script::Variable& variable) {
    json_.begin_object();
#define VARIABLE FIELD
#include "session/snapshot.def"
    json_.end_object();
  }

  void write(const script::VariableScope& scope) {
    json_.begin_object();
#define SCOPE FIELD
#include "session/snapshot.def"
    json_.end_object();
  }

  void write(const Steps& steps) {
    json_.begin_object();
#define STEPS FIELD
#include "session/snapshot.def"
    json_.end_object();
  }
  void write(const Steps* steps) {
    if (steps != nullptr && steps->active) write(*steps);
    else json_.value(nullptr);
  }

  void write(const Evidence& evidence) {
    json_.begin_object();
#define EVIDENCE FIELD
#include "session/snapshot.def"
    json_.end_object();
  }

  void write(const Finding& finding) {
    json_.begin_object();
#define FINDING_ROW FIELD
#include "session/snapshot.def"
    json_.end_object();
  }
  /// Those of the model's moment. They are in the order of their times.
  [[nodiscard]] std::span<const Finding> findings_of(const Model& model) const {
    const auto later = [&](const Finding& finding) { return model.is_past && finding.time_ns > model.time_ns; };
    return {findings_.begin(), std::ranges::find_if(findings_, later)};
  }
  void write(std::span<const Finding> findings) { write_list(findings); }

  void write(const Summary& summary) {
    json_.begin_object();
#define SUMMARY FIELD
#include "session/snapshot.def"
    json_.end_object();
  }

  void write(const Model& model) {
    model_ = &model;
    json_.begin_object();
#define SNAPSHOT FIELD
#include "session/snapshot.def"
    json_.end_object();
  }

  void write(const Problem& problem) {
    json_.begin_object();
#define PROBLEM FIELD
#include "session/snapshot.def"
    json_.end_object();
  }
#undef FIELD

  [[nodiscard]] std::string take() noexcept { return json_.take(); }

 private:
  template <typename List>
  void write_list(const List& list) {
    json_.begin_list();
    for (const auto& value : list) write(value);
    json_.end_list();
  }

  JsonText json_;
  const Steps* steps_;
  std::span<const Finding> findings_;
  const Model* model_ = nullptr;  ///< The model that is being written.
};

}  // namespace

std::string snapshot_json(const Model& model, const Steps& steps, const std::vector<Finding>& findings) {
  Writer writer(&steps, findings);
  writer.write(model);
  return writer.take();
}

std::string problems_json(const std::vector<Problem>& problems) {
  Writer writer;
  writer.write(problems);
  return writer.take();
}

}  // namespace threadbox::session
