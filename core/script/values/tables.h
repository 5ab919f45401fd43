#pragma once

#include "script/values/as.h"
#include "script/values/heap.h"
#include "script/values/name_table.h"
#include "script/values/shared.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace threadbox::script {

class Universe;

/// The result of hash(). It has 64 bits on every platform, because the order of a set depends on it.
using Hash = std::uint64_t;

/// A key to look up in a dict or set, with its hash.
struct Key {
  /// Compares by equality. Errors: TypeError if the key is unhashable; NeedsFallback if its __hash__ is written in Python.
  Key(Universe& universe, Value key);
  /// Compares by identity only, for a caller that has found the key object in the table before.
  Key(Value key, Hash key_hash) noexcept : value(key), hash(key_hash), identity(true) {}
  Value value;
  Hash hash;
  bool identity = false;
};

/// Python's dict: a hash table with open addressing that keeps the insertion order.
///
///     places_   [ 0 | 2 | 0 | 1 | 0 | 3 | 0 | 0 ]      by hash: an index into entries_ plus one, or 0 if the slot is free
///     entries_  [ k0 v0 live | k1 v1 deleted | k2 v2 live ]      in insertion order
///
/// A deleted entry keeps its slot until the next rehash, so that probe sequences that pass it stay intact.
/// A dict may instead show the attributes of an object (its __dict__): then `shown_` is the object, and names_dict.cpp implements the
/// operations.
/// Threads:  any; each function locks the dict in a free-threaded run.
/// Errors:   as Key, and whatever comparing keys raises: NeedsFallback if an __eq__ is written in Python.
class Dict : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::dict;
  struct Entry {
    Value key, value;
    Hash hash = 0;
    bool live = false;
  };
  explicit Dict(Class* cls) : Object(cls, type_tag) {}
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override {
    return entries_.capacity() * sizeof(Entry) + places_.capacity() * sizeof places_[0];
  }

  [[nodiscard]] std::size_t size() const { return shown_ == nullptr ? size_.get() : names().in_order().size(); }
  /// Changes whenever a key is added or removed.
  [[nodiscard]] std::size_t version() const { return shown_ == nullptr ? version_.get() : size(); }
  /// The value of a key; undefined if the dict does not have it.
  [[nodiscard]] Value get(Universe& universe, const Key& key) const;
  [[nodiscard]] Value get(Universe& universe, Value key) const { return get(universe, Key(universe, key)); }
  [[nodiscard]] bool contains(Universe& universe, Value key) const { return !get(universe, key).is_undefined(); }
  /// Returns whether the key is new.
  bool set(Universe& universe, const Key& key, Value value);
  bool set(Universe& universe, Value key, Value value) { return set(universe, Key(universe, key), value); }
  /// The value of the key; undefined if the dict did not have the key, which then gets `value`.
  Value set_default(Universe& universe, const Key& key, Value value);
  /// Removes a key and returns its value; undefined if the dict does not have it.
  Value take(Universe& universe, const Key& key);
  Value take(Universe& universe, Value key) { return take(universe, Key(universe, key)); }
  /// Removes and returns the last entry; one that is not live if the dict is empty.
  Entry take_last(Universe& universe);
  /// All keys with this hash. A fallback compares them with a key whose __eq__ is written in Python.
  [[nodiscard]] std::vector<Value> keys_with(Universe& universe, Hash hash) const;
  void clear(Universe& universe);
  /// The first live entry at or after index `at`, which is set to the index after it; an entry that is not live if there is none.
  [[nodiscard]] Entry next(Universe& universe, std::size_t& at) const;
  /// In insertion order; entries that are not live have been deleted. Iterate over them through ElementSnapshot.
  [[nodiscard]] const std::vector<Entry>& entries() const { return shown_ == nullptr ? entries_ : shown_entries(); }

  // --- names_dict.cpp: a dict that shows the attributes of an object
  /// Whether it shows a class: it is then a mappingproxy, and changes only through the class.
  [[nodiscard]] bool read_only() const noexcept { return shown_ != nullptr && shown_->type_tag() == TypeTag::cls; }
  /// Makes a new, empty dict show the attributes of an object.
  void show(Object& owner) noexcept { shown_ = &owner; }
  /// The object whose attributes it shows; null for an ordinary dict.
  [[nodiscard]] Object* shown() const noexcept { return shown_; }
  /// Whether it shows this object's own table, and not one that objects share.
  [[nodiscard]] bool shows(const Object& owner) const noexcept { return shown_ == &owner; }
  /// Moves the dict's content to a table that several objects can share, and returns it. From then on the dict shows that table.
  /// Errors: NotImplementedError for a key that is not a str.
  NameTable& shared_names(Universe& universe);
  /// Turns the dict into an ordinary one with a copy of the attributes, when the object gets another __dict__.
  void keep_names(Universe& universe);

 private:
  [[nodiscard]] NameTable& names() const noexcept { return shown_->own_attributes()->resolved(); }
  [[nodiscard]] Value get_name(Universe& universe, const Key& key) const;
  bool set_name(Universe& universe, const Key& key, Value value);
  Value take_name(Universe& universe, const Key& key);
  const std::vector<Entry>& shown_entries() const;

  [[nodiscard]] std::size_t place_of(Universe& universe, const Key& key) const;
  bool put(Universe& universe, const Key& key, Value value);
  Entry take_at(std::size_t place);
  void rehash();

  Object* shown_ = nullptr;  ///< The object whose attributes it shows; null for an ordinary dict, which uses the fields below.
  mutable std::vector<Entry> entries_;  // guarded by guard(), as are the next four
  std::vector<std::uint32_t> places_;  ///< See above. Its size is a power of two.
  std::size_t end_ = 0;  ///< No entry at or after this index is live.
  std::size_t usable_ = 0;  ///< How many entries can be added before the next rehash.
  Shared<std::size_t> size_ = 0;
  Shared<std::size_t> version_ = 0;
};

