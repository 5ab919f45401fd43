#include "script/values/sequences.h"

#include "script/text/fuel.h"
#include "script/values/as.h"
#include "script/values/containers.h"
#include "script/values/critical_section.h"
#include "script/values/integers.h"
#include "script/values/iteration.h"
#include "script/values/octets.h"
#include "script/values/room.h"
#include "script/values/special_method.h"
#include "script/values/str.h"
#include "script/values/universe.h"

#include <algorithm>

namespace threadbox::script {

namespace {

/// The size of a sequence repeated `count` times. Errors: HeapExhausted.
template <typename Sequence>
std::size_t repeated_size(Universe& universe, const Sequence& items, std::int64_t count) {
  if (count <= 0 || items.empty()) return 0;
  check_room_for(universe.heap(), static_cast<std::uint64_t>(count), items.size() * sizeof(items[0]));
  return items.size() * static_cast<std::size_t>(count);
}

/// Grows a sequence of `count` items to `size` items by calling append(filled, more), which copies its first `more` items to its end.
template <typename Append>
void fill(std::size_t item_bytes, std::size_t count, std::size_t size, const Append& append) {
  // Doubles each time, until the copied part would no longer fit the processor's first-level cache.
  const std::size_t most = std::max(count, (std::size_t{32} << 10) / item_bytes / count * count);
  for (std::size_t filled = count; filled < size;) {
    const std::size_t more = std::min({filled, most, size - filled});
    Fuel::spend(1 + more * item_bytes / Fuel::bytes_per_unit);
    append(filled, more);
    filled += more;
  }
}

std::vector<Value> repeated(Universe& universe, const std::vector<Value>& items, std::int64_t count) {
  const std::size_t size = repeated_size(universe, items, count);
  std::vector<Value> result;
  if (size == 0) return result;
  result.reserve(size);
  result = items;
  fill(sizeof(Value), items.size(), size, [&](std::size_t, std::size_t more) {
    // push_back() touches new pages in small steps, with fuel spent between them. resize() would touch all of them at once.
    for (std::size_t i = 0; i < more; ++i) result.push_back(result[i]);
  });
  return result;
}

Str* repeated(Universe& universe, std::string_view text, std::int64_t count) {
  const std::size_t size = repeated_size(universe, text, count);
  return universe.string(size, [&](char* place) {
    if (size == 0) return;
    std::ranges::copy(text, place);
    fill(1, text.size(), size, [place](std::size_t filled, std::size_t more) { std::copy_n(place, more, place + filled); });
  });
}

}  // namespace

bool is_sequence(Value value) noexcept {
  return as<Str>(value) != nullptr || as<List>(value) != nullptr || as<Tuple>(value) != nullptr || is_octet_sequence(value);
}

Value concatenate(Universe& universe, Value a, Value b, bool in_place) {
  if (const auto* left = as<Str>(a)) {
    if (const auto* right = as<Str>(b)) return Value(universe.joined(*left, *right, in_place));
    universe.raise("TypeError", "can only concatenate str (not \"" + universe.type_name(b) + "\") to str");
  }
  if (auto* left = as<List>(a)) {
    if (in_place) {
      append_all(universe, *left, collect(universe, b));
      return a;
    }
    const auto* right = as<List>(b);
    if (right == nullptr)
      universe.raise("TypeError", "can only concatenate list (not \"" + universe.type_name(b) + "\") to list");
    std::vector<Value> items = items_of(universe, *left);
    const ElementSnapshot more(universe, *right, right->items);
    items.insert(items.end(), more.begin(), more.end());
    return Value(universe.list(std::move(items)));
  }
  if (is_octet_sequence(a)) return octets_joined(universe, a, b, in_place);
  const auto* right = as<Tuple>(b);
  if (right == nullptr)
    universe.raise("TypeError", "can only concatenate tuple (not \"" + universe.type_name(b) + "\") to tuple");
  const auto* left = as<Tuple>(a);
  if (right->items.empty() && left->cls() == universe.classes.tuple) return a;
  if (left->items.empty() && right->cls() == universe.classes.tuple) return b;
  std::vector<Value> items = left->items;
  items.insert(items.end(), right->items.begin(), right->items.end());
  return Value(universe.tuple(std::move(items)));
}

Value repeat(Universe& universe, Value sequence, Value factor, bool in_place) {
  if (!is_integral(factor)) {
    if (!special_in_python(universe, factor, universe.names.index).is_undefined()) throw NeedsFallback{};
    universe.raise("TypeError", "can't multiply sequence by non-int of type '" + universe.type_name(factor) + "'");
  }
  const auto count_or_none = word_of(factor);
  if (!count_or_none) universe.raise("OverflowError", "cannot fit 'int' into an index-sized integer");
  const std::int64_t count = *count_or_none;
  if (is_octet_sequence(sequence)) return octets_repeated(universe, sequence, count, in_place);
  if (count == 1)
    for (const Class* immutable : {universe.classes.str, universe.classes.tuple})
      if (sequence.object()->cls() == immutable) return sequence;
  if (const auto* text = as<Str>(sequence)) return Value(repeated(universe, text->text, count));
  if (auto* list = as<List>(sequence)) {
    if (!in_place) return Value(universe.list(repeated(universe, *ElementSnapshot(universe, *list, list->items), count)));
    const CriticalSection section(universe, *list);
    list->items = repeated(universe, list->items, count);
    universe.heap().charge(list->items.size() * sizeof(Value));
    return sequence;
  }
  return Value(universe.tuple(repeated(universe, as<Tuple>(sequence)->items, count)));
}

std::vector<Value> items_of(Universe& universe, const List& list) {
  const CriticalSection section(universe, list);
  return list.items;
}

void append_all(Universe& universe, List& list, std::span<const Value> items) {
  universe.heap().charge(items.size() * sizeof(Value));
  const CriticalSection section(universe, list);
  list.items.insert(list.items.end(), items.begin(), items.end());
}

}  // namespace threadbox::script
