#pragma once

#include "script/compile/diagnostic.h"
#include "script/values/exceptions.h"

#include <string>
#include <string_view>

namespace threadbox::script {

class Universe;

// SyntaxError and the classes derived from it, whose arguments are the message and (filename, lineno, offset, text, end_lineno,
// end_offset). The attributes of these names come from the arguments unless the program has set them.
// Threads:  any.

bool is_syntax_error(const Universe& universe, const ExceptionObject& exception) noexcept;
/// "invalid syntax (<string>, line 1)". Mirrors SyntaxError_str().
std::string syntax_error_text(Universe& universe, const ExceptionObject& exception);
/// What a report shows after the type: the message, without the place.
std::string syntax_error_message(Universe& universe, const ExceptionObject& exception);
/// What a report shows before the type: the file, the line, its text, and carets below the wrong part. Empty if there is no line. Mirrors
/// TracebackException._format_syntax_error().
std::string syntax_error_place(Universe& universe, const ExceptionObject& exception);
/// The value of `msg`, `filename`, `lineno` and so on; undefined for other attributes and exceptions.
Value syntax_error_attribute(const Universe& universe, const ExceptionObject& exception, std::string_view name);

/// What a text is that eval(), exec() or compile() could not compile.
struct FaultyText {
  std::string_view source;  ///< With `\n` line ends.
  std::string_view filename;
  bool is_expression;  ///< It was to be an expression, so that no line feed is added to it.
  bool is_parsed;  ///< The compiler refused it, which does not keep the text.
};
/// Raises the exception for the diagnostic.
[[noreturn]] void raise_syntax_error(Universe& universe, const Diagnostic& diagnostic, const FaultyText& text);

}  // namespace threadbox::script
