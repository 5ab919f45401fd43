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

/// Interned names and their values, in the order of their first appearance: globals, attributes of
/// instances and classes. Names compare by address.
///
/// A name that has come stays at its place as long as the table, deleted or not, so that who has found it once need not
/// look for it again. Threads: any, at the same moment; a reader that races with a writer sees the table before or after.
class NameTable {
 public:
  struct Place {
    Shared<Str*> name{nullptr};
    Shared<Value> value{Value::undefined()};  ///< undefined: deleted.
  };
  struct Entry {
    Str* name;
    Value value;  ///< undefined: deleted.
  };
  class Entries;

  NameTable() noexcept = default;
  ~NameTable();
  NameTable(const NameTable&) = delete;
  NameTable& operator=(const NameTable&) = delete;

  /// Undefined when there is none.
  [[nodiscard]] Value get(const Str* name) const noexcept {
    const Place* place = find(name);
    return place != nullptr ? place->value.get() : Value::undefined();
  }
  /// True: the name is new.
  bool set(Str* name, Value value);
  bool erase(const Str* name) noexcept;

  /// Where the name is, or was before it was deleted; null when it never was there.
  [[nodiscard]] Place* find(const Str* name) const noexcept {
    if (const Index* index = index_) return find_by_hash(*index, name);
    for (Chunk* chunk = first_; chunk != nullptr; chunk = chunk->next)
      for (std::uint32_t i = 0; i < chunk->capacity; ++i)
        if (chunk->places()[i].name == name) return &chunk->places()[i];
    return nullptr;
  }
  /// Such a name's number: it has come as the index-th.
  [[nodiscard]] std::optional<std::uint32_t> index_of(const Str* name) const noexcept;
  /// The place of the name that has come as the index-th; null when there are not so many.
  [[nodiscard]] Place* at(std::uint32_t index) const noexcept {
    for (Chunk* chunk = first_; chunk != nullptr; chunk = chunk->next) {
      if (index < chunk->capacity) return &chunk->places()[index];
      index -= chunk->capacity;
    }
    return nullptr;
  }
  /// How many names have come. It never shrinks.
  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

  /// What it takes, for the heap's account.
  [[nodiscard]] std::size_t bytes() const noexcept { return size_ * sizeof(Entry); }
  [[nodiscard]] Entries entries() const noexcept;

  /// The dict that shows these names, an object's __dict__, once somebody has asked for it; null before.
  [[nodiscard]] Dict* dict() const noexcept;
  /// Two threads may have made one: the one that is to be used is returned.
  Dict* set_dict(Dict& made);
  /// From now on its names are those of another table, which `shown` shows and keeps alive. What was in it is gone.
  void forward_to(NameTable& other, Dict& shown);
  /// The table that has the names: this one, or the one that it is forwarded to.
  [[nodiscard]] NameTable& resolved() noexcept;
  [[nodiscard]] const NameTable& resolved() const noexcept { return const_cast<NameTable*>(this)->resolved(); }
  /// Those that are there, in the order of a dict: one that was deleted and has come again is behind the others.
  [[nodiscard]] std::vector<Entry> in_order() const;
  void mark(Marker& marker) const;

 private:
  /// Places that follow it in memory; each chunk is twice as large as the one before.
  struct Chunk {
    explicit Chunk(std::uint32_t room) noexcept : capacity(room) {}
    [[nodiscard]] Place* places() noexcept { return reinterpret_cast<Place*>(this + 1); }
    Shared<Chunk*> next{nullptr};
    const std::uint32_t capacity;
  };
  static_assert(sizeof(Chunk) % alignof(Place) == 0);
  /// Places by hash, with open addressing. Larger ones take its place; readers may still be in it, so that it stays.
  struct Index {
    explicit Index(std::uint32_t size) : mask(size - 1), places(new Shared<Place*>[size]) {}
    const std::uint32_t mask;
    const std::unique_ptr<Shared<Place*>[]> places;
    std::unique_ptr<Index> smaller;
    Shared<Dict*> dict{nullptr};          ///< See NameTable::dict().
    Shared<NameTable*> forward{nullptr};  ///< See forward_to(): then the places are nobody's, and the chunks are retired.
    Chunk* retired = nullptr;             ///< Readers may still be in them.
    std::vector<Place*>
        again;  ///< Places of names that were deleted and have come again, and of what came behind them. Guarded by guard_.
  };

  // Up to here a look through all of them is quicker than hashing.
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
  mutable SmallGuard guard_;  ///< Whoever adds a name.
};

/// To go through all names that have come so far.
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
