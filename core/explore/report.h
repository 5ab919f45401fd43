#pragma once

#include "explore/explorer.h"

#include <string>

namespace threadbox::explore {

/// The exploration as one JSON object; docs/explore.md has its fields. Errors: std::bad_alloc.
std::string json_of(const Exploration& exploration);

/// The exploration as a text for a terminal. Errors: std::bad_alloc.
std::string text_of(const Exploration& exploration);

}  // namespace threadbox::explore
