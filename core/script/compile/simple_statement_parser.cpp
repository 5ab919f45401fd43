#include "script/compile/simple_statement_parser.h"

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace threadbox::script {

namespace {

constexpr std::array<std::pair<std::string_view, BinaryOp>, 13> augmented_operators = {{{"+=", BinaryOp::add},
                                                                                        {"-=", BinaryOp::subtract},
                                                                                        {"*=", BinaryOp::multiply},
                                                                                        {"/=", BinaryOp::true_divide},
                                                                                        {"//=", BinaryOp::floor_divide},
                                                                                        {"%=", BinaryOp::modulo},
                                                                                        {"**=", BinaryOp::power},
                                                                                        {"<<=", BinaryOp::left_shift},
                                                                                        {">>=", BinaryOp::right_shift},
                                                                                        {"&=", BinaryOp::bit_and},
                                                                                        {"|=", BinaryOp::bit_or},
                                                                                        {"^=", BinaryOp::bit_xor},
                                                                                        {"@=", BinaryOp::matrix_multiply}}};

}  // namespace

Node* SimpleStatementParser::simple_statement() {
  if (at("pass")) return keyword(NodeKind::pass);
  if (at("break")) return keyword(NodeKind::break_);
  if (at("continue")) return keyword(NodeKind::continue_);
  if (at("return")) return return_statement();
  if (at("raise")) return raise_statement();
  if (at("global")) return declaration(NodeKind::global);
  if (at("nonlocal")) return declaration(NodeKind::nonlocal);
  if (at("del")) return delete_statement();
  if (at("assert")) return assert_statement();
  if (at("import")) return import_statement();
  if (at("from")) return import_from_statement();
  return expression_statement();
}

Node* SimpleStatementParser::keyword(NodeKind kind) {
  Node* node = make(kind);
  take();
  return close(node);
}

Node* SimpleStatementParser::return_statement() {
  Node* node = keyword(NodeKind::return_);
  if (!at_statement_end()) node->left = expressions();
  return close(node);
}

Node* SimpleStatementParser::raise_statement() {
  Node* node = keyword(NodeKind::raise_);
  if (at_statement_end()) return node;
  node->left = expression();
  if (accept("from")) node->right = expression();
  return close(node);
}

Node* SimpleStatementParser::declaration(NodeKind kind) {
  Node* node = keyword(kind);
  do node->names.emplace_back(identifier().text);
  while (accept(","));
  return close(node);
}

Node* SimpleStatementParser::delete_statement() {
  Node* node = keyword(NodeKind::delete_);
  do {
    if (at_statement_end()) break;
    Node* target = at("*") ? star_or_named() : primary();
    check_deletable(target);
    node->items.push_back(target);
  } while (accept(","));
  if (node->items.empty()) fail("invalid syntax");
  return close(node);
}

void SimpleStatementParser::check_deletable(const Node* target) {
  if (target->kind == NodeKind::tuple || target->kind == NodeKind::list) {
    for (const Node* item : target->items) check_deletable(item);
  } else if (target->kind != NodeKind::name && target->kind != NodeKind::attribute && target->kind != NodeKind::subscript) {
    fail(target->range, "cannot delete " + description(*target));
  }
}

Node* SimpleStatementParser::assert_statement() {
  Node* node = keyword(NodeKind::assert_);
  node->left = expression();
  if (accept(",")) node->right = expression();
  return close(node);
}

std::string SimpleStatementParser::dotted_name() {
  std::string name(identifier().text);
  while (accept(".")) name += "." + std::string(identifier().text);
  return name;
}

Node* SimpleStatementParser::import_statement() {
  Node* node = keyword(NodeKind::import);
  if (at_statement_end()) fail("Expected one or more names after 'import'");
  do {
    Node* alias = make(NodeKind::alias);
    alias->text = dotted_name();
    alias->names.emplace_back(accept("as") ? identifier().text : std::string_view());
    node->items.push_back(close(alias));
  } while (accept(","));
  return close(node);
}

Node* SimpleStatementParser::import_from_statement() {
  Node* node = keyword(NodeKind::import_from);
  while (at(".") || at("...")) node->text += take().text;
  if (node->text.empty() || !at("import")) node->text += dotted_name();
  expect("import");
  if (at("*")) {
    Node* star = make(NodeKind::alias);
    star->text = take().text;
    star->names.emplace_back();
    node->items.push_back(close(star));
    return close(node);
  }
  if (at_statement_end()) fail("Expected one or more names after 'import'");
  const bool brackets = accept("(");
  do {
    if (brackets && at(")") && !node->items.empty()) break;
    if (at_statement_end()) fail("trailing comma not allowed without surrounding parentheses");
    Node* alias = make(NodeKind::alias);
    alias->text = identifier().text;
    alias->names.emplace_back(accept("as") ? identifier().text : std::string_view());
    node->items.push_back(close(alias));
  } while (accept(","));
  if (brackets) expect(")");
  return close(node);
}

Node* SimpleStatementParser::value() {
  if (!at("yield")) return expressions();
  return whole_yield();
}

void SimpleStatementParser::check_old_print(const Node* first) {
  const bool is_print = first->kind == NodeKind::name && (first->text == "print" || first->text == "exec");
  const bool begins_value =
      at(TokenKind::name) ? !is_keyword(peek().text) : at(TokenKind::integer) || at(TokenKind::real) || at(TokenKind::string);
  if (!is_print || !begins_value) return;
  const SourceRange begin = first->range, end = expressions()->range;
  fail({begin.line, begin.column, end.end_line, end.end_column},
       "Missing parentheses in call to '" + first->text + "'. Did you mean " + first->text + "(...)?");
}

Node* SimpleStatementParser::expression_statement() {
  Node* first = value();
  check_old_print(first);
  for (const auto& [text, op] : augmented_operators)
    if (at(TokenKind::op) && at(text)) return augmented_assignment(first, op);
  if (at(":") && !at_block_colon(first)) return annotated_assignment(first);
  if (at(":")) check_annotation_target(first);
  if (at(":") && (first->kind == NodeKind::tuple || first->kind == NodeKind::list))
    fail(first->range, "only single target (not " + description(*first) + ") can be annotated");
  if (!at("=")) {
    if (first->kind == NodeKind::starred) fail(first->range, "can't use starred expression here");
    Node* node = make(NodeKind::expression, first);
    node->left = first;
    return close(node);
  }
  Node* node = make(NodeKind::assign, first);
  Node* last = first;
  while (accept("=")) {
    check_target(last);
    node->items.push_back(last);
    last = value();
  }
  if (last->kind == NodeKind::starred) fail(last->range, "can't use starred expression here");
  node->right = last;
  return close(node);
}

bool SimpleStatementParser::at_block_colon(const Node* target) {
  return target->kind != NodeKind::name && target->kind != NodeKind::attribute && target->kind != NodeKind::subscript;
}

void SimpleStatementParser::check_annotation_target(const Node* target) {
  if (target->kind == NodeKind::tuple || target->kind == NodeKind::list) return;
  const std::size_t colon = at_;
  try {
    take();
    expression();
  } catch (const SyntaxFailure&) {
    at_ = colon;
    return;
  }
  fail(target->range, "illegal target for annotation");
}

Node* SimpleStatementParser::augmented_assignment(Node* target, BinaryOp op) {
  if (at_block_colon(target))
    fail(target->range, "'" + description(*target) + "' is an illegal expression for augmented assignment");
  Node* node = make(NodeKind::augmented, target);
  node->left = target;
  node->op = static_cast<std::uint32_t>(op);
  take();
  node->right = value();
  return close(node);
}

Node* SimpleStatementParser::annotated_assignment(Node* target) {
  Node* node = make(NodeKind::annotated, target);
  node->left = target;
  take();
  node->third = expression();
  if (accept("=")) node->right = value();
  return close(node);
}

void SimpleStatementParser::check_target(const Node* target, bool by_sign) {
  switch (target->kind) {
    case NodeKind::name:
    case NodeKind::attribute:
    case NodeKind::subscript: return;
    case NodeKind::starred: return check_target(target->left, by_sign);
    case NodeKind::tuple:
    case NodeKind::list: {
      int starred = 0;
      for (const Node* item : target->items) {
        starred += item->kind == NodeKind::starred ? 1 : 0;
        check_target(item, by_sign);
      }
      if (starred > 1) fail(target->range, "multiple starred expressions in assignment");
      return;
    }
    default: break;
  }
  const std::string what = description(*target);
  const bool constant = target->kind == NodeKind::constant && target->text != "...";
  if (constant || !by_sign || target->kind == NodeKind::compare) fail(target->range, "cannot assign to " + what);
  fail(target->range, "cannot assign to " + what + " here. Maybe you meant '==' instead of '='?");
}

Node* SimpleStatementParser::whole_yield() {
  Node* node = make(NodeKind::yield_);
  take();
  if (accept("from")) {
    node->kind = NodeKind::yield_from;
    node->left = expression();
  } else if (!at_statement_end() && !at("=") && !at(")")) {
    node->left = expressions();
  }
  return close(node);
}

}  // namespace threadbox::script
