#pragma once

#include "script/compile/parser_base.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace threadbox::script {

/// The text between the quotes of an f-string, or of a format spec in it, and its position.
struct FormatText {
  std::string_view body;
  bool raw;
  SourceRange range;  ///< The range of the whole literal.
  std::uint32_t line, column;  ///< The position of the body.
  struct Known {
    std::size_t at = 0;
    std::uint32_t line = 0, column = 0;
  };
  mutable Known known = {};  ///< The last result of place(), from which the next call continues.
  /// The position of the character at an index of the body.
  [[nodiscard]] SourceRange place(std::size_t at) const noexcept;
};

/// The precedence of operators, from the loosest to the tightest. `sign` is that of unary -, + and ~.
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

/// Parses expressions, f-strings and comprehensions.
/// Threads:  one.
/// Errors:   SyntaxFailure.
class ExpressionParser : public ParserBase {
 public:
  ExpressionParser(Ast& ast, std::vector<Token> tokens) : ParserBase(ast, std::move(tokens)) {}

  /// Parses the whole text as one expression: the content of a replacement field of an f-string.
  Node* whole_expression();
  /// The length of the longest prefix of the first `most` tokens that is an expression.
  std::size_t longest_expression(std::size_t most);

 protected:
  Node* expressions();         ///< Also a tuple without parentheses. Stars allowed.
  Node* expression();          ///< Down from conditional and lambda, without commas.
  Node* named_expression();    ///< An expression or name := value.
  Node* target_list();         ///< The target of a `for`.
  Node* disjunction() { return operation(Precedence::disjunction); }
  Node* bitwise_or() { return operation(Precedence::bit_or); }
  Node* primary();
  Node* star_or_named();
  Sparse<Parameter> parameters(std::string_view end, bool annotations);
  void call_arguments(Node* call);

 private:
  // --- operator_parser.cpp
  /// An operator whose right operand has not been parsed yet.
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
  Node* bytes();
  Node* yield();
  void argument(Node* call, std::unordered_set<std::string_view>& names);
  /// Fails because the bracket is not closed after `last`.
  [[noreturn]] void forgot_comma(const Node* last) const;
  void check_target_of_comprehension(const Node& display) const;
  void append_format(Node* joined, const FormatText& text, int depth);
  std::size_t format_field(Node* joined, const FormatText& text, std::size_t begin, int depth);
  Node* field_expression(const FormatText& text, std::size_t begin, std::size_t end);
  std::size_t field_conversion(Node* field, const FormatText& text, std::size_t at);
  [[noreturn]] void unclosed_field(const FormatText& text, std::size_t begin) const;
  std::string unescaped(std::string_view body, bool raw, SourceRange range, bool bytes = false);
  [[noreturn]] void unclosed_spec(const FormatText& text) const;
};

/// The value of a string literal, given the text between its quotes. Stores the first invalid escape in `*invalid`.
std::string unescape(std::string_view body, bool raw, SourceRange range, std::string* invalid = nullptr, bool bytes = false);

}  // namespace threadbox::script
