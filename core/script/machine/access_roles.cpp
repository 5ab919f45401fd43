#include "script/machine/access_roles.h"

#include <threadbox/trace/event.h>

#include <algorithm>
#include <map>
#include <utility>

namespace threadbox::script {

namespace {

using enum Opcode;

/// The instructions that a value comes from: those that read it, sorted.
using Origins = std::vector<std::uint32_t>;
constexpr std::uint32_t constant = ~std::uint32_t{0};
constexpr std::size_t most_origins = 12;

void unite(Origins& into, const Origins& others) {
  for (const std::uint32_t each : others) {
    const auto place = std::ranges::lower_bound(into, each);
    if ((place == into.end() || *place != each) && into.size() < most_origins) into.insert(place, each);
  }
}

/// Where values come from at a place of the code.
struct Flow {
  std::vector<Origins> stack, locals;

  void push(Origins value) { stack.push_back(std::move(value)); }
  /// The code after a handler's begin pops what is not known here.
  Origins pop(std::uint32_t count = 1) {
    Origins all;
    for (; count > 0 && !stack.empty(); --count) {
      unite(all, stack.back());
      stack.pop_back();
    }
    return all;
  }
  void unite_with(const Flow& other) {
    for (std::size_t i = 0; i < std::min(stack.size(), other.stack.size()); ++i) unite(stack[i], other.stack[i]);
    for (std::size_t i = 0; i < locals.size(); ++i) unite(locals[i], other.locals[i]);
  }
};

/// What kind of name an instruction reads or writes, and which: two that have it in common may be about the same place.
std::pair<int, std::uint32_t> key_of(Instruction instruction) noexcept {
  switch (instruction.opcode()) {
    case load_global_:
    case store_global_:
    case delete_global_: return {1, instruction.operand()};
    case load_cell_:
    case store_cell_:
    case delete_cell_: return {2, instruction.operand()};
    case load_attr_:
    case load_method_:
    case store_attr_:
    case delete_attr_: return {3, instruction.operand()};
    case load_subscr_:
    case store_subscr_:
    case delete_subscr_:
    case contains_op_:
    case unary_op_:
    case call_:
    case pop_jump_if_false_:
    case pop_jump_if_true_:
    case jump_if_false_or_pop_:
    case jump_if_true_or_pop_: return {4, 0};
    default: return {0, 0};
  }
}

class Analysis {
 public:
  explicit Analysis(const CodeObject& code) : code_(code), flags_(code.instructions.size()) {
    flow_.locals.resize(code.slot_names.size());
  }

  AccessRoles run() {
    for (at_ = 0; at_ < flags_.size(); ++at_) {
      if (const auto known = flows_.find(at_); known != flows_.end()) {
        if (std::exchange(unreachable_, false)) flow_ = std::move(known->second);
        else flow_.unite_with(known->second);
        flows_.erase(known);
      } else if (std::exchange(unreachable_, false)) {
        flow_.stack.clear();
      }
      follow(code_.instructions[at_]);
    }
    for (const Condition& condition : conditions_) mark_body(condition);
    all_.flags = std::move(flags_);
    return std::move(all_);
  }

 private:
  struct Condition {
    Origins origins;
    std::uint32_t begin, end;  ///< Of what is executed only if it holds.
  };

  void branch(std::uint32_t target) {
    if (target <= at_) return;
    const auto [place, is_new] = flows_.try_emplace(target, flow_);
    if (!is_new) place->second.unite_with(flow_);
  }

  /// A value decides whether the instructions up to `target` are executed.
  void decide(Origins origins, std::uint32_t target) {
    if (target <= at_) return;
    const Instruction last = code_.instructions[target - 1];
    const bool loops = last.opcode() == jump_backward_ && last.operand() <= at_;
    for (const std::uint32_t each : origins) {
      if (each == constant) continue;
      flags_[each] |= access_decides;
      if (loops && last.operand() <= each) flags_[each] |= access_loops;
    }
    if (loops) flags_[at_] |= access_loops;
    std::uint32_t end = target;
    // What follows `if …: return` depends on the condition, too, and so does an else.
    if (last.opcode() == return_value_ || last.opcode() == raise_) end = static_cast<std::uint32_t>(flags_.size());
    else if (last.opcode() == jump_) end = std::max(end, last.operand());
    origins.push_back(at_);  // The jump itself reads whether a container is empty.
    conditions_.push_back({std::move(origins), at_ + 1, end});
  }

  void mark_body(const Condition& condition) {
    for (std::uint32_t at = condition.begin; at < condition.end; ++at) {
      const auto key = key_of(code_.instructions[at]);
      if (key.first == 0) continue;
      for (const std::uint32_t each : condition.origins) {
        if (each == constant || key_of(code_.instructions[each]) != key) continue;
        flags_[at] |= access_acts;
        unite(all_.acts_on[at], {each});
      }
    }
  }

  void store(const Origins& value) {
    const auto key = key_of(code_.instructions[at_]);
    if (value.size() == 1 && value.front() == constant) flags_[at_] |= access_decides;
    for (const std::uint32_t each : value) {
      if (each == constant || key_of(code_.instructions[each]) != key) continue;
      flags_[each] |= access_linked;
      flags_[at_] |= access_linked;
      unite(all_.stored_from[at_], {each});
    }
  }

