#include "script/values/objects.h"
#include "script/values/operators.h"

#include <bit>

namespace threadbox::script {

Key::Key(Vm& vm, Value key) : value(key), hash(hash_of(vm, key)) {}

namespace {

bool same(Vm& vm, const Key& key, Value other) {
  return key.value == other || (!key.identity && equal(vm, other, key.value));
}

}  // namespace

// --- dict

void Dict::mark_children(Marker& marker) const {
  for (const Entry& entry : entries_) {
    marker.mark(entry.key);
    marker.mark(entry.value);
  }
}

/// Where the key stands in places_, or the free place where it would.
std::size_t Dict::place_of(Vm& vm, const Key& key) const {
  const std::size_t mask = places_.size() - 1;
  std::size_t at = key.hash & mask;
  for (; places_[at] != 0; at = (at + 1) & mask) {
    const Entry& entry = entries_[places_[at] - 1];
    if (entry.live && entry.hash == key.hash && same(vm, key, entry.key)) break;
  }
  return at;
}

const Dict::Entry* Dict::find(Vm& vm, const Key& key) const {
  if (places_.empty()) return nullptr;
  const std::size_t at = place_of(vm, key);
  return places_[at] == 0 ? nullptr : &entries_[places_[at] - 1];
}

std::vector<Value> Dict::keys_with(Hash hash) const {
  std::vector<Value> keys;
  if (places_.empty()) return keys;
  const std::size_t mask = places_.size() - 1;
  for (std::size_t at = hash & mask; places_[at] != 0; at = (at + 1) & mask) {
    const Entry& entry = entries_[places_[at] - 1];
    if (entry.live && entry.hash == hash) keys.push_back(entry.key);
  }
  return keys;
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

void Dict::set(Vm& vm, const Key& key, Value value) {
  // Deleted entries keep their places until the next rehash, so they count.
  if ((entries_.size() + 1) * 2 > places_.size()) rehash();
  const std::size_t at = place_of(vm, key);
  if (places_[at] != 0) {
    entries_[places_[at] - 1].value = value;
    return;
  }
  entries_.push_back({key.value, value, key.hash, true});
  places_[at] = static_cast<std::uint32_t>(entries_.size());
  ++size_;
  ++version_;
}

bool Dict::erase(Vm& vm, const Key& key) {
  if (places_.empty()) return false;
  const std::size_t at = place_of(vm, key);
  if (places_[at] == 0) return false;
  Entry& entry = entries_[places_[at] - 1];
  entry = Entry{Value::undefined(), Value::undefined(), key.hash, false};
  --size_;
  ++version_;
  return true;
}

void Dict::clear() {
  entries_.clear();
  places_.clear();
  size_ = 0;
  ++version_;
}

// --- set

namespace {

constexpr std::size_t linear_probes = 9;
constexpr int perturb_shift = 5;
constexpr Hash deleted_hash = ~Hash{0};  // No key has it: -1 is no hash in Python.

bool is_unused(const Set::Entry& entry) noexcept { return entry.key.is_undefined() && entry.hash != deleted_hash; }

}  // namespace

void Set::mark_children(Marker& marker) const {
  for (const Entry& entry : table_) marker.mark(entry.key);
}

const Set::Entry* Set::find(Vm& vm, const Key& key) const {
  const std::size_t mask = table_.size() - 1;
  Hash perturb = key.hash, i = key.hash & mask;
  while (true) {
    std::size_t probes = i + linear_probes <= mask ? linear_probes : 0;
    for (std::size_t at = i;; ++at) {
      const Entry& entry = table_[at];
      if (is_unused(entry)) return nullptr;
      if (!entry.key.is_undefined() && entry.hash == key.hash && same(vm, key, entry.key)) return &entry;
      if (probes-- == 0) break;
    }
    perturb >>= perturb_shift;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

std::vector<Value> Set::keys_with(Hash hash) const {
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

void Set::add(Vm& vm, const Key& key) {
  const std::size_t mask = table_.size() - 1;
  Hash perturb = key.hash, i = key.hash & mask;
  while (true) {
    std::size_t probes = i + linear_probes <= mask ? linear_probes : 0;
    for (std::size_t at = i;; ++at) {
      Entry& entry = table_[at];
      if (is_unused(entry)) {
        entry = {key.value, key.hash};
        ++fill_;
        ++used_;
        ++version_;
        if (fill_ * 5 >= mask * 3) resize(used_ > 50000 ? used_ * 2 : used_ * 4);
        return;
      }
      if (!entry.key.is_undefined() && entry.hash == key.hash && same(vm, key, entry.key)) return;
      if (probes-- == 0) break;
    }
    perturb >>= perturb_shift;
    i = (i * 5 + 1 + perturb) & mask;
  }
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
    if (!entry.key.is_undefined()) insert_clean(table, entry);
  table_ = std::move(table);
  fill_ = used_;
}

bool Set::erase(Vm& vm, const Key& key) {
  const Entry* found = find(vm, key);
  if (found == nullptr) return false;
  const_cast<Entry&>(*found) = {Value::undefined(), deleted_hash};
  --used_;
  ++version_;
  return true;
}

void Set::clear() {
  table_.assign(8, {});
  fill_ = used_ = finger_ = 0;
  ++version_;
}

void Set::merge(Vm& vm, const Set& other) {
  if (&other == this || other.used_ == 0) return;
  if ((fill_ + other.used_) * 5 >= (table_.size() - 1) * 3) resize((used_ + other.used_) * 2);
  ++version_;
  if (fill_ == 0) {
    if (table_.size() == other.table_.size() && other.fill_ == other.used_) {
      table_ = other.table_;
    } else {
      for (const Entry& entry : other.table_)
        if (!entry.key.is_undefined()) insert_clean(table_, entry);
    }
    fill_ = used_ = other.used_;
    return;
  }
  for (const Entry& entry : std::vector(other.table_)) {
    if (entry.key.is_undefined()) continue;
    Key key(entry.key, entry.hash);
    key.identity = false;
    add(vm, key);
  }
}

Value Set::pop() {
  if (used_ == 0) return Value::undefined();
  std::size_t at = finger_ & (table_.size() - 1);
  while (table_[at].key.is_undefined()) at = (at + 1) & (table_.size() - 1);
  const Value key = table_[at].key;
  table_[at] = {Value::undefined(), deleted_hash};
  --used_;
  ++version_;
  finger_ = at + 1;
  return key;
}

}  // namespace threadbox::script
