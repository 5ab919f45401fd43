#pragma once

#include <cstddef>
#include <string_view>

namespace threadbox::script {

// These may be given megabytes, so they spend fuel. Errors: Interrupted.

/// Where `part` is in `text`, in bytes, not before `from`; npos when it is not.
std::size_t find_text(std::string_view text, std::string_view part, std::size_t from = 0);
/// Where it is for the last time.
std::size_t find_last_text(std::string_view text, std::string_view part);
/// Copies a text. Returns the place behind it.
char* put_text(char* place, std::string_view text);

}  // namespace threadbox::script
