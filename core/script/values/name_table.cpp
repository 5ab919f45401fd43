#include "script/values/name_table.h"

#include "script/values/str.h"
#include "script/values/tables.h"

#include <algorithm>
#include <new>
#include <utility>

namespace threadbox::script {

NameTable::~NameTable() {
  const auto free_all = [](Chunk* chunk) {
    while (chunk != nullptr) ::operator delete(std::exchange(chunk, chunk->next));
  };
  free_all(first_);
  if (const Index* index = index_) free_all(index->retired);
  delete index_.get();
}

NameTable::Place* NameTable::find_by_hash(const Index& index, const Str* name) noexcept {
  if (const NameTable* other = index.forward) [[unlikely]]
    return other->find(name);
  for (std::size_t at = name->hash();; ++at) {
    Place* place = index.places[at & index.mask];
    if (place == nullptr || place->name == name) return place;
  }
}

std::optional<std::uint32_t> NameTable::index_of(const Str* name) const noexcept {
  for (std::uint32_t index = 0; index < size_; ++index)
    if (at(index)->name == name) return index;
  return std::nullopt;
}

// With a GIL the lock would only cost time.
std::unique_lock<SmallGuard> NameTable::guard() const {
  return fences_publication.load(std::memory_order_relaxed) ? std::unique_lock(guard_) : std::unique_lock<SmallGuard>();
}

bool NameTable::set(Str* name, Value value) {
  if (const Index* index = index_; index != nullptr && index->forward != nullptr) [[unlikely]]
    return index->forward->set(name, value);
  if (Place* place = find(name)) {
    const bool is_new = place->value.get().is_undefined();
    if (is_new) come_again(*place);
    place->value = value;
    return is_new;
  }
  const std::unique_lock guarded = guard();
  if (Place* place = guarded ? find(name) : nullptr) {  // Another thread has added the name meanwhile.
    place->value = value;
    return false;
  }
  // Everything that can fail comes before the first change of the table. Then the value is stored before the name, and the name before
  // the place is in the index, so that a concurrent reader never sees a name without its value.
  Place& place = new_place();
  Index* const index = size_ + 1 > names_without_index || index_.get() != nullptr ? index_with_room() : nullptr;
  if (index != nullptr && !index->again.empty()) index->again.push_back(&place);
  place.value = value;
  place.name = name;
  size_ = size_ + 1;
  if (index != nullptr) put(*index, place);
  return true;
}

bool NameTable::erase(const Str* name) noexcept {
  Place* place = find(name);
  if (place == nullptr || place->value.get().is_undefined()) return false;
  place->value = Value::undefined();
  return true;
}

/// The next unused place. The caller holds guard_.
NameTable::Place& NameTable::new_place() {
  Shared<Chunk*>* link = &first_;
  std::uint32_t before = 0, capacity = first_capacity;
  for (Chunk* chunk = *link; chunk != nullptr; chunk = *link) {
    if (size_ - before < chunk->capacity) return chunk->places()[size_ - before];
    before += chunk->capacity;
    capacity = chunk->capacity * 2;
    link = &chunk->next;
  }
  auto* chunk = new (::operator new(sizeof(Chunk) + capacity * sizeof(Place))) Chunk(capacity);
  std::uninitialized_default_construct_n(chunk->places(), capacity);
  *link = chunk;
  return chunk->places()[0];
}

/// The index, with room for one more name. The caller holds guard_.
NameTable::Index* NameTable::index_with_room() {
  Index* old = index_;
  return old != nullptr && (size_ + 1) * 2 <= old->mask ? old : make_index(old);
}

NameTable::Index* NameTable::make_index(Index* old) {
  auto larger = std::make_unique<Index>(old == nullptr ? 4 * names_without_index : (old->mask + 1) * 4);
  for (std::uint32_t i = 0; i < size_; ++i) put(*larger, *at(i));
  if (old != nullptr) {
    larger->again = std::move(old->again);
    larger->dict = old->dict;
  }
  larger->smaller.reset(old);
  index_ = larger.release();
  return index_;
}

/// Moves a deleted name, which is about to get a value again, to the end of the dict's order.
void NameTable::come_again(Place& place) {
  const std::unique_lock guarded = guard();
  Index* index = index_;
  if (index == nullptr) index = make_index(nullptr);
  std::erase(index->again, &place);
  index->again.push_back(&place);
}

Dict* NameTable::dict() const noexcept {
  const Index* index = index_;
  return index != nullptr ? index->dict.get() : nullptr;
}

Dict* NameTable::set_dict(Dict& made) {
  const std::unique_lock guarded = guard();
  Index* index = index_ != nullptr ? index_.get() : make_index(nullptr);
  if (index->dict == nullptr) index->dict = &made;
  return index->dict;
}

void NameTable::forward_to(NameTable& other, Dict& shown) {
  const std::unique_lock guarded = guard();
  Index* index = index_ != nullptr ? index_.get() : make_index(nullptr);
  index->dict = &shown;
  index->forward = &other;
  if (index->retired == nullptr) index->retired = first_;
  first_ = nullptr;
  size_ = 0;
}

NameTable& NameTable::resolved() noexcept {
  const Index* index = index_;
  return index != nullptr && index->forward != nullptr ? *index->forward : *this;
}

std::vector<NameTable::Entry> NameTable::in_order() const {
  if (const NameTable& other = resolved(); &other != this) return other.in_order();
  const std::unique_lock guarded = guard();
  const Index* index = index_;
  std::vector<Entry> found;
  const auto add = [&](const Place& place) {
    if (const Value value = place.value; !value.is_undefined()) found.push_back({place.name, value});
  };
  const auto comes_again = [&](const Place& place) {
    return index != nullptr && std::ranges::find(index->again, &place) != index->again.end();
  };
  for (std::uint32_t i = 0; i < size_; ++i)
    if (!comes_again(*at(i))) add(*at(i));
  if (index != nullptr)
    for (const Place* place : index->again) add(*place);
  return found;
}

void NameTable::put(Index& index, Place& place) noexcept {
  std::size_t at = place.name->hash();
  while (index.places[at & index.mask] != nullptr) ++at;
  index.places[at & index.mask] = &place;
}

void NameTable::mark(Marker& marker) const {
  // The dict marks the table that this one is an alias of.
  if (Dict* shown = dict()) marker.mark(shown);
  if (&resolved() != this) return;
  for (const Entry entry : entries()) {
    marker.mark(entry.name);
    marker.mark(entry.value);
  }
}

}  // namespace threadbox::script
