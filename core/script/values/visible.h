#pragma once

#include "script/compile/code.h"

#include <cstdint>

namespace threadbox::script {

/// The kind of Code::points before instructions that may read or write what threads share: see machine/access_watch.h. Unlike the other
/// kinds, the prelude's code has them, too.
inline constexpr std::uint8_t access_point = 4;

/// The kind before instructions of which machine/access_recorder.h records what they read or write; of the prelude's code, before calls.
inline constexpr std::uint8_t record_point = 8;

/// Whether an instruction may do so; whether it does depends on its operands. A part of the schedule's format.
constexpr bool may_access(Opcode opcode) noexcept {
  using enum Opcode;
  switch (opcode) {
    case load_cell_:
    case store_cell_:
    case delete_cell_:
    case load_global_:
    case store_global_:
    case delete_global_:
    case load_attr_:
    case load_method_:
    case store_attr_:
    case delete_attr_:
    case load_subscr_:
    case store_subscr_:
    case delete_subscr_:
    case unary_op_:
    case binary_op_:
    case inplace_op_:
    case compare_op_:
    case contains_op_:
    case list_extend_:
    case set_update_:
    case dict_update_:
    case format_value_:
    case unpack_sequence_:
    case unpack_ex_:
    case pop_jump_if_false_:
    case pop_jump_if_true_:
    case jump_if_false_or_pop_:
    case jump_if_true_or_pop_:
    case get_iter_:
    case for_iter_:
    case call_:
    case call_kw_:
    case call_ex_:
    case with_except_start_: return true;
    default: return false;
  }
}

/// Whether such an instruction has a record_point.
constexpr bool is_recorded(Opcode opcode, bool of_program) noexcept {
  using enum Opcode;
  switch (opcode) {
    case call_: return true;
    case load_cell_:
    case store_cell_:
    case load_global_:
    case store_global_:
    case load_attr_:
    case load_method_:
    case store_attr_:
    case load_subscr_:
    case store_subscr_:
    case delete_subscr_:
    case contains_op_:
    case unary_op_:
    case pop_jump_if_false_:
    case pop_jump_if_true_:
    case jump_if_false_or_pop_:
    case jump_if_true_or_pop_:
    case get_iter_:
    case for_iter_: return of_program;
    default: return false;
  }
}

}  // namespace threadbox::script
