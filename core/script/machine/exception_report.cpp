#include "script/machine/exception_report.h"

#include "script/machine/interpreter.h"

#include <utility>

namespace threadbox::script {

bool ExceptionReport::begin(VmThread& thread, Value exception) {
  try {
    write(thread, format_exception(thread.vm, exception), OutputStream::err);
    return false;
  } catch (const NeedsPython&) {
    fallback_ = thread.vm.type_name(exception) + "\n";
    call_value(thread, thread.vm.twin("format_exception"), {&exception, 1});
    under_way_ = true;
    return true;
  }
}

void ExceptionReport::finish(VmThread& thread) {
  under_way_ = false;
  const bool failed = !std::exchange(thread.uncaught, Value::undefined()).is_undefined();
  const auto* text = failed ? nullptr : as<Str>(thread.result);
  write(thread, text == nullptr ? fallback_ : text->text, OutputStream::err);
}

}  // namespace threadbox::script
