#include "script/machine/gil.h"
#include "script/machine/standard_input.h"
#include "script/machine/streams.h"
#include "script/natives/codec_natives.h"
#include "script/natives/native_arguments.h"
#include "script/natives/natives.h"
#include "script/text/utf8.h"
#include "script/values/conversion.h"

#include <algorithm>

namespace threadbox::script {

namespace {

/// The exception that the caller is handling, or None.
Value handled(Call& call) {
  for (const Frame* frame = call.thread.frame(); frame != nullptr; frame = frame->below)
    if (!frame->handled.is_none()) return frame->handled;
  return Value::none();
}

Value get_switch_interval(Call& call) { return call.vm.number(call.vm.gil->interval().count()); }

Value set_switch_interval(Call& call) {
  const Value value = call.arguments[0];
  if (!is_number(value)) call.vm.raise("TypeError", "must be real number, not " + call.vm.type_name(value));
  const double seconds = to_double(call.vm, value);
  if (!(seconds > 0)) call.vm.raise("ValueError", "switch interval must be strictly positive");
  call.vm.gil->set_interval(Seconds{seconds});
  return Value::none();
}

Value get_recursion_limit(Call& call) { return Value::integer(call.vm.recursion_limit()); }

Value set_recursion_limit(Call& call) {
  const std::int64_t limit = to_int(call.vm, call.arguments[0]);
  if (limit < 1) call.vm.raise("ValueError", "recursion limit must be greater or equal than 1");
  constexpr std::int64_t most = 1'000'000;  // Frames are on the heap, so that memory bounds a recursion.
  call.vm.set_recursion_limit(static_cast<unsigned>(std::min(limit, most)));
  return Value::none();
}

Value is_gil_enabled(Call& call) { return Value::boolean(!call.vm.free_threaded); }

/// stream_init(stream, is_error)
Value stream_init(Call& call) {
  const auto which = truthy(call.vm, call.arguments[1]) ? OutputStream::err : OutputStream::out;
  as<Instance>(call.arguments[0])->set_payload(std::make_unique<StreamPayload>(which));
  return Value::none();
}

Value stream_write(Call& call) {
  const auto* instance = as<Instance>(call.arguments[0]);
  const auto* stream = instance != nullptr ? dynamic_cast<const StreamPayload*>(instance->payload()) : nullptr;
  if (stream == nullptr) call.vm.raise("ValueError", "I/O operation on uninitialized object");
  const auto* text = as<Str>(call.arguments[1]);
  if (text == nullptr)
    call.vm.raise("TypeError", "write() argument must be str, not " +
                                   (call.arguments[1].is_none() ? "None" : call.vm.type_name(call.arguments[1])));
  write(call.thread, text->text, stream->stream);
  return Value::integer(static_cast<std::int64_t>(text->length()));
}

/// read_line(size): the next line of standard input, at most so many characters of it; negative: all. "" at the end of input.
Value read_line(Call& call) {
  const std::int64_t size = to_int(call.vm, call.arguments[0]);
  const auto finish = [](VmThread& thread, Operation& operation) {
    const std::string& line = static_cast<StandardInput::Read&>(operation).line();
    return decode_octets(thread.vm, line);
  };
  return call.thread.block<StandardInput::Read>(finish, *call.vm.input, size < 0 ? SIZE_MAX : static_cast<std::size_t>(size));
}

Value input_is_terminal(Call& call) { return Value::boolean(call.vm.input->kind() == InputKind::terminal); }

Value interned(Call& call) {
  const auto* text = as<Str>(call.arguments[0]);
  if (text == nullptr) call.vm.raise("TypeError", "intern() argument must be str, not " + call.vm.type_name(call.arguments[0]));
  return Value(call.vm.intern(text->text));
}

}  // namespace

void install_system(Vm& vm) {
  Module* module = vm.module("_sys");
  static constexpr NativeEntry entries[] = {
      {"exception", handled, {}},
      {"getswitchinterval", get_switch_interval, {}},
      {"setswitchinterval", set_switch_interval, {"interval", "/"}},
      {"_is_gil_enabled", is_gil_enabled, {}},
      {"getrecursionlimit", get_recursion_limit, {}},
      {"setrecursionlimit", set_recursion_limit, {"limit", "/"}},
      {"intern", interned, {"string", "/"}},
      {"stream_init", stream_init, {"stream", "is_error"}},
      {"stream_write", stream_write, {"self", "text", "/"}},
      {"read_line", read_line, {"size"}},
      {"input_is_terminal", input_is_terminal, {}},
  };
  define_all(vm, module, entries);
  module->names.set(vm.intern("argv"), Value(vm.list({})));  // Until the run says more.
}

}  // namespace threadbox::script