  /// Pops `pops` values, and pushes one that comes from all of them and from this instruction.
  void compute(std::uint32_t pops, bool reads = false) {
    Origins all = flow_.pop(pops);
    if (reads) unite(all, {at_});
    flow_.push(std::move(all));
  }

  void follow(Instruction instruction) {
    const std::uint32_t n = instruction.operand();
    switch (instruction.opcode()) {
      case copy_: flow_.push(n <= flow_.stack.size() ? flow_.stack[flow_.stack.size() - n] : Origins()); return;
      case swap_:
        if (n <= flow_.stack.size()) std::swap(flow_.stack.back(), flow_.stack[flow_.stack.size() - n]);
        return;
      case load_const_: return flow_.push({constant});
      case load_fast_: return flow_.push(flow_.locals[n]);
      case store_fast_: flow_.locals[n] = flow_.pop(); return;
      case load_global_:
      case load_cell_: return flow_.push({at_});
      case store_global_:
      case store_cell_: return store(flow_.pop());
      case push_null_:
      case load_closure_:
      case load_name_:
      case load_name_or_cell_:
      case load_build_class_:
      case load_assertion_error_: return flow_.push({});
      case load_attr_: flow_.pop(); return flow_.push({at_});
      case load_method_: {
        Origins self = flow_.pop();
        flow_.push({at_});
        return flow_.push(std::move(self));
      }
      case store_attr_: flow_.pop(); return store(flow_.pop());
      case load_subscr_: flow_.pop(2); return flow_.push({at_});
      case store_subscr_: flow_.pop(2); return store(flow_.pop());
      case pop_top_:
      case store_name_:
      case annotate_:
      case delete_attr_:
      case list_append_:
      case set_add_:
      case list_extend_:
      case set_update_:
      case dict_update_:
      case dict_merge_:
      case pop_except_:
      case import_star_:
      case print_expr_: flow_.pop(); return;
      case delete_subscr_:
      case map_add_: flow_.pop(2); return;
      case unary_op_:
      case contains_op_: return compute(instruction.opcode() == unary_op_ ? 1 : 2, true);
      case binary_op_:
      case inplace_op_:
      case compare_op_:
      case is_op_: return compute(2);
      case build_slice_:
      case build_tuple_:
      case build_list_:
      case build_string_: return compute(n);
      case build_set_: return compute(n & (folded_set - 1));
      case build_map_: return compute(2 * n);
      case format_value_: return compute((n & 4) != 0 ? 2 : 1);
      case unpack_sequence_:
      case unpack_ex_: {
        const Origins from = flow_.pop();
        const std::uint32_t count = instruction.opcode() == unpack_ex_ ? (n & 0xff) + (n >> 8) + 1 : n;
        for (std::uint32_t i = 0; i < count; ++i) flow_.push(from);
        return;
      }
      case jump_:
        branch(n);
        unreachable_ = true;
        return;
      case jump_backward_:
      case return_value_:
      case raise_:
      case reraise_: unreachable_ = true; return;
      case pop_jump_if_false_:
      case pop_jump_if_true_:
      case pop_jump_if_none_: {
        Origins value = flow_.pop();
        branch(n);
        return decide(std::move(value), n);
      }
      case jump_if_false_or_pop_:
      case jump_if_true_or_pop_: {
        branch(n);
        return decide(flow_.pop(), n);
      }
      case get_iter_: return;
      case for_iter_: {
        const Origins iterator = flow_.stack.empty() ? Origins() : flow_.stack.back();
        flow_.pop();
        branch(n);
        flow_.push(iterator);
        return flow_.push(iterator);
      }
      case call_: return compute(n + 2, true);
      case call_kw_: return compute(n + 3, true);
      case call_ex_: return compute(n != 0 ? 4 : 3, true);
      case make_function_: {
        std::uint32_t parts = 1;
        for (std::uint32_t bits = n; bits != 0; bits &= bits - 1) ++parts;
        return compute(parts);
      }
      case push_exc_info_:
      case import_from_:
      case with_except_start_: return flow_.push({});
      case load_with_methods_:
        flow_.pop();
        for (int i = 0; i < 4; ++i) flow_.push({});
        return;
      case check_exc_match_: flow_.pop(); return flow_.push({});
      case send_:
      case throw_into_: {
        flow_.pop(2);
        flow_.push({});
        branch(n);
        return flow_.push({});
      }
      case yield_value_: flow_.pop(); return flow_.push({});
      default: return;
    }
  }

  const CodeObject& code_;
  AccessRoles all_;
  std::vector<std::uint8_t> flags_;
  Flow flow_;
  std::map<std::uint32_t, Flow> flows_;  ///< At the targets of jumps further down.
  std::vector<Condition> conditions_;
  std::uint32_t at_ = 0;
  bool unreachable_ = false;
};

}  // namespace

AccessRoles access_roles(const CodeObject& code) { return Analysis(code).run(); }

}  // namespace threadbox::script
