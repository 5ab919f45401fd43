#include "script/values/inline_cache.h"

#include <threadbox/park/detail/guard_lock.h>

namespace threadbox::script {

void InlineCache::put(std::size_t instruction, CachedLookup lookup) {
  GuardLock guarded(guard_);
  if (const CachedLookup* known = at(instruction)) {
    if (known->replaced == most_replaced) return;
    lookup.replaced = static_cast<std::uint8_t>(known->replaced + 1);
  }
  all_.push_back(std::make_unique<const CachedLookup>(lookup));
  known_[instruction] = all_.back().get();
}

}  // namespace threadbox::script
