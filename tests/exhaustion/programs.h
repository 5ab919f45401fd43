#pragma once

#include <span>
#include <string_view>

namespace threadbox::exhaustion {

/// A Python program of the repository; embedded by the build, since a page has no files.
struct ProgramText {
  std::string_view name;  ///< Its path in the repository.
  std::string_view text;
};

/// Those of this folder, of the oracle, and the lessons.
std::span<const ProgramText> program_texts() noexcept;

}  // namespace threadbox::exhaustion
