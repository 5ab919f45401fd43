#include "script/machine/standard_input.h"

#include <utility>

namespace threadbox::script {

namespace {

/// The length in bytes of the first `most` characters. A byte that belongs to no character counts as one.
std::size_t length_of(std::string_view text, std::size_t most) noexcept {
  if (most >= text.size()) return text.size();
  std::size_t at = 0;
  for (; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && most-- == 0) break;
  return at;
}

}  // namespace

void StandardInput::give(std::string_view text) {
  Lines given;
  if (text.empty()) given.emplace_back();
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end == std::string_view::npos ? end : end + 1);
    given.emplace_back(line);
    text.remove_prefix(line.size());
  }
  GuardLock guarded(guard_);
  lines_.splice(lines_.end(), given);
  hand_over();
}

/// A reader that is requested to end its wait gets no line, since it would be lost: cancel() lets the next one have it.
void StandardInput::hand_over() {
  constexpr std::uint32_t ends_wait = interrupt_request | stop_request;
  while (!lines_.empty() && !readers_.empty() && (readers_.front()->waiter()->requests() & ends_wait) == 0) {
    Read& first = static_cast<Read::Place*>(readers_.front())->read;
    first.line_ = take(first.most_);
    readers_.grant_front();
    waiting_.fetch_sub(1, std::memory_order_release);
  }
}

/// The first line, or its beginning; the rest stays.
std::string StandardInput::take(std::size_t most) {
  std::string& first = lines_.front();
  const std::size_t length = length_of(first, most);
  if (length < first.size()) {
    std::string part = first.substr(0, length);
    first.erase(0, length);
    return part;
  }
  std::string line = std::move(first);
  lines_.pop_front();
  return line;
}

Progress StandardInput::Read::poll(Waiter& self) {
  if (input_.kind_ == InputKind::none || place_.granted()) return Progress::done;
  GuardLock guarded(input_.guard_);
  if (place_.queued()) return Progress::pending;
  if (place_.granted()) return Progress::done;
  if (!input_.always_waits_ && !input_.lines_.empty()) {
    line_ = input_.take(most_);
    return Progress::done;
  }
  input_.readers_.push_back(place_, self);
  input_.waiting_.fetch_add(1, std::memory_order_release);
  if (input_.lines_.empty()) return Progress::pending;
  input_.hand_over();
  Waiter::take_wakes();  // It has woken itself, and no other thread, which the log would tell.
  return Progress::pending;
}

Progress StandardInput::Read::cancel(Waiter&, CancelReason why) {
  GuardLock guarded(input_.guard_);
  if (!place_.queued()) return Progress::done;
  input_.readers_.remove(place_);
  input_.waiting_.fetch_sub(1, std::memory_order_release);
  input_.hand_over();
  return end_cancelled(why);
}

}  // namespace threadbox::script
