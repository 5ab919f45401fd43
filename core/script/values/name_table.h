#pragma once

#include "script/values/value.h"

#include <cstdint>
#include <vector>

namespace threadbox::script {

class Marker;
class Str;

/// Interned names and their values, in the order of their first appearance: globals, attributes of
/// instances and classes. Names compare by address.
class NameTable {
 public:
  struct Entry {
    Str* name;
    Value value;  ///< undefined: deleted.
  };

  /// Undefined when there is none.
  [[nodiscard]] Value get(const Str* name) const noexcept {
    const Entry* entry = find(name);
    return entry != nullptr ? entry->value : Value::undefined();
  }
  void set(Str* name, Value value);
  bool erase(const Str* name) noexcept;

  [[nodiscard]] const std::vector<Entry>& entries() const noexcept { return entries_; }
  void mark(Marker& marker) const;

 private:
  [[nodiscard]] const Entry* find(const Str* name) const noexcept;
  void index_all();

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> places_;  ///< Used from a few entries on: index plus one; 0: free.
};

}  // namespace threadbox::script
