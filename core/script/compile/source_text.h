#pragma once

#include "script/compile/diagnostic.h"

#include <optional>
#include <string>

// A program's text before it is cut into tokens.
// Threads: any. Errors: std::bad_alloc.
namespace threadbox::script {

/// The text without a byte order mark and with `\n` line ends only, also inside string literals, as CPython reads source files.
std::string with_line_feeds(std::string text);
/// An error that concerns the text as a whole: its size, its encoding (PEP 263) or null bytes. None: it can be read.
std::optional<Diagnostic> unreadable(const std::string& source, const std::string& filename);

}  // namespace threadbox::script
