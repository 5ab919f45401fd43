#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace threadbox::explore {

/// Which lines of a program are which of the edited one. Lines that belong together have a block in common: a line that was kept, whatever its
/// indentation; one whose names or values were changed; or the lines in one place that were replaced by others.
/// Threads: any. Errors: std::bad_alloc.
class LineMap {
 public:
  LineMap(std::string_view old, std::string_view edited);

  /// The block of a line of the old program, from 1; 0: the edited one does not have it.
  [[nodiscard]] std::size_t of_old(std::uint32_t line) const noexcept { return line < old_.size() ? old_[line] : 0; }
  /// The block of a line of the edited program; 0: it was added.
  [[nodiscard]] std::size_t of_edited(std::uint32_t line) const noexcept { return line < edited_.size() ? edited_[line] : 0; }
  /// Whether the lines of a block were changed.
  [[nodiscard]] bool is_changed(std::size_t block) const noexcept { return block < changed_.size() && changed_[block] != 0; }

 private:
  struct Line {
    std::uint32_t number;
    std::string_view text;
  };
  using Lines = std::vector<Line>;

  static Lines lines_of(std::string_view source, std::vector<std::size_t>& blocks);
  void pair(const Lines& old, const Lines& edited, bool by_shape);
  void pair_gap(const Lines& old, const Lines& edited, bool by_shape);
  std::size_t add_block(bool is_changed);

  std::vector<std::size_t> old_, edited_;  ///< By line.
  std::vector<unsigned char> changed_{0};  ///< By block.
};

}  // namespace threadbox::explore
