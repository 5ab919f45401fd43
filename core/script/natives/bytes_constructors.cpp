#include "script/natives/codec_natives.h"
#include "script/natives/native_arguments.h"
#include "script/text/search.h"
#include "script/values/containers.h"
#include "script/values/integers.h"
#include "script/values/octets.h"
#include "script/values/room.h"

#include <algorithm>

namespace threadbox::script {

namespace {

/// The octets that bytes(source, encoding, errors) and bytearray(…) consist of.
std::string constructed(Call& call, const char* type) {
  const std::string name = type;
  const Value source = argument(call, 1, Value::undefined());
  for (const std::size_t i : {2, 3})
    if (given(call, i) && as<Str>(call.arguments[i]) == nullptr)
      call.vm.raise("TypeError",
                    name + "() argument '" + (i == 2 ? "encoding" : "errors") + "' must be str, not " + argument_type(call, i));
  if (const auto* text = as<Str>(source)) {
    if (!given(call, 2)) call.vm.raise("TypeError", "string argument without an encoding");
    const std::string_view errors = given(call, 3) ? std::string_view(as<Str>(call.arguments[3])->text) : "strict";
    return encode_text(call.vm, *text, as<Str>(call.arguments[2])->text, errors);
  }
  if (given(call, 2) || given(call, 3))
    call.vm.raise("TypeError", std::string(given(call, 2) ? "encoding" : "errors") + " without a string argument");
  if (source.is_undefined()) return "";
  if (is_integral(source) || (!is_octets(source) && !special_in_python(call.vm, source, call.vm.names.index).is_undefined())) {
    if (as<BigInt>(plain_int(source)) != nullptr) call.vm.raise("OverflowError", "cannot fit 'int' into an index-sized integer");
    const std::int64_t count = to_int(call.vm, source);
    if (count < 0) call.vm.raise("ValueError", "negative count");
    check_room_for(call.vm.heap(), static_cast<std::uint64_t>(count));
    return std::string(static_cast<std::size_t>(count), '\0');
  }
  return collect_octets(call.vm, source, type);
}

/// An instance of a class of the program that derives from bytes.
class DerivedBytes final : public Bytes {
 public:
  DerivedBytes(Class* cls, std::size_t size) noexcept : Bytes(cls, size, reinterpret_cast<char*>(this) + sizeof(DerivedBytes)) {}
  void mark_children(Marker& marker) const override { attributes.mark(marker); }
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return attributes.bytes(); }
  NameTable* own_attributes() noexcept override { return &attributes; }
  NameTable attributes;
};

/// Values of other types are converted by the fallback, as are keywords.
Value allocate_bytes(Universe& universe, Class& cls, std::span<const Value> positional) {
  const auto* given = positional.size() == 1 ? as<Bytes>(positional.front()) : nullptr;
  if (!cls.in_python || (given == nullptr && !positional.empty()) || (given != nullptr && given->cls()->in_python))
    throw NeedsFallback{};
  const std::string_view octets = given != nullptr ? given->octets() : std::string_view();
  auto* made = universe.heap().make_with_room<DerivedBytes>(octets.size(), &cls, octets.size());
  put_text(made->place(), octets);
  return Value(made);
}

Value allocate_bytearray(Universe& universe, Class& cls, std::span<const Value>) {
  return Value(universe.heap().make<Derived<ByteArray>>(&cls, std::string()));
}

Value new_bytes(Call& call) {
  const bool copies = call.arguments.size() == 2 && as<Bytes>(call.arguments[1]) != nullptr &&
                      call.vm.class_of(call.arguments[1]) == call.vm.classes.bytes;
  return copies ? call.arguments[1] : make_bytes(call.vm, constructed(call, "bytes"));
}
/// bytearray.__init__(source, encoding, errors)
Value init_bytearray(Call& call) {
  auto& self = self_of<ByteArray>(call, "bytearray");
  set_octets(call.vm, self, constructed(call, "bytearray"));
  return Value::none();
}

Value new_bytearray(Call& call) { return make_bytearray(call.vm, constructed(call, "bytearray")); }

// --- memoryview

MemoryView& self(Call& call) { return self_of<MemoryView>(call, "memoryview"); }

Value new_memoryview(Call& call) {
  const Value source = call.arguments[1];
  if (!is_octets(source))
    call.vm.raise("TypeError", "memoryview: a bytes-like object is required, not '" + call.vm.type_name(source) + "'");
  const std::int64_t length = octet_count(call.vm, source);
  if (const auto* view = as<MemoryView>(source))
    return Value(call.vm.heap().make<MemoryView>(view->cls(), view->owner, view->start, view->step, length, view->read_only));
  return Value(call.vm.heap().make<MemoryView>(call.vm.classes.memoryview, source, 0, 1, length, as<Bytes>(source) != nullptr));
}

Value tobytes(Call& call) { return make_bytes(call.vm, *Octets(call.vm, Value(&self(call)))); }
Value tolist(Call& call) {
  std::vector<Value> numbers;
  const Octets octets(call.vm, Value(&self(call)));
  for (const char octet : *octets) numbers.push_back(Value::integer(static_cast<unsigned char>(octet)));
  return Value(call.vm.list(std::move(numbers)));
}
Value toreadonly(Call& call) {
  const MemoryView& view = self(call);
  octet_count(call.vm, call.arguments[0]);
  return Value(call.vm.heap().make<MemoryView>(view.cls(), view.owner, view.start, view.step, view.length, true));
}
Value release(Call& call) {
  self(call).owner = Value::none();
  return Value::none();
}
Value enter(Call& call) {
  octet_count(call.vm, call.arguments[0]);
  return call.arguments[0];
}

// --- int

bool is_little(Call& call, std::size_t index) {
  if (!given(call, index)) return false;
  const auto* order = as<Str>(call.arguments[index]);
  if (order == nullptr)
    call.vm.raise("TypeError", call.native->name + "() argument 'byteorder' must be str, not " + argument_type(call, index));
  const bool little = order->text == "little";
  if (!little && order->text != "big") call.vm.raise("ValueError", "byteorder must be either 'little' or 'big'");
  return little;
}

Value to_bytes(Call& call) {
  const std::int64_t length = given(call, 1) ? to_int(call.vm, call.arguments[1]) : 1;
  const bool little = is_little(call, 2), is_signed = flag(call, 3);
  if (length < 0) call.vm.raise("ValueError", "length argument must be non-negative");
  BigInteger number = to_big(call.arguments[0]);
  const bool negative = number < 0;
  if (negative && !is_signed) call.vm.raise("OverflowError", "can't convert negative int to unsigned");
  const auto bits = static_cast<std::size_t>(bit_length(negative ? int_invert(call.vm, call.arguments[0]) : call.arguments[0]));
  if (static_cast<std::uint64_t>(length) < (bits + (is_signed && number != 0 ? 1 : 0) + 7) / 8)
    call.vm.raise("OverflowError", "int too big to convert");
  check_room_for(call.vm.heap(), static_cast<std::uint64_t>(length));
  const auto size = static_cast<std::size_t>(length);
  if (negative) number = -number - 1;  // Its inverted octets are those of the two's complement.
  std::string octets(size, negative ? '\xFF' : '\0');
  const std::string hex = digits_of(number, 16);
  for (std::size_t i = 0; i < hex.size() && i / 2 < size; ++i) {
    const char c = hex[hex.size() - 1 - i];
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    octets[size - 1 - i / 2] = static_cast<char>(octets[size - 1 - i / 2] ^ digit << (i % 2 * 4));
  }
  if (little) std::ranges::reverse(octets);
  return make_bytes(call.vm, octets);
}

/// The class comes first: from_bytes() is a class method.
Value from_bytes(Call& call) {
  std::string octets = collect_octets(call.vm, call.arguments[1], "bytes");
  const bool little = is_little(call, 2), is_signed = flag(call, 3);
  if (little) std::ranges::reverse(octets);
  const bool negative = is_signed && !octets.empty() && (octets[0] & 0x80) != 0;
  std::string hex;
  for (const char octet : octets) {
    const auto number = static_cast<unsigned char>(negative ? ~octet : octet);
    hex += "0123456789abcdef"[number >> 4];
    hex += "0123456789abcdef"[number & 15];
  }
  const Value magnitude = hex.empty() ? Value::integer(0) : int_of_digits(call.vm, hex, 16);
  return negative ? int_invert(call.vm, magnitude) : magnitude;
}

}  // namespace

