#include "script/values/names_dict.h"

#include "script/values/as.h"
#include "script/values/callables.h"
#include "script/values/critical_section.h"
#include "script/values/str.h"
#include "script/values/tables.h"

#include <mutex>

namespace threadbox::script {

namespace {

/// The key as an interned str; null if it is not a str.
Str* name_of(Universe& universe, Value key) {
  auto* text = as<Str>(key);
  return text == nullptr || text->interned ? text : universe.intern(text->text);
}

Str* checked_name(Universe& universe, Value key) {
  Str* name = name_of(universe, key);
  if (name == nullptr) universe.raise("NotImplementedError", "Threadbox keeps only names, which are str, in a __dict__");
  return name;
}

}  // namespace

Value Dict::get_name(Universe& universe, const Key& key) const {
  const Str* name = name_of(universe, key.value);
  return name == nullptr ? Value::undefined() : names().get(name);
}

bool Dict::set_name(Universe& universe, const Key& key, Value value) {
  return names().set(checked_name(universe, key.value), value);
}

Value Dict::take_name(Universe& universe, const Key& key) {
  const Value value = get_name(universe, key);
  if (!value.is_undefined()) names().erase(name_of(universe, key.value));
  return value;
}

const std::vector<Dict::Entry>& Dict::shown_entries() const {
  const bool free = fences_publication.load(std::memory_order_relaxed);
  const std::unique_lock guarded = free ? std::unique_lock(guard()) : std::unique_lock<SmallGuard>();
  const std::vector<NameTable::Entry> now = names().in_order();
  // A caller further up may be iterating over entries_, so they are replaced only if the attributes have changed.
  // Relaxed: the flag is set before free-threaded threads start.
  const bool same = std::ranges::equal(
      now, entries_, [](const NameTable::Entry& a, const Entry& b) { return Value(a.name) == b.key && a.value == b.value; });
  if (same) return entries_;
  entries_.clear();
  for (const NameTable::Entry& entry : now) entries_.push_back({Value(entry.name), entry.value, entry.name->hash(), true});
  return entries_;
}

NameTable& Dict::shared_names(Universe& universe) {
  if (auto* known = shown_ != nullptr ? dynamic_cast<Names*>(shown_) : nullptr) return known->table;
  auto* made = universe.heap().make<Names>(universe.classes.object);
  for (const Entry& entry : entries_of(universe, *this))
    if (entry.live) made->table.set(checked_name(universe, entry.key), entry.value);
  made->table.set_dict(*this);
  if (shown_ != nullptr) shown_->own_attributes()->forward_to(made->table, *this);
  entries_.clear();
  places_.clear();
  shown_ = made;
  return made->table;
}

void Dict::keep_names(Universe& universe) {
  const std::vector<NameTable::Entry> had = names().in_order();
  shown_ = nullptr;
  clear(universe);
  for (const NameTable::Entry& entry : had) set(universe, Key(universe, Value(entry.name)), entry.value);
}

Value names_dict(Universe& universe, Object& owner) {
  NameTable& names = *owner.own_attributes();
  if (Dict* known = names.dict()) return Value(known);
  Dict* made =
      universe.heap().make<Dict>(owner.type_tag() == TypeTag::cls ? universe.classes.mapping_proxy : universe.classes.dict);
  made->show(owner);
  return Value(names.set_dict(*made));
}

void set_names_dict(Universe& universe, Object& owner, Dict& dict) {
  NameTable& names = *owner.own_attributes();
  Dict* const before = names.dict();
  if (before == &dict) return;
  NameTable& shared = dict.shared_names(universe);
  if (before != nullptr && before->shows(owner)) before->keep_names(universe);
  names.forward_to(shared, dict);
}

}  // namespace threadbox::script
