#include "script/natives/natives.h"
#include "script/values/conversion.h"
#include "script/values/critical_section.h"
#include "script/values/iterators.h"

#include <algorithm>
#include <deque>

namespace threadbox::script {

namespace {

/// The items of a collections.deque. Its operations are natives, so that each is atomic, as in CPython.
class Items final : public Payload {
 public:
  void mark(Marker& marker) const override {
    for (const Value item : values) marker.mark(item);
  }
  [[nodiscard]] std::size_t bytes() const noexcept override { return values.size() * sizeof(Value); }
  [[nodiscard]] std::optional<std::pair<std::vector<Value>, std::size_t>> elements(std::size_t most) const override {
    const auto end = values.begin() + static_cast<std::ptrdiff_t>(std::min(most, values.size()));
    return std::pair{std::vector<Value>(values.begin(), end), values.size()};
  }
  std::deque<Value> values;
  std::optional<std::uint64_t> most;
  std::uint64_t changes = 0;  ///< Number of changes of its size, which invalidate iterators.
};

Items& items_of(Call& call) { return payload_as<Items>(call, "deque"); }

/// Holds the deque's critical section for one operation.
CriticalSection hold(Call& call) { return CriticalSection(call.vm, *call.arguments[0].object()); }

class DequeIterator final : public Iterator {
 public:
  DequeIterator(Class* cls, Instance* iterated, const Items& items) noexcept
      : Iterator(cls), deque(iterated), changes(items.changes) {}
  void mark_children(Marker& marker) const override { marker.mark(deque); }
  Value next(Universe& universe) override {
    const auto& items = static_cast<const Items&>(*deque->payload());
    const CriticalSection section(universe, *deque);
    if (items.changes != changes) universe.raise("RuntimeError", "deque mutated during iteration");
    const std::size_t place = at;
    if (place >= items.values.size()) return Value::undefined();
    at = place + 1;
    return items.values[place];
  }
  Instance* deque;
  const std::uint64_t changes;
  Shared<std::size_t> at = 0;
};

Value init(Call& call) {
  auto* instance = as<Instance>(call.arguments[0]);
  auto payload = std::make_unique<Items>();
  if (const Value most = call.arguments[1]; !most.is_none()) {
    if (!most.is_int()) call.vm.raise("TypeError", "an integer is required");
    if (most.as_int() < 0) call.vm.raise("ValueError", "maxlen must be non-negative");
    payload->most = static_cast<std::uint64_t>(most.as_int());
  }
  instance->set_payload(std::move(payload));
  return Value::none();
}

void added(Call& call, Items& items) {
  ++items.changes;
  call.vm.heap().charge(sizeof(Value));
}

Value append(Call& call) {
  Items& items = items_of(call);
  const CriticalSection section = hold(call);
  items.values.push_back(call.arguments[1]);
  if (items.most && items.values.size() > *items.most) items.values.pop_front();
  added(call, items);
  return Value::none();
}

Value append_left(Call& call) {
  Items& items = items_of(call);
  const CriticalSection section = hold(call);
  items.values.push_front(call.arguments[1]);
  if (items.most && items.values.size() > *items.most) items.values.pop_back();
  added(call, items);
  return Value::none();
}

/// Requires the critical section.
Items& not_empty(Call& call) {
  Items& items = items_of(call);
  if (items.values.empty()) call.vm.raise("IndexError", "pop from an empty deque");
  ++items.changes;
  return items;
}

Value pop(Call& call) {
  const CriticalSection section = hold(call);
  Items& items = not_empty(call);
  const Value last = items.values.back();
  items.values.pop_back();
  return last;
}

Value pop_left(Call& call) {
  const CriticalSection section = hold(call);
  Items& items = not_empty(call);
  const Value first = items.values.front();
  items.values.pop_front();
  return first;
}

Value clear(Call& call) {
  Items& items = items_of(call);
  const CriticalSection section = hold(call);
  items.values.clear();
  ++items.changes;
  return Value::none();
}

Value rotate(Call& call) {
  Items& items = items_of(call);
  const CriticalSection section = hold(call);
  const std::int64_t by = given(call, 1) ? to_int(call.vm, call.arguments[1]) : 1;
  const auto size = static_cast<std::int64_t>(items.values.size());
  if (size == 0) return Value::none();
  const std::int64_t right = ((by % size) + size) % size;
  std::rotate(items.values.begin(), items.values.end() - right, items.values.end());
  ++items.changes;
  return Value::none();
}

Value reverse(Call& call) {
  Items& items = items_of(call);
  const CriticalSection section = hold(call);
  std::ranges::reverse(items.values);
  return Value::none();
}

Value length(Call& call) {
  const Items& items = items_of(call);
  const CriticalSection section = hold(call);
  return Value::integer(static_cast<std::int64_t>(items.values.size()));
}

Value most(Call& call) {
  const Items& items = items_of(call);
  return items.most ? Value::integer(static_cast<std::int64_t>(*items.most)) : Value::none();
}

/// The items as a list, for iteration, comparison and printing.
Value as_list(Call& call) {
  const Items& items = items_of(call);
  const CriticalSection section = hold(call);
  return Value(call.vm.list({items.values.begin(), items.values.end()}));
}

Value iterator(Call& call) {
  Items& items = items_of(call);
  const CriticalSection section = hold(call);
  return Value(call.vm.heap().make<DequeIterator>(call.vm.classes.deque_iterator, as<Instance>(call.arguments[0]), items));
}

/// The place that an index means. Requires the critical section.
std::size_t place(Call& call, const Items& items) {
  const Value index = call.arguments[1];
  if (!index.is_int() && !index.is_bool())
    call.vm.raise("TypeError", "sequence index must be integer, not '" + call.vm.type_name(index) + "'");
  std::int64_t at = to_int(call.vm, index);
  const auto size = static_cast<std::int64_t>(items.values.size());
  if (at < 0) at += size;
  if (at < 0 || at >= size) call.vm.raise("IndexError", "deque index out of range");
  return static_cast<std::size_t>(at);
}

Value get(Call& call) {
  const Items& items = items_of(call);
  const CriticalSection section = hold(call);
  return items.values[place(call, items)];
}

Value set(Call& call) {
  Items& items = items_of(call);
  const CriticalSection section = hold(call);
  items.values[place(call, items)] = call.arguments[2];
  return Value::none();
}

Value erase(Call& call) {
  Items& items = items_of(call);
  const CriticalSection section = hold(call);
  items.values.erase(items.values.begin() + static_cast<std::ptrdiff_t>(place(call, items)));
  ++items.changes;
  return Value::none();
}

Value insert(Call& call) {
  Items& items = items_of(call);
  const CriticalSection section = hold(call);
  if (items.most && items.values.size() >= *items.most) call.vm.raise("IndexError", "deque already at its maximum size");
  const auto size = static_cast<std::int64_t>(items.values.size());
  std::int64_t at = to_int(call.vm, call.arguments[1]);
  at = std::clamp<std::int64_t>(at < 0 ? at + size : at, 0, size);
  items.values.insert(items.values.begin() + at, call.arguments[2]);
  added(call, items);
  return Value::none();
}

}  // namespace

void install_deque(Vm& vm) {
  Module* module = vm.module("_collections");
  vm.classes.deque_iterator->module = "collections";
  static constexpr NativeEntry entries[] = {
      {"init", init, {"self", "maxlen", "/"}},
      {"append", append, {"self", "x", "/"}},
      {"appendleft", append_left, {"self", "x", "/"}},
      {"pop", pop, {"self", "/"}},
      {"popleft", pop_left, {"self", "/"}},
      {"clear", clear, {"self", "/"}},
      {"rotate", rotate, {"self", "n", "/"}, 1},
      {"reverse", reverse, {"self", "/"}},
      {"length", length, {"self", "/"}},
      {"maxlen", most, {"self", "/"}},
      {"as_list", as_list, {"self", "/"}},
      {"iterator", iterator, {"self", "/"}},
      {"get", get, {"self", "index", "/"}},
      {"set", set, {"self", "index", "value", "/"}},
      {"erase", erase, {"self", "index", "/"}},
      {"insert", insert, {"self", "index", "value", "/"}},
  };
  define_all(vm, module, entries);
}

}  // namespace threadbox::script
