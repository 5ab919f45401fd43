#include "script/compile/type_parameter_parser.h"

#include <algorithm>
#include <utility>

namespace threadbox::script {

Node* TypeParameterParser::library(std::string_view name, const Node* place) {
  Node* node = make(NodeKind::library, place);
  node->text = name;
  return node;
}

Node* TypeParameterParser::called(Node* callee, Nodes arguments) {
  Node* node = make(NodeKind::call, callee);
  node->left = callee;
  node->items = std::move(arguments);
  return node;
}

Node* TypeParameterParser::text_node(std::string_view text, const Node* place) {
  Node* node = make(NodeKind::string, place);
  node->text = text;
  return node;
}

Node* TypeParameterParser::name_node(std::string_view text, const Node* place) {
  Node* node = make(NodeKind::name, place);
  node->text = text;
  return node;
}

/// A function of no parameters that evaluates the expression when it is needed; None without one.
Node* TypeParameterParser::evaluated_later(Node* value, const Node* place) {
  Node* node = make(value == nullptr ? NodeKind::constant : NodeKind::lambda, place);
  if (value == nullptr) node->text = "None";
  node->left = value;
  return node;
}

Node* TypeParameterParser::names_of(const TypeParameters& types, const Node* place) {
  Node* tuple = make(NodeKind::tuple, place);
  for (std::size_t i = 0; i < types.names.size(); ++i) {
    Node* name = name_node(types.names[i], place);
    if (types.starred[i]) name = called(library("unpacked", place), {name});
    tuple->items.push_back(name);
  }
  return tuple;
}

TypeParameterParser::TypeParameters TypeParameterParser::type_parameters() {
  TypeParameters types;
  if (!accept("[")) return types;
  if (at("]")) fail("Type parameter list cannot be empty");
  bool has_default = false;
  do {
    if (at("]")) break;
    type_parameter(types, has_default);
  } while (accept(","));
  expect("]");
  return types;
}

void TypeParameterParser::type_parameter(TypeParameters& types, bool& has_default) {
  Node* target = make(NodeKind::name);
  const std::string_view kind = accept("**") ? "ParamSpec" : accept("*") ? "TypeVarTuple" : "TypeVar";
  target->text = identifier().text;
  close(target);
  if (std::ranges::find(types.names, target->text) != types.names.end())
    fail(target->range, "duplicate type parameter '" + target->text + "'");
  Node* bound = nullptr;
  if (kind == "TypeVar" && accept(":")) bound = expression();
  Node* fallback = nullptr;
  if (accept("=")) fallback = kind == "TypeVarTuple" && at("*") ? star_or_named() : expression();
  else if (has_default) fail(target->range, "non-default type parameter '" + target->text + "' follows default type parameter");
  has_default = fallback != nullptr;
  Node* assignment = make(NodeKind::assign, target);
  assignment->items.push_back(target);
  assignment->right = called(library(kind, target), {text_node(target->text, target), evaluated_later(bound, target),
                                                     evaluated_later(fallback, target)});
  types.made.push_back(assignment);
  types.names.push_back(target->text);
  types.starred.push_back(kind == "TypeVarTuple");
}

/// `name = value`, evaluated in a scope where the type parameters are known.
Node* TypeParameterParser::in_scope(std::string_view name, const TypeParameters& types, const Nodes& body, Node* value) {
  Node* result = make(NodeKind::return_, value);
  result->left = value;
  Node* scope = make(NodeKind::function, value);
  scope->op = 1;
  scope->text = "<generic parameters of " + std::string(name) + ">";
  scope->body = types.made;
  for (Node* node : body) scope->body.push_back(node);
  scope->body.push_back(result);
  Node* assignment = make(NodeKind::assign, value);
  assignment->items.push_back(name_node(name, value));
  assignment->right = called(scope, {});
  return assignment;
}

Node* TypeParameterParser::generic(Node* definition, const TypeParameters& types) {
  if (types.names.empty()) return definition;
  const Nodes decorators = std::exchange(definition->items, {});
  // Inside that scope it has a name that no program can use, as its own name means what it means outside.
  definition->names.push_back(".defined");
  Node* made = called(library("with_parameters", definition),
                      {name_node(definition->names.front(), definition), names_of(types, definition)});
  Node* assignment = in_scope(definition->text, types, {definition}, made);
  for (std::size_t i = decorators.size(); i > 0; --i) assignment->right = called(decorators[i - 1], {assignment->right});
  return assignment;
}

Node* TypeParameterParser::generic_base(const TypeParameters& types, const Node* place) {
  Node* base = make(NodeKind::subscript, place);
  base->left = library("Generic", place);
  base->right = names_of(types, place);
  return base;
}

Node* TypeParameterParser::type_statement() {
  Node* place = make(NodeKind::name);
  take();
  const std::string_view name = identifier().text;
  const TypeParameters types = type_parameters();
  expect("=");
  Node* value = evaluated_later(expression(), close(place));
  if (!at_statement_end()) fail("invalid syntax");
  if (at(TokenKind::newline)) take();
  else accept(";");
  return in_scope(name, types, {},
                  called(library("TypeAliasType", place), {text_node(name, place), value, names_of(types, place)}));
}

}  // namespace threadbox::script