void install_byte_constructors(Vm& vm) {
  BuiltinClasses& types = vm.classes;
  vm.construct_by(types.bytes, new_bytes, {"source", "encoding", "errors"}, 0);
  vm.construct_by(types.bytearray, new_bytearray, {"source", "encoding", "errors"}, 0);
  vm.construct_by(types.memoryview, new_memoryview, {"object"}, 1);
  types.bytes->allocate = allocate_bytes;
  types.bytearray->allocate = allocate_bytearray;
  vm.define(types.bytearray, "__init__", init_bytearray, {"source", "encoding", "errors"}, 0);
  for (Class* cls : {types.bytes, types.bytearray, types.memoryview}) vm.builtins->names.set(cls->name, Value(cls));
  static constexpr NativeEntry of_view[] = {{"tobytes", tobytes, {}},
                                            {"tolist", tolist, {}},
                                            {"toreadonly", toreadonly, {}},
                                            {"release", release, {}},
                                            {"__enter__", enter, {}}};
  define_all(vm, types.memoryview, of_view);
  vm.define_variadic(types.memoryview, "__exit__", release);
  vm.define(types.int_, "to_bytes", to_bytes, {"length", "byteorder", "*", "signed"}, 0);
  auto* method = vm.heap().make<Descriptor>(types.class_method, Descriptor::Kind::class_method);
  Native* made = vm.native("from_bytes", from_bytes, {"type", "/", "bytes", "byteorder", "*", "signed"}, 2);
  method->getter = Value(made);
  types.int_->names.set(vm.intern("from_bytes"), Value(method));
}

}  // namespace threadbox::script
