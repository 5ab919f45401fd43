#pragma once

#include "script/compile/ast.h"
#include "script/compile/lexer.h"

#include <algorithm>

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace threadbox::script {

/// The parser's cursor over the tokens, and its errors. The grammar is in two layers above it.
class ParserBase {
 protected:
  ParserBase(Ast& ast, std::vector<Token> tokens) : ast_(ast), tokens_(std::move(tokens)) {}

  [[nodiscard]] const Token& peek(std::size_t ahead = 0) const noexcept {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  [[nodiscard]] bool at(std::string_view text) const noexcept { return peek().is(text); }
  [[nodiscard]] bool at(TokenKind kind) const noexcept { return peek().kind == kind; }
  const Token& take() noexcept { return tokens_[at_ < tokens_.size() - 1 ? at_++ : at_]; }
  bool accept(std::string_view text) noexcept;
  void expect(std::string_view text);
  /// An identifier that is no keyword.
  Token identifier();

  Node* make(NodeKind kind) { return ast_.make(kind, peek().range); }
  Node* make(NodeKind kind, const Node* first) { return ast_.make(kind, first->range); }
  /// Its range ends where the last taken token ends.
  Node* close(Node* node) const noexcept;

  // Views, not strings: a string for each message would lie in the frame of every caller, and those nest.
  [[noreturn]] static void fail(SourceRange range, std::string_view message, std::string_view type = "SyntaxError");
  /// Where it stands. At the end of the text that is the end of the last line, as in CPython, and nothing in it.
  [[noreturn]] void fail(std::string_view message, std::string_view type = "SyntaxError") const;
  [[noreturn]] void unsupported(std::string_view what) const;
  void warn(SourceRange range, std::string message) { ast_.warnings.push_back({"SyntaxWarning", std::move(message), range}); }

  Ast& ast_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;  ///< See Level.
};

bool is_keyword(std::string_view text) noexcept;

/// What CPython calls an expression that cannot be assigned to: "function call", "literal", "attribute".
std::string description(const Node& node);

/// What is between an f-string's quotes, or a format spec in it, and where that begins.
struct FormatText {
  std::string_view body;
  bool raw;
  SourceRange range;  ///< Of the whole literal.
  std::uint32_t line, column;  ///< Of the body.
  struct Known {
    std::size_t at = 0;
    std::uint32_t line = 0, column = 0;
  };
  mutable Known known = {};  ///< The last place that was asked for.
  /// Of the character at an index of the body.
  [[nodiscard]] SourceRange place(std::size_t at) const noexcept;
};

/// Of operators, from the loosest to the tightest; `sign` is of - + ~ before an operand.
struct Precedence {
  enum : int {
    none,
    disjunction,
    conjunction,
    inversion,
    comparison,
    bit_or,
    bit_xor,
    bit_and,
    shift,
    sum,
    product,
    sign,
    power
  };
};

/// Expressions, f-strings and comprehensions.
class ExpressionParser : public ParserBase {
 public:
  ExpressionParser(Ast& ast, std::vector<Token> tokens) : ParserBase(ast, std::move(tokens)) {}

  /// The whole text is one expression, of an f-string's braces.
  Node* whole_expression();
  /// How many of the first `most` tokens are an expression: as many as can be.
  std::size_t longest_expression(std::size_t most);

 protected:
  Node* expressions();         ///< With commas: a tuple. Stars allowed.
  Node* expression();          ///< Without commas: conditional, lambda.
  Node* named_expression();    ///< May be name := value.
  Node* target_list();         ///< Of `for`.
  Node* disjunction() { return operation(Precedence::disjunction); }
  Node* bitwise_or() { return operation(Precedence::bit_or); }
  Node* primary();
  Node* star_or_named();
  Sparse<Parameter> parameters(std::string_view end, bool annotations);
  void call_arguments(Node* call);

 private:
  // --- operator_parser.cpp
  /// An operator whose right operand is still to come.
  struct Operator {
    Node* node;
    int precedence;
  };
  Node* operation(int loosest);
  void prefixes(std::vector<Operator>& waiting, int loosest);
  Node* close_tighter(std::vector<Operator>& waiting, int precedence, Node* value);

  Node* atom();
  Node* parenthesized();
  Node* list_display();
  Node* brace_display();
  Node* dict_display(Node* first_key, Node* node);
  Node* comprehension(std::string_view kind, Node* element, Node* value, SourceRange start);
  Node* lambda();
  Node* subscript_index();
  Node* slice();
  Node* number();
  Node* strings();
  Node* yield();
  void argument(Node* call, std::unordered_set<std::string_view>& names);
  /// Behind `last` a bracket does not close.
  [[noreturn]] void forgot_comma(const Node* last) const;
  void check_target_of_comprehension(const Node& display) const;
  void append_format(Node* joined, const FormatText& text, int depth);
  std::size_t format_field(Node* joined, const FormatText& text, std::size_t begin, int depth);
  Node* field_expression(const FormatText& text, std::size_t begin, std::size_t end);
  std::size_t field_conversion(Node* field, const FormatText& text, std::size_t at);
  [[noreturn]] void unclosed_field(const FormatText& text, std::size_t begin) const;
  std::string unescaped(std::string_view body, bool raw, SourceRange range);
  [[noreturn]] void unclosed_spec(const FormatText& text) const;
};

/// What is between the quotes of a string, its escapes resolved. `invalid`: the first escape that is none.
std::string unescape(std::string_view body, bool raw, SourceRange range, std::string* invalid = nullptr);

}  // namespace threadbox::script
