#include "script/objects.h"

#include "script/operators.h"

#include <algorithm>
#include <functional>

namespace threadbox::script {

namespace {

std::size_t count_code_points(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void mark_all(Marker& marker, const std::vector<Value>& values) {
  for (const Value value : values) marker.mark(value);
}

}  // namespace

Str::Str(Class* cls, std::string value)
    : Object(cls, shape), text(std::move(value)), length_(count_code_points(text)) {}

void Tuple::mark_children(Marker& marker) const { mark_all(marker, items); }
void List::mark_children(Marker& marker) const { mark_all(marker, items); }

void Slice::mark_children(Marker& marker) const {
  marker.mark(start);
  marker.mark(stop);
  marker.mark(step);
}

std::int64_t Range::length() const noexcept {
  if (step > 0) return start < stop ? (stop - start - 1) / step + 1 : 0;
  return start > stop ? (start - stop - 1) / -step + 1 : 0;
}

void Code::mark_children(Marker& marker) const {
  mark_all(marker, constants);
  for (Str* name : names) marker.mark(name);
}

void Function::mark_children(Marker& marker) const {
  marker.mark(code);
  marker.mark(module);
  marker.mark(name);
  marker.mark(qualified_name);
  marker.mark(defaults);
  marker.mark(keyword_defaults);
  marker.mark(closure);
  attributes.mark(marker);
}

void BoundMethod::mark_children(Marker& marker) const {
  marker.mark(self);
  marker.mark(function);
}

void Descriptor::mark_children(Marker& marker) const {
  marker.mark(getter);
  marker.mark(setter);
  marker.mark(deleter);
}

void Super::mark_children(Marker& marker) const {
  marker.mark(after);
  marker.mark(self);
}

void ExceptionObject::mark_children(Marker& marker) const {
  Instance::mark_children(marker);
  marker.mark(arguments);
  marker.mark(cause);
  marker.mark(context);
}

// --- classes

namespace {

/// C3: the order of the bases is kept, and a class comes before its bases. Empty when that cannot be.
std::vector<Class*> linearize(Class* cls, const std::vector<Class*>& bases) {
  std::vector<std::vector<Class*>> lists;
  for (const Class* base : bases) lists.push_back(base->mro);
  lists.push_back(bases);
  std::vector<Class*> result = {cls};
  while (true) {
    std::erase_if(lists, [](const auto& list) { return list.empty(); });
    if (lists.empty()) return result;
    Class* next = nullptr;
    for (const auto& list : lists) {
      Class* candidate = list.front();
      const bool in_a_tail = std::ranges::any_of(lists, [&](const auto& other) {
        return std::find(other.begin() + 1, other.end(), candidate) != other.end();
      });
      if (in_a_tail) continue;
      next = candidate;
      break;
    }
    if (next == nullptr) return {};
    result.push_back(next);
    for (auto& list : lists)
      if (list.front() == next) list.erase(list.begin());
  }
}

}  // namespace

Class::Class(Class* metaclass, Str* class_name, std::vector<Class*> base_classes, Layout instance_layout)
    : Object(metaclass, shape),
      name(class_name),
      bases(std::move(base_classes)),
      mro(linearize(this, bases)),
      layout(instance_layout) {}

void Class::mark_children(Marker& marker) const {
  marker.mark(name);
  for (Class* base : mro) marker.mark(base);
  names.mark(marker);
}

bool Class::is_subclass_of(const Class* other) const noexcept {
  return std::ranges::find(mro, other) != mro.end();
}

Value Class::lookup(const Str* attribute) const noexcept {
  for (const Class* cls : mro)
    if (const Value value = cls->names.get(attribute); !value.is_undefined()) return value;
  return Value::undefined();
}

Value Class::lookup_after(const Class* after, const Str* attribute) const noexcept {
  for (auto at = std::ranges::find(mro, after); at != mro.end() && ++at != mro.end();) {
    if (const Value value = (*at)->names.get(attribute); !value.is_undefined()) return value;
  }
  return Value::undefined();
}

// --- dict

void Dict::mark_children(Marker& marker) const {
  for (const Entry& entry : entries_) {
    marker.mark(entry.key);
    marker.mark(entry.value);
  }
}

/// Where the key stands in places_, or the free place where it would.
std::size_t Dict::place_of(Vm& vm, Value key, std::size_t hash) const {
  const std::size_t mask = places_.size() - 1;
  std::size_t at = hash & mask;
  for (; places_[at] != 0; at = (at + 1) & mask) {
    const Entry& entry = entries_[places_[at] - 1];
    if (entry.live && entry.hash == hash && (entry.key == key || equal(vm, entry.key, key))) break;
  }
  return at;
}

const Dict::Entry* Dict::find(Vm& vm, Value key) const {
  const std::size_t hash = hash_of(vm, key);
  if (places_.empty()) return nullptr;
  const std::size_t at = place_of(vm, key, hash);
  return places_[at] == 0 ? nullptr : &entries_[places_[at] - 1];
}

void Dict::rehash() {
  std::erase_if(entries_, [](const Entry& entry) { return !entry.live; });
  places_.assign(std::bit_ceil(std::max<std::size_t>(8, entries_.size() * 4)), 0);
  const std::size_t mask = places_.size() - 1;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::size_t at = entries_[i].hash & mask;
    while (places_[at] != 0) at = (at + 1) & mask;
    places_[at] = static_cast<std::uint32_t>(i + 1);
  }
}

void Dict::set(Vm& vm, Value key, Value value) {
  const std::size_t hash = hash_of(vm, key);
  // Deleted entries keep their places until the next rehash, so they count.
  if ((entries_.size() + 1) * 2 > places_.size()) rehash();
  const std::size_t at = place_of(vm, key, hash);
  if (places_[at] != 0) {
    entries_[places_[at] - 1].value = value;
    return;
  }
  entries_.push_back({key, value, hash, true});
  places_[at] = static_cast<std::uint32_t>(entries_.size());
  ++size_;
}

bool Dict::erase(Vm& vm, Value key) {
  const std::size_t hash = hash_of(vm, key);
  if (places_.empty()) return false;
  const std::size_t at = place_of(vm, key, hash);
  if (places_[at] == 0) return false;
  Entry& entry = entries_[places_[at] - 1];
  entry = Entry{Value::undefined(), Value::undefined(), hash, false};
  --size_;
  return true;
}

void Dict::clear() {
  entries_.clear();
  places_.clear();
  size_ = 0;
}

}  // namespace threadbox::script
