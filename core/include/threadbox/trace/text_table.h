#pragma once

#include <threadbox/park/detail/guard.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace threadbox {

/// Names a text in the run's TextTable.
using TextId = std::uint32_t;

/// The texts of a run's events. Names of functions and variables are kept once, and as long as the table. What a program
/// makes without end (prints, tracebacks, names of threads) is let go of when the observer has seen it.
/// 0 is the empty text.
/// Threads: any; release: the observer, who alone looks at texts that may be released.
class TextTable {
 public:
  TextTable();
  TextTable(const TextTable&) = delete;
  TextTable& operator=(const TextTable&) = delete;

  TextId intern(std::string_view text);
  /// A text for one event.
  TextId add(std::string_view text);
  /// The event that a text was added for has been seen; nothing that views it is used any more. Others' stay.
  void release(TextId id) noexcept;
  [[nodiscard]] std::string_view text(TextId id) const noexcept;

 private:
  mutable Guard guard_;
  static constexpr TextId added_bit = TextId{1} << 31;

  std::deque<std::string> texts_ THREADBOX_GUARDED_BY(guard_);  // never moves a text
  std::unordered_map<std::string_view, TextId> ids_ THREADBOX_GUARDED_BY(guard_);  // views into texts_
  // Those that were added, from number first_added_ on; they are seen nearly in order, so the queue stays short.
  std::deque<std::optional<std::string>> added_ THREADBOX_GUARDED_BY(guard_);  // never moves a text; empty: released
  TextId first_added_ THREADBOX_GUARDED_BY(guard_) = 0;
};

}  // namespace threadbox
