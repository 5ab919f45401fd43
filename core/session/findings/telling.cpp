#include "session/findings/telling.h"

#include "session/calls.h"
#include "session/deadlock.h"

#include <algorithm>

namespace threadbox::session {

Evidence evidence_of(const ThreadRow& thread, const Model& model, const Findings& findings) {
  return {thread.object, thread.line, findings.event(), model.time_ns};
}

std::string in_line(std::uint32_t line) { return line != 0 ? " (line " + std::to_string(line) + ")" : ""; }

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t n = 0; n < words.size(); ++n) {
    if (n > 0) text += n + 1 == words.size() ? " and " : ", ";
    text += words[n];
  }
  return text;
}

std::string object_text(const Model& model, ObjectId object) {
  const ObjectRow* row = model.object(object);
  return row != nullptr ? described(*row) : "an object";
}

std::vector<ObjectId> known_holds(const Model& model, const ThreadRow& thread) {
  std::vector<ObjectId> locks;
  for (const ObjectId hold : thread.holds) {
    const ObjectId lock = known_lock(model, hold);
    if (lock != 0 && std::ranges::find(locks, lock) == locks.end()) locks.push_back(lock);
  }
  return locks;
}

}  // namespace threadbox::session
