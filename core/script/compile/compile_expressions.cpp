#include "script/compile/compile_unit.h"
#include "script/compile/level.h"
#include "script/compile/lexer.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace threadbox::script {

using enum Opcode;

void CompileUnit::fail(const Node* node, std::string message) {
  throw SyntaxFailure{{"SyntaxError", std::move(message), node->range}};
}

void CompileUnit::expressions(const Nodes& nodes) {
  for (const Node* node : nodes) expression(node);
}

/// Compiles an expression. Operators, calls, attributes and subscripts, whose operands come first, are compiled from a list of tasks, not
/// by recursion, since a program may have a hundred thousand of them in sequence.
void CompileUnit::expression(const Node* node) {
  const Level level(depth_, Level::Of::compiler);
  const std::size_t base = tasks_.size();
  tasks_.push_back({node, false});
  while (tasks_.size() > base) {
    const Task task = tasks_.back();
    tasks_.pop_back();
    if (task.has_operands) finish_expression(task.node);
    else begin_expression(task.node);
  }
}

namespace {

/// CPython folds ~True and ~False into constants, without the warning that ~ of a bool gives at run time.
bool is_inverted_bool(const Node* node) {
  return node->kind == NodeKind::unary && node->op == static_cast<std::uint32_t>(UnaryOp::invert) &&
         node->left->kind == NodeKind::constant && (node->left->text == "True" || node->left->text == "False");
}

}  // namespace

void CompileUnit::begin_expression(const Node* node) {
  out_.at(node);
  switch (node->kind) {
    case NodeKind::binary: tasks_.insert(tasks_.end(), {{node, true}, {node->right, false}, {node->left, false}}); return;
    case NodeKind::subscript: check_subscript(node); [[fallthrough]];
    case NodeKind::unary:
      if (is_inverted_bool(node)) return out_.load_constant({std::int64_t{node->left->text == "True" ? -2 : -1}});
      [[fallthrough]];
    case NodeKind::attribute: tasks_.insert(tasks_.end(), {{node, true}, {node->left, false}}); return;
    case NodeKind::call: {
      const Node* callee = node->left;
      check_callee(callee);
      tasks_.insert(tasks_.end(), {{node, true}, {callee->kind == NodeKind::attribute ? callee->left : callee, false}});
      return;
    }
    default: return operand(node);
  }
}

void CompileUnit::finish_expression(const Node* node) {
  switch (node->kind) {
    case NodeKind::call: return call(node);
    case NodeKind::binary: out_.at(node); return out_.emit(binary_op_, node->op);
    case NodeKind::unary: out_.at(node); return out_.emit(unary_op_, node->op);
    case NodeKind::attribute: out_.at(node); return out_.emit(load_attr_, out_.name_index(mangled(node->text)));
    default:
      expression(node->right);
      out_.at(node);
      return out_.emit(load_subscr_);
  }
}

void CompileUnit::operand(const Node* node) {
  switch (node->kind) {
    case NodeKind::name: return load_name(node->text);
    case NodeKind::integer: return integer(node);
    case NodeKind::real: return real(node);
    case NodeKind::string: return out_.load_constant({node->text});
    case NodeKind::bytes: return out_.load_constant({Constant::Bytes{node->text}});
    case NodeKind::constant: return constant(node);
    case NodeKind::joined_string: return joined_string(node);
    case NodeKind::formatted_value: return formatted_value(node);
    case NodeKind::list: return display(node, build_list_, list_append_, list_extend_);
    case NodeKind::set: return display(node, build_set_, set_add_, set_update_);
    case NodeKind::tuple: return display(node, build_tuple_, list_append_, list_extend_);
    case NodeKind::dict: return dict(node);
    case NodeKind::slice: return slice(node);
    case NodeKind::compare: return compare(node);
    case NodeKind::logical: return logical(node);
    case NodeKind::conditional: return conditional(node);
    case NodeKind::lambda: return lambda(node);
    case NodeKind::named:
      expression(node->right);
      out_.emit(copy_, 1);
      check_bound(node->left, node->left->text);
      return store_name(node->left->text);
    case NodeKind::comprehension: return comprehension(node);
    case NodeKind::yield_:
      if (node->left != nullptr) expression(node->left);
      else out_.load_none();
      return out_.emit(yield_value_);
    case NodeKind::yield_from: return yield_from(node);
    case NodeKind::function: return make_function(function_body(node), 0);
    case NodeKind::library: return library("_type_parameters", node->text);
    case NodeKind::starred: fail(node, "can't use starred expression here");
    default: fail(node, "invalid syntax");
  }
}

