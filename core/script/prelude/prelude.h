#pragma once

#include <span>
#include <string_view>

namespace threadbox::script {

/// A module that is written in Python: the build embeds prelude/*.py, without comments.
struct PreludeModule {
  std::string_view name;
  std::string_view source;
};

/// All modules of the prelude. Threads: any.
std::span<const PreludeModule> prelude_modules() noexcept;

}  // namespace threadbox::script
