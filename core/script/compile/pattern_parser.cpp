#include "script/compile/pattern_parser.h"

#include "script/compile/level.h"

namespace threadbox::script {

Node* PatternParser::patterns() {
  Node* first = sequence_item();
  if (!at(",")) {
    if (first->kind == NodeKind::pattern_star) fail("invalid syntax");
    return first;
  }
  Node* node = make(NodeKind::pattern_sequence, first);
  node->items.push_back(first);
  while (accept(",") && !at(":") && !at("if")) node->items.push_back(sequence_item());
  return close(node);
}

Node* PatternParser::pattern() {
  Node* node = alternatives();
  if (!accept("as")) return node;
  if (at("_")) fail("cannot use '_' as a target");
  const SourceRange place = peek().range;
  if (!at(TokenKind::name) || is_keyword(peek().text)) {
    expression();
    fail(place, "invalid pattern target");
  }
  Node* capture = make(NodeKind::pattern_capture, node);
  capture->left = node;
  capture->text = take().text;
  return close(capture);
}

Node* PatternParser::alternatives() {
  Node* first = closed_pattern();
  if (!at("|")) return first;
  Node* node = make(NodeKind::pattern_or, first);
  node->items.push_back(first);
  while (accept("|")) node->items.push_back(closed_pattern());
  return close(node);
}

bool PatternParser::at_literal() const noexcept {
  return at(TokenKind::integer) || at(TokenKind::real) || at(TokenKind::string) || at("-") || at("None") || at("True") ||
         at("False");
}

/// A number, a string or a constant, as an expression.
Node* PatternParser::literal() {
  if (at("None") || at("True") || at("False")) {
    Node* node = make(NodeKind::constant);
    node->text = take().text;
    return close(node);
  }
  const bool negative = at("-");
  if (negative && peek(1).kind != TokenKind::integer && peek(1).kind != TokenKind::real) {
    take();
    fail("invalid syntax");
  }
  Node* sign = negative ? make(NodeKind::unary) : nullptr;
  if (negative) take();
  Node* node = primary();
  if (node->kind == NodeKind::joined_string) fail(node->range, "patterns may only match literals and attribute lookups");
  const bool is_number = node->kind == NodeKind::integer || node->kind == NodeKind::real;
  if (!is_number && node->kind != NodeKind::string && node->kind != NodeKind::bytes) fail(node->range, "invalid syntax");
  if (negative) {
    sign->left = node;
    sign->op = static_cast<std::uint32_t>(UnaryOp::negative);
    node = close(sign);
  }
  return is_number && (at("+") || at("-")) ? complex_literal(node) : node;
}

/// `3 + 4j`, of which the real part has been parsed.
Node* PatternParser::complex_literal(Node* real_part) {
  const auto is_imaginary = [](const Node& number) {
    return number.kind == NodeKind::real && (number.text.back() | 0x20) == 'j';
  };
  if (is_imaginary(real_part->kind == NodeKind::unary ? *real_part->left : *real_part))
    fail(real_part->range, "real number required in complex literal");
  Node* node = make(NodeKind::binary, real_part);
  node->op = static_cast<std::uint32_t>(take().is("+") ? BinaryOp::add : BinaryOp::subtract);
  node->left = real_part;
  if (!at(TokenKind::real) && !at(TokenKind::integer)) fail("invalid syntax");
  node->right = primary();
  if (!is_imaginary(*node->right)) fail(node->right->range, "imaginary number required in complex literal");
  return close(node);
}

Node* PatternParser::closed_pattern() {
  const Level level(depth_, Level::Of::parser);
  if (at_literal()) {
    Node* node = make(NodeKind::pattern_value);
    node->left = literal();
    return close(node);
  }
  if (at("[")) return sequence_pattern("]");
  if (at("(")) return sequence_pattern(")");
  if (at("{")) return mapping_pattern();
  return name_pattern();
}

Node* PatternParser::star_pattern() {
  Node* node = make(NodeKind::pattern_star);
  take();
  const std::string_view name = identifier().text;
  if (name != "_") node->text = name;
  return close(node);
}

/// A sequence in brackets; in round ones, a pattern without a comma is only grouped.
Node* PatternParser::sequence_pattern(std::string_view end) {
  Node* node = make(NodeKind::pattern_sequence);
  take();
  bool separated = end == "]";
  while (!at(end)) {
    node->items.push_back(sequence_item());
    if (!at(",")) break;
    take();
    separated = true;
  }
  if (!at(end)) fail("invalid syntax");
  take();
  if (separated || node->items.empty()) return close(node);
  if (node->items.front()->kind == NodeKind::pattern_star) fail(node->range, "invalid syntax");
  return node->items.front();
}

Node* PatternParser::mapping_pattern() {
  Node* node = make(NodeKind::pattern_mapping);
  take();
  while (!at("}")) {
    if (accept("**")) {
      if (at("_")) fail("invalid syntax");
      node->text = identifier().text;
      accept(",");
      break;
    }
    Node* key = at_literal() ? literal() : name_pattern();
    if (key->kind == NodeKind::pattern_value) key = key->left;
    if (key->kind == NodeKind::pattern_capture || key->kind == NodeKind::pattern_class) fail("invalid syntax");
    node->keys.push_back(key);
    if (!at(":")) fail("invalid syntax");
    take();
    node->items.push_back(pattern());
    if (!accept(",")) break;
  }
  if (!at("}")) fail("invalid syntax");
  take();
  return close(node);
}

/// A capture, a dotted name, or a class with its brackets.
Node* PatternParser::name_pattern() {
  Node* name = make(NodeKind::name);
  name->text = identifier().text;
  close(name);
  Node* whole = name;
  while (accept(".")) {
    Node* attribute = make(NodeKind::attribute, name);
    attribute->left = whole;
    attribute->text = identifier().text;
    whole = close(attribute);
  }
  if (at("(")) return class_pattern(whole);
  Node* node = make(whole == name ? NodeKind::pattern_capture : NodeKind::pattern_value, name);
  if (whole != name) node->left = whole;
  else if (name->text != "_") node->text = name->text;
  return close(node);
}

Node* PatternParser::class_pattern(Node* cls) {
  Node* node = make(NodeKind::pattern_class, cls);
  node->left = cls;
  take();
  while (!at(")")) {
    if (at(TokenKind::name) && !is_keyword(peek().text) && peek(1).is("=")) {
      Node* keyword = make(NodeKind::keyword);
      keyword->text = take().text;
      take();
      keyword->left = pattern();
      node->keywords.push_back(close(keyword));
    } else {
      Node* item = pattern();
      if (!node->keywords.empty()) fail(item->range, "positional patterns follow keyword patterns");
      node->items.push_back(item);
    }
    if (!accept(",")) break;
  }
  if (!at(")")) fail("invalid syntax");
  take();
  return close(node);
}

}  // namespace threadbox::script
