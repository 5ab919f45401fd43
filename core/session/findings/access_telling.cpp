#include "session/findings/access_telling.h"

#include "session/findings/telling.h"

namespace threadbox::session {

bool Told::is_new(std::uint32_t line, std::uint32_t other, std::uint32_t third, bool error) {
  if (told_.size() >= most) return false;
  return told_.emplace(line, other, third, error).second;
}

std::string thread_text(const Model& model, const Access& access) {
  const ThreadRow* row = model.thread(access.object);
  return row != nullptr ? label(*row) : "a thread";
}

Evidence evidence_of(const Access& access) noexcept { return {access.object, access.line, access.event, access.time_ns}; }

std::string value_text(const Access& access) { return access.value ? " of " + std::to_string(*access.value) : ""; }

}  // namespace threadbox::session
