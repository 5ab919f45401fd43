#include "script/machine/calls.h"
#include "script/machine/interpreter.h"
#include "script/machine/vm.h"
#include "script/values/arithmetic.h"
#include "script/values/comparison.h"
#include "script/values/conversion.h"
#include "script/values/special_method.h"

namespace threadbox::script {

bool Interpreter::special_call(Value self, Str* method, std::initializer_list<Value> arguments, ReturnAction action,
                               std::uint32_t operands) {
  const Value function = special_in_python(vm_, self, method);
  // If the class sets __iter__ to None, iterate() raises the error.
  if (function.is_undefined() || (function.is_none() && method == vm_.names.iter)) return false;
  const Value result = call_special(thread_, self, function, {arguments.begin(), arguments.size()});
  if (result.is_entered()) {
    entered(action, operands);
    return true;
  }
  // The method is a native callable, such as a class or a method of another object, and has returned already.
  deliver({.action = action, .operands = operands}, result);
  return true;
}

void Interpreter::call_fallback(std::string_view fallback, std::initializer_list<Value> arguments, ReturnAction action,
                                std::uint32_t operands) {
  call_value(thread_, vm_.fallback(fallback), {arguments.begin(), arguments.size()});
  entered(action, operands);
}

// --- operators

bool Interpreter::call_operator_method(Value self, Str* method, Value other, OperandStage stage) {
  if (!special_call(self, method, {self, other}, ReturnAction::binary, 2)) return false;
  frame_->stage = stage;
  return true;
}

/// Whether the right operand's method is tried first: its class derives from the left one's and overrides the method.
static bool goes_first(const Vm& vm, Value right, Value left, Str* method) {
  const Class *of_right = vm.class_of(right), *of_left = vm.class_of(left);
  return of_right != of_left && of_right->in_python && of_right->is_subclass_of(of_left) &&
         of_right->lookup(method) != of_left->lookup(method);
}

bool Interpreter::special_binary(BinaryOp op, bool in_place) {
  const Value b = frame_->peek(1), a = frame_->peek(2);
  const bool a_python = vm_.class_of(a)->in_python, b_python = vm_.class_of(b)->in_python;
  if (!a_python && !b_python) return false;
  const auto index = static_cast<std::size_t>(op);
  if (in_place && call_operator_method(a, vm_.names.in_place[index], b, OperandStage::in_place)) return true;
  if (b_python && goes_first(vm_, b, a, vm_.names.reflected[index]) &&
      call_operator_method(b, vm_.names.reflected[index], a, OperandStage::right_first))
    return true;
  if (call_operator_method(a, vm_.names.binary[index], b, OperandStage::left)) return true;
  // str % formats any operand, and does not try the operand's __rmod__.
  if (op == BinaryOp::modulo && as<Str>(a) != nullptr) return false;
  return call_reflected(op);
}

bool Interpreter::call_reflected(BinaryOp op) {
  const Value b = frame_->peek(1), a = frame_->peek(2);
  if (vm_.class_of(a) == vm_.class_of(b)) return false;
  return call_operator_method(b, vm_.names.reflected[static_cast<std::size_t>(op)], a, OperandStage::right);
}

bool Interpreter::special_compare(CompareOp op) {
  const Value b = frame_->peek(1), a = frame_->peek(2);
  const bool a_python = vm_.class_of(a)->in_python, b_python = vm_.class_of(b)->in_python;
  if (!a_python && !b_python) return false;
  Str* method = vm_.names.compare[static_cast<std::size_t>(op)];
  Str* reflected = vm_.names.compare[static_cast<std::size_t>(reflected_compare(op))];
  // Without a __ne__, != is the negation of __eq__.
  if (op == CompareOp::ne) {
    const auto knows = [this](Value value, const Str* name) { return !special_in_python(vm_, value, name).is_undefined(); };
    if (!knows(a, method) && !knows(b, method) && !knows(a, vm_.names.eq) && !knows(b, vm_.names.eq)) return false;
    call_fallback("not_equal", {a, b}, ReturnAction::replace, 2);
    return true;
  }
  // The derived class's method is tried first, even if it is inherited.
  const Class *of_left = vm_.class_of(a), *of_right = vm_.class_of(b);
  if (of_right != of_left && of_right->is_subclass_of(of_left) &&
      call_operator_method(b, reflected, a, OperandStage::right_first))
    return true;
  return call_operator_method(a, method, b, OperandStage::left) || call_operator_method(b, reflected, a, OperandStage::right);
}

void Interpreter::try_next_operand(OperandStage stage) {
  const Value b = frame_->peek(1), a = frame_->peek(2);
  const Instruction instruction = current();
  const std::uint32_t n = instruction.operand();
  Value result;
  if (instruction.opcode() == Opcode::compare_op_) {
    const auto op = static_cast<CompareOp>(n);
    if (stage == OperandStage::left &&
        call_operator_method(b, vm_.names.compare[static_cast<std::size_t>(reflected_compare(op))], a, OperandStage::right))
      return;
    if (stage == OperandStage::right_first && call_operator_method(a, vm_.names.compare[n], b, OperandStage::right)) return;
    result = compare_by_type(vm_, op, a, b);
  } else {
    const auto op = static_cast<BinaryOp>(n);
    if (stage == OperandStage::in_place && call_operator_method(a, vm_.names.binary[n], b, OperandStage::left)) return;
    if ((stage == OperandStage::in_place || stage == OperandStage::left) && call_reflected(op)) return;
    if (stage == OperandStage::right_first && call_operator_method(a, vm_.names.binary[n], b, OperandStage::right)) return;
    result = binary(vm_, op, a, b, instruction.opcode() == Opcode::inplace_op_);
  }
  frame_->pop();
  frame_->peek() = result;
}

bool Interpreter::test(Value value, bool& result) {
  Frame& f = *frame_;
  if (!f.truth.is_undefined()) {
    result = std::exchange(f.truth, Value::undefined()).is_true();
    return true;
  }
  if (value.is_object() && value.object()->cls()->in_python) {
    if (special_call(value, vm_.names.bool_, {value}, ReturnAction::truth, 0)) return false;
    if (special_call(value, vm_.names.len, {value}, ReturnAction::truth, 1)) return false;
  }
  if (value == vm_.not_implemented) {
    call_fallback("truth", {value}, ReturnAction::truth, 0);
    return false;
  }
  result = truthy(vm_, value);
  return true;
}

// --- fallbacks

void Interpreter::call_fallback_of_instruction(const NeedsFallback& need) {
  Frame& f = *frame_;
  const Instruction instruction = current();
  const std::uint32_t n = instruction.operand();
  const auto operands = [&](std::size_t count) { return Value(vm_.tuple({f.top - count, f.top})); };
  using enum Opcode;
  switch (instruction.opcode()) {
    case unary_op_:
      if (n == static_cast<std::uint32_t>(UnaryOp::invert))
        return call_fallback("invert_bool", {f.peek()}, ReturnAction::replace, 1);
      return call_fallback("truth", {f.peek()}, ReturnAction::retry, 1);
    case binary_op_:
    case inplace_op_:
      return call_fallback(instruction.opcode() == inplace_op_ ? "in_place" : "binary", {f.peek(2), f.peek(1), Value::integer(n)},
                           ReturnAction::replace, 2);
    case compare_op_: return call_fallback("compare", {f.peek(2), f.peek(1), Value::integer(n)}, ReturnAction::replace, 2);
    case contains_op_: return call_fallback(n == 1 ? "lacks" : "contains", {f.peek(1), f.peek(2)}, ReturnAction::replace, 2);
    case load_subscr_: return call_fallback("get_item", {f.peek(2), f.peek(1)}, ReturnAction::replace, 2);
    case store_subscr_: return call_fallback("set_item", {f.peek(2), f.peek(1), f.peek(3)}, ReturnAction::discard, 3);
    case delete_subscr_: return call_fallback("delete_item", {f.peek(2), f.peek(1)}, ReturnAction::discard, 2);
    case get_iter_:
    case get_yield_from_iter_: return call_fallback("iterate", {f.peek()}, ReturnAction::iterator, 1);
    case build_set_: return call_fallback("make_set", {operands(n & ~folded_set)}, ReturnAction::replace, n & ~folded_set);
    case build_map_: return call_fallback("make_dict", {operands(2 * n)}, ReturnAction::replace, 2 * n);
    case set_add_: return call_fallback("set_add", {f.peek(n + 1), f.peek()}, ReturnAction::discard, 1);
    case map_add_: return call_fallback("set_item", {f.peek(n + 2), f.peek(2), f.peek(1)}, ReturnAction::discard, 2);
    case set_update_: return call_fallback("set_update", {f.peek(n + 1), f.peek()}, ReturnAction::discard, 1);
    case dict_update_:
    case dict_merge_: return call_fallback("dict_update", {f.peek(n + 1), f.peek()}, ReturnAction::discard, 1);
    case list_extend_: return call_fallback("listed", {f.peek()}, ReturnAction::retry, 1);
    case unpack_ex_: return call_fallback("all_items", {f.peek()}, ReturnAction::retry, 1);
    case unpack_sequence_: return call_fallback("first_items", {f.peek(), Value::integer(n + 1)}, ReturnAction::retry, 1);
    case format_value_: {
      const Value spec = (n & 4) != 0 ? f.peek() : Value(vm_.intern(""));
      return call_fallback("format_value", {f.peek((n & 4) != 0 ? 2 : 1), spec, Value::integer(n & 3)}, ReturnAction::replace,
                           (n & 4) != 0 ? 2 : 1);
    }
    case print_expr_: return call_fallback("display", {f.peek()}, ReturnAction::discard, 1);
    default: break;
  }
  (void)need;
  vm_.raise("NotImplementedError",
            std::string("Threadbox cannot call a special method in ") + opcode_name(instruction.opcode()) + " yet");
}

}  // namespace threadbox::script