/// Python's set and frozenset. Because a program can print the order of a set, the table is probed and resized by the same rules as
/// CPython's (Objects/setobject.c).
///
///     Entry       key         hash
///     free        undefined   0
///     deleted     undefined   deleted_hash, which no key has
///     used        the key     its hash
///
/// Threads:  any; each function locks the set in a free-threaded run. A frozenset is immutable once it is published.
/// Errors:   as Dict.
class Set : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::set;
  struct Entry {
    Value key;  ///< Undefined if the entry is free or deleted.
    Hash hash = 0;
  };
  explicit Set(Class* cls) : Object(cls, type_tag), table_(8) {}
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return table_.capacity() * sizeof(Entry); }

  [[nodiscard]] std::size_t size() const noexcept { return used_; }
  [[nodiscard]] std::size_t version() const noexcept { return version_; }
  [[nodiscard]] bool contains(Universe& universe, const Key& key) const;
  [[nodiscard]] bool contains(Universe& universe, Value key) const { return contains(universe, Key(universe, key)); }
  /// Returns the number of entries by which the table has grown.
  std::size_t add(Universe& universe, const Key& key);
  std::size_t add(Universe& universe, Value key) { return add(universe, Key(universe, key)); }
  /// Returns whether the set had the key.
  bool erase(Universe& universe, const Key& key);
  [[nodiscard]] std::vector<Value> keys_with(Universe& universe, Hash hash) const;  ///< As Dict::keys_with().
  void clear(Universe& universe);
  /// Adds the items of another set, in the order of CPython's set_merge().
  void merge(Universe& universe, const Set& other);
  /// Removes and returns an item; undefined if the set is empty.
  Value pop(Universe& universe);
  /// The first key at or after index `at`, which is set to the index after it; undefined if there is none.
  [[nodiscard]] Value next(Universe& universe, std::size_t& at) const;
  /// Includes free and deleted entries, whose key is undefined. Iterate over them through ElementSnapshot.
  [[nodiscard]] const std::vector<Entry>& entries() const noexcept { return table_; }

 private:
  [[nodiscard]] const Entry* find(Universe& universe, const Key& key) const;
  void insert(Universe& universe, const Key& key);
  void insert_at(Entry& entry, const Key& key);
  void resize(std::size_t more_than);
  static void insert_clean(std::vector<Entry>& table, const Entry& entry);

  std::vector<Entry> table_;  // guarded by guard(), as are fill_ and finger_
  std::size_t fill_ = 0;  ///< The number of used and deleted entries.
  Shared<std::size_t> used_ = 0;
  std::size_t finger_ = 0;  ///< Where pop() starts to search.
  Shared<std::size_t> version_ = 0;
};

/// dict[key] = value, charged to the heap. Errors: as Key; HeapExhausted.
void store_in_dict(Universe& universe, Dict& dict, Value key, Value value);
/// A copy of the dict's entries, as they were at one moment.
std::vector<Dict::Entry> entries_of(Universe& universe, const Dict& dict);

}  // namespace threadbox::script
