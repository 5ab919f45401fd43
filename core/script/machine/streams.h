#pragma once

#include "script/machine/vm.h"

#include <threadbox/trace/event.h>

#include <optional>

namespace threadbox::script {

/// What sys.stdout and sys.stderr are at first.
class StreamPayload final : public Payload {
 public:
  explicit StreamPayload(OutputStream which) noexcept : stream(which) {}
  const OutputStream stream;
};

/// Where `file` writes, if it is one of the run's streams, and its write() is the one that it came with.
std::optional<OutputStream> run_stream(Vm& vm, Value file) noexcept;

/// sys.stdout or sys.stderr of this moment.
struct SystemStream {
  Value file = Value::none();              ///< Undefined when the program has deleted it; None while nothing has imported sys.
  std::optional<OutputStream> run_stream;  ///< As run_stream() says; while nothing has imported sys, the run's.
};
SystemStream system_stream(Vm& vm, OutputStream which) noexcept;

/// sys.stdout and sys.stderr are the run's.
bool has_run_streams(Vm& vm) noexcept;

/// sys.NAME is still what sys.OWN_NAME is, which is NAME between underscores.
bool is_untouched(Vm& vm, std::string_view name, std::string_view own_name) noexcept;

}  // namespace threadbox::script
