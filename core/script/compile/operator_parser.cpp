#include "script/compile/expression_parser.h"
#include "script/compile/level.h"

// Operator precedence parsing, in one loop. Recursive descent with a function for each precedence would take a dozen stack frames for each
// bracket, and recursion for each operator would take as many frames as a sum has terms.

namespace threadbox::script {

namespace {

struct Infix {
  int precedence = Precedence::none;
  NodeKind kind = NodeKind::binary;
  std::uint32_t op = 0;
  int tokens = 1;
};

Infix binary(int precedence, BinaryOp op) noexcept { return {precedence, NodeKind::binary, static_cast<std::uint32_t>(op), 1}; }
Infix compare(std::uint32_t op, int tokens = 1) noexcept { return {Precedence::comparison, NodeKind::compare, op, tokens}; }
Infix compare(CompareOp op) noexcept { return compare(static_cast<std::uint32_t>(op)); }

Infix infix_word(const Token& token, const Token& next) noexcept {
  if (token.text == "and") return {Precedence::conjunction, NodeKind::logical, 0, 1};
  if (token.text == "or") return {Precedence::disjunction, NodeKind::logical, 0, 1};
  if (token.text == "in") return compare(compare_in);
  if (token.text == "is") return next.is("not") ? compare(compare_is_not, 2) : compare(compare_is);
  if (token.text == "not" && next.is("in")) return compare(compare_not_in, 2);
  return {};
}

Infix infix_sign(std::string_view text) noexcept {
  if (text.size() == 1) {
    switch (text[0]) {
      case '|': return binary(Precedence::bit_or, BinaryOp::bit_or);
      case '^': return binary(Precedence::bit_xor, BinaryOp::bit_xor);
      case '&': return binary(Precedence::bit_and, BinaryOp::bit_and);
      case '+': return binary(Precedence::sum, BinaryOp::add);
      case '-': return binary(Precedence::sum, BinaryOp::subtract);
      case '*': return binary(Precedence::product, BinaryOp::multiply);
      case '/': return binary(Precedence::product, BinaryOp::true_divide);
      case '%': return binary(Precedence::product, BinaryOp::modulo);
      case '@': return binary(Precedence::product, BinaryOp::matrix_multiply);
      case '<': return compare(CompareOp::lt);
      case '>': return compare(CompareOp::gt);
      default: return {};
    }
  }
  if (text == "==") return compare(CompareOp::eq);
  if (text == "!=") return compare(CompareOp::ne);
  if (text == "<=") return compare(CompareOp::le);
  if (text == ">=") return compare(CompareOp::ge);
  if (text == "<<") return binary(Precedence::shift, BinaryOp::left_shift);
  if (text == ">>") return binary(Precedence::shift, BinaryOp::right_shift);
  if (text == "//") return binary(Precedence::product, BinaryOp::floor_divide);
  if (text == "**") return binary(Precedence::power, BinaryOp::power);
  return {};
}

Infix infix(const Token& token, const Token& next) noexcept {
  if (token.kind == TokenKind::op) return infix_sign(token.text);
  return token.kind == TokenKind::name ? infix_word(token, next) : Infix{};
}

/// Whether a sequence of such operators is one node with many operands: comparisons, and, or.
bool is_chain(const Node& node) noexcept { return node.kind == NodeKind::compare || node.kind == NodeKind::logical; }

}  // namespace

Node* ExpressionParser::operation(int loosest) {
  const Level level(depth_, Level::Of::parser);
  std::vector<Operator> waiting;
  while (true) {
    prefixes(waiting, loosest);
    Node* value = primary();
    Infix next = infix(peek(), peek(1));
    if (next.precedence < loosest) next.precedence = Precedence::none;
    value = close_tighter(waiting, next.precedence, value);
    if (next.precedence == Precedence::none) return value;

    const bool goes_on = !waiting.empty() && waiting.back().precedence == next.precedence && is_chain(*waiting.back().node);
    if (goes_on) {
      waiting.back().node->items.push_back(value);
    } else {
      Node* node = make(next.kind, value);
      if (next.kind == NodeKind::logical) {
        node->text = peek().text;
        node->items.push_back(value);
      } else {
        node->left = value;
      }
      waiting.push_back({node, next.precedence});
    }
    Node* node = waiting.back().node;
    if (next.kind == NodeKind::compare) node->ops.push_back(next.op);
    else node->op = next.op;
    for (int i = 0; i < next.tokens; ++i) take();
  }
}

/// Takes prefix operators. `not` has such a low precedence that it can be an operand only of `and`, `or` and `not`.
void ExpressionParser::prefixes(std::vector<Operator>& waiting, int loosest) {
  while (true) {
    UnaryOp op{};
    int precedence = Precedence::sign;
    if (at("-")) op = UnaryOp::negative;
    else if (at("+")) op = UnaryOp::positive;
    else if (at("~")) op = UnaryOp::invert;
    else if (at("not") && (waiting.empty() ? loosest : waiting.back().precedence) <= Precedence::inversion)
      op = UnaryOp::logical_not;
    else return;
    if (op == UnaryOp::logical_not) precedence = Precedence::inversion;
    Node* node = make(NodeKind::unary);
    node->op = static_cast<std::uint32_t>(op);
    waiting.push_back({node, precedence});
    take();
  }
}

/// Completes the waiting operators that bind tighter than the next one, whose precedence is given. `value` is the operand of the innermost.
/// Returns the completed expression.
Node* ExpressionParser::close_tighter(std::vector<Operator>& waiting, int precedence, Node* value) {
  while (!waiting.empty()) {
    const auto [node, own] = waiting.back();
    const bool to_the_left = own == precedence && node->kind == NodeKind::binary && own != Precedence::power;
    if (own < precedence || (own == precedence && !to_the_left)) break;
    if (is_chain(*node)) node->items.push_back(value);
    else if (node->kind == NodeKind::binary) node->right = value;
    else node->left = value;
    value = close(node);
    waiting.pop_back();
  }
  return value;
}

}  // namespace threadbox::script
