#include "script/values/name_table.h"

#include "script/values/objects.h"

#include <algorithm>

namespace threadbox::script {

namespace {
// Up to here a look through all of them is quicker than hashing.
constexpr std::size_t entries_without_index = 8;
}  // namespace

const NameTable::Entry* NameTable::find(const Str* name) const noexcept {
  if (places_.empty()) {
    for (const Entry& entry : entries_)
      if (entry.name == name) return &entry;
    return nullptr;
  }
  const std::size_t mask = places_.size() - 1;
  for (std::size_t at = name->hash() & mask; places_[at] != 0; at = (at + 1) & mask)
    if (entries_[places_[at] - 1].name == name) return &entries_[places_[at] - 1];
  return nullptr;
}

void NameTable::set(Str* name, Value value) {
  if (const Entry* entry = find(name)) {
    const_cast<Entry*>(entry)->value = value;
    return;
  }
  entries_.push_back({name, value});
  if (entries_.size() > entries_without_index) index_all();
}

bool NameTable::erase(const Str* name) noexcept {
  const Entry* entry = find(name);
  if (entry == nullptr || entry->value.is_undefined()) return false;
  // The place stays, so that a name that is deleted and set again does not make the table grow.
  const_cast<Entry*>(entry)->value = Value::undefined();
  return true;
}

void NameTable::index_all() {
  const std::size_t wanted = std::bit_ceil(entries_.size() * 2);
  const auto place = [this](std::size_t index) {
    const std::size_t mask = places_.size() - 1;
    std::size_t at = entries_[index].name->hash() & mask;
    while (places_[at] != 0) at = (at + 1) & mask;
    places_[at] = static_cast<std::uint32_t>(index + 1);
  };
  if (wanted <= places_.size()) return place(entries_.size() - 1);
  places_.assign(wanted * 2, 0);
  for (std::size_t i = 0; i < entries_.size(); ++i) place(i);
}

void NameTable::mark(Marker& marker) const {
  for (const Entry& entry : entries_) {
    marker.mark(entry.name);
    marker.mark(entry.value);
  }
}

}  // namespace threadbox::script
