#include "script/machine/exception_report.h"

#include "script/machine/calls.h"
#include "script/machine/output.h"
#include "script/machine/streams.h"
#include "script/machine/traceback.h"
#include "script/machine/unwinding.h"
#include "script/machine/vm.h"

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

void record_death(VmThread& thread, ObjectId died, Value exception) noexcept {
  Vm& vm = thread.vm;
  Tracer* tracer = vm.runtime().tracer();
  if (tracer == nullptr) return;
  TextId text = vm.memory_error_text();
  std::uint32_t line = 0;
  try {
    if (vm.is_instance(exception, vm.exception_class("SystemExit"))) return;
    const RaisedLine raised = raised_line(vm, *as<ExceptionObject>(exception));
    text = tracer->texts().add(raised.text);
    line = raised.line;
  } catch (const std::bad_alloc&) {
    // It is most likely a MemoryError.
  }
  record(thread.waiter(), EventKind::thread_died, died, text, 0, TraceEvent::count_detail(line));
}

/// True if it is a SystemExit that prints nothing.
bool ExceptionReport::report_exit(Vm& vm, Value exception) {
  if (!vm.is_instance(exception, vm.exception_class("SystemExit"))) return false;
  exit_code_ = exit_code_of(exit_value(*as<ExceptionObject>(exception)));
  return exit_code_.has_value();
}

bool ExceptionReport::begin(VmThread& thread, Value exception) noexcept {
  exit_code_.reset();
  reserve_.emplace(thread.vm.heap());
  fallback_.clear();
  attempt(thread, [&] { under_way_ = begin_in_python(thread, exception); });
  if (!under_way_) reserve_.reset();
  return under_way_;
}

/// Starts the report in Python. False if it has been written without, or there is nothing to write.
bool ExceptionReport::begin_in_python(VmThread& thread, Value exception) {
  Vm& vm = thread.vm;
  const bool own_streams = !has_run_streams(vm);
  if (!own_streams && report_exit(vm, exception)) return false;
  fallback_ = vm.type_name(exception) + "\n";
  const Module* reports = vm.find_module("reports");
  const Value report = reports != nullptr ? reports->names.get(vm.intern("report_uncaught")) : Value::undefined();
  const bool in_python = own_streams || vm.is_instance(exception, vm.exception_class("SystemExit")) ||
                         !is_untouched(vm, "excepthook", "__excepthook__");
  try {
    if (report.is_undefined() || !in_python) {
      write(thread, format_exception(vm, exception), OutputStream::err);
      return false;
    }
  } catch (const NeedsFallback&) {
    if (report.is_undefined()) {
      write(thread, fallback_, OutputStream::err);
      return false;
    }
  }
  call_value(thread, report, {&exception, 1});
  return true;
}

void ExceptionReport::finish(VmThread& thread) noexcept {
  under_way_ = false;
  const Value failure = std::exchange(thread.uncaught, Value::undefined());
  if (failure.is_undefined() && !thread.result.is_none()) exit_code_ = exit_code_of(thread.result);
  attempt(thread, [&] {
    if (failure.is_undefined()) return;
    if (thread.vm.is_instance(failure, thread.vm.exception_class("MemoryError"))) throw std::bad_alloc{};
    write(thread, fallback_, OutputStream::err);
  });
  reserve_.reset();
}

/// Does `work`, a part of the report. If that fails, reports only the type; without memory for that, "MemoryError".
template <typename Work>
void ExceptionReport::attempt(VmThread& thread, const Work& work) noexcept {
  bool out_of_memory = false;
  const auto done = [&](const auto& what) {
    try {
      what();
      return true;
    } catch (const Raised&) {
      return false;
    } catch (const std::bad_alloc&) {
      out_of_memory = true;
      return false;
    }
  };
  if (done(work) || (done([&] { write(thread, fallback_, OutputStream::err); }) && fallback_ == "MemoryError\n")) return;
  if (out_of_memory)
    record(thread.waiter(), EventKind::output, 0, thread.vm.memory_error_text(), static_cast<std::uint8_t>(OutputStream::err));
}

}  // namespace threadbox::script
