#include "script/natives/native_arguments.h"
#include "script/values/critical_section.h"
#include "script/values/iteration.h"
#include "script/values/octets.h"

#include <algorithm>

namespace threadbox::script {

namespace {

ByteArray& self(Call& call) { return self_of<ByteArray>(call, "bytearray"); }

Value append(Call& call) {
  ByteArray& array = self(call);
  const char octet = octet_of(call.vm, call.arguments[1]);
  call.vm.heap().charge(1);
  in_critical_section(call.vm, array, [&] { array.octets.push_back(octet); });
  return Value::none();
}

Value extend(Call& call) {
  ByteArray& array = self(call);
  if (as<Str>(call.arguments[1]) != nullptr) call.vm.raise("TypeError", "expected iterable of integers; got: 'str'");
  if (!is_octets(call.arguments[1]) && !is_iterable(call.vm, call.arguments[1]))
    call.vm.raise("TypeError", "can't extend bytearray with " + call.vm.type_name(call.arguments[1]));
  const std::string more = collect_octets(call.vm, call.arguments[1], "bytearray");
  call.vm.heap().charge(more.size());
  const CriticalSection section(call.vm, array);
  array.octets += more;
  return Value::none();
}

Value pop(Call& call) {
  ByteArray& array = self(call);
  std::int64_t at = given(call, 1) ? to_int(call.vm, call.arguments[1]) : -1;
  const CriticalSection section(call.vm, array);
  const auto size = static_cast<std::int64_t>(array.octets.size());
  if (size == 0) call.vm.raise("IndexError", "pop from empty bytearray");
  if (at < 0) at += size;
  if (at < 0 || at >= size) call.vm.raise("IndexError", "pop index out of range");
  const Value octet = Value::integer(static_cast<unsigned char>(array.octets[static_cast<std::size_t>(at)]));
  array.octets.erase(static_cast<std::size_t>(at), 1);
  return octet;
}

Value insert(Call& call) {
  ByteArray& array = self(call);
  std::int64_t at = to_int(call.vm, call.arguments[1]);
  const char octet = octet_of(call.vm, call.arguments[2]);
  call.vm.heap().charge(1);
  const CriticalSection section(call.vm, array);
  const auto size = static_cast<std::int64_t>(array.octets.size());
  at = std::clamp<std::int64_t>(at < 0 ? at + size : at, 0, size);
  array.octets.insert(static_cast<std::size_t>(at), 1, octet);
  return Value::none();
}

Value remove(Call& call) {
  ByteArray& array = self(call);
  const char octet = octet_of(call.vm, call.arguments[1]);
  const CriticalSection section(call.vm, array);
  const std::size_t at = array.octets.find(octet);
  if (at == std::string::npos) call.vm.raise("ValueError", "value not found in bytearray");
  array.octets.erase(at, 1);
  return Value::none();
}

Value clear(Call& call) {
  set_octets(call.vm, self(call), {});
  return Value::none();
}

Value reverse(Call& call) {
  ByteArray& array = self(call);
  const CriticalSection section(call.vm, array);
  std::ranges::reverse(array.octets);
  return Value::none();
}

Value copy(Call& call) { return make_bytearray(call.vm, std::string(*Octets(call.vm, Value(&self(call))))); }

}  // namespace

void install_bytearray(Vm& vm) {
  static constexpr NativeEntry entries[] = {
      {"append", append, {"item", "/"}},  {"extend", extend, {"iterable_of_ints", "/"}},
      {"pop", pop, {"index", "/"}, 1},    {"insert", insert, {"index", "item", "/"}},
      {"remove", remove, {"value", "/"}}, {"clear", clear, {"/"}},
      {"reverse", reverse, {"/"}},        {"copy", copy, {"/"}},
  };
  define_all(vm, vm.classes.bytearray, entries);
}

}  // namespace threadbox::script
