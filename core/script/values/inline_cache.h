#pragma once

#include "script/values/name_table.h"

#include <threadbox/park/detail/small_guard.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace threadbox::script {

class Object;

/// Where an instruction found what it names, so that the next time it need not look for it. Never changes: what holds
/// no longer is replaced by another. It keeps nothing alive: what it leads to lives as long as `version` is its class's.
struct CachedLookup {
  enum class Kind : std::uint8_t {
    global,       ///< In the module `owner`, at `place`.
    builtin,      ///< Not in the module `owner`, which had `version` names; of the builtins at `place`.
    of_module,    ///< An attribute of the module `owner`, at `place`.
    of_class,     ///< An attribute of the class itself, at `place`, and no descriptor.
    own,          ///< The instance's own attribute, `index` in its table. Also where to store one.
    method,       ///< The class's function `value`, unless the instance has an attribute of that name.
    property,     ///< The class's property, which calls the function `value`.
    class_value,  ///< What the class has at `place`, and no descriptor; likewise.
    construct,    ///< The class makes plain instances, and calls the function `value` for each.
  };
  Kind kind;
  std::uint8_t replaced = 0;  ///< How many there were before it.
  std::uint32_t version = 0;  ///< Of the class: Class::version.
  std::uint32_t index = 0;
  const NameTable::Place* place = nullptr;
  const Object* owner = nullptr;
  const Str* name = nullptr;
  Value value = Value::undefined();
};

/// A CachedLookup for each instruction of a code object that has made one.
/// Threads: any, at the same moment.
class InlineCache {
 public:
  explicit InlineCache(std::size_t instructions) : known_(new Shared<const CachedLookup*>[instructions]) {}

  /// Null when there is none.
  [[nodiscard]] const CachedLookup* at(std::size_t instruction) const noexcept { return known_[instruction]; }
  /// False: what this instruction meets changes so often that remembering does not pay.
  [[nodiscard]] bool learns(std::size_t instruction) const noexcept {
    const CachedLookup* known = at(instruction);
    return known == nullptr || known->replaced < most_replaced;
  }
  void remember(std::size_t instruction, CachedLookup lookup);

 private:
  // Each stays as long as the code, since another thread may be reading it.
  static constexpr std::uint8_t most_replaced = 16;

  std::unique_ptr<Shared<const CachedLookup*>[]> known_;
  std::vector<std::unique_ptr<const CachedLookup>> all_ THREADBOX_GUARDED_BY(guard_);
  SmallGuard guard_;
};

}  // namespace threadbox::script
