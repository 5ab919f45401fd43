#pragma once

#include "script/values/name_table.h"

#include <threadbox/park/detail/small_guard.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace threadbox::script {

class Object;

/// The cached result of an attribute or global lookup. Immutable: a stale result is replaced, not updated.
/// It keeps no object alive. While `version` is still the class's version, the class and what it refers to are alive.
struct CachedLookup {
  enum class Kind : std::uint8_t {
    global,       ///< A global of the module `owner`, at `place`.
    builtin,      ///< A builtin, at `place`: the module `owner` did not have the name when it had `version` places.
    of_module,    ///< An attribute of the module `owner`, at `place`.
    of_class,     ///< An attribute of a class that is not a descriptor, at `place`; the object is the class itself.
    own,          ///< An attribute of the instance itself, at position `index` of its table; also for stores.
    method,       ///< The function `value` of the class, unless the instance has an attribute of that name.
    property,     ///< A property of the class, whose getter is the function `value`.
    class_value,  ///< An attribute of the class that is not a descriptor, at `place`, unless the instance has one of that name.
    construct,  ///< A call of a class that makes plain instances, whose __init__ is the function `value`.
  };
  Kind kind;
  std::uint8_t replaced = 0;  ///< How many results of the same instruction have been replaced.
  std::uint32_t version = 0;  ///< Class::version(), except for `builtin`.
  std::uint32_t index = 0;
  const NameTable::Place* place = nullptr;
  const Object* owner = nullptr;
  const Str* name = nullptr;
  Value value = Value::undefined();
};

/// The inline caches of a code object: at most one CachedLookup for each instruction.
/// Threads:  any. Reads take no lock: an entry is complete before it is published (see Shared).
/// Owns:     all entries, also replaced ones, because another thread may still read them.
class InlineCache {
 public:
  explicit InlineCache(std::size_t instructions) : known_(new Shared<const CachedLookup*>[instructions]) {}

  /// The cached lookup of an instruction; null if there is none.
  [[nodiscard]] const CachedLookup* at(std::size_t instruction) const noexcept { return known_[instruction]; }
  /// False once the instruction's results have been replaced so often that caching does not pay.
  [[nodiscard]] bool may_cache(std::size_t instruction) const noexcept {
    const CachedLookup* known = at(instruction);
    return known == nullptr || known->replaced < most_replaced;
  }
  /// Stores a lookup, unless may_cache() is false.
  void put(std::size_t instruction, CachedLookup lookup);

 private:
  // Also bounds the memory of replaced entries.
  static constexpr std::uint8_t most_replaced = 16;

  std::unique_ptr<Shared<const CachedLookup*>[]> known_;
  std::vector<std::unique_ptr<const CachedLookup>> all_ THREADBOX_GUARDED_BY(guard_);
  SmallGuard guard_;
};

}  // namespace threadbox::script
