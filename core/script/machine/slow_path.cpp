#include "script/machine/attributes.h"
#include "script/machine/calls.h"
#include "script/machine/interpreter.h"
#include "script/machine/output.h"
#include "script/machine/streams.h"
#include "script/machine/traceback.h"
#include "script/machine/unwinding.h"
#include "script/values/arithmetic.h"
#include "script/values/comparison.h"
#include "script/values/hashing.h"
#include "script/values/iteration.h"
#include "script/values/iterators.h"
#include "script/values/repr.h"
#include "script/values/sets.h"
#include "script/values/special_method.h"
#include "script/values/subscripts.h"
#include "script/values/tables.h"

#include <cassert>
#include <utility>

// Every instruction, for every value. Those that need more than a line are functions, one for each family of opcodes: the switch at
// the end only names them. They are inline, since each has this one caller.

namespace threadbox::script {

// --- variables

inline void Interpreter::load_fast(std::uint32_t slot) {
  if (frame_->slots[slot].is_undefined()) raise_unbound(slot);
  frame_->push(frame_->slots[slot]);
}

inline void Interpreter::store_fast(std::uint32_t slot) {
  const Value value = frame_->pop();
  frame_->slots[slot] = value;
  if (value.is_object()) name_traced(thread_, value, slot_name(slot), false);
}

/// Called when a name of the value has been deleted: calls its __del__, and those of others, if nothing refers to it any more.
inline void Interpreter::finalize_deleted(Value value) {
  if (!value.is_object() || !value.object()->cls()->has_finalizer || !vm_.finalizers.may_look()) return;
  call_fallback("finalize_unreachable", {}, ReturnAction::discard, 0);
}

inline void Interpreter::delete_fast(std::uint32_t slot) {
  if (frame_->slots[slot].is_undefined()) raise_unbound(slot);
  finalize_deleted(std::exchange(frame_->slots[slot], Value::undefined()));
}

inline void Interpreter::delete_cell(std::uint32_t slot) {
  load_cell(slot);  // Raises if it is unbound.
  static_cast<Cell*>(frame_->slots[slot].object())->value = Value::undefined();
}

inline void Interpreter::delete_global(Str* name) {
  const Value value = frame_->module->names.get(name);
  unname_traced(thread_, value, name, Value::none());
  if (!frame_->module->names.erase(name)) undefined_name(name);
  finalize_deleted(value);
}

/// The frame whose names load_name finds: a class body's, a text's, or the text's whose comprehension this is.
static const Frame& frame_of_names(const Frame& frame) {
  const Frame* owner = &frame;
  while (owner->code->code->kind == CodeObject::Kind::function) owner = owner->below;
  return *owner;
}

/// A name of the class body: in its names, or in the dict that its metaclass has prepared. A name of a text: in its locals.
static Value own_name(Vm& vm, const Frame& frame, Str* name) {
  const Frame& owner = frame_of_names(frame);
  return owner.names != nullptr ? owner.names->get(name) : as<Dict>(owner.substitute)->get(vm, Value(name));
}

inline void Interpreter::load_name(Str* name) {
  const Value own = own_name(vm_, *frame_, name);
  frame_->push(own.is_undefined() ? load_global(name) : own);
}

inline void Interpreter::delete_name(Str* name) {
  const bool existed = frame_->names != nullptr ? frame_->names->erase(name)
                                                : !as<Dict>(frame_->substitute)->take(vm_, Value(name)).is_undefined();
  if (!existed) undefined_name(name);
}

inline void Interpreter::load_name_or_cell(std::uint32_t slot) {
  const Value own = own_name(vm_, *frame_, vm_.intern(slot_name(slot)));
  frame_->push(own.is_undefined() ? load_cell(slot) : own);
}

// --- attributes and items

inline void Interpreter::store_attribute(Str* name) {
  Frame& f = *frame_;
  cache_store(f.peek(), name);
  if (set_attribute(thread_, f.peek(), name, f.peek(2))) return entered(ReturnAction::discard, 2);
  f.drop_to(f.depth() - 2);
}

inline void Interpreter::remove_attribute(Str* name) {
  if (delete_attribute(thread_, frame_->peek(), name)) return entered(ReturnAction::discard, 1);
  frame_->pop();
}

inline void Interpreter::load_item() {
  Frame& f = *frame_;
  const Value index = f.peek(1), container = f.peek(2);
  if (special_call(container, vm_.names.getitem, {container, index}, ReturnAction::replace, 2)) return;
  if (hashes_in_python(vm_, index)) return call_fallback("get_item", {container, index}, ReturnAction::replace, 2);
  const Value item = get_item(vm_, container, index);
  f.pop();
  f.peek() = item;
}

inline void Interpreter::store_item() {
  Frame& f = *frame_;
  const Value index = f.peek(1), container = f.peek(2), value = f.peek(3);
  if (special_call(container, vm_.names.setitem, {container, index, value}, ReturnAction::discard, 3)) return;
  if (hashes_in_python(vm_, index)) return call_fallback("set_item", {container, index, value}, ReturnAction::discard, 3);
  set_item(vm_, container, index, value);
  f.drop_to(f.depth() - 3);
}

inline void Interpreter::remove_item() {
  Frame& f = *frame_;
  const Value index = f.peek(1), container = f.peek(2);
  if (special_call(container, vm_.names.delitem, {container, index}, ReturnAction::discard, 2)) return;
  delete_item(vm_, container, index);
  f.drop_to(f.depth() - 2);
}

// --- operators

inline void Interpreter::unary_operator(UnaryOp op) {
  const Value operand = frame_->peek();
  if (op == UnaryOp::logical_not) {
    bool value = false;
    if (test(operand, value)) frame_->peek() = Value::boolean(!value);
    return;
  }
  Str* method = op == UnaryOp::negative ? vm_.names.neg : op == UnaryOp::positive ? vm_.names.pos : vm_.names.invert;
  if (special_call(operand, method, {operand}, ReturnAction::replace, 1)) return;
  frame_->peek() = unary(vm_, op, operand);
}

inline void Interpreter::binary_operator(BinaryOp op, bool in_place) {
  const Value b = frame_->peek(1), a = frame_->peek(2);
  if (!(a.is_int() && b.is_int()) && special_binary(op, in_place)) return;
  const Value result = binary(vm_, op, a, b, in_place);
  frame_->pop();
  frame_->peek() = result;
}

inline void Interpreter::compare_values(CompareOp op) {
  const Value b = frame_->peek(1), a = frame_->peek(2);
  if (!(a.is_int() && b.is_int()) && special_compare(op)) return;
  const Value result = compare(vm_, op, a, b);
  frame_->pop();
  frame_->peek() = result;
}

inline void Interpreter::test_membership(bool negated) {
  Frame& f = *frame_;
  const Value container = f.peek(1), item = f.peek(2);
  if (vm_.class_of(container)->in_python || hashes_in_python(vm_, item))
    return call_fallback(negated ? "lacks" : "contains", {container, item}, ReturnAction::replace, 2);
  const bool result = contains(vm_, container, item);
  f.pop();
  f.peek() = Value::boolean(result != negated);
}

// --- containers

inline void Interpreter::build_slice(bool has_step) {
  Frame& f = *frame_;
  const Value step = has_step ? f.pop() : Value::none();
  const Value stop = f.pop();
  f.peek() = Value(vm_.heap().make<Slice>(vm_.classes.slice, f.peek(), stop, step));
}

inline std::vector<Value> Interpreter::take(std::uint32_t count) {
  std::vector<Value> items(frame_->top - count, frame_->top);
  frame_->drop_to(frame_->depth() - count);
  return items;
}

inline void Interpreter::build_set(std::uint32_t operand) {
  Frame& f = *frame_;
  const std::uint32_t count = operand & ~folded_set;
  Set* set = set_of_values(vm_, {f.top - count, count});
  // CPython keeps a frozenset among its constants, which it has built twice, and fills a set from that: the order of the items
  // depends on it.
  if (count != operand) {
    const Set* constant = set_of_values(vm_, collect(vm_, Value(set)));
    set = vm_.heap().make<Set>(vm_.classes.set);
    set->merge(vm_, *constant);
  }
  f.drop_to(f.depth() - count);
  f.push(Value(set));
}

inline void Interpreter::build_map(std::uint32_t count) {
  Frame& f = *frame_;
  Dict* dict = vm_.dict();
  for (const Value* item = f.top - 2 * count; item != f.top; item += 2) store_in_dict(vm_, *dict, item[0], item[1]);
  f.drop_to(f.depth() - 2 * count);
  f.push(Value(dict));
}

// Of a comprehension or display: the container is `depth` below the value.

inline void Interpreter::append_to_list(std::uint32_t depth) {
  const Value value = frame_->pop();
  auto* list = static_cast<List*>(frame_->peek(depth).object());
  vm_.heap().charge(sizeof(Value));
  list->items.push_back(value);
}

inline void Interpreter::update_set(std::uint32_t depth) {
  const std::vector<Value> items = collect_again(vm_, frame_->peek());
  for (const Value item : items) add_to_set(vm_, *static_cast<Set*>(frame_->peek(depth + 1).object()), item);
  frame_->pop();
}

// --- jumps and iteration

inline void Interpreter::jump_if(bool wanted, std::uint32_t target) {
  bool value = false;
  if (!test(frame_->peek(), value)) return;
  frame_->pop();
  if (value == wanted) frame_->next = target;
}

inline void Interpreter::jump_or_pop(bool wanted, std::uint32_t target) {
  bool value = false;
  if (!test(frame_->peek(), value)) return;
  if (value == wanted) frame_->next = target;
  else frame_->pop();
}

inline void Interpreter::get_iterator() {
  const Value iterable = frame_->peek();
  if (special_call(iterable, vm_.names.iter, {iterable}, ReturnAction::iterator, 1)) return;
  frame_->peek() = iterate(vm_, iterable);
}

inline void Interpreter::advance_iterator(std::uint32_t end) {
  auto* iterator = as<Iterator>(frame_->peek());
  if (iterator == nullptr) return advance(frame_->peek(), Value::none());
  const Value item = iterator->next(vm_);
  if (item.is_undefined()) {
    frame_->pop();
    frame_->next = end;
  } else {
    frame_->push(item);
  }
}

// --- exceptions and with

inline void Interpreter::enter_handler() {
  Frame& f = *frame_;
  const Value exception = f.pop();
  f.push(f.handled);
  f.push(exception);
  f.handled = exception;
}

/// [exit, self, previously handled, exception] and the call above it, which leaves its result there.
inline bool Interpreter::call_exit() {
  Frame& f = *frame_;
  const Value exception = f.peek();
  const Value arguments[] = {f.peek(3), Value(vm_.class_of(exception)), exception, traceback_of(vm_, exception)};
  const std::size_t first = f.depth();
  f.reserve(6);
  f.push(f.peek(4));
  for (const Value argument : arguments) f.push(argument);
  return call(first, 3, nullptr);
}

/// Shows the value of a console statement: sys.displayhook, unless it is the run's own.
inline void Interpreter::display_value() {
  const Value value = frame_->peek();
  if (!value.is_none()) {
    const bool is_own = is_untouched(vm_, "displayhook", "__displayhook__") && system_stream(vm_, OutputStream::out).run_stream;
    if (!is_own) throw NeedsFallback{};
    write(thread_, repr(vm_, value) + "\n");
    vm_.builtins->names.set(vm_.intern("_"), value);
  }
  frame_->pop();
}

bool Interpreter::execute_one(Instruction instruction) {
  const std::uint32_t n = instruction.operand();
  Frame& f = *frame_;
  using enum Opcode;
  switch (instruction.opcode()) {
    case nop_:
    case pop_top_:
    case copy_:
    case swap_:
    case push_null_:
    case load_const_:
    case is_op_:
    case build_string_:
    case jump_:
    case pop_jump_if_none_: assert(!"execute() does these for every value"); break;

    case load_fast_: load_fast(n); break;
    case store_fast_: store_fast(n); break;
    case delete_fast_: delete_fast(n); break;
    case make_cell_: f.slots[n] = Value(vm_.heap().make<Cell>(vm_.classes.cell, f.slots[n])); break;
    case load_closure_: f.push(f.slots[n]); break;
    case load_cell_: f.push(load_cell(n)); break;
    case store_cell_: static_cast<Cell*>(f.slots[n].object())->value = f.pop(); break;
    case delete_cell_: delete_cell(n); break;
    case load_global_:
      cache_global(name(n));
      f.push(load_global(name(n)));
      break;
    case store_global_:
      cache_global(name(n));
      store_global(name(n), f.pop());
      break;
    case delete_global_: delete_global(name(n)); break;
    case load_name_: load_name(name(n)); break;
    case store_name_:
      if (f.names != nullptr) {
        f.names->set(name(n), f.pop());
      } else if (const Value prepared = f.substitute;
                 !special_call(prepared, vm_.names.setitem, {prepared, Value(name(n)), f.peek()}, ReturnAction::discard, 1)) {
        as<Dict>(prepared)->set(vm_, Value(name(n)), f.peek());
        f.pop();
      }
      break;
    case delete_name_: delete_name(name(n)); break;
    case load_name_or_cell_: load_name_or_cell(n); break;
    case annotate_: annotate(name(n)); break;

    case load_attr_: load_attribute(name(n), false); break;
    case load_method_: load_attribute(name(n), true); break;
    case store_attr_: store_attribute(name(n)); break;
    case delete_attr_: remove_attribute(name(n)); break;
    case load_subscr_: load_item(); break;
    case store_subscr_: store_item(); break;
    case delete_subscr_: remove_item(); break;

    case unary_op_: unary_operator(static_cast<UnaryOp>(n)); break;
    case binary_op_: binary_operator(static_cast<BinaryOp>(n), false); break;
    case inplace_op_: binary_operator(static_cast<BinaryOp>(n), true); break;
    case compare_op_: compare_values(static_cast<CompareOp>(n)); break;
    case contains_op_: test_membership(n == 1); break;

    case build_slice_: build_slice(n == 3); break;
    case build_tuple_: f.push(Value(vm_.tuple(take(n)))); break;
    case build_list_: f.push(Value(vm_.list(take(n)))); break;
    case build_set_: build_set(n); break;
    case build_map_: build_map(n); break;
    case list_append_: append_to_list(n); break;
    case set_add_:
      add_to_set(vm_, *static_cast<Set*>(f.peek(n + 1).object()), f.peek());
      f.pop();
      break;
    case map_add_:
      store_in_dict(vm_, *static_cast<Dict*>(f.peek(n + 2).object()), f.peek(2), f.peek());
      f.drop_to(f.depth() - 2);
      break;
    case list_extend_: extend_list(n); break;
    case set_update_: update_set(n); break;
    case dict_update_:
    case dict_merge_:
      dict_merge(*static_cast<Dict*>(f.peek(n + 1).object()), f.peek(), instruction.opcode() == dict_merge_);
      f.pop();
      break;
    case list_to_tuple_: f.peek() = Value(vm_.tuple(static_cast<List*>(f.peek().object())->items)); break;
    case format_value_: format_value(n); break;
    case unpack_sequence_: unpack(n, 0, false); break;
    case unpack_ex_: unpack(n & 0xff, n >> 8, true); break;

    case jump_backward_:
      if (must_stop() && safepoint()) return leave(Outcome::requested);
      f.next = n;
      break;
    case pop_jump_if_false_: jump_if(false, n); break;
    case pop_jump_if_true_: jump_if(true, n); break;
    case jump_if_false_or_pop_: jump_or_pop(false, n); break;
    case jump_if_true_or_pop_: jump_or_pop(true, n); break;
    case get_iter_:
    case get_yield_from_iter_: get_iterator(); break;
    case for_iter_: advance_iterator(n); break;

    case call_:
      if (must_stop() && safepoint()) return leave(Outcome::requested);
      if (const auto* cls = as<Class>(f.peek(n + 2))) cache_construct(*cls);
      return call(f.depth() - n - 2, n, nullptr);
    case call_kw_:
      if (must_stop() && safepoint()) return leave(Outcome::requested);
      // The names stay on the stack, above the arguments: they must live through the call.
      return call(f.depth() - n - 3, n, static_cast<Tuple*>(f.peek().object()));
    case call_ex_:
      if (must_stop() && safepoint()) return leave(Outcome::requested);
      return call_unpacked(n != 0);
    case make_function_: make_function(n); break;
    case return_value_: leave_frame(f.pop()); return frame_ == nullptr && leave(Outcome::finished);
    case load_build_class_: f.push(load_build_class()); break;

    case raise_:
      if (const Value exception = exception_to_raise(n); !exception.is_undefined()) return raise(exception);
      break;
    case push_exc_info_: enter_handler(); break;
    case check_exc_match_: f.peek() = Value::boolean(matches(f.peek(2), f.peek())); break;
    case pop_except_: f.handled = f.pop(); break;
    case reraise_: reraising_ = true; return raise(f.pop());
    case load_assertion_error_: f.push(Value(vm_.exception_class("AssertionError"))); break;
    case load_with_methods_: load_with_methods(); break;
    case with_except_start_: return call_exit();

    case return_generator_: make_generator(); break;
    case yield_value_: yield_value(f.pop()); break;
    case send_: advance(f.peek(2), f.peek(1)); break;
    case throw_into_: throw_into(f.peek(2), f.peek(1)); break;

    case import_name_: import_name(name(n)); break;
    case import_star_: import_star(); break;
    case begin_program_:
      vm_.begin_program(thread_.waiter());
      at_first_instruction_ = true;  // The statement has had its scheduling point.
      break;
    case import_from_: import_from(name(n)); break;
    case print_expr_: display_value(); break;
  }
  return false;
}

}  // namespace threadbox::script
