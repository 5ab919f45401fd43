#include "script/values/instances.h"

namespace threadbox::script {

void Instance::mark_children(Marker& marker) const {
  attributes.mark(marker);
  for (const Payload* at = payload(); at != nullptr; at = at->replaced.get()) at->mark(marker);
}

void Instance::set_payload(std::unique_ptr<Payload> made) {
  std::lock_guard guarded(guard());
  made->replaced.reset(payload_.get());
  payload_ = made.release();
}

}  // namespace threadbox::script
