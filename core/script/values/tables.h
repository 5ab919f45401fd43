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

/// hash(): 64 bits wherever this runs, since the order of a set depends on it.
using Hash = std::uint64_t;

/// What a dict or set is asked for: a key and its hash.
struct Key {
  /// Found by equality, as Python does. Errors: TypeError for what cannot be hashed; NeedsFallback.
  Key(Universe& universe, Value key);
  /// Found by identity alone, for a caller that has compared the key already.
  Key(Value key, Hash key_hash) noexcept : value(key), hash(key_hash), identity(true) {}
  Value value;
  Hash hash;
  bool identity = false;
};

/// dict: insertion-ordered open hashing over Python equality.
/// Threads: any; each function has the dict to itself.
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
  /// Changes with every key that comes or goes.
  [[nodiscard]] std::size_t version() const { return shown_ == nullptr ? version_.get() : size(); }
  /// Undefined when there is none.
  [[nodiscard]] Value get(Universe& universe, const Key& key) const;
  [[nodiscard]] Value get(Universe& universe, Value key) const { return get(universe, Key(universe, key)); }
  [[nodiscard]] bool contains(Universe& universe, Value key) const { return !get(universe, key).is_undefined(); }
  /// True: the key is new.
  bool set(Universe& universe, const Key& key, Value value);
  bool set(Universe& universe, Value key, Value value) { return set(universe, Key(universe, key), value); }
  /// The value that is there; undefined: there was none, and now it is this one.
  Value set_default(Universe& universe, const Key& key, Value value);
  /// Takes it out. Undefined when there is none.
  Value take(Universe& universe, const Key& key);
  Value take(Universe& universe, Value key) { return take(universe, Key(universe, key)); }
  /// Takes out the last; not live when it is empty.
  Entry take_last(Universe& universe);
  /// The keys with this hash: what a key of a class with an __eq__ in Python has to be compared with.
  [[nodiscard]] std::vector<Value> keys_with(Universe& universe, Hash hash) const;
  void clear(Universe& universe);
  /// The first live entry from `at` on, and moves `at` behind it; not live: there is none.
  [[nodiscard]] Entry next(Universe& universe, std::size_t& at) const;
  /// In insertion order; entries that are not live were deleted. To be walked over by ElementSnapshot.
  [[nodiscard]] const std::vector<Entry>& entries() const { return shown_ == nullptr ? entries_ : shown_entries(); }

  // --- names_dict.cpp: a dict that shows the names of an object, which are what the object has at the moment
  /// It is a class's, which changes through the class alone: a mappingproxy.
  [[nodiscard]] bool read_only() const noexcept { return shown_ != nullptr && shown_->type_tag() == TypeTag::cls; }
  /// A new one becomes the object's __dict__.
  void show(Object& owner) noexcept { shown_ = &owner; }
  /// Whether it shows the names of this object, which has them for itself.
  [[nodiscard]] bool shows(const Object& owner) const noexcept { return shown_ == &owner; }
  /// A table that several objects can have for their names: theirs are this dict's from now on.
  /// Errors: NotImplementedError for a key that is no str.
  NameTable& shared_names(Universe& universe);
  /// Its object has got another dict: it keeps what the object had.
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

  Object* shown_ = nullptr;  ///< Whose names they are; null: its own, which are in what follows.
  mutable std::vector<Entry> entries_;  // guarded by guard(), as are the next four
  std::vector<std::uint32_t> places_;  ///< Index into entries_ plus one; 0: free. A power of two.
  std::size_t end_ = 0;                ///< No entry from here on is live.
  std::size_t usable_ = 0;             ///< How many entries may come before the next rehash.
  Shared<std::size_t> size_ = 0;
  Shared<std::size_t> version_ = 0;
};

/// set and frozenset, in CPython's order: the same table, probed and resized by the same rules
/// (Objects/setobject.c), since a program prints what it iterates over.
/// Threads: any; each function has the set to itself. A frozenset that is made does not change.
class Set : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::set;
  struct Entry {
    Value key;  ///< Undefined: free, or deleted when `hash` is not 0.
    Hash hash = 0;
  };
  explicit Set(Class* cls) : Object(cls, type_tag), table_(8) {}
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return table_.capacity() * sizeof(Entry); }

  [[nodiscard]] std::size_t size() const noexcept { return used_; }
  [[nodiscard]] std::size_t version() const noexcept { return version_; }
  [[nodiscard]] bool contains(Universe& universe, const Key& key) const;
  [[nodiscard]] bool contains(Universe& universe, Value key) const { return contains(universe, Key(universe, key)); }
  /// How many entries its table has grown by.
  std::size_t add(Universe& universe, const Key& key);
  std::size_t add(Universe& universe, Value key) { return add(universe, Key(universe, key)); }
  /// True: it was there.
  bool erase(Universe& universe, const Key& key);
  [[nodiscard]] std::vector<Value> keys_with(Universe& universe, Hash hash) const;  ///< As Dict's.
  void clear(Universe& universe);
  /// Adds what is in another set, as set_merge does.
  void merge(Universe& universe, const Set& other);
  /// Takes one out; undefined when it is empty.
  Value pop(Universe& universe);
  /// The first key from place `at` on, and moves `at` behind it; undefined: there is none.
  [[nodiscard]] Value next(Universe& universe, std::size_t& at) const;
  /// Free and deleted places are among them: their key is undefined. To be walked over by ElementSnapshot.
  [[nodiscard]] const std::vector<Entry>& entries() const noexcept { return table_; }

 private:
  [[nodiscard]] const Entry* find(Universe& universe, const Key& key) const;
  void insert(Universe& universe, const Key& key);
  void insert_at(Entry& entry, const Key& key);
  void resize(std::size_t more_than);
  static void insert_clean(std::vector<Entry>& table, const Entry& entry);

  std::vector<Entry> table_;  // guarded by guard(), as are fill_ and finger_
  std::size_t fill_ = 0;      ///< Used and deleted ones.
  Shared<std::size_t> used_ = 0;
  std::size_t finger_ = 0;
  Shared<std::size_t> version_ = 0;
};

/// dict[key] = value, charged to the heap. Errors: as Key; HeapExhausted.
void store_in_dict(Universe& universe, Dict& dict, Value key, Value value);
/// A copy of the dict's entries, as they were at one moment.
std::vector<Dict::Entry> entries_of(Universe& universe, const Dict& dict);

}  // namespace threadbox::script
