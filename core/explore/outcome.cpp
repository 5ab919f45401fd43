#include "explore/outcome.h"

#include <algorithm>

namespace threadbox::explore {

const char* kind_name(Outcome::Kind kind) noexcept {
  switch (kind) {
    case Outcome::Kind::ended: return "ended";
    case Outcome::Kind::raised: return "raised";
    case Outcome::Kind::deadlock: return "deadlock";
    case Outcome::Kind::stuck: return "stuck";
    case Outcome::Kind::limit: return "limit";
    case Outcome::Kind::spins: return "spins";
  }
  return "";
}

const char* limit_name(Outcome::Limit limit) noexcept {
  switch (limit) {
    case Outcome::Limit::none: return "none";
    case Outcome::Limit::steps: return "steps";
    case Outcome::Limit::memory: return "memory";
    case Outcome::Limit::threads: return "threads";
    case Outcome::Limit::output: return "output";
  }
  return "";
}

bool wait_in_a_circle(std::span<const script::StuckThread> stuck) noexcept {
  for (const script::StuckThread& first : stuck) {
    ThreadId at = first.thread;
    for (std::size_t i = 0; i < stuck.size(); ++i) {
      const auto found = std::ranges::find(stuck, at, &script::StuckThread::thread);
      if (found == stuck.end() || found->waits_for == 0) break;
      at = found->waits_for;
      if (at == first.thread) return true;
    }
  }
  return false;
}

}  // namespace threadbox::explore
