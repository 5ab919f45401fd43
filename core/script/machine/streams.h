#pragma once

#include "script/machine/vm.h"

#include <threadbox/trace/event.h>

#include <optional>

namespace threadbox::script {

/// The payload of the files that sys.stdout and sys.stderr are at first.
class StreamPayload final : public Payload {
 public:
  explicit StreamPayload(OutputStream which) noexcept : stream(which) {}
  const OutputStream stream;
};

/// The stream that `file` writes to, if it is one of the run's files and the program has not replaced its write().
std::optional<OutputStream> run_stream(Vm& vm, Value file) noexcept;

/// The current sys.stdout or sys.stderr.
struct SystemStream {
  Value file = Value::none();              ///< Undefined if the program has deleted it; None until sys has been imported.
  std::optional<OutputStream> run_stream;  ///< run_stream() of `file`; until sys has been imported, the run's stream.
};
SystemStream system_stream(Vm& vm, OutputStream which) noexcept;

/// Whether sys.stdout and sys.stderr are both the run's.
bool has_run_streams(Vm& vm) noexcept;

/// Whether the program has left sys.NAME alone: it is the same as sys.OWN_NAME, its copy (excepthook and __excepthook__).
bool is_untouched(Vm& vm, std::string_view name, std::string_view own_name) noexcept;

}  // namespace threadbox::script
