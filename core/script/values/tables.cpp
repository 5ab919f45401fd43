#include "script/values/tables.h"

#include "script/text/fuel.h"
#include "script/values/comparison.h"
#include "script/values/critical_section.h"
#include "script/values/hashing.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace threadbox::script {

Key::Key(Universe& universe, Value key) : value(key), hash(hash_of(universe, key)) {}

namespace {

bool same(Universe& universe, const Key& key, Value other) {
  return key.value == other || (!key.identity && equal(universe, other, key.value));
}

}  // namespace

// --- dict

void Dict::mark_children(Marker& marker) const {
  marker.mark(shown_);
  if (shown_ != nullptr) return;
  for (const Entry& entry : entries_) {
    marker.mark(entry.key);
    marker.mark(entry.value);
  }
}

/// The slot of the key in places_, or the free slot where it would be inserted.
std::size_t Dict::place_of(Universe& universe, const Key& key) const {
  const std::size_t mask = places_.size() - 1;
  std::size_t at = key.hash & mask;
  for (; places_[at] != 0; at = (at + 1) & mask) {
    const Entry& entry = entries_[places_[at] - 1];
    if (entry.live && entry.hash == key.hash && same(universe, key, entry.key)) break;
  }
  return at;
}

Value Dict::get(Universe& universe, const Key& key) const {
  if (shown_ != nullptr) [[unlikely]]
    return get_name(universe, key);
  return in_critical_section(universe, *this, [&] {
    if (places_.empty()) return Value::undefined();
    const std::size_t at = place_of(universe, key);
    return places_[at] == 0 ? Value::undefined() : entries_[places_[at] - 1].value;
  });
}

std::vector<Value> Dict::keys_with(Universe& universe, Hash hash) const {
  std::vector<Value> keys;
  if (shown_ != nullptr) {
    for (const NameTable::Entry& entry : names().in_order())
      if (entry.name->hash() == hash) keys.emplace_back(entry.name);
    return keys;
  }
  const CriticalSection section(universe, *this);
  if (places_.empty()) return keys;
  const std::size_t mask = places_.size() - 1;
  for (std::size_t at = hash & mask; places_[at] != 0; at = (at + 1) & mask) {
    const Entry& entry = entries_[places_[at] - 1];
    if (entry.live && entry.hash == hash) keys.push_back(entry.key);
  }
  return keys;
}

Dict::Entry Dict::next(Universe& universe, std::size_t& at) const {
  if (shown_ != nullptr) {
    const std::vector<NameTable::Entry> now = names().in_order();
    if (at >= now.size()) return {};
    const NameTable::Entry& entry = now[at++];
    return {Value(entry.name), entry.value, entry.name->hash(), true};
  }
  const CriticalSection section(universe, *this);
  while (at < entries_.size() && !entries_[at].live) ++at;
  return at < entries_.size() ? entries_[at++] : Entry{};
}

/// Has no effect if memory runs out. A loop that inserts and deletes can observe when deleted entries are removed, so this happens when it
/// does in CPython: when a table of 8, 16, 32, … slots is two thirds full. The next table has room for three times the entries.
void Dict::rehash() {
  const std::size_t size = std::bit_ceil(std::max<std::size_t>(8, size_ * 3));
  std::vector<std::uint32_t> places(size * 2);
  std::erase_if(entries_, [](const Entry& entry) { return !entry.live; });
  end_ = entries_.size();
  places_ = std::move(places);
  usable_ = size * 2 / 3 - entries_.size();
  const std::size_t mask = places_.size() - 1;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::size_t at = entries_[i].hash & mask;
    while (places_[at] != 0) at = (at + 1) & mask;
    places_[at] = static_cast<std::uint32_t>(i + 1);
  }
}

bool Dict::set(Universe& universe, const Key& key, Value value) {
  if (shown_ != nullptr) [[unlikely]]
    return set_name(universe, key, value);
  return in_critical_section(universe, *this, [&] { return put(universe, key, value); });
}

bool Dict::put(Universe& universe, const Key& key, Value value) {
  if (places_.empty()) rehash();
  std::size_t at = place_of(universe, key);
  if (places_[at] != 0) {
    entries_[places_[at] - 1].value = value;
    return false;
  }
  // Deleted entries occupy their slots until the next rehash, so they count.
  if (usable_ == 0) {
    rehash();
    at = place_of(universe, key);
  }
  entries_.push_back({key.value, value, key.hash, true});
  --usable_;
  places_[at] = static_cast<std::uint32_t>(entries_.size());
  end_ = entries_.size();
  size_ = size_ + 1;
  version_ = version_ + 1;
  return true;
}

