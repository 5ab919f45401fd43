#pragma once

#include <span>
#include <string_view>

namespace threadbox::script {

/// A module of the standard library that is written in Python; embedded by the build from prelude/*.py.
struct PreludeModule {
  std::string_view name;
  std::string_view source;
};

/// All of them, by name.
std::span<const PreludeModule> prelude_modules() noexcept;

}  // namespace threadbox::script
