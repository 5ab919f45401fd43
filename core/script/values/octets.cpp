#include "script/values/octets.h"

#include "script/text/fuel.h"
#include "script/text/literals.h"
#include "script/text/search.h"
#include "script/values/containers.h"
#include "script/values/conversion.h"
#include "script/values/critical_section.h"
#include "script/values/integers.h"
#include "script/values/iteration.h"
#include "script/values/room.h"
#include "script/values/special_method.h"
#include "script/values/subscripts.h"
#include "script/values/universe.h"

#include <algorithm>
#include <cstring>

namespace threadbox::script {

namespace {

Value live_owner(Universe& universe, const MemoryView& view) {
  const Value owner = view.owner;
  if (owner.is_none()) universe.raise("ValueError", "operation forbidden on released memoryview object");
  return owner;
}

/// Calls work(octets) with the octets of a bytes or a bytearray, whose guard is held meanwhile.
template <typename Work>
auto with_octets(Universe& universe, Value owner, const Work& work) {
  if (const auto* bytes = as<Bytes>(owner)) return work(bytes->octets());
  auto& array = *as<ByteArray>(owner);
  return in_critical_section(universe, array, [&] { return work(std::string_view(array.octets)); });
}

std::string_view name_of(Value container) noexcept {
  return as<Bytes>(container) != nullptr ? "byte" : as<ByteArray>(container) != nullptr ? "bytearray" : "memoryview";
}

[[noreturn]] void out_of_range(Universe& universe, Value container, bool assigned = false) {
  if (as<MemoryView>(container) != nullptr) universe.raise("IndexError", "index out of bounds on dimension 1");
  universe.raise("IndexError", as<Bytes>(container) != nullptr ? "index out of range"
                               : assigned                      ? "bytearray index out of range"
                                                               : "bytearray index out of range");
}

/// Errors: TypeError "byte indices must be integers or slices, not str"; IndexError.
std::int64_t checked_place(Universe& universe, Value container, Value index) {
  if (!is_integral(index)) {
    if (!special_in_python(universe, index, universe.names.index).is_undefined()) throw NeedsFallback{};
    if (as<MemoryView>(container) != nullptr) universe.raise("TypeError", "memoryview: invalid slice key");
    universe.raise("TypeError",
                   std::string(name_of(container)) + " indices must be integers or slices, not " + universe.type_name(index));
  }
  const auto at = word_of(index);
  if (!at) universe.raise("IndexError", "cannot fit 'int' into an index-sized integer");
  return *at;
}

std::string sliced(std::string_view octets, const Bounds& bounds) {
  if (bounds.step == 1)
    return std::string(octets.substr(static_cast<std::size_t>(bounds.start), static_cast<std::size_t>(bounds.count)));
  std::string part;
  for (std::int64_t i = 0; i < bounds.count; ++i) part += octets[static_cast<std::size_t>(bounds.start + i * bounds.step)];
  return part;
}

}  // namespace

Octets::Octets(Universe& universe, Value value) {
  if (const auto* view = as<MemoryView>(value)) {
    const Value owner = live_owner(universe, *view);
    with_octets(universe, owner, [&](std::string_view all) {
      for (std::int64_t i = 0; i < view->length; ++i) {
        const std::int64_t at = view->start + i * view->step;
        if (at >= 0 && at < static_cast<std::int64_t>(all.size())) copy_ += all[static_cast<std::size_t>(at)];
      }
    });
    text_ = copy_;
  } else if (const auto* bytes = as<Bytes>(value)) {
    text_ = bytes->octets();
  } else if (const auto* array = as<ByteArray>(value)) {
    const CriticalSection section(universe, *array);
    text_ = universe.free_threaded ? copy_ = array->octets : std::string_view(array->octets);
  } else {
    valid_ = false;
  }
}

bool is_octets(Value value) noexcept { return is_octet_sequence(value) || as<MemoryView>(value) != nullptr; }
bool is_octet_sequence(Value value) noexcept { return as<Bytes>(value) != nullptr || as<ByteArray>(value) != nullptr; }

Value make_bytes(Universe& universe, std::string_view octets) {
  auto* made = universe.heap().make_with_room<Bytes>(octets.size(), universe.classes.bytes, octets.size());
  put_text(made->place(), octets);
  return Value(made);
}

Value make_bytearray(Universe& universe, std::string octets) {
  universe.heap().charge(octets.size());
  return Value(universe.heap().make<ByteArray>(universe.classes.bytearray, std::move(octets)));
}

Value octets_like(Universe& universe, Value model, std::string_view octets) {
  return as<ByteArray>(model) != nullptr ? make_bytearray(universe, std::string(octets)) : make_bytes(universe, octets);
}

void set_octets(Universe& universe, ByteArray& array, std::string octets) {
  universe.heap().charge(octets.size());
  const CriticalSection section(universe, array);
  array.octets = std::move(octets);
}

std::string octets_argument(Universe& universe, Value value) {
  const Octets octets(universe, value);
  if (!octets) universe.raise("TypeError", "a bytes-like object is required, not '" + universe.type_name(value) + "'");
  return std::string(*octets);
}

char octet_of(Universe& universe, Value value, const char* what) {
  const bool big = as<BigInt>(plain_int(value)) != nullptr;
  const std::int64_t number = big ? -1 : to_int(universe, value);
  if (number < 0 || number > 255) universe.raise("ValueError", std::string(what) + " must be in range(0, 256)");
  return static_cast<char>(number);
}

std::string collect_octets(Universe& universe, Value value, const char* type) {
  const std::string name = type;
  if (const Octets octets(universe, value); octets) return std::string(*octets);
  if (as<Str>(value) != nullptr || !is_iterable(universe, value))
    universe.raise("TypeError", "cannot convert '" + universe.type_name(value) + "' object to " + name);
  std::string made;
  for (const Value item : collect(universe, value)) {
    Fuel::spend();
    made += octet_of(universe, item, name == "bytes" ? "bytes" : "byte");
  }
  return made;
}

// --- items

std::int64_t octet_count(Universe& universe, Value container) {
  if (const auto* view = as<MemoryView>(container)) {
    live_owner(universe, *view);
    return view->length;
  }
  return with_octets(universe, container, [](std::string_view all) { return static_cast<std::int64_t>(all.size()); });
}

Value octet_at(Universe& universe, Value container, std::int64_t at) {
  Value owner = container;
  if (const auto* view = as<MemoryView>(container)) {
    owner = live_owner(universe, *view);
    if (at < 0) at += view->length;
    if (at < 0 || at >= view->length) return Value::undefined();
    at = view->start + at * view->step;
  }
  return with_octets(universe, owner, [at](std::string_view all) {
    const auto size = static_cast<std::int64_t>(all.size());
    const std::int64_t place = at < 0 ? at + size : at;
    if (place < 0 || place >= size) return Value::undefined();
    return Value::integer(static_cast<unsigned char>(all[static_cast<std::size_t>(place)]));
  });
}

Value octet_item(Universe& universe, Value container, Value index) {
  if (const auto* slice = as<Slice>(index)) {
    if (const auto* view = as<MemoryView>(container)) {
      const Value owner = live_owner(universe, *view);
      const Bounds bounds = bounds_of(universe, *slice, static_cast<std::size_t>(view->length));
      return Value(universe.heap().make<MemoryView>(view->cls(), owner, view->start + bounds.start * view->step,
                                                    view->step * bounds.step, bounds.count, view->read_only));
    }
    const Octets octets(universe, container);
    const Bounds bounds = bounds_of(universe, *slice, octets->size());
    if (bounds.count == static_cast<std::int64_t>(octets->size()) && bounds.step == 1 && as<Bytes>(container) != nullptr)
      return container;
    if (bounds.step == 1)
      return octets_like(universe, container,
                         octets->substr(static_cast<std::size_t>(bounds.start), static_cast<std::size_t>(bounds.count)));
    Fuel::spend(static_cast<std::size_t>(bounds.count));
    return octets_like(universe, container, sliced(*octets, bounds));
  }
  const Value found = octet_at(universe, container, checked_place(universe, container, index));
  if (found.is_undefined()) out_of_range(universe, container);
  return found;
}

namespace {

/// bytearray[slice] = octets
void set_octet_slice(Universe& universe, ByteArray& array, const Slice& slice, Value value) {
  if (as<Str>(value) != nullptr || is_integral(value) || (!is_octets(value) && !is_iterable(universe, value)))
    universe.raise("TypeError", "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
  const std::string values = collect_octets(universe, value, "bytearray");
  universe.heap().charge(values.size());
  const CriticalSection section(universe, array);
  const Bounds bounds = bounds_of(universe, slice, array.octets.size());
  if (bounds.step == 1) {
    array.octets.replace(static_cast<std::size_t>(bounds.start), static_cast<std::size_t>(bounds.count), values);
    return;
  }
  if (static_cast<std::int64_t>(values.size()) != bounds.count)
    universe.raise("ValueError", "attempt to assign bytes of size " + std::to_string(values.size()) +
                                     " to extended slice of size " + std::to_string(bounds.count));
  for (std::int64_t i = 0; i < bounds.count; ++i)
    array.octets[static_cast<std::size_t>(bounds.start + i * bounds.step)] = values[static_cast<std::size_t>(i)];
}

void set_viewed(Universe& universe, Value container, MemoryView& view, Value index, Value value) {
  const Value owner = live_owner(universe, view);
  if (view.read_only) universe.raise("TypeError", "cannot modify read-only memory");
  auto& array = *as<ByteArray>(owner);
  const auto store = [&](std::int64_t at, char octet) {
    const auto place = static_cast<std::size_t>(view.start + at * view.step);
    if (place < array.octets.size()) array.octets[place] = octet;
  };
  if (const auto* slice = as<Slice>(index)) {
    const Bounds bounds = bounds_of(universe, *slice, static_cast<std::size_t>(view.length));
    const std::string values = octets_argument(universe, value);
    if (static_cast<std::int64_t>(values.size()) != bounds.count)
      universe.raise("ValueError", "memoryview assignment: lvalue and rvalue have different structures");
    const CriticalSection section(universe, array);
    for (std::int64_t i = 0; i < bounds.count; ++i) store(bounds.start + i * bounds.step, values[static_cast<std::size_t>(i)]);
    return;
  }
  std::int64_t at = checked_place(universe, container, index);
  if (at < 0) at += view.length;
  if (at < 0 || at >= view.length) out_of_range(universe, container);
  if (!is_integral(value)) universe.raise("TypeError", "memoryview: invalid type for format 'B'");
  const auto number = word_of(value);
  if (!number || *number < 0 || *number > 255) universe.raise("ValueError", "memoryview: invalid value for format 'B'");
  const CriticalSection section(universe, array);
  store(at, static_cast<char>(*number));
}

}  // namespace

void set_octet_item(Universe& universe, Value container, Value index, Value value) {
  if (auto* view = as<MemoryView>(container)) return set_viewed(universe, container, *view, index, value);
  auto& array = *as<ByteArray>(container);
  if (const auto* slice = as<Slice>(index)) return set_octet_slice(universe, array, *slice, value);
  std::int64_t at = checked_place(universe, container, index);
  const std::int64_t size = octet_count(universe, container);
  if (at + (at < 0 ? size : 0) < 0 || at >= size) out_of_range(universe, container);
  const char octet = octet_of(universe, value);
  const CriticalSection section(universe, array);
  if (at < 0) at += static_cast<std::int64_t>(array.octets.size());
  if (at < 0 || at >= static_cast<std::int64_t>(array.octets.size())) out_of_range(universe, container);
  array.octets[static_cast<std::size_t>(at)] = octet;
}

void delete_octet_item(Universe& universe, ByteArray& array, Value index) {
  if (const auto* slice = as<Slice>(index)) {
    const CriticalSection section(universe, array);
    const Bounds bounds = bounds_of(universe, *slice, array.octets.size());
    for (std::int64_t i = 0; i < bounds.count; ++i) {
      // From the last one to the first, so that those before it stay in place.
      const std::int64_t at = bounds.start + (bounds.step > 0 ? bounds.count - 1 - i : i) * bounds.step;
      array.octets.erase(static_cast<std::size_t>(at), 1);
    }
    return;
  }
  const std::int64_t at = checked_place(universe, Value(&array), index);
  const CriticalSection section(universe, array);
  const auto size = static_cast<std::int64_t>(array.octets.size());
  const std::int64_t place = at < 0 ? at + size : at;
  if (place < 0 || place >= size) out_of_range(universe, Value(&array));
  array.octets.erase(static_cast<std::size_t>(place), 1);
}

// --- operators

bool octets_contain(Universe& universe, Value container, Value item) {
  const Octets octets(universe, container);
  if (as<MemoryView>(container) != nullptr)
    return is_integral(item) && octets->find(static_cast<char>(small(item))) != std::string_view::npos;
  if (is_integral(item)) return octets->find(octet_of(universe, item)) != std::string_view::npos;
  return find_text(*octets, octets_argument(universe, item)) != std::string_view::npos;
}

Value octets_joined(Universe& universe, Value a, Value b, bool in_place) {
  const Octets right(universe, b);
  if (!right) universe.raise("TypeError", "can't concat " + universe.type_name(b) + " to " + universe.type_name(a));
  if (auto* array = as<ByteArray>(a); array != nullptr && in_place) {
    if (a == b) universe.raise("BufferError", "Existing exports of data: object cannot be re-sized");
    const std::string more(*right);
    universe.heap().charge(more.size());
    const CriticalSection section(universe, *array);
    array->octets += more;
    return a;
  }
  const Octets left(universe, a);
  if (right->empty() && as<Bytes>(a) != nullptr && universe.class_of(a) == universe.classes.bytes) return a;
  check_room_for(universe.heap(), left->size() + right->size());
  if (as<ByteArray>(a) != nullptr) return make_bytearray(universe, std::string(*left).append(*right));
  const std::size_t size = left->size() + right->size();
  auto* made = universe.heap().make_with_room<Bytes>(size, universe.classes.bytes, size);
  put_text(put_text(made->place(), *left), *right);
  return Value(made);
}

Value octets_repeated(Universe& universe, Value sequence, std::int64_t count, bool in_place) {
  const Octets octets(universe, sequence);
  std::string result;
  if (count > 0 && !octets->empty()) {
    check_room_for(universe.heap(), static_cast<std::uint64_t>(count), octets->size());
    result.reserve(octets->size() * static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
      Fuel::spend(1 + octets->size() / Fuel::bytes_per_unit);
      result += *octets;
    }
  }
  if (!in_place || as<Bytes>(sequence) != nullptr) return octets_like(universe, sequence, result);
  set_octets(universe, *as<ByteArray>(sequence), std::move(result));
  return sequence;
}

std::string octets_repr(Universe& universe, Value value) {
  const Octets octets(universe, value);
  Fuel::spend(octets->size());
  return as<ByteArray>(value) != nullptr ? universe.type_name(value) + "(" + quoted_octets(*octets) + ")"
                                         : quoted_octets(*octets);
}

}  // namespace threadbox::script
