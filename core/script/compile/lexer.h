#pragma once

#include "script/compile/diagnostic.h"

#include <string>
#include <string_view>
#include <vector>

namespace threadbox::script {

enum class TokenKind : std::uint8_t { name, integer, real, string, op, newline, indent, dedent, end };

struct Token {
  TokenKind kind = TokenKind::end;
  SourceRange range;
  /// A name, operator or number as written; for a string, the text between its quotes.
  std::string_view text;
  bool is_raw = false;     ///< Strings: r"".
  bool is_format = false;  ///< Strings: f"".
  std::uint32_t opening = 0;  ///< Strings: the length of prefix and quotes before the text.
  bool is_bytes = false;   ///< Strings: b"".

  [[nodiscard]] bool is(std::string_view op_or_keyword) const noexcept {
    return (kind == TokenKind::op || kind == TokenKind::name) && text == op_or_keyword;
  }
};

/// Thrown inside the front end only. parse() and compile() convert it to a diagnostic.
struct SyntaxFailure {
  Diagnostic diagnostic;
};

/// A bracket is open at the end of the text.
struct OpenBracket : SyntaxFailure {};

/// Too many nested f-strings. `at` is the index of the innermost one in the text that was searched.
struct TooManyStrings : SyntaxFailure {
  std::size_t at;
};

/// Cuts Python source into tokens, with indentation as in CPython's tokenizer.
/// Lines end with `\n`; see with_line_feeds(). Tokens view into `source`, which must outlive them. Errors (thrown): SyntaxFailure.
/// `inside_brackets`: the text is an expression inside an f-string, so line ends are white space, and positions
/// start at `line`, `column`.
/// Threads: any.
std::vector<Token> tokenize(std::string_view source, bool inside_brackets = false, std::uint32_t line = 1,
                            std::uint32_t column = 1);
/// The tokens of a text at whose end a bracket is still open, up to there. Errors (thrown): SyntaxFailure.
std::vector<Token> tokenize_open(std::string_view source);

/// The index of the `}`, `:` or `!` that ends the expression of an f-string's field, which begins at `at`, or of an unmatched closing
/// bracket; npos if there is none.
std::size_t end_of_field(std::string_view text, std::size_t at, int depth = 0);
/// The index after the string literal whose opening quote is at `at`; npos if it is not terminated. A field of an f-string can contain
/// literals with the same quotes. `depth`: in how many strings the literal is nested. Errors (thrown): TooManyStrings.
std::size_t end_of_string(std::string_view text, std::size_t at, bool format, int depth = 0);

}  // namespace threadbox::script
