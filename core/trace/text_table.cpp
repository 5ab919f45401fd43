#include <threadbox/trace/text_table.h>

#include <utility>

namespace threadbox {

TextTable::TextTable() { texts_.emplace_back(); }

TextId TextTable::intern(std::string_view text) {
  if (text.empty()) return 0;
  // Copied before the guard is taken, since the observer may wait for the guard.
  std::string copy(text);
  GuardLock guarded(guard_);
  if (const auto found = ids_.find(text); found != ids_.end()) return found->second;
  const auto id = static_cast<TextId>(texts_.size());
  texts_.push_back(std::move(copy));
  ids_.emplace(texts_.back(), id);
  return id;
}

TextId TextTable::add(std::string_view text) {
  if (text.empty()) return 0;
  std::string copy(text);
  GuardLock guarded(guard_);
  const TextId number = (first_added_ + static_cast<TextId>(added_.size())) & ~added_bit;
  added_.emplace_back(std::move(copy));
  return number | added_bit;
}

void TextTable::release(TextId id) noexcept {
  if ((id & added_bit) == 0) return;
  std::optional<std::string> gone;  // Freed after the guard has been released.
  GuardLock guarded(guard_);
  const TextId place = (id - first_added_) & ~added_bit;
  if (place >= added_.size()) return;
  gone.swap(added_[place]);
  while (!added_.empty() && !added_.front()) {
    added_.pop_front();
    first_added_ = (first_added_ + 1) & ~added_bit;
  }
}

std::string_view TextTable::text(TextId id) const noexcept {
  GuardLock guarded(guard_);
  if ((id & added_bit) == 0) return id < texts_.size() ? std::string_view(texts_[id]) : std::string_view();
  const TextId place = (id - first_added_) & ~added_bit;
  return place < added_.size() && added_[place] ? std::string_view(*added_[place]) : std::string_view();
}

}  // namespace threadbox
