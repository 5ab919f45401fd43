#include "script/compile/diagnostic.h"
#include "script/natives/native_arguments.h"
#include "script/natives/natives.h"
#include "script/values/conversion.h"

namespace threadbox::script {

namespace {

/// caller(level): file, line and module of the frame `level` calls above warn(); frames of the prelude are skipped.
Value caller(Call& call) {
  std::int64_t level = to_int(call.vm, call.arguments[0]);
  const Frame* frame = call.thread.frame()->below;
  for (; frame != nullptr && level > 1; --level) frame = frame->below;
  while (frame != nullptr && is_prelude(*frame->code->code)) frame = frame->below;
  if (frame == nullptr) return Value(call.vm.tuple({call.vm.text("<sys>"), Value::integer(0), call.vm.text("sys")}));
  const CodeObject& code = *frame->code->code;
  const std::uint32_t next = frame->next;
  const Value line = Value::integer(code.lines[next > 0 ? next - 1 : 0]);
  return Value(call.vm.tuple({call.vm.text(code.filename), line, call.vm.text(frame->module->name)}));
}

/// Empty if it is not known.
Value line_of_source(Call& call) {
  const auto* filename = as<Str>(call.arguments[0]);
  const auto source = filename != nullptr ? call.vm.source(filename->text) : nullptr;
  if (source == nullptr) return call.vm.text("");
  const std::int64_t line = to_int(call.vm, call.arguments[1]);
  return call.vm.text(line > 0 ? source_line(*source, static_cast<std::uint32_t>(line)) : "");
}

/// sys.stderr if the program has replaced it.
Value error_file(Call& call) {
  const Module* sys = call.vm.find_module("sys");
  if (sys == nullptr) return Value::none();
  const Value now = sys->names.get(call.vm.intern("stderr"));
  return now == sys->names.get(call.vm.intern("__stderr__")) || now.is_undefined() ? Value::none() : now;
}

}  // namespace

void install_warnings(Vm& vm) {
  static constexpr NativeEntry entries[] = {
      {"caller", caller, {"level", "/"}},
      {"source_line", line_of_source, {"filename", "lineno", "/"}},
      {"error_file", error_file, {}},
  };
  define_all(vm, vm.module("_warnings"), entries);
}

}  // namespace threadbox::script