Value Dict::set_default(Universe& universe, const Key& key, Value value) {
  if (shown_ != nullptr) {
    const Value there = get_name(universe, key);
    if (there.is_undefined()) set_name(universe, key, value);
    return there;
  }
  const CriticalSection section(universe, *this);
  if (!places_.empty())
    if (const std::size_t at = place_of(universe, key); places_[at] != 0) return entries_[places_[at] - 1].value;
  put(universe, key, value);
  return Value::undefined();
}

Dict::Entry Dict::take_at(std::size_t place) {
  Entry& entry = entries_[place];
  size_ = size_ - 1;
  version_ = version_ + 1;
  return std::exchange(entry, Entry{Value::undefined(), Value::undefined(), entry.hash, false});
}

Value Dict::take(Universe& universe, const Key& key) {
  if (shown_ != nullptr) return take_name(universe, key);
  const CriticalSection section(universe, *this);
  if (places_.empty()) return Value::undefined();
  const std::size_t at = place_of(universe, key);
  return places_[at] == 0 ? Value::undefined() : take_at(places_[at] - 1).value;
}

Dict::Entry Dict::take_last(Universe& universe) {
  if (shown_ != nullptr) {
    const std::vector<NameTable::Entry> now = names().in_order();
    if (now.empty()) return {};
    names().erase(now.back().name);
    return {Value(now.back().name), now.back().value, now.back().name->hash(), true};
  }
  const CriticalSection section(universe, *this);
  if (size_ == 0) return {};
  while (!entries_[end_ - 1].live) --end_;
  return take_at(--end_);
}

void Dict::clear(Universe& universe) {
  if (shown_ != nullptr) {
    for (const NameTable::Entry& entry : names().in_order()) names().erase(entry.name);
    return;
  }
  const CriticalSection section(universe, *this);
  entries_.clear();
  places_.clear();
  end_ = 0;
  size_ = 0;
  version_ = version_ + 1;
}

// --- set

namespace {

constexpr std::size_t linear_probes = 9;
constexpr int perturb_shift = 5;
constexpr Hash deleted_hash = ~Hash{0};  // Not the hash of any key: Python's hash() never returns -1.

bool is_unused(const Set::Entry& entry) noexcept { return entry.key.is_undefined() && entry.hash != deleted_hash; }

}  // namespace

void Set::mark_children(Marker& marker) const {
  for (const Entry& entry : table_) marker.mark(entry.key);
}

