#pragma once

#include "script/values/shared.h"
#include "script/values/value.h"

#include <threadbox/park/detail/small_guard.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace threadbox::script {

class Dict;
class Marker;
class Str;

/// A mapping from interned names to values: the globals of a module, the attributes of an instance or class. Names are compared by
/// address.
///
///     first_ -> [ chunk of 4 Places ] -> [ chunk of 8 ] -> [ chunk of 16 ] -> …      in the order in which names were added
///     index_ -> [ Place*, by hash ]     made for more than 8 names, or when another field of Index is needed
///
/// A name keeps its Place as long as the table exists, even if it is deleted. Inline caches rely on it: they keep the address of a Place.
/// Only forward_to() abandons the places; the memory stays.
/// Threads:  any. Reads take no lock. Writers of new names hold guard_ in a free-threaded run. A reader that races with a writer sees the
///           table before or after the change: a Place gets its value before its name, and both before it is put into the index.
/// Errors:   std::bad_alloc from set(), which then has not added the name.
/// Owns:     its chunks and indexes, also replaced ones, because readers may still use them.
class NameTable {
 public:
  struct Place {
    Shared<Str*> name{nullptr};
    Shared<Value> value{Value::undefined()};  ///< Undefined if the name was deleted.
  };
  struct Entry {
    Str* name;
    Value value;  ///< Undefined if the name was deleted.
  };
  class Entries;

  NameTable() noexcept = default;
  ~NameTable();
  NameTable(const NameTable&) = delete;
  NameTable& operator=(const NameTable&) = delete;

  /// The value, or undefined if the table does not have the name.
  [[nodiscard]] Value get(const Str* name) const noexcept {
    const Place* place = find(name);
    return place != nullptr ? place->value.get() : Value::undefined();
  }
  /// Sets the name's value. Returns whether the name is new or had been deleted.
  bool set(Str* name, Value value);
  /// Returns whether the table had the name.
  bool erase(const Str* name) noexcept;

  /// The name's place, also if the name was deleted; null if the table never had it.
  [[nodiscard]] Place* find(const Str* name) const noexcept {
    if (const Index* index = index_) return find_by_hash(*index, name);
    for (Chunk* chunk = first_; chunk != nullptr; chunk = chunk->next)
      for (std::uint32_t i = 0; i < chunk->capacity; ++i)
        if (chunk->places()[i].name == name) return &chunk->places()[i];
    return nullptr;
  }
  /// The position of such a name in the order of addition.
  [[nodiscard]] std::optional<std::uint32_t> index_of(const Str* name) const noexcept;
  /// The place at a position in the order of addition; null if it is not less than size().
  [[nodiscard]] Place* at(std::uint32_t index) const noexcept {
    for (Chunk* chunk = first_; chunk != nullptr; chunk = chunk->next) {
      if (index < chunk->capacity) return &chunk->places()[index];
      index -= chunk->capacity;
    }
    return nullptr;
  }
  /// The number of places, deleted names included. It never decreases, except by forward_to().
  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

  /// Its memory, for Object::outside_bytes().
  [[nodiscard]] std::size_t bytes() const noexcept { return size_ * sizeof(Entry); }
  /// All entries, deleted ones included, in the order of addition.
  [[nodiscard]] Entries entries() const noexcept;

  /// The dict that shows these names (the object's __dict__); null until set_dict() or forward_to() has been called.
  [[nodiscard]] Dict* dict() const noexcept;
  /// Sets the dict unless another thread has already set one. Returns the table's dict.
  Dict* set_dict(Dict& made);
  /// Makes this table an alias of another one, which `shown` shows and keeps alive. Its own names are discarded.
  void forward_to(NameTable& other, Dict& shown);
  /// This table, or the one that it is an alias of.
  [[nodiscard]] NameTable& resolved() noexcept;
  [[nodiscard]] const NameTable& resolved() const noexcept { return const_cast<NameTable*>(this)->resolved(); }
  /// The names that are not deleted, in a dict's order: a name that was deleted and added again comes last.
  [[nodiscard]] std::vector<Entry> in_order() const;
  void mark(Marker& marker) const;

 private:
  /// The header of an array of places, which follows it in memory. Each chunk has twice the capacity of the previous one.
  struct Chunk {
    explicit Chunk(std::uint32_t room) noexcept : capacity(room) {}
    [[nodiscard]] Place* places() noexcept { return reinterpret_cast<Place*>(this + 1); }
    Shared<Chunk*> next{nullptr};
    const std::uint32_t capacity;
  };
  static_assert(sizeof(Chunk) % alignof(Place) == 0);
  /// A hash table of places, with open addressing. When it is full, a larger one replaces it. It also holds what few tables need.
  struct Index {
    explicit Index(std::uint32_t size) : mask(size - 1), places(new Shared<Place*>[size]) {}
    const std::uint32_t mask;
    const std::unique_ptr<Shared<Place*>[]> places;
    std::unique_ptr<Index> smaller;  ///< The index that this one replaced: readers may still use it.
    Shared<Dict*> dict{nullptr};  ///< See NameTable::dict().
    Shared<NameTable*> forward{nullptr};  ///< The table that this one is an alias of; null for most. See forward_to().
    Chunk* retired = nullptr;  ///< The chunks from before forward_to(): readers may still use them.
    /// Places of names that were deleted and added again, and of names added after them: in_order() puts these last. Guarded by guard_.
    std::vector<Place*> again;
  };

  // Up to this number a linear search is faster than hashing.
  static constexpr std::uint32_t names_without_index = 8;
  static constexpr std::uint32_t first_capacity = 4;

  static Place* find_by_hash(const Index& index, const Str* name) noexcept;
  Place& new_place();
  Index* index_with_room();
  Index* make_index(Index* old);
  void come_again(Place& place);
  std::unique_lock<SmallGuard> guard() const;
  static void put(Index& index, Place& place) noexcept;

  Shared<Chunk*> first_{nullptr};
  Shared<Index*> index_{nullptr};
  Shared<std::uint32_t> size_{0};
  mutable SmallGuard guard_;  ///< Held by a writer that adds or restores a name.
};

/// A range of the entries that a table has when the range is made.
class NameTable::Entries {
 public:
  explicit Entries(const NameTable& table) noexcept : table_(table.resolved()), size_(table_.size()) {}

  class Iterator {
   public:
    Iterator(const NameTable& table, std::uint32_t index) noexcept : table_(&table), index_(index) {}
    Entry operator*() const noexcept {
      const Place& place = *table_->at(index_);
      return {place.name, place.value};
    }
    Iterator& operator++() noexcept {
      ++index_;
      return *this;
    }
    bool operator==(const Iterator& other) const noexcept { return index_ == other.index_; }

   private:
    const NameTable* table_;
    std::uint32_t index_;
  };
  [[nodiscard]] Iterator begin() const noexcept { return {table_, 0}; }
  [[nodiscard]] Iterator end() const noexcept { return {table_, size_}; }

 private:
  const NameTable& table_;
  std::uint32_t size_;
};

inline NameTable::Entries NameTable::entries() const noexcept { return Entries(*this); }

}  // namespace threadbox::script
