#pragma once

#include "script/compile/parser_base.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace threadbox::script {

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
