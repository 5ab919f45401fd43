#pragma once

#include <threadbox/park/guard.h>

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace threadbox {

/// Names a text in the run's TextTable.
using TextId = std::uint32_t;

/// The texts of a run's events: names, prints, tracebacks. Short ones are kept once. Texts live as long as
/// the table, so a view of one never dangles. 0 is the empty text.
/// Threads: any.
class TextTable {
 public:
  TextTable();
  TextTable(const TextTable&) = delete;
  TextTable& operator=(const TextTable&) = delete;

  TextId intern(std::string_view text);
  [[nodiscard]] std::string_view text(TextId id) const noexcept;

 private:
  mutable Guard guard_;
  std::deque<std::string> texts_;                           // guarded by guard_; never moves a text
  std::unordered_map<std::string_view, TextId> short_ids_;  // guarded by guard_; views into texts_
};

}  // namespace threadbox
