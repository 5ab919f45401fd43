#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace threadbox::script {

/// The maximal size of a program in bytes. A page compiles the text while it is being typed, so the result must fit its memory.
constexpr std::size_t largest_source = 1'000'000;

/// A range of the source. Lines and columns count from 1, columns in characters; the end is exclusive.
struct SourceRange {
  std::uint32_t line = 0, column = 0, end_line = 0, end_column = 0;
};

/// An error or a warning about a program's text.
struct Diagnostic {
  std::string type = "SyntaxError";  ///< Or "IndentationError", "TabError", "MemoryError", "RecursionError".
  std::string message;               ///< In CPython's words, if CPython has such an error.
  SourceRange range;
  bool has_place = true;  ///< False if the whole text is wrong, so that no position is printed.
};

/// The error as CPython prints it: file and line, the source line, a caret, type and message.
std::string format_diagnostic(const Diagnostic& diagnostic, std::string_view source, std::string_view filename);

/// Whether it is a "SyntaxWarning", with which the program can still run.
bool is_warning(const Diagnostic& diagnostic) noexcept;

/// The warning as CPython prints it: file and line, the message, and the source line, given as `line`.
std::string format_warning(const Diagnostic& warning, std::string_view line, std::string_view filename);

/// The text of line `number`, counting from 1, without its line feed; empty if there is no such line.
std::string_view source_line(std::string_view source, std::uint32_t number) noexcept;

}  // namespace threadbox::script
