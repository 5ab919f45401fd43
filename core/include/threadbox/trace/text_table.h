#pragma once

#include <threadbox/park/detail/guard.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace threadbox {

/// Identifies a text in the run's TextTable.
using TextId = std::uint32_t;

/// The texts of a run's events. Names of functions and variables are interned and live as long as the table. Texts that a program
/// produces without limit (output, tracebacks, names of threads) are released once the observer has seen them.
/// 0 is the empty text.
/// Threads:  any; release: only the observer, which is also the only one to read texts that may be released.
/// Errors:   std::bad_alloc from intern and add.
/// Owns:     the texts; a view is valid until its text is released.
class TextTable {
 public:
  TextTable();
  TextTable(const TextTable&) = delete;
  TextTable& operator=(const TextTable&) = delete;

  TextId intern(std::string_view text);
  /// Adds a text that belongs to one event.
  TextId add(std::string_view text);
  /// Called once the event of an added text has been seen and no view of the text is used any more. Interned texts stay.
  void release(TextId id) noexcept;
  [[nodiscard]] std::string_view text(TextId id) const noexcept;

 private:
  mutable Guard guard_;
  static constexpr TextId added_bit = TextId{1} << 31;

  std::deque<std::string> texts_ THREADBOX_GUARDED_BY(guard_);  // never moves a text
  std::unordered_map<std::string_view, TextId> ids_ THREADBOX_GUARDED_BY(guard_);  // views into texts_
  // The added texts from number first_added_ on. They are released nearly in order, so the queue stays short.
  std::deque<std::optional<std::string>> added_ THREADBOX_GUARDED_BY(guard_);  // never moves a text; empty: released
  TextId first_added_ THREADBOX_GUARDED_BY(guard_) = 0;
};

}  // namespace threadbox
