#pragma once

#include "script/compile/pattern_parser.h"

#include <string>
#include <string_view>
#include <vector>

namespace threadbox::script {

/// Parses type parameters, and makes of a definition that has some the code that CPython makes of it: a scope of its own in which they are
/// variables, made by the module _type_parameters.
/// Threads:  one.
/// Errors:   SyntaxFailure.
class TypeParameterParser : public PatternParser {
 public:
  using PatternParser::PatternParser;

 protected:
  /// Type parameters: the statements that make them, in a scope of their own, and their names.
  struct TypeParameters {
    Nodes made;
    std::vector<std::string> names;
    std::vector<bool> starred;
  };

  /// What is between the brackets after a name; nothing if there are none.
  TypeParameters type_parameters();
  /// A function or class with type parameters. Its decorators are outside of their scope.
  Node* generic(Node* definition, const TypeParameters& types);
  /// `Generic[…]`, the last base of a class with type parameters.
  Node* generic_base(const TypeParameters& types, const Node* place);
  Node* type_statement();

 private:
  void type_parameter(TypeParameters& types, bool& has_default);
  Node* library(std::string_view name, const Node* place);
  Node* called(Node* callee, Nodes arguments);
  Node* text_node(std::string_view text, const Node* place);
  Node* name_node(std::string_view text, const Node* place);
  Node* evaluated_later(Node* value, const Node* place);
  Node* names_of(const TypeParameters& types, const Node* place);
  Node* in_scope(std::string_view name, const TypeParameters& types, const Nodes& body, Node* value);
};

}  // namespace threadbox::script
