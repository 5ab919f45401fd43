#include "script/compile/compile_unit.h"
#include "script/compile/unparse.h"

#include <utility>
#include <vector>

namespace threadbox::script {

using enum Opcode;

namespace {

bool is_simple(const Node* annotated) { return annotated->left->kind == NodeKind::name && !annotated->left->parenthesized; }

/// Whether the scope annotates a name, in any of its blocks.
bool has_annotations(const Nodes& body) {
  std::vector<const Nodes*> blocks = {&body};
  while (!blocks.empty()) {
    const Nodes& block = *blocks.back();
    blocks.pop_back();
    for (const Node* node : block) {
      if (node->kind == NodeKind::annotated && is_simple(node)) return true;
      if (node->kind == NodeKind::function || node->kind == NodeKind::class_) continue;
      for (const Nodes* inner : {&node->body, &node->orelse, &node->finally}) blocks.push_back(inner);
      if (node->kind == NodeKind::try_ || node->kind == NodeKind::match) blocks.push_back(&node->items);
    }
  }
  return false;
}

}  // namespace

/// Creates __annotations__ at the start of a class that annotates a name anywhere. The main module always has it.
void CompileUnit::set_up_annotations(const Nodes& body) {
  if (!has_annotations(body)) return;
  out_.emit(build_map_, 0);
  out_.emit(store_name_, out_.name_index("__annotations__"));
}

/// Pushes an annotation: its value or, under `from __future__ import annotations`, its text.
void CompileUnit::annotation(const Node* node) {
  if (context_.symbols.text_annotations()) return out_.load_constant({unparse(*node)});
  if (node->kind != NodeKind::starred) return expression(node);
  expression(node->left);
  out_.emit(unpack_sequence_, 1);
}

/// Pushes the dict of a function's annotations, if it has any.
std::uint32_t CompileUnit::annotations(const Node* node) {
  std::uint32_t count = 0;
  const auto add = [&](const std::string& name, const Node* value) {
    if (value == nullptr) return;
    out_.load_constant({mangled(name)});
    annotation(value);
    ++count;
  };
  using enum ParameterKind;
  for (const ParameterKind kind : {positional, positional_only, varargs, keyword_only, varkeywords})  // CPython's order.
    for (const Parameter& parameter : node->parameters)
      if (parameter.kind == kind) add(parameter.name, parameter.annotation);
  add("return", node->third);
  if (count == 0) return 0;
  out_.emit(build_map_, count);
  return part_annotations;
}

/// `left : third = right`. Annotations of a function's local variables are neither stored nor evaluated.
void CompileUnit::annotated(const Node* node) {
  const Node* target = node->left;
  if (target->kind == NodeKind::name) check_bound(target, target->text);
  const bool keeps = !scope_.is_function();
  if (node->right != nullptr) {
    expression(node->right);
    store(target);
  } else if (target->kind != NodeKind::name) {
    expression(target->left);
    out_.emit(pop_top_);
    if (target->kind == NodeKind::subscript) {
      expression(target->right);
      out_.emit(pop_top_);
    }
  }
  if (!keeps) return;
  if (is_simple(node)) {
    annotation(node->third);
    out_.emit(annotate_, out_.name_index(mangled(target->text)));
  } else if (!context_.symbols.text_annotations()) {
    expression(node->third);
    out_.emit(pop_top_);
  }
}

}  // namespace threadbox::script
