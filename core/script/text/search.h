#pragma once

#include <cstddef>
#include <string_view>

namespace threadbox::script {

// Operations on texts that may be megabytes long, so they spend fuel.
// Threads:  any.
// Errors:   Interrupted.

/// The byte offset of the first `part` in `text` at or after `from`; npos if there is none.
std::size_t find_text(std::string_view text, std::string_view part, std::size_t from = 0);
/// The byte offset of the last `part` in `text`; npos if there is none.
std::size_t find_last_text(std::string_view text, std::string_view part);
/// Copies a text to `place`. Returns the end of the copy.
char* put_text(char* place, std::string_view text);

}  // namespace threadbox::script
