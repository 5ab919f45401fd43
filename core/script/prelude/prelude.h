#pragma once

#include <span>
#include <string_view>

namespace threadbox::script {

/// A module that is written in Python, as the build embeds it: see CMakeLists.txt.
struct PreludeModule {
  std::string_view name;
  std::string_view frozen;  ///< Its code, for unmarshal(); or empty.
  std::string_view source;  ///< Otherwise: its text, without comments and docstrings.
};

/// All modules of the prelude. Threads: any.
std::span<const PreludeModule> prelude_modules() noexcept;

}  // namespace threadbox::script
