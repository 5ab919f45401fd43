#pragma once

#include "script/compile/ast.h"
#include "script/compile/lexer.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace threadbox::script {

/// The parser's cursor over the tokens, and its errors. ExpressionParser and StatementParser (parser.cpp) derive from it.
/// Threads:  one.
/// Errors:   SyntaxFailure.
class ParserBase {
 protected:
  ParserBase(Ast& ast, std::vector<Token> tokens) : ast_(ast), tokens_(std::move(tokens)) {}

  [[nodiscard]] const Token& peek(std::size_t ahead = 0) const noexcept {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  [[nodiscard]] bool at(std::string_view text) const noexcept { return peek().is(text); }
  [[nodiscard]] bool at(TokenKind kind) const noexcept { return peek().kind == kind; }
  [[nodiscard]] bool at_statement_end() const noexcept { return at(TokenKind::newline) || at(";") || at(TokenKind::end); }
  const Token& take() noexcept { return tokens_[at_ < tokens_.size() - 1 ? at_++ : at_]; }
  bool accept(std::string_view text) noexcept;
  void expect(std::string_view text);
  /// Takes an identifier that is not a keyword.
  Token identifier();

  Node* make(NodeKind kind) { return ast_.make(kind, peek().range); }
  Node* make(NodeKind kind, const Node* first) { return ast_.make(kind, first->range); }
  /// Ends the node's range at the end of the last token taken.
  Node* close(Node* node) const noexcept;

  // The parameters are views, because std::string temporaries would enlarge the frames of the callers, which recurse.
  [[noreturn]] static void fail(SourceRange range, std::string_view message, std::string_view type = "SyntaxError");
  /// Fails at the current token; at the end of the text, with an empty range at the end of the last line, as CPython does.
  [[noreturn]] void fail(std::string_view message, std::string_view type = "SyntaxError") const;
  [[noreturn]] void unsupported(std::string_view what) const;
  void warn(SourceRange range, std::string message) { ast_.warnings.push_back({"SyntaxWarning", std::move(message), range}); }

  Ast& ast_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;  ///< See Level.
};

bool is_keyword(std::string_view text) noexcept;

/// The kind of an expression in CPython's words, for errors about invalid targets: "function call", "literal", "attribute".
std::string description(const Node& node);

}  // namespace threadbox::script
