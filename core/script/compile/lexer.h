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
  /// A name, operator or number as written; of a string, what is between its quotes.
  std::string_view text;
  bool is_raw = false;     ///< Strings: r"".
  bool is_format = false;  ///< Strings: f"".

  [[nodiscard]] bool is(std::string_view op_or_keyword) const noexcept {
    return (kind == TokenKind::op || kind == TokenKind::name) && text == op_or_keyword;
  }
};

/// Thrown inside the front end only; parse() and compile() turn it into a diagnostic.
struct SyntaxFailure {
  Diagnostic diagnostic;
};

/// Cuts Python source into tokens, with indentation as in CPython's tokenizer.
/// Tokens view into `source`, which must outlive them. Errors (thrown): SyntaxFailure.
/// `inside_brackets`: the text is an expression inside an f-string; line ends do not count, and positions
/// start at `line`, `column`.
std::vector<Token> tokenize(std::string_view source, bool inside_brackets = false, std::uint32_t line = 1,
                            std::uint32_t column = 1);

}  // namespace threadbox::script
