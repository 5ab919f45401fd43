#include "script/compile/compile_unit.h"

#include <vector>

namespace threadbox::script {

namespace {

std::string_view type_of_constant(const Node* operation);

/// The type of an expression's value if its form determines it; otherwise empty.
std::string_view type_of(const Node* node) {
  switch (node->kind) {
    case NodeKind::integer: return "int";
    case NodeKind::real: return (node->text.back() | 0x20) == 'j' ? "complex" : "float";
    case NodeKind::bytes: return "bytes";
    case NodeKind::string:
    case NodeKind::joined_string: return "str";
    case NodeKind::constant: return node->text == "None" ? "NoneType" : node->text == "..." ? "ellipsis" : "bool";
    case NodeKind::tuple: return "tuple";
    case NodeKind::list: return "list";
    case NodeKind::dict: return "dict";
    case NodeKind::set: return "set";
    case NodeKind::lambda: return "function";
    case NodeKind::comprehension: return node->text;
    case NodeKind::unary:
    case NodeKind::binary: return is_constant(node) ? type_of_constant(node) : std::string_view();
    default: return {};
  }
}

std::string_view type_of_constant(const Node* operation) {
  std::vector<const Node*> operations;  // From the outermost to the innermost. A list, because there may be many in sequence.
  for (; operation->kind == NodeKind::binary || operation->kind == NodeKind::unary; operation = operation->left)
    operations.push_back(operation);
  std::string_view type = type_of(operation);
  for (; !operations.empty(); operations.pop_back()) {
    const Node* outer = operations.back();
    const bool is_binary = outer->kind == NodeKind::binary;
    const std::string_view right = is_binary ? type_of(outer->right) : type;
    const bool divides = is_binary && outer->op == static_cast<std::uint32_t>(BinaryOp::true_divide);
    if (divides || type == "float" || right == "float") type = "float";
    else if (type == "int" || type == "bool") type = right == "bool" ? "int" : right;
  }
  return type;
}

bool is_singleton(const Node* node) { return node->kind == NodeKind::constant; }

bool is_sequence(std::string_view type) { return type == "str" || type == "bytes" || type == "tuple" || type == "list"; }

}  // namespace

void CompileUnit::warn(const Node* node, std::string message) {
  context_.warnings.push_back({"SyntaxWarning", std::move(message), node->range});
}

/// Repeats warnings [first, last) for code that CPython compiles, and warns about, twice.
void CompileUnit::repeat_warnings(std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i) context_.warnings.push_back(Diagnostic(context_.warnings[i]));
}

/// Warns about `x is 1`.
void CompileUnit::check_identity(const Node* node) {
  const auto is_literal = [](const Node* operand) { return is_constant(operand) && !is_singleton(operand); };
  const Node* left = node->left;
  for (std::size_t i = 0; i < node->items.size(); left = node->items[i++]) {
    const bool negated = node->ops[i] == compare_is_not;
    const Node* literal = is_literal(left) ? left : node->items[i];
    if ((!negated && node->ops[i] != compare_is) || !is_literal(literal)) continue;
    return warn(node, std::string(negated ? "\"is not\"" : "\"is\"") + " with '" + std::string(type_of(literal)) +
                          "' literal. Did you mean \"" + (negated ? "!=" : "==") + "\"?");
  }
}

/// Warns about a call of a literal, `1 (x)`: a comma may be missing between two lines.
void CompileUnit::check_callee(const Node* callee) {
  const std::string_view type = type_of(callee);
  if (type.empty() || callee->kind == NodeKind::lambda) return;
  warn(callee, "'" + std::string(type) + "' object is not callable; perhaps you missed a comma?");
}

void CompileUnit::check_subscript(const Node* node) {
  const std::string_view type = type_of(node->left), index = type_of(node->right);
  if (type.empty()) return;
  if (!is_sequence(type) && type != "dict")
    return warn(node, "'" + std::string(type) + "' object is not subscriptable; perhaps you missed a comma?");
  if (!is_sequence(type) || index.empty() || index == "int" || index == "bool") return;
  warn(node,
       std::string(type) + " indices must be integers or slices, not " + std::string(index) + "; perhaps you missed a comma?");
}

/// Warns about `assert (condition, "message")`, which is always true.
void CompileUnit::check_assertion(const Node* node) {
  if (node->left->kind == NodeKind::tuple && !node->left->items.empty())
    warn(node, "assertion is always true, perhaps remove parentheses?");
}

}  // namespace threadbox::script
