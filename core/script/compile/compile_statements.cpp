#include "script/compile/compile_unit.h"
#include "script/compile/level.h"

namespace threadbox::script {

using enum Opcode;

void CompileUnit::statements(const Nodes& nodes) {
  for (const Node* node : nodes) statement(node);
}

void CompileUnit::statement(const Node* node) {
  const Level level(depth_, Level::Of::compiler);
  out_.at_statement(node);
  switch (node->kind) {
    case NodeKind::expression:
      expression(node->left);
      return out_.emit(context_.prints_values() && scope_.kind == Scope::Kind::module ? print_expr_ : pop_top_);
    case NodeKind::assign: return assign(node);
    case NodeKind::augmented: return augmented(node);
    case NodeKind::annotated: return annotated(node);
    case NodeKind::if_: return if_statement(node);
    case NodeKind::while_: return while_statement(node);
    case NodeKind::for_: return for_statement(node);
    case NodeKind::try_: return try_statement(node);
    case NodeKind::with: return with_statement(node, 0);
    case NodeKind::function: return function(node);
    case NodeKind::class_: return class_definition(node);
    case NodeKind::return_: return return_statement(node);
    case NodeKind::raise_: {
      std::uint32_t count = 0;
      for (const Node* part : {node->left, node->right}) {
        if (part == nullptr) continue;
        expression(part);
        ++count;
      }
      out_.at(node);
      return out_.emit(raise_, count);
    }
    case NodeKind::assert_: return assert_statement(node);
    case NodeKind::delete_:
      for (const Node* item : node->items) delete_target(item);
      return;
    case NodeKind::import: return import(node);
    case NodeKind::import_from: return import_from(node);
    case NodeKind::break_: return leave_loop(node, true);
    case NodeKind::continue_: return leave_loop(node, false);
    case NodeKind::pass: return out_.emit(nop_);
    case NodeKind::match: return match_statement(node);
    case NodeKind::global:
    case NodeKind::nonlocal: return;
    default: fail(node, "invalid syntax");
  }
}

void CompileUnit::if_statement(const Node* node) {
  Label end;
  while (true) {
    Label otherwise;
    jump_if(node->left, false, otherwise);
    statements(node->body);
    if (!node->orelse.empty()) out_.jump(jump_, end);
    out_.bind(otherwise);
    const bool goes_on = node->orelse.size() == 1 && node->orelse.front()->kind == NodeKind::if_;
    if (!goes_on) break;
    node = node->orelse.front();  // An `elif`.
    out_.at_statement(node);
  }
  statements(node->orelse);
  out_.bind(end);
}

void CompileUnit::while_statement(const Node* node) {
  Label test, otherwise, end;
  out_.bind(test);
  const std::size_t before = context_.warnings.size();
  jump_if(node->left, false, otherwise);
  const std::size_t after = context_.warnings.size();
  enter({.kind = Block::Kind::while_loop, .break_to = &end, .continue_to = &test, .node = node});
  statements(node->body);
  repeat_warnings(before, after);  // CPython compiles the condition a second time, at the end of the loop.
  leave();
  out_.at(node);
  out_.jump(jump_backward_, test);
  out_.bind(otherwise);
  statements(node->orelse);
  out_.bind(end);
}

void CompileUnit::for_statement(const Node* node) {
  Label next, otherwise, end;
  expression(node->right);
  out_.emit(get_iter_);
  out_.bind(next);
  out_.at(node);
  out_.jump(for_iter_, otherwise);
  store(node->left);
  enter({.kind = Block::Kind::for_loop, .break_to = &end, .continue_to = &next, .node = node});
  statements(node->body);
  leave();
  out_.at(node);
  out_.jump(jump_backward_, next);
  out_.bind(otherwise);
  statements(node->orelse);
  out_.bind(end);
}

void CompileUnit::assign(const Node* node) {
  expression(node->right);
  for (std::size_t i = 0; i < node->items.size(); ++i) {
    if (i + 1 < node->items.size()) out_.emit(copy_, 1);
    store(node->items[i]);
  }
}

void CompileUnit::augmented(const Node* node) {
  const Node* target = node->left;
  if (target->kind != NodeKind::subscript) check_bound(target, target->text);
  switch (target->kind) {
    case NodeKind::attribute: {
      const std::uint32_t name = out_.name_index(mangled(target->text));
      expression(target->left);
      out_.emit(copy_, 1);
      out_.emit(load_attr_, name);
      expression(node->right);
      out_.at(node);
      out_.emit(inplace_op_, node->op);
      out_.emit(swap_, 2);
      return out_.emit(store_attr_, name);
    }
    case NodeKind::subscript:
      expression(target->left);
      expression(target->right);
      out_.emit(copy_, 2);
      out_.emit(copy_, 2);
      out_.emit(load_subscr_);
      expression(node->right);
      out_.at(node);
      out_.emit(inplace_op_, node->op);
      // [o, i, v] -> [v, o, i]
      out_.emit(swap_, 3);
      out_.emit(swap_, 2);
      return out_.emit(store_subscr_);
    default:
      load_name(target->text);
      expression(node->right);
      out_.at(node);
      out_.emit(inplace_op_, node->op);
      return store_name(target->text);
  }
}

void CompileUnit::delete_target(const Node* node) {
  out_.at(node);
  switch (node->kind) {
    case NodeKind::name:
      if (node->text == "__debug__") fail(node, "cannot delete __debug__");
      return delete_name(node->text);
    case NodeKind::attribute: expression(node->left); return out_.emit(delete_attr_, out_.name_index(mangled(node->text)));
    case NodeKind::subscript:
      expression(node->left);
      expression(node->right);
      return out_.emit(delete_subscr_);
    default:
      for (const Node* item : node->items) delete_target(item);
  }
}

void CompileUnit::assert_statement(const Node* node) {
  Label end;
  check_assertion(node);
  jump_if(node->left, true, end);
  out_.emit(load_assertion_error_);
  out_.emit(push_null_);
  if (node->right != nullptr) expression(node->right);
  out_.at(node);
  out_.emit(call_, node->right != nullptr ? 1 : 0);
  out_.emit(raise_, 1);
  out_.bind(end);
}

void CompileUnit::import(const Node* node) {
  for (const Node* alias : node->items) {
    const std::string& as = alias->names.front();
    check_bound(node, as.empty() ? alias->text.substr(0, alias->text.find('.')) : as);
    out_.load_none();
    out_.emit(import_name_, out_.name_index(mangled(alias->text)));
    if (as.empty()) {
      store_name(alias->text.substr(0, alias->text.find('.')));
      continue;
    }
    // `import a.b as c` binds the leaf.
    for (std::size_t dot = alias->text.find('.'); dot != std::string::npos;) {
      const std::size_t next = alias->text.find('.', dot + 1);
      out_.emit(load_attr_, out_.name_index(alias->text.substr(dot + 1, next - dot - 1)));
      dot = next;
    }
    store_name(as);
  }
}

void CompileUnit::import_from(const Node* node) {
  Constant::Tuple names;
  for (const Node* alias : node->items) names.push_back({alias->text});
  out_.load_constant({std::move(names)});
  out_.emit(import_name_, out_.name_index(mangled(node->text)));
  if (node->items.front()->text == "*") return out_.emit(import_star_);
  for (const Node* alias : node->items) {
    check_bound(node, alias->names.front().empty() ? alias->text : alias->names.front());
    out_.emit(import_from_, out_.name_index(mangled(alias->text)));
    store_name(alias->names.front().empty() ? alias->text : alias->names.front());
  }
  out_.emit(pop_top_);
}

void CompileUnit::return_statement(const Node* node) {
  if (scope_.kind != Scope::Kind::function) fail(node, "'return' outside function");
  if (node->left != nullptr) expression(node->left);
  else out_.load_none();
  std::vector<Emitter::Guarded*> paused;
  for (Block& block : blocks_)
    if (block.guarded != nullptr && block.guarded->open) paused.push_back(block.guarded);
  const int depth = out_.depth;
  unwind_to(0, true);
  out_.emit(return_value_);
  out_.depth = depth - 1;
  for (Emitter::Guarded* guarded : paused) out_.resume(*guarded);
}

}  // namespace threadbox::script
