#pragma once

#include <span>
#include <string_view>

namespace threadbox::script {

/// A module that is written in Python, as the build embeds it: see CMakeLists.txt.
struct PreludeModule {
  std::string_view name;
  std::string_view content;  ///< Its marshalled code; in the page, its text without comments and docstrings.
};

/// All modules of the prelude. Threads: any.
std::span<const PreludeModule> prelude_modules() noexcept;

}  // namespace threadbox::script
