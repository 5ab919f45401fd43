#include "script/machine/streams.h"

#include "script/machine/vm.h"

namespace threadbox::script {

namespace {

/// The value of a name in a table. Undefined also if there is no memory to intern the name: then no table contains it.
Value named(Vm& vm, const NameTable& names, std::string_view name) noexcept {
  try {
    return names.get(vm.intern(name));
  } catch (const std::bad_alloc&) {
    return Value::undefined();
  }
}

}  // namespace

std::optional<OutputStream> run_stream(Vm& vm, Value file) noexcept {
  auto* instance = as<Instance>(file);
  const auto* payload = instance != nullptr ? dynamic_cast<const StreamPayload*>(instance->payload()) : nullptr;
  if (payload == nullptr || !named(vm, instance->attributes, "write").is_undefined()) return std::nullopt;
  return payload->stream;
}

SystemStream system_stream(Vm& vm, OutputStream which) noexcept {
  const Module* sys = vm.find_module("sys");
  if (sys == nullptr) return {Value::none(), which};
  const Value now = named(vm, sys->names, which == OutputStream::err ? "stderr" : "stdout");
  return {now, run_stream(vm, now)};
}

bool has_run_streams(Vm& vm) noexcept {
  return system_stream(vm, OutputStream::out).run_stream && system_stream(vm, OutputStream::err).run_stream;
}

bool is_untouched(Vm& vm, std::string_view name, std::string_view own_name) noexcept {
  const Module* sys = vm.find_module("sys");
  if (sys == nullptr) return true;
  const Value now = named(vm, sys->names, name);
  return !now.is_undefined() && now == named(vm, sys->names, own_name);
}

}  // namespace threadbox::script
