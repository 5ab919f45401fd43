#include "script/machine/exception_report.h"

#include "script/machine/interpreter.h"
#include "script/natives/streams.h"

#include <utility>

namespace threadbox::script {

namespace {

std::optional<int> exit_code_of(Value code) {
  if (code.is_none()) return 0;
  if (code.is_int()) return static_cast<int>(code.as_int() & 0xff);
  if (code.is_bool()) return code.is_true() ? 1 : 0;
  return std::nullopt;
}

}  // namespace

/// True: it is a SystemExit with nothing to be written.
bool ExceptionReport::report_exit(Vm& vm, Value exception) {
  if (!vm.is_instance(exception, vm.exception_class("SystemExit"))) return false;
  exit_code_ = exit_code_of(exit_value(*as<ExceptionObject>(exception)));
  return exit_code_.has_value();
}

bool ExceptionReport::begin(VmThread& thread, Value exception) {
  Vm& vm = thread.vm;
  exit_code_.reset();
  const bool own_streams = !has_run_streams(vm);
  if (!own_streams && report_exit(vm, exception)) return false;
  fallback_ = vm.type_name(exception) + "\n";
  const Module* reports = vm.find_module("reports");
  const Value report = reports != nullptr ? reports->names.get(vm.intern("report_uncaught")) : Value::undefined();
  const bool in_python = own_streams || vm.is_instance(exception, vm.exception_class("SystemExit")) || !is_untouched(vm, "excepthook");
  try {
    if (report.is_undefined() || !in_python) {
      write(thread, format_exception(vm, exception), OutputStream::err);
      return false;
    }
  } catch (const NeedsPython&) {
    if (report.is_undefined()) {
      write(thread, fallback_, OutputStream::err);
      return false;
    }
  }
  call_value(thread, report, {&exception, 1});
  under_way_ = true;
  return true;
}

void ExceptionReport::finish(VmThread& thread) {
  under_way_ = false;
  if (!std::exchange(thread.uncaught, Value::undefined()).is_undefined()) write(thread, fallback_, OutputStream::err);
  else if (!thread.result.is_none()) exit_code_ = exit_code_of(thread.result);
}

}  // namespace threadbox::script
