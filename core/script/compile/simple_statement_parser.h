#pragma once

#include "script/compile/type_parameter_parser.h"

#include <string>

namespace threadbox::script {

/// Parses simple statements: those without a block.
/// Threads:  one.
/// Errors:   SyntaxFailure.
class SimpleStatementParser : public TypeParameterParser {
 public:
  using TypeParameterParser::TypeParameterParser;

 protected:
  [[gnu::noinline]] Node* simple_statement();
  /// `print x`, as in Python 2.
  void check_old_print(const Node* first);
  /// Rejects a target that cannot be assigned to. `by_sign`: the assignment uses `=`.
  void check_target(const Node* target, bool by_sign = true);

 private:
  Node* keyword(NodeKind kind);
  Node* return_statement();
  Node* raise_statement();
  Node* declaration(NodeKind kind);
  Node* delete_statement();
  void check_deletable(const Node* target);
  Node* assert_statement();
  std::string dotted_name();
  Node* import_statement();
  Node* import_from_statement();
  Node* value();
  Node* expression_statement();
  /// Whether a colon after this expression indicates a missing keyword, because the expression cannot be annotated.
  [[nodiscard]] static bool at_block_colon(const Node* target);
  /// Rejects an annotation of something that cannot have one, as in `f(): int`. If no expression follows the colon, the error is that of a
  /// missing keyword.
  void check_annotation_target(const Node* target);
  Node* augmented_assignment(Node* target, BinaryOp op);
  Node* annotated_assignment(Node* target);
  Node* whole_yield();
};

}  // namespace threadbox::script
