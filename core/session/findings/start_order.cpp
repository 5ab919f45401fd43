#include "session/findings/start_order.h"

#include <algorithm>
#include <limits>

namespace threadbox::session {

void StartOrder::start(ObjectId by, ObjectId started) {
  const std::uint64_t time = clocks_[by].own + 1;
  teach(started, by, time);
  clocks_[by].own = time;
}

void StartOrder::join(ObjectId by, ObjectId ended) { teach(by, ended, std::numeric_limits<std::uint64_t>::max()); }

/// What it knows stays for those that join it. Most threads know nothing that is kept.
void StartOrder::end(ObjectId thread) {
  const auto found = clocks_.find(thread);
  if (found != clocks_.end() && !found->second.is_kept && found->second.others.empty()) clocks_.erase(found);
}

bool StartOrder::keep(ObjectId thread) {
  Clock& clock = clocks_[thread];
  if (clock.is_kept) return true;
  if (kept_ == most_kept) return false;
  ++kept_;
  return clock.is_kept = true;
}

std::uint64_t StartOrder::clock(ObjectId thread) const noexcept {
  const auto found = clocks_.find(thread);
  return found == clocks_.end() ? 0 : found->second.own;
}

bool StartOrder::is_before(ObjectId thread, std::uint64_t clock, ObjectId other) const noexcept {
  if (overflows_) return true;
  const auto found = clocks_.find(other);
  if (found == clocks_.end()) return false;
  const auto known = found->second.others.find(thread);
  return known != found->second.others.end() && known->second > clock;
}

void StartOrder::teach(ObjectId thread, ObjectId by, std::uint64_t time) {
  const auto found = clocks_.find(by);
  if (found == clocks_.end()) return;
  const Clock teacher = found->second;
  if (!teacher.is_kept && teacher.others.empty()) return;
  if (clocks_.size() >= most_threads) overflows_ = true;
  if (overflows_) return;
  Clock& pupil = clocks_[thread];
  const auto learn = [&](ObjectId each, std::uint64_t until) {
    std::uint64_t& known = pupil.others[each];
    known = std::max(known, until);
  };
  for (const auto& [each, until] : teacher.others) learn(each, until);
  if (teacher.is_kept) learn(by, time);
}

}  // namespace threadbox::session
