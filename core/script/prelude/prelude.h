#pragma once

#include <span>
#include <string_view>

namespace threadbox::script {

/// A module that is written in Python, as the build embeds it: see CMakeLists.txt.
struct PreludeModule {
  std::string_view name;
  /// Its marshalled code; in the page, its text without comments and docstrings, or null if the page loads it when a program imports it.
  std::string_view content;
};

/// All modules of the prelude, also those without content. Threads: any.
std::span<const PreludeModule> prelude_modules() noexcept;

}  // namespace threadbox::script
