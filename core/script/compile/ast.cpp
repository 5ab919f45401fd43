#include "script/compile/ast.h"

namespace threadbox::script {

bool is_constant(const Node* whole) {
  std::vector<const Node*> pending = {whole};
  while (!pending.empty()) {
    const Node* node = pending.back();
    pending.pop_back();
    switch (node->kind) {
      case NodeKind::integer:
      case NodeKind::real:
      case NodeKind::string:
      case NodeKind::bytes:
      case NodeKind::constant: break;
      case NodeKind::unary:
        if (node->op == static_cast<std::uint32_t>(UnaryOp::logical_not)) return false;
        pending.push_back(node->left);
        break;
      case NodeKind::binary: pending.insert(pending.end(), {node->left, node->right}); break;
      case NodeKind::tuple: pending.insert(pending.end(), node->items.begin(), node->items.end()); break;
      default: return false;
    }
  }
  return true;
}

}  // namespace threadbox::script
