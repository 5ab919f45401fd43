#include "script/machine/interpreter.h"

#include "script/machine/attributes.h"
#include "script/machine/calls.h"
#include "script/machine/execution.h"
#include "script/machine/output.h"
#include "script/machine/requests.h"
#include "script/machine/streams.h"
#include "script/machine/traceback.h"
#include "script/machine/unwinding.h"
#include "script/text/fuel.h"
#include "script/values/arithmetic.h"
#include "script/values/comparison.h"
#include "script/values/hashing.h"
#include "script/values/iteration.h"
#include "script/values/iterators.h"
#include "script/values/repr.h"
#include "script/values/sets.h"
#include "script/values/subscripts.h"
#include "script/values/tables.h"

#include <algorithm>

namespace threadbox::script {

/// Unwinding wants memory, too, and so does all that is done in a handler: nothing but a request leaves the loop by an exception
/// of C++.
Outcome Interpreter::run() {
  Value exception = Value::undefined();
  while (true) {
    try {
      if (exception.is_undefined()) exception = std::exchange(thread_.injected, Value::undefined());
      if (!exception.is_undefined() && !unwind(exception)) return Outcome::finished;
      exception = Value::undefined();
      if (const auto outcome = (this->*execute_)()) return *outcome;
    } catch (const Raised& raised) {
      exception = raised.exception;
    } catch (const Interrupted&) {
      return Outcome::requested;
    } catch (const NeedsFallback& need) {
      exception = raised_by([&] { call_fallback_of_instruction(need); });
    } catch (const std::bad_alloc&) {
      exception = out_of_memory(exception);
    } catch (const Error& error) {
      exception = raised_by([&] { throw Raised{vm_.exception_of(error)}; });
    }
  }
}

template <typename Work>
Value Interpreter::raised_by(const Work& work) {
  try {
    work();
    return Value::undefined();
  } catch (const Raised& raised) {
    return raised.exception;
  } catch (const std::bad_alloc&) {
    return out_of_memory(Value::undefined());
  }
}

/// A MemoryError. `during`: what was being unwound when there was no memory for it, if anything was.
Value Interpreter::out_of_memory(Value during) noexcept {
  thread_.drop_operation();
  thread_.injected = during;  // A collection has to find it.
  const Value error = vm_.out_of_memory(waiter_);
  thread_.injected = Value::undefined();
  frame_ = thread_.frame();
  if (!during.is_undefined()) set_context(*as<ExceptionObject>(error), during);
  return error;
}

/// At a safepoint, before the instruction has done anything. True: leave, the instruction comes again.
bool Interpreter::safepoint() {
  if (vm_.heap().wants_collection()) vm_.collect(thread_.waiter());
  const std::uint32_t requests = thread_.waiter().requests();
  if (requests == 0 || (requests == gil_drop_request && frame_->code->is_c)) return false;
  --frame_->next;
  return true;
}

bool Interpreter::call(std::size_t first, std::size_t count, const Tuple* keyword_names) {
  Value* place = frame_->stack + first;
  Value callable = place[0];
  // A bound method puts its self where there is room for one.
  if (place[1].is_undefined()) {
    if (const auto* method = as<BoundMethod>(callable)) {
      place[1] = method->self;
      place[0] = callable = method->function;
    }
  }
  const bool has_self = !place[1].is_undefined();
  const std::span<const Value> arguments(place + (has_self ? 1 : 2), count + (has_self ? 1 : 0));
  frame_->call_depth = first;
  return finish_call(call_value(thread_, callable, arguments, keyword_names));
}

/// What was called at call_depth on the stack has given `result`. True: execution leaves with outcome_.
bool Interpreter::finish_call(Value result) {
  Frame* caller = frame_;
  if (result.is_pending()) {
    const Progress progress = thread_.operation()->poll(thread_.waiter());
    if (progress == Progress::pending) {
      record_line(thread_);
      return leave(Outcome::blocked);
    }
    result = thread_.finish_operation(progress);
  }
  caller->drop_to(caller->call_depth);
  if (!result.is_entered()) {
    caller->push(result);
    return false;
  }
  frame_ = thread_.frame();
  // generator.throw(): the exception is raised where the generator stands.
  if (!thread_.injected.is_undefined()) throw Raised{std::exchange(thread_.injected, Value::undefined())};
  return false;
}

/// [f, self or _, args tuple (, kwargs dict)]: spread on the stack, and called.
bool Interpreter::call_unpacked(bool has_keywords) {
  Frame& f = *frame_;
  std::vector<Value> names;
  const std::size_t first = f.depth() - (has_keywords ? 4 : 3);
  std::vector<Value> arguments = static_cast<Tuple*>(f.stack[first + 2].object())->items;
  if (has_keywords) {
    for (const Dict::Entry& entry : static_cast<Dict*>(f.peek().object())->entries()) {
      if (!entry.live) continue;
      names.push_back(entry.key);
      arguments.push_back(entry.value);
    }
  }
  const Tuple* keyword_names = names.empty() ? nullptr : vm_.tuple(std::move(names));
  vm_.heap().check_room(2 * arguments.size() * sizeof(Value));
  f.drop_to(first + 2);
  f.reserve(arguments.size() + 1);
  for (const Value argument : arguments) f.push(argument);
  if (keyword_names != nullptr) f.push(Value(const_cast<Tuple*>(keyword_names)));
  return call(first, arguments.size(), keyword_names);
}

bool Interpreter::execute_one(Instruction instruction) {
  const std::uint32_t n = instruction.operand();
  Frame& f = *frame_;
  using enum Opcode;
  switch (instruction.opcode()) {
    case nop_: break;
    case pop_top_: f.pop(); break;
    case copy_: f.push(f.peek(n)); break;
    case swap_: std::swap(f.peek(1), f.peek(n)); break;
    case push_null_: f.push(Value::undefined()); break;
    case load_const_: f.push(f.code->constants[n]); break;

    case load_fast_:
      if (f.slots[n].is_undefined()) raise_unbound(n);
      f.push(f.slots[n]);
      break;
    case store_fast_: {
      const Value value = f.pop();
      f.slots[n] = value;
      if (value.is_object()) name_traced(thread_, value, slot_name(n), false);
      break;
    }
    case delete_fast_:
      if (f.slots[n].is_undefined()) raise_unbound(n);
      f.slots[n] = Value::undefined();
      break;
    case make_cell_: f.slots[n] = Value(vm_.heap().make<Cell>(vm_.classes.cell, f.slots[n])); break;
    case load_closure_: f.push(f.slots[n]); break;
    case load_cell_: f.push(load_cell(n)); break;
    case store_cell_: static_cast<Cell*>(f.slots[n].object())->value = f.pop(); break;
    case delete_cell_:
      load_cell(n);
      static_cast<Cell*>(f.slots[n].object())->value = Value::undefined();
      break;
    case load_global_:
    case store_global_:
      cache_global(name(n));
      if (instruction.opcode() == load_global_) f.push(load_global(name(n)));
      else store_global(name(n), f.pop());
      break;
    case delete_global_:
      unname_traced(thread_, f.module->names.get(name(n)), name(n), Value::none());
      if (!f.module->names.erase(name(n))) undefined_name(name(n));
      break;
    case load_name_: {
      const Value own = f.names->get(name(n));
      f.push(own.is_undefined() ? load_global(name(n)) : own);
      break;
    }
    case store_name_: f.names->set(name(n), f.pop()); break;
    case delete_name_:
      if (!f.names->erase(name(n))) undefined_name(name(n));
      break;
    case load_name_or_cell_: {
      const Value own = f.names->get(vm_.intern(slot_name(n)));
      f.push(own.is_undefined() ? load_cell(n) : own);
      break;
    }
    case annotate_: annotate(name(n)); break;

    case load_attr_:
    case load_method_:
      learn_attribute(f.peek(), name(n));
      load_attribute(name(n), instruction.opcode() == load_method_);
      break;
    case store_attr_: {
      learn_store(f.peek(), name(n));
      if (set_attribute(thread_, f.peek(), name(n), f.peek(2))) {
        entered(ReturnAction::discard, 2);
        break;
      }
      f.drop_to(f.depth() - 2);
      break;
    }
    case delete_attr_:
      if (delete_attribute(thread_, f.peek(), name(n))) {
        entered(ReturnAction::discard, 1);
        break;
      }
      f.pop();
      break;
    case load_subscr_: {
      const Value index = f.peek(1), container = f.peek(2);
      if (special_call(container, vm_.names.getitem, {container, index}, ReturnAction::replace, 2)) break;
      if (hashes_in_python(vm_, index)) {
        call_fallback("get_item", {container, index}, ReturnAction::replace, 2);
        break;
      }
      const Value item = get_item(vm_, container, index);
      f.pop();
      f.peek() = item;
      break;
    }
    case store_subscr_: {
      const Value index = f.peek(1), container = f.peek(2), value = f.peek(3);
      if (special_call(container, vm_.names.setitem, {container, index, value}, ReturnAction::discard, 3)) break;
      if (hashes_in_python(vm_, index)) {
        call_fallback("set_item", {container, index, value}, ReturnAction::discard, 3);
        break;
      }
      set_item(vm_, container, index, value);
      f.drop_to(f.depth() - 3);
      break;
    }
    case delete_subscr_: {
      const Value index = f.peek(1), container = f.peek(2);
      if (special_call(container, vm_.names.delitem, {container, index}, ReturnAction::discard, 2)) break;
      delete_item(vm_, container, index);
      f.drop_to(f.depth() - 2);
      break;
    }
    case build_slice_: {
      const Value step = n == 3 ? f.pop() : Value::none();
      const Value stop = f.pop();
      f.peek() = Value(vm_.heap().make<Slice>(vm_.classes.slice, f.peek(), stop, step));
      break;
    }

    case unary_op_: {
      const Value operand = f.peek();
      const auto op = static_cast<UnaryOp>(n);
      if (op == UnaryOp::logical_not) {
        bool value = false;
        if (test(operand, value)) f.peek() = Value::boolean(!value);
        break;
      }
      Str* method = op == UnaryOp::negative ? vm_.names.neg : op == UnaryOp::positive ? vm_.names.pos : vm_.names.invert;
      if (special_call(operand, method, {operand}, ReturnAction::replace, 1)) break;
      f.peek() = unary(vm_, op, operand);
      break;
    }
    case binary_op_:
    case inplace_op_: {
      const Value b = f.peek(1), a = f.peek(2);
      const bool in_place = instruction.opcode() == inplace_op_;
      const auto op = static_cast<BinaryOp>(n);
      if (!(a.is_int() && b.is_int()) && special_binary(op, in_place)) break;
      const Value result = binary(vm_, op, a, b, in_place);
      f.pop();
      f.peek() = result;
      break;
    }
    case compare_op_: {
      const Value b = f.peek(1), a = f.peek(2);
      const auto op = static_cast<CompareOp>(n);
      if (!(a.is_int() && b.is_int()) && special_compare(op)) break;
      const Value result = compare(vm_, op, a, b);
      f.pop();
      f.peek() = result;
      break;
    }
    case is_op_: {
      const Value b = f.pop();
      f.peek() = Value::boolean((f.peek() == b) != (n == 1));
      break;
    }
    case contains_op_: {
      if (vm_.class_of(f.peek(1))->in_python || hashes_in_python(vm_, f.peek(2))) {
        call_fallback(n == 1 ? "lacks" : "contains", {f.peek(1), f.peek(2)}, ReturnAction::replace, 2);
        break;
      }
      const bool result = contains(vm_, f.peek(1), f.peek(2));
      f.pop();
      f.peek() = Value::boolean(result != (n == 1));
      break;
    }

    case build_tuple_:
    case build_list_: {
      std::vector<Value> items(f.top - n, f.top);
      f.drop_to(f.depth() - n);
      if (instruction.opcode() == build_tuple_) f.push(Value(vm_.tuple(std::move(items))));
      else f.push(Value(vm_.list(std::move(items))));
      break;
    }
    case build_set_: {
      const std::uint32_t count = n & ~folded_set;
      Set* set = set_of_values(vm_, {f.top - count, count});
      // CPython keeps a frozenset among its constants, which it has built twice, and fills a set from that.
      if (count != n) {
        const Set* constant = set_of_values(vm_, collect(vm_, Value(set)));
        set = vm_.heap().make<Set>(vm_.classes.set);
        set->merge(vm_, *constant);
      }
      f.drop_to(f.depth() - count);
      f.push(Value(set));
      break;
    }
    case build_map_: {
      Dict* dict = vm_.dict();
      for (const Value* item = f.top - 2 * n; item != f.top; item += 2) store_in_dict(vm_, *dict, item[0], item[1]);
      f.drop_to(f.depth() - 2 * n);
      f.push(Value(dict));
      break;
    }
    case list_append_: {
      const Value value = f.pop();
      auto* list = static_cast<List*>(f.peek(n).object());
      vm_.heap().charge(sizeof(Value));
      list->items.push_back(value);
      break;
    }
    case set_add_:
      add_to_set(vm_, *static_cast<Set*>(f.peek(n + 1).object()), f.peek());
      f.pop();
      break;
    case map_add_:
      store_in_dict(vm_, *static_cast<Dict*>(f.peek(n + 2).object()), f.peek(2), f.peek());
      f.drop_to(f.depth() - 2);
      break;
    case list_extend_: extend_list(n); break;
    case set_update_: {
      const std::vector<Value> items = collect_again(vm_, f.peek());
      for (const Value item : items) add_to_set(vm_, *static_cast<Set*>(f.peek(n + 1).object()), item);
      f.pop();
      break;
    }
    case dict_update_:
    case dict_merge_:
      dict_merge(*static_cast<Dict*>(f.peek(n + 1).object()), f.peek(), instruction.opcode() == dict_merge_);
      f.pop();
      break;
    case list_to_tuple_: f.peek() = Value(vm_.tuple(static_cast<List*>(f.peek().object())->items)); break;
    case format_value_: format_value(n); break;
    case build_string_: build_string(n); break;
    case unpack_sequence_: unpack(n, 0, false); break;
    case unpack_ex_: unpack(n & 0xff, n >> 8, true); break;

    case jump_: f.next = n; break;
    case jump_backward_:
      if (must_stop() && safepoint()) return leave(Outcome::requested);
      f.next = n;
      break;
    case pop_jump_if_false_:
    case pop_jump_if_true_: {
      bool value = false;
      if (!test(f.peek(), value)) break;
      f.pop();
      if (value == (instruction.opcode() == pop_jump_if_true_)) f.next = n;
      break;
    }
    case pop_jump_if_none_:
      if (f.pop().is_none()) f.next = n;
      break;
    case jump_if_false_or_pop_:
    case jump_if_true_or_pop_: {
      bool value = false;
      if (!test(f.peek(), value)) break;
      if (value == (instruction.opcode() == jump_if_true_or_pop_)) f.next = n;
      else f.pop();
      break;
    }
    case get_iter_:
    case get_yield_from_iter_: {
      const Value iterable = f.peek();
      if (special_call(iterable, vm_.names.iter, {iterable}, ReturnAction::iterator, 1)) break;
      f.peek() = iterate(vm_, iterable);
      break;
    }
    case for_iter_: {
      auto* iterator = as<Iterator>(f.peek());
      if (iterator == nullptr) {
        ask_next(f.peek(), Value::none());
        break;
      }
      const Value next = iterator->next(vm_);
      if (next.is_undefined()) {
        f.pop();
        f.next = n;
      } else {
        f.push(next);
      }
      break;
    }

    case call_:
      if (must_stop() && safepoint()) return leave(Outcome::requested);
      if (const auto* cls = as<Class>(f.peek(n + 2))) learn_construct(*cls);
      if (call(f.depth() - n - 2, n, nullptr)) return true;
      break;
    case call_kw_: {
      if (must_stop() && safepoint()) return leave(Outcome::requested);
      const auto* names = static_cast<Tuple*>(f.peek().object());
      // The names stay on the stack, above the arguments: they must live through the call.
      if (call(f.depth() - n - 3, n, names)) return true;
      break;
    }
    case call_ex_:
      if (must_stop() && safepoint()) return leave(Outcome::requested);
      if (call_unpacked(n != 0)) return true;
      break;
    case make_function_: make_function(n); break;
    case return_value_:
      leave_frame(f.pop());
      if (frame_ == nullptr) return leave(Outcome::finished);
      break;
    case load_build_class_: f.push(vm_.build_class); break;

    case raise_:
      if (const Value exception = exception_to_raise(n); !exception.is_undefined()) return raise(exception);
      break;
    case push_exc_info_: {
      const Value exception = f.pop();
      f.push(f.handled);
      f.push(exception);
      f.handled = exception;
      break;
    }
    case check_exc_match_: f.peek() = Value::boolean(matches(f.peek(2), f.peek())); break;
    case pop_except_: f.handled = f.pop(); break;
    case reraise_: {
      const Value exception = f.pop();
      reraising_ = true;
      return raise(exception);
    }
    case load_assertion_error_: f.push(Value(vm_.exception_class("AssertionError"))); break;
    case load_with_methods_: load_with_methods(); break;
    case with_except_start_: {
      // [exit, self, previously handled, exc] and the call above it, which leaves its result there.
      const Value exception = f.peek();
      const Value arguments[] = {f.peek(3), Value(vm_.class_of(exception)), exception, traceback_of(vm_, exception)};
      const std::size_t first = f.depth();
      f.reserve(6);
      f.push(f.peek(4));
      for (const Value argument : arguments) f.push(argument);
      if (call(first, 3, nullptr)) return true;
      break;
    }

    case return_generator_: make_generator(); break;
    case yield_value_: yield_value(f.pop()); break;
    case send_: ask_next(f.peek(2), f.peek(1)); break;
    case throw_into_: throw_into(f.peek(2), f.peek(1)); break;

    case import_name_: import_name(name(n)); break;
    case import_star_: import_star(); break;
    case import_from_: import_from(name(n)); break;
    case print_expr_: {
      const Value value = f.peek();
      if (!value.is_none()) {
        const bool is_own =
            is_untouched(vm_, "displayhook", "__displayhook__") && system_stream(vm_, OutputStream::out).run_stream;
        if (!is_own) throw NeedsFallback{};
        write(thread_, repr(vm_, value) + "\n");
        vm_.builtins->names.set(vm_.intern("_"), value);
      }
      f.pop();
      break;
    }
  }
  return false;
}

Outcome run(VmThread& thread, std::optional<Preemption> preemption) { return Interpreter(thread, preemption).run(); }

void resume(VmThread& thread, Progress progress) {
  Frame& frame = *thread.frame();
  try {
    const Value result = thread.finish_operation(progress);
    frame.drop_to(frame.call_depth);
    frame.push(result);
  } catch (const Raised& raised) {
    thread.injected = raised.exception;
  } catch (const std::bad_alloc&) {
    thread.injected = thread.vm.out_of_memory(thread.waiter());
  }
}

}  // namespace threadbox::script
