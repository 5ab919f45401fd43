#pragma once

#include "script/compile/expression_parser.h"

namespace threadbox::script {

/// Parses the patterns of `case`.
/// Threads:  one.
/// Errors:   SyntaxFailure.
class PatternParser : public ExpressionParser {
 public:
  using ExpressionParser::ExpressionParser;

 protected:
  /// What follows `case`: a pattern, or a sequence without brackets.
  Node* patterns();

 private:
  Node* pattern();
  Node* alternatives();
  Node* closed_pattern();
  Node* star_pattern();
  Node* sequence_pattern(std::string_view end);
  Node* mapping_pattern();
  Node* class_pattern(Node* cls);
  Node* name_pattern();
  Node* literal();
  Node* complex_literal(Node* real_part);
  Node* sequence_item() { return at("*") ? star_pattern() : pattern(); }
  [[nodiscard]] bool at_literal() const noexcept;
};

}  // namespace threadbox::script