const Set::Entry* Set::find(Universe& universe, const Key& key) const {
  const std::size_t mask = table_.size() - 1;
  Hash perturb = key.hash, i = key.hash & mask;
  while (true) {
    std::size_t probes = i + linear_probes <= mask ? linear_probes : 0;
    for (std::size_t at = i;; ++at) {
      const Entry& entry = table_[at];
      if (is_unused(entry)) return nullptr;
      if (!entry.key.is_undefined() && entry.hash == key.hash && same(universe, key, entry.key)) return &entry;
      if (probes-- == 0) break;
    }
    perturb >>= perturb_shift;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

bool Set::contains(Universe& universe, const Key& key) const {
  const CriticalSection section(universe, *this);
  return find(universe, key) != nullptr;
}

Value Set::next(Universe& universe, std::size_t& at) const {
  const CriticalSection section(universe, *this);
  while (at < table_.size() && table_[at].key.is_undefined()) ++at;
  return at < table_.size() ? table_[at++].key : Value::undefined();
}

std::vector<Value> Set::keys_with(Universe& universe, Hash hash) const {
  const CriticalSection section(universe, *this);
  std::vector<Value> keys;
  const std::size_t mask = table_.size() - 1;
  Hash perturb = hash, i = hash & mask;
  while (true) {
    std::size_t probes = i + linear_probes <= mask ? linear_probes : 0;
    for (std::size_t at = i;; ++at) {
      if (is_unused(table_[at])) return keys;
      if (!table_[at].key.is_undefined() && table_[at].hash == hash) keys.push_back(table_[at].key);
      if (probes-- == 0) break;
    }
    perturb >>= perturb_shift;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

std::size_t Set::add(Universe& universe, const Key& key) {
  const CriticalSection section(universe, *this);
  const std::size_t before = table_.size();
  insert(universe, key);
  return std::max(table_.size(), before) - before;  // A table with many deleted keys becomes smaller.
}

void Set::insert(Universe& universe, const Key& key) {
  const std::size_t mask = table_.size() - 1;
  Hash perturb = key.hash, i = key.hash & mask;
  while (true) {
    std::size_t probes = i + linear_probes <= mask ? linear_probes : 0;
    for (std::size_t at = i;; ++at) {
      Entry& entry = table_[at];
      if (is_unused(entry)) return insert_at(entry, key);
      if (!entry.key.is_undefined() && entry.hash == key.hash && same(universe, key, entry.key)) return;
      if (probes-- == 0) break;
    }
    perturb >>= perturb_shift;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

// If growing fails, for lack of memory or because the thread is asked to stop, the table is unchanged.
void Set::insert_at(Entry& entry, const Key& key) {
  const Entry unused = std::exchange(entry, {key.value, key.hash});
  ++fill_;
  used_ = used_ + 1;
  if (fill_ * 5 >= (table_.size() - 1) * 3) {
    try {
      resize(used_ > 50000 ? used_ * 2 : used_ * 4);
    } catch (...) {
      entry = unused;
      --fill_;
      used_ = used_ - 1;
      throw;
    }
  }
  version_ = version_ + 1;
}

void Set::insert_clean(std::vector<Entry>& table, const Entry& entry) {
  const std::size_t mask = table.size() - 1;
  Hash perturb = entry.hash, i = entry.hash & mask;
  while (true) {
    const std::size_t last = i + (i + linear_probes <= mask ? linear_probes : 0);
    for (std::size_t at = i; at <= last; ++at) {
      if (!table[at].key.is_undefined()) continue;
      table[at] = entry;
      return;
    }
    perturb >>= perturb_shift;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

void Set::resize(std::size_t more_than) {
  std::size_t size = 8;
  while (size <= more_than) size <<= 1;
  std::vector<Entry> table(size);
  for (const Entry& entry : table_)
    if (!entry.key.is_undefined()) {
      Fuel::spend();
      insert_clean(table, entry);
    }
  table_ = std::move(table);
  fill_ = used_;
}

bool Set::erase(Universe& universe, const Key& key) {
  const CriticalSection section(universe, *this);
  const Entry* found = find(universe, key);
  if (found == nullptr) return false;
  const_cast<Entry&>(*found) = {Value::undefined(), deleted_hash};
  used_ = used_ - 1;
  version_ = version_ + 1;
  return true;
}

void Set::clear(Universe& universe) {
  const CriticalSection section(universe, *this);
  table_.assign(8, {});
  fill_ = finger_ = 0;
  used_ = 0;
  version_ = version_ + 1;
}

void Set::merge(Universe& universe, const Set& other) {
  if (&other == this || other.used_ == 0) return;
  const ElementSnapshot entries(universe, other, other.table_);
  const auto counted = [&](auto which) { return static_cast<std::size_t>(std::ranges::count_if(entries, which)); };
  // The other set may have changed since it was copied.
  const std::size_t count =
      universe.free_threaded ? counted([](const Entry& entry) { return !entry.key.is_undefined(); }) : other.size();
  const std::size_t taken = universe.free_threaded ? counted([](const Entry& entry) { return !is_unused(entry); }) : other.fill_;
  const CriticalSection section(universe, *this);
  if ((fill_ + count) * 5 >= (table_.size() - 1) * 3) resize((used_ + count) * 2);
  version_ = version_ + 1;
  if (fill_ == 0) {
    if (table_.size() == entries->size() && taken == count) {
      table_ = *entries;
    } else {
      std::vector<Entry> table(table_.size());
      for (const Entry& entry : entries) {
        Fuel::spend();
        if (!entry.key.is_undefined()) insert_clean(table, entry);
      }
      table_ = std::move(table);
    }
    fill_ = count;
    used_ = count;
    return;
  }
  for (const Entry& entry : entries) {
    Fuel::spend();
    if (entry.key.is_undefined()) continue;
    Key key(entry.key, entry.hash);
    key.identity = false;
    insert(universe, key);
  }
}

Value Set::pop(Universe& universe) {
  const CriticalSection section(universe, *this);
  if (used_ == 0) return Value::undefined();
  std::size_t at = finger_ & (table_.size() - 1);
  while (table_[at].key.is_undefined()) at = (at + 1) & (table_.size() - 1);
  const Value key = table_[at].key;
  table_[at] = {Value::undefined(), deleted_hash};
  used_ = used_ - 1;
  version_ = version_ + 1;
  finger_ = at + 1;
  return key;
}

void store_in_dict(Universe& universe, Dict& dict, Value key, Value value) {
  Fuel::spend();
  if (dict.set(universe, Key(universe, key), value)) universe.heap().charge(sizeof(Dict::Entry) * 2);
}

std::vector<Dict::Entry> entries_of(Universe& universe, const Dict& dict) {
  const std::vector<Dict::Entry>& entries = dict.entries();
  const CriticalSection section(universe, dict);
  return entries;
}

}  // namespace threadbox::script
