#include "script/compile/stack_checks.h"

#include <vector>

namespace threadbox::script {

int stack_effect(Opcode opcode, std::uint32_t operand) noexcept {
  const int n = static_cast<int>(operand);
  using enum Opcode;
  switch (opcode) {
    case nop_:
    case begin_program_:
    case swap_:
    case delete_fast_:
    case make_cell_:
    case delete_cell_:
    case delete_global_:
    case delete_name_:
    case load_attr_:
    case unary_op_:
    case get_iter_:
    case jump_:
    case jump_backward_:
    case list_to_tuple_:
    case return_generator_:
    case yield_value_:
    case get_yield_from_iter_:
    case send_:
    case throw_into_: return 0;
    case copy_:
    case push_null_:
    case load_const_:
    case load_fast_:
    case load_closure_:
    case load_cell_:
    case load_global_:
    case load_name_:
    case load_name_or_cell_:
    case load_method_:
    case for_iter_:
    case load_build_class_:
    case load_assertion_error_:
    case push_exc_info_:
    case with_except_start_:
    case import_from_: return 1;
    case pop_top_:
    case store_fast_:
    case store_cell_:
    case store_global_:
    case store_name_:
    case annotate_:
    case delete_attr_:
    case load_subscr_:
    case binary_op_:
    case inplace_op_:
    case compare_op_:
    case is_op_:
    case contains_op_:
    case list_append_:
    case set_add_:
    case list_extend_:
    case set_update_:
    case dict_update_:
    case dict_merge_:
    case pop_jump_if_false_:
    case pop_jump_if_true_:
    case pop_jump_if_none_:
    case jump_if_false_or_pop_:
    case jump_if_true_or_pop_:
    case return_value_:
    case pop_except_:
    case reraise_:
    case print_expr_:
    case import_star_: return -1;
    case store_attr_:
    case delete_subscr_:
    case map_add_: return -2;
    case store_subscr_: return -3;
    case build_slice_:
    case build_tuple_:
    case build_list_:
    case build_set_:
    case build_string_: return 1 - static_cast<int>(operand & ~folded_set);
    case build_map_: return 1 - 2 * n;
    case format_value_: return (n & 4) != 0 ? -1 : 0;
    case unpack_sequence_: return n - 1;
    case unpack_ex_: return (n & 0xff) + (n >> 8);
    case call_: return -n - 1;
    case call_kw_: return -n - 2;
    case call_ex_: return n != 0 ? -3 : -2;
    case make_function_: return -((n & 1) + (n >> 1 & 1) + (n >> 2 & 1) + (n >> 3 & 1));
    case raise_: return -n;
    case check_exc_match_: return 0;
    case load_with_methods_: return 3;
    case import_name_: return 0;
  }
  return 0;
}

namespace {

using enum Opcode;

bool never_goes_on(Opcode opcode) noexcept {
  return opcode == jump_ || opcode == jump_backward_ || opcode == return_value_ || opcode == raise_ || opcode == reraise_;
}

/// The change of the stack's depth if the instruction jumps.
int jump_effect(Opcode opcode) noexcept {
  switch (opcode) {
    case pop_jump_if_false_:
    case pop_jump_if_true_:
    case pop_jump_if_none_:
    case for_iter_:
    case send_:
    case throw_into_: return -1;
    default: return 0;
  }
}

bool jumps(Opcode opcode) noexcept {
  switch (opcode) {
    case jump_:
    case jump_backward_:
    case pop_jump_if_false_:
    case pop_jump_if_true_:
    case pop_jump_if_none_:
    case jump_if_false_or_pop_:
    case jump_if_true_or_pop_:
    case for_iter_:
    case send_:
    case throw_into_: return true;
    default: return false;
  }
}

class StackChecker {
 public:
  explicit StackChecker(const CodeObject& code) : code_(code), depths_(code.instructions.size(), unknown) { find_handlers(); }

  std::string run() {
    reach(0, 0);
    while (!pending_.empty() && fault_.empty()) {
      const std::size_t at = pending_.back();
      pending_.pop_back();
      execute(at);
    }
    return fault_;
  }

 private:
  static constexpr int unknown = -1;

  /// Finds the handler of each instruction: the first entry that contains it, because inner entries come first.
  void find_handlers() {
    handlers_.assign(code_.instructions.size(), nullptr);
    for (const ExceptionEntry& entry : code_.exceptions)
      for (std::size_t at = entry.start; at < entry.end && at < handlers_.size(); ++at)
        if (handlers_[at] == nullptr) handlers_[at] = &entry;
  }

  void fail(std::size_t at, const std::string& what) {
    if (fault_.empty()) fault_ = code_.qualified_name + ", instruction " + std::to_string(at) + ": " + what;
  }

  void reach(std::size_t at, int depth) {
    if (at >= depths_.size()) return fail(at, "after the end of the code");
    if (depth < 0 || depth > static_cast<int>(code_.stack_size)) return fail(at, "depth " + std::to_string(depth));
    if (depths_[at] == depth) return;
    if (depths_[at] != unknown)
      return fail(at, "depth " + std::to_string(depth) + " on one path, " + std::to_string(depths_[at]) + " on another");
    depths_[at] = depth;
    pending_.push_back(at);
  }

  void execute(std::size_t at) {
    const Instruction instruction = code_.instructions[at];
    const Opcode opcode = instruction.opcode();
    const int depth = depths_[at];
    if ((opcode == copy_ || opcode == swap_) && depth < static_cast<int>(instruction.operand()))
      return fail(at, "reaches below the stack");
    if (const ExceptionEntry* entry = handlers_[at]) {
      if (depth < static_cast<int>(entry->depth))
        return fail(at, "depth " + std::to_string(depth) + " where the handler keeps " + std::to_string(entry->depth));
      reach(entry->handler, static_cast<int>(entry->depth) + 1);
    }
    if (jumps(opcode)) reach(instruction.operand(), depth + jump_effect(opcode));
    const int after = depth + stack_effect(opcode, instruction.operand());
    if (!never_goes_on(opcode)) reach(at + 1, after);
    else if (after < 0) fail(at, "takes more than there is");
  }

  const CodeObject& code_;
  std::vector<int> depths_;
  std::vector<const ExceptionEntry*> handlers_;
  std::vector<std::size_t> pending_;
  std::string fault_;
};

}  // namespace

std::string stack_fault(const CodeObject& code) { return StackChecker(code).run(); }

}  // namespace threadbox::script
