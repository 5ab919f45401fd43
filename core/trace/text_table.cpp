#include <threadbox/trace/text_table.h>

#include <mutex>

namespace threadbox {

namespace {
// Names repeat, and so do lines of a loop; long texts hardly ever do, and hashing them costs.
constexpr std::size_t longest_shared_text = 80;
}  // namespace

TextTable::TextTable() { texts_.emplace_back(); }

TextId TextTable::intern(std::string_view text) {
  if (text.empty()) return 0;
  // The copy is made before the guard is taken: the observer may be waiting for it.
  std::string copy(text);
  std::lock_guard held(guard_);
  if (text.size() <= longest_shared_text) {
    if (const auto found = short_ids_.find(text); found != short_ids_.end()) return found->second;
  }
  const auto id = static_cast<TextId>(texts_.size());
  texts_.push_back(std::move(copy));
  if (text.size() <= longest_shared_text) short_ids_.emplace(texts_.back(), id);
  return id;
}

std::string_view TextTable::text(TextId id) const noexcept {
  std::lock_guard held(guard_);
  return id < texts_.size() ? std::string_view(texts_[id]) : std::string_view();
}

}  // namespace threadbox
