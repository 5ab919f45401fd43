#include "script/natives/natives.h"
#include "script/runners/gil.h"

#include <algorithm>

namespace threadbox::script {

namespace {

/// The exception that the caller is handling; None when there is none.
Value handled(Call& call) {
  for (const Frame* frame = call.thread.frame(); frame != nullptr; frame = frame->below)
    if (!frame->handled.is_none()) return frame->handled;
  return Value::none();
}

Value get_switch_interval(Call& call) { return call.vm.number(call.vm.gil->interval().count()); }

Value set_switch_interval(Call& call) {
  const Value value = call.arguments[0];
  if (!is_number(value)) call.vm.raise("TypeError", "must be real number, not " + call.vm.type_name(value));
  const double seconds = to_double(call.vm, value, "setswitchinterval");
  if (!(seconds > 0)) call.vm.raise("ValueError", "switch interval must be strictly positive");
  call.vm.gil->set_interval(Seconds{seconds});
  return Value::none();
}

Value get_recursion_limit(Call& call) { return Value::integer(call.vm.recursion_limit()); }

Value set_recursion_limit(Call& call) {
  const std::int64_t limit = to_int(call.vm, call.arguments[0], "setrecursionlimit");
  if (limit < 1) call.vm.raise("ValueError", "recursion limit must be greater or equal than 1");
  constexpr std::int64_t most = 1'000'000;  // Frames are on the heap: memory is what ends a recursion then.
  call.vm.set_recursion_limit(static_cast<unsigned>(std::min(limit, most)));
  return Value::none();
}

Value is_gil_enabled(Call& call) { return Value::boolean(!call.vm.free_threaded); }

template <OutputStream Stream>
Value write_to(Call& call) {
  const auto* text = as<Str>(call.arguments[0]);
  if (text == nullptr) call.vm.raise("TypeError", "write() argument must be str, not " + call.vm.type_name(call.arguments[0]));
  write(call.thread, text->text, Stream);
  return Value::integer(static_cast<std::int64_t>(text->length()));
}

Value interned(Call& call) {
  const auto* text = as<Str>(call.arguments[0]);
  if (text == nullptr) call.vm.raise("TypeError", "intern() argument must be str, not " + call.vm.type_name(call.arguments[0]));
  return Value(call.vm.intern(text->text));
}

}  // namespace

void install_system(Vm& vm) {
  Module* module = vm.module("_sys");
  const std::vector<NativeEntry> entries = {
      {"exception", handled, {}},
      {"getswitchinterval", get_switch_interval, {}},
      {"setswitchinterval", set_switch_interval, {"interval", "/"}},
      {"_is_gil_enabled", is_gil_enabled, {}},
      {"getrecursionlimit", get_recursion_limit, {}},
      {"setrecursionlimit", set_recursion_limit, {"limit", "/"}},
      {"intern", interned, {"string", "/"}},
      {"write_output", write_to<OutputStream::out>, {"text"}},
      {"write_error", write_to<OutputStream::err>, {"text"}},
  };
  define_all(vm, module, entries);
}

}  // namespace threadbox::script
