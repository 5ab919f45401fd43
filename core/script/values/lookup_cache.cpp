#include "script/values/lookup_cache.h"

#include <threadbox/park/guard_lock.h>

namespace threadbox::script {

void LookupCache::remember(std::size_t instruction, Lookup lookup) {
  GuardLock guarded(guard_);
  if (const Lookup* known = at(instruction)) {
    if (known->replaced == most_replaced) return;
    lookup.replaced = static_cast<std::uint8_t>(known->replaced + 1);
  }
  all_.push_back(std::make_unique<const Lookup>(lookup));
  known_[instruction] = all_.back().get();
}

}  // namespace threadbox::script
