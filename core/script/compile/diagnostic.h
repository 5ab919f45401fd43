#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace threadbox::script {

/// A program with more bytes than this is rejected: what is made of it while it is typed has to fit a page's memory.
constexpr std::size_t largest_source = 1'000'000;

/// A stretch of the source. Lines and columns count from 1, columns in characters; the end is exclusive.
struct SourceRange {
  std::uint32_t line = 0, column = 0, end_line = 0, end_column = 0;
};

/// What is wrong with a program's text.
struct Diagnostic {
  std::string type = "SyntaxError";  ///< Or "IndentationError", "TabError", "MemoryError", "RecursionError".
  std::string message;               ///< CPython's words where it has any.
  SourceRange range;
  bool has_place = true;  ///< False: no place of the text is printed, for it is wrong as a whole.
};

/// How CPython prints it: file and line, the source line, a caret, type and message.
std::string format_diagnostic(const Diagnostic& diagnostic, std::string_view source, std::string_view filename);

/// It does not keep the program from running: a "SyntaxWarning".
bool is_warning(const Diagnostic& diagnostic) noexcept;

/// How CPython prints a warning: file and line, the message, the source line, which is `line`.
std::string format_warning(const Diagnostic& warning, std::string_view line, std::string_view filename);

/// The text of line `number` (from 1), without its end; empty when there is none.
std::string_view source_line(std::string_view source, std::uint32_t number) noexcept;

}  // namespace threadbox::script
