#include "script/values/classes.h"

#include "script/values/containers.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <limits>

namespace threadbox::script {

void Descriptor::mark_children(Marker& marker) const {
  marker.mark(getter);
  marker.mark(setter);
  marker.mark(deleter);
  marker.mark(doc);
  marker.mark(name);
}

void Super::mark_children(Marker& marker) const {
  marker.mark(after);
  marker.mark(self);
}

namespace {

/// The C3 linearization: a class comes before its bases, which keep their order. Empty if there is no such order.
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
      const bool in_a_tail = std::ranges::any_of(
          lists, [&](const auto& other) { return std::find(other.begin() + 1, other.end(), candidate) != other.end(); });
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
    : Object(metaclass, type_tag),
      name(class_name),
      bases(std::move(base_classes)),
      mro(linearize(this, bases)),
      layout(instance_layout) {}

// A sweep destroys classes in any order, while no other thread executes.
Class::~Class() {
  for (Class* base : watched_) std::erase(base->derived_, this);
  for (Class* derived : derived_) std::erase(derived->watched_, this);
}

void Class::new_version() noexcept {
  static std::atomic<std::uint32_t> last{0};
  constexpr std::uint32_t none_left = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t version = last.load(std::memory_order_relaxed);
  while (version != none_left && !last.compare_exchange_weak(version, version + 1, std::memory_order_relaxed)) {}
  // Relaxed, because the number only has to be unique. The guard orders the change of the names before the new version for a thread that
  // reads the version under the guard, in version_to_cache().
  std::lock_guard guarded(guard());
  version_ = version == none_left ? 0 : version + 1;
}

std::uint32_t Class::version_to_cache() const noexcept {
  std::lock_guard guarded(guard());
  return version_;
}

void Class::changed() {
  new_version();
  std::lock_guard guarded(derived_guard_);
  for (Class* derived : derived_)
    if (derived->version_ != 0) derived->new_version();
}

void Class::add_derived(Class& derived) {
  std::lock_guard guarded(derived_guard_);
  derived.watched_.push_back(this);
  try {
    derived_.push_back(&derived);
  } catch (...) {
    derived.watched_.pop_back();
    throw;
  }
}

std::size_t Class::outside_bytes() const noexcept {
  const std::size_t classes = bases.capacity() + mro.capacity() + derived_.capacity() + watched_.capacity();
  return names.bytes() + classes * sizeof(Class*) + module.capacity();
}

std::vector<Class*> Class::subclasses() const {
  std::lock_guard guarded(derived_guard_);
  std::vector<Class*> found;
  std::ranges::copy_if(derived_, std::back_inserter(found),
                       [this](const Class* derived) { return std::ranges::find(derived->bases, this) != derived->bases.end(); });
  return found;
}

void Class::mark_children(Marker& marker) const {
  marker.mark(name);
  for (Class* base : mro) marker.mark(base);
  names.mark(marker);
  marker.mark(construct_fallback);
  marker.mark(constructor);
  marker.mark(keywords);
}

bool Class::allows_attribute(const Str* attribute) const noexcept {
  for (const Class* cls : mro) {
    if (!cls->in_python) {
      if (cls->layout == Layout::exception) return true;
      continue;
    }
    if (!cls->slots || cls->slots_have_dict || std::ranges::find(*cls->slots, attribute) != cls->slots->end()) return true;
  }
  return false;
}

bool Class::has_slot(const Str* attribute) const noexcept {
  return std::ranges::any_of(
      mro, [&](const Class* cls) { return cls->slots && std::ranges::find(*cls->slots, attribute) != cls->slots->end(); });
}

bool Class::is_subclass_of(const Class* other) const noexcept { return std::ranges::find(mro, other) != mro.end(); }

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

}  // namespace threadbox::script