void CompileUnit::constant(const Node* node) {
  if (node->text == "None") return out_.load_none();
  if (node->text == "...") return out_.load_constant({Constant::Ellipsis{}});
  out_.load_constant({node->text == "True"});
}

void CompileUnit::integer(const Node* node) {
  std::string_view digits = node->text;
  int base = 10;
  if (digits.size() > 2 && digits[0] == '0' && (digits[1] | 0x20) >= 'b') {
    const char letter = static_cast<char>(digits[1] | 0x20);
    base = letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
    digits.remove_prefix(2);
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  constexpr std::int64_t largest_small = (std::int64_t{1} << 62) - 1;
  if (error == std::errc() && value <= largest_small) return out_.load_constant({value});
  if (base == 10 && digits.size() > 4300)
    fail(node, "Exceeds the limit (4300 digits) for integer string conversion: value has " + std::to_string(digits.size()) +
                   " digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer "
                   "literals to avoid decimal conversion limits.");
  out_.load_constant({Constant::BigInteger{base == 10 ? std::string(digits) : node->text}});
}

void CompileUnit::compare_operator(std::uint32_t op) {
  switch (op) {
    case compare_in: return out_.emit(contains_op_, 0);
    case compare_not_in: return out_.emit(contains_op_, 1);
    case compare_is: return out_.emit(is_op_, 0);
    case compare_is_not: return out_.emit(is_op_, 1);
    default: return out_.emit(compare_op_, op);
  }
}

void CompileUnit::compare(const Node* node) {
  check_identity(node);
  expression(node->left);
  Label done, mismatch;
  const std::size_t last = node->items.size() - 1;
  for (std::size_t i = 0; i < last; ++i) {
    expression(node->items[i]);
    out_.at(node);
    // [a, b] -> [b, a op b]: the middle operand is evaluated once.
    out_.emit(swap_, 2);
    out_.emit(copy_, 2);
    compare_operator(node->ops[i]);
    out_.jump(jump_if_false_or_pop_, mismatch);
  }
  expression(node->items[last]);
  out_.at(node);
  compare_operator(node->ops[last]);
  if (last == 0) return;
  out_.jump(jump_, done);
  out_.bind(mismatch);
  out_.emit(swap_, 2);
  out_.emit(pop_top_);
  out_.bind(done);
}

void CompileUnit::logical(const Node* node) {
  Label end;
  const Opcode jump = node->text == "and" ? jump_if_false_or_pop_ : jump_if_true_or_pop_;
  for (std::size_t i = 0; i + 1 < node->items.size(); ++i) {
    expression(node->items[i]);
    out_.jump(jump, end);
  }
  expression(node->items.back());
  out_.bind(end);
}

void CompileUnit::conditional(const Node* node) {
  Label end;
  while (true) {
    Label otherwise;
    jump_if(node->third, false, otherwise);
    expression(node->left);
    out_.jump(jump_, end);
    out_.bind(otherwise);
    if (node->right->kind != NodeKind::conditional) break;
    node = node->right;
  }
  expression(node->right);
  out_.bind(end);
}

void CompileUnit::jump_if(const Node* condition, bool value, Label& label) {
  for (; condition->kind == NodeKind::unary && condition->op == static_cast<std::uint32_t>(UnaryOp::logical_not);
       condition = condition->left)
    value = !value;
  expression(condition);
  out_.jump(value ? pop_jump_if_true_ : pop_jump_if_false_, label);
}

/// Compiles a call. On the stack is the callee or, for a method call, the object.
void CompileUnit::call(const Node* node) {
  if (node->left->kind == NodeKind::attribute) {
    out_.at(node->left);
    out_.emit(load_method_, out_.name_index(mangled(node->left->text)));
  } else {
    out_.emit(push_null_);
  }
  bool unpacks = false;
  for (const Node* argument : node->items) unpacks = unpacks || argument->kind == NodeKind::starred;
  for (const Node* keyword : node->keywords) {
    check_bound(keyword, keyword->text);
    unpacks = unpacks || keyword->text.empty();
  }
  if (unpacks) unpacked_arguments(node->items, node->keywords);
  else plain_arguments(node->items, node->keywords);
  // A traceback shows the line on which the call begins.
  out_.code->lines.back() = node->range.line;
}

void CompileUnit::plain_arguments(const Nodes& arguments, const Nodes& keywords, std::size_t before) {
  expressions(arguments);
  if (keywords.empty()) return out_.emit(call_, static_cast<std::uint32_t>(before + arguments.size()));
  Constant::Tuple names;
  for (const Node* keyword : keywords) {
    expression(keyword->left);
    names.push_back({keyword->text});
  }
  out_.load_constant({std::move(names)});
  out_.emit(call_kw_, static_cast<std::uint32_t>(before + arguments.size() + keywords.size()));
}

void CompileUnit::unpacked_arguments(const Nodes& arguments, const Nodes& keywords) {
  out_.emit(build_list_, 0);
  for (const Node* argument : arguments) {
    const bool starred = argument->kind == NodeKind::starred;
    expression(starred ? argument->left : argument);
    // If f(*x) has no other positional argument, CPython checks x in the call, whose error message names the callee.
    out_.emit(starred ? list_extend_ : list_append_, starred && arguments.size() == 1 ? 1 | of_call : 1);
  }
  out_.emit(list_to_tuple_);
  call_with(keywords);
}

void CompileUnit::call_with(const Nodes& keywords) {
  if (keywords.empty()) return out_.emit(call_ex_, 0);
  out_.emit(build_map_, 0);
  for (const Node* keyword : keywords) {
    if (keyword->text.empty()) {
      expression(keyword->left);
    } else {
      out_.load_constant({keyword->text});
      expression(keyword->left);
      out_.emit(build_map_, 1);
    }
    out_.emit(dict_merge_, 1);
  }
  out_.emit(call_ex_, 1);
}

void CompileUnit::display(const Node* node, Opcode build, Opcode add, Opcode extend) {
  bool unpacks = false;
  for (const Node* item : node->items) unpacks = unpacks || item->kind == NodeKind::starred;
  if (!unpacks) {
    expressions(node->items);
    const bool folded = build == build_set_ && node->items.size() > 2 && std::ranges::all_of(node->items, is_constant);
    return out_.emit(build, static_cast<std::uint32_t>(node->items.size()) | (folded ? folded_set : 0U));
  }
  out_.emit(build == build_set_ ? build_set_ : build_list_, 0);
  for (const Node* item : node->items) {
    const bool starred = item->kind == NodeKind::starred;
    expression(starred ? item->left : item);
    out_.emit(starred ? extend : add, 1);
  }
  if (build == build_tuple_) out_.emit(list_to_tuple_);
}

void CompileUnit::dict(const Node* node) {
  out_.emit(build_map_, 0);
  for (std::size_t i = 0; i < node->items.size(); ++i) {
    if (node->keys[i] == nullptr) {
      expression(node->items[i]);
      out_.emit(dict_update_, 1);
    } else {
      expression(node->keys[i]);
      expression(node->items[i]);
      out_.emit(map_add_, 1);
    }
  }
}

void CompileUnit::joined_string(const Node* node) {
  for (const Node* item : node->items) {
    out_.at(item);
    operand(item);
  }
  out_.emit(build_string_, static_cast<std::uint32_t>(node->items.size()));
}

void CompileUnit::formatted_value(const Node* node) {
  expression(node->left);
  if (node->right != nullptr) {
    out_.at(node->right);
    joined_string(node->right);
  }
  out_.emit(format_value_, node->op | (node->right != nullptr ? 4U : 0U));
}

void CompileUnit::slice(const Node* node) {
  for (const Node* part : {node->left, node->right}) {
    if (part != nullptr) expression(part);
    else out_.load_none();
  }
  if (node->third != nullptr) expression(node->third);
  out_.emit(build_slice_, node->third != nullptr ? 3 : 2);
}

/// Compiles a comprehension to a nested function, which is called with the iterator of the first iterable.
void CompileUnit::comprehension(const Node* node) {
  make_function(comprehension_body(node), 0);
  out_.emit(push_null_);
  expression(node->clauses.front().iterable);
  out_.emit(get_iter_);
  out_.at(node);
  out_.emit(call_, 1);
}

void CompileUnit::comprehension_loops(const Node* node) {
  std::vector<std::pair<Label, Label>> loops(node->clauses.size());  // The labels of each loop's next iteration and end.
  for (std::size_t i = 0; i < loops.size(); ++i) {
    const Clause& clause = node->clauses[i];
    auto& [next, end] = loops[i];
    if (i == 0) {
      out_.emit(load_fast_, out_.slot(".0"));
    } else {
      expression(clause.iterable);
      out_.emit(get_iter_);
    }
    out_.bind(next);
    out_.jump(for_iter_, end);
    store(clause.target);
    for (const Node* condition : clause.conditions) jump_if(condition, false, next);
  }
  comprehension_element(node);
  for (; !loops.empty(); loops.pop_back()) {
    out_.jump(jump_backward_, loops.back().first);
    out_.bind(loops.back().second);
  }
}

void CompileUnit::comprehension_element(const Node* node) {
  expression(node->left);
  if (node->text == "generator") {
    out_.emit(yield_value_);
    return out_.emit(pop_top_);
  }
  if (node->right != nullptr) expression(node->right);
  // On the stack, the iterators of the clauses are between the container and the element.
  const auto depth = static_cast<std::uint32_t>(node->clauses.size() + 1);
  out_.emit(node->text == "list" ? list_append_ : node->text == "set" ? set_add_ : map_add_, depth);
}

void CompileUnit::yield_from(const Node* node) {
  expression(node->left);
  out_.emit(get_yield_from_iter_);
  out_.load_none();
  Label resume, yielded, end;
  out_.bind(resume);
  out_.jump(send_, end);
  out_.bind(yielded);
  // An exception that throw() or close() raises here is passed to the iterator first.
  Emitter::Guarded yield;
  out_.open_below_top(yield);
  out_.emit(yield_value_);
  out_.pause(yield);
  out_.jump(jump_backward_, resume);
  out_.handle(yield);
  out_.jump(throw_into_, end);
  out_.jump(jump_backward_, yielded);
  out_.bind(end);
}

std::string CompileUnit::mangled(const std::string& name) const { return script::mangled(class_name_, name); }

bool CompileUnit::looks_names_up(const std::string& name) const {
  if (scope_.kind == Scope::Kind::class_body) return true;
  if (!out_.code->is_text) return false;
  const Scope* scope = &scope_;
  while (scope->kind == Scope::Kind::comprehension && !scope->is_generator) scope = scope->parent;
  return scope->kind == Scope::Kind::module && !scope->declared_global.contains(name);
}

/// A float or, with a `j` at its end, an imaginary number.
void CompileUnit::real(const Node* node) {
  const bool is_imaginary = (node->text.back() | 0x20) == 'j';
  if (is_imaginary) {
    library("_complex", "complex");
    out_.emit(push_null_);
    out_.load_constant({0.0});
  }
  out_.load_constant({std::strtod(node->text.c_str(), nullptr)});
  if (is_imaginary) out_.emit(call_, 2);
}

void CompileUnit::check_bound(const Node* node, const std::string& name) {
  if (name == "__debug__") fail(node, "cannot assign to __debug__");
}

void CompileUnit::load_name(const std::string& written) {
  if (written == "__debug__") return out_.load_constant({true});
  const std::string name = mangled(written);
  const bool in_class = scope_.kind == Scope::Kind::class_body;
  switch (scope_.kind_of(name)) {
    case NameKind::local:
      if (in_class) return out_.emit(load_name_, out_.name_index(name));
      return out_.emit(load_fast_, out_.slot(name));
    case NameKind::cell: return out_.emit(load_cell_, out_.slot(name));
    case NameKind::free: return out_.emit(in_class ? load_name_or_cell_ : load_cell_, out_.slot(name));
    case NameKind::global: return out_.emit(looks_names_up(name) ? load_name_ : load_global_, out_.name_index(name));
  }
}

void CompileUnit::store_name(const std::string& written) {
  const std::string name = mangled(written);
  const bool in_class = scope_.kind == Scope::Kind::class_body;
  switch (scope_.kind_of(name)) {
    case NameKind::local:
      if (in_class) return out_.emit(store_name_, out_.name_index(name));
      return out_.emit(store_fast_, out_.slot(name));
    case NameKind::cell:
    case NameKind::free: return out_.emit(store_cell_, out_.slot(name));
    case NameKind::global:
      // What `:=` binds in a comprehension of a text is a global variable.
      return out_.emit(scope_.kind == Scope::Kind::module && looks_names_up(name) ? store_name_ : store_global_,
                       out_.name_index(name));
  }
}

void CompileUnit::delete_name(const std::string& written) {
  const std::string name = mangled(written);
  const bool in_class = scope_.kind == Scope::Kind::class_body;
  switch (scope_.kind_of(name)) {
    case NameKind::local:
      if (in_class) return out_.emit(delete_name_, out_.name_index(name));
      return out_.emit(delete_fast_, out_.slot(name));
    case NameKind::cell:
    case NameKind::free: return out_.emit(delete_cell_, out_.slot(name));
    case NameKind::global:
      return out_.emit(scope_.kind == Scope::Kind::module && looks_names_up(name) ? delete_name_ : delete_global_,
                       out_.name_index(name));
  }
}

void CompileUnit::store(const Node* target) {
  out_.at(target);
  switch (target->kind) {
    case NodeKind::name: check_bound(target, target->text); return store_name(target->text);
    case NodeKind::attribute:
      check_bound(target, target->text);
      expression(target->left);
      out_.at(target);
      return out_.emit(store_attr_, out_.name_index(mangled(target->text)));
    case NodeKind::subscript:
      expression(target->left);
      expression(target->right);
      out_.at(target);
      return out_.emit(store_subscr_);
    case NodeKind::tuple:
    case NodeKind::list: return unpack(target);
    case NodeKind::starred: fail(target, "starred assignment target must be in a list or tuple");
    default: fail(target, "cannot assign to expression");
  }
}

void CompileUnit::unpack(const Node* target) {
  const std::size_t count = target->items.size();
  std::size_t star = count;
  for (std::size_t i = 0; i < count; ++i)
    if (target->items[i]->kind == NodeKind::starred) star = i;
  if (star == count) {
    out_.emit(unpack_sequence_, static_cast<std::uint32_t>(count));
  } else {
    const std::size_t after = count - star - 1;
    if (star >= 1U << 8 || after >= 1U << 16) fail(target, "too many expressions in star-unpacking assignment");
    out_.emit(unpack_ex_, static_cast<std::uint32_t>(star | after << 8));
  }
  for (const Node* item : target->items) store(item->kind == NodeKind::starred ? item->left : item);
}

}  // namespace threadbox::script
