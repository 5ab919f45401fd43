#include "script/machine/calls.h"
#include "script/machine/execution.h"
#include "script/machine/interpreter.h"
#include "script/machine/vm.h"
#include "script/values/conversion.h"
#include "script/values/iterators.h"
#include "script/values/repr.h"
#include "script/values/small_ints.h"
#include "script/values/subscripts.h"

#include <algorithm>

namespace threadbox::script {

namespace {

/// Sets `result` to the truth of a value that is not an object. False if it is an object.
bool plain_truth(Value value, bool& result) noexcept {
  if (value.is_object()) return false;
  result = value.is_int() ? value.as_int() != 0 : value.is_true();
  return true;
}

/// Whether storing the value names it in the trace, see name_traced.
bool wants_name(Value value) noexcept {
  const auto* instance = as<Instance>(value);
  return instance != nullptr && instance->payload() != nullptr;
}

/// V8 compiles a function quickly at first, and well once it has run for a while, but uses the better code only from the function's
/// next call on. So in a browser the loop returns after this many backward jumps and calls, and is called again. 0: never.
#ifdef __EMSCRIPTEN__
constexpr std::uint32_t ticks_before_reentry = 10'000;
#else
constexpr std::uint32_t ticks_before_reentry = 0;
#endif

bool is_float(Value value) noexcept {
  const auto* number = as<Float>(value);
  return number != nullptr && !number->cls()->in_python;
}

/// False if the operator is not one of these.
bool float_binary(BinaryOp op, Value left, Value right, double& result) noexcept {
  const double a = static_cast<const Float*>(left.object())->value, b = static_cast<const Float*>(right.object())->value;
  switch (op) {
    case BinaryOp::add: result = a + b; return true;
    case BinaryOp::subtract: result = a - b; return true;
    case BinaryOp::multiply: result = a * b; return true;
    default: return false;
  }
}

/// == and != of two strings. False for other operands or operators.
bool same_text(CompareOp op, Value left, Value right, bool& result) noexcept {
  const auto *a = as<Str>(left), *b = as<Str>(right);
  if (a == nullptr || b == nullptr || (op != CompareOp::eq && op != CompareOp::ne)) return false;
  if (a->cls() != b->cls() || a->cls()->in_python) return false;
  result = (a == b || a->text == b->text) == (op == CompareOp::eq);
  return true;
}

/// Whether str() and f-strings can convert the value without calling anything.
bool is_text_or_int(Value value) noexcept {
  const auto* text = as<Str>(value);
  return value.is_int() || (text != nullptr && !text->cls()->in_python);
}

/// Copies a call's arguments. They are few, so that calling memmove would take longer.
void copy_few(const Value* from, std::uint32_t count, Value* to) noexcept {
  switch (count) {
    case 4: to[3] = from[3]; [[fallthrough]];
    case 3: to[2] = from[2]; [[fallthrough]];
    case 2: to[1] = from[1]; [[fallthrough]];
    case 1: to[0] = from[0]; [[fallthrough]];
    case 0: return;
    default: std::copy_n(from, count, to);
  }
}

// The functions marked always_inline are called for every attribute, call and iteration. In WebAssembly a call spills every register:
// inlined, method calls take a fifth less time, loops over lists a seventh.

/// The value of the cached attribute for this object. Undefined if the entry is not valid for it.
[[gnu::always_inline]] inline Value cached_value(const CachedLookup& known, const Object& object) noexcept {
  using enum CachedLookup::Kind;
  if (known.kind == of_module) return &object == known.owner ? known.place->value.get() : Value::undefined();
  if (known.kind == of_class) {
    const bool holds = &object == known.owner && static_cast<const Class&>(object).version() == known.version;
    return holds ? known.place->value.get() : Value::undefined();
  }
  if (object.cls()->version() != known.version) return Value::undefined();
  if (object.type_tag() >= TypeTag::instance) {
    const NameTable& own = static_cast<const Instance&>(object).attributes;
    if (known.kind == CachedLookup::Kind::own) {
      const NameTable::Place* place = own.at(known.index);
      return place != nullptr && place->name == known.name ? place->value.get() : Value::undefined();
    }
    if (!own.get(known.name).is_undefined()) return Value::undefined();
  }
  return known.kind == method ? known.value : known.kind == class_value ? known.place->value.get() : Value::undefined();
}

/// The value of the cached global variable. Undefined if the entry is not valid.
inline Value cached_global(const CachedLookup& known, const Module& module) noexcept {
  const bool holds = known.owner == &module && (known.kind == CachedLookup::Kind::global || module.names.size() == known.version);
  return holds ? known.place->value.get() : Value::undefined();
}

[[gnu::always_inline]] inline Value next_of(Iterator& iterator, Vm& vm) {
  if (iterator.kind == Iterator::Kind::range) return static_cast<RangeIterator&>(iterator).next(vm);
  if (iterator.kind == Iterator::Kind::list) return static_cast<ListIterator&>(iterator).next(vm);
  return iterator.next(vm);
}

/// Whether it is a built-in container, and an index that is compared and hashed in C++.
bool is_plain_access(Value container, Value index) noexcept {
  return container.is_object() && !container.object()->cls()->in_python &&
         (index.is_int() || (as<Str>(index) != nullptr && !index.object()->cls()->in_python));
}

}  // namespace

/// Calls the function at place[0] if its parameters are plain and the arguments fit: pushes a frame and pops the values from `place`
/// up. False if they do not; then nothing has changed.
[[gnu::always_inline]] inline bool Interpreter::enter_function(Value* place, std::uint32_t count) {
  const auto* function = static_cast<const Function*>(place[0].object());
  Code& code = *function->code;
  const Value* arguments = place + 2;
  if (!place[1].is_undefined()) {
    --arguments;
    ++count;
  }
  if (!code.plain_parameters || count > code.positional_count || thread_.frames.depth() >= vm_.deepest()) return false;
  const std::uint32_t missing = code.positional_count - count;
  const Tuple* defaults = function->defaults;
  if (missing > 0 && (defaults == nullptr || defaults->items.size() < missing)) return false;
  FramePtr frame = thread_.frames.make(code, *function->module);
  copy_few(arguments, count, frame->slots);
  if (missing > 0) std::copy(defaults->items.end() - missing, defaults->items.end(), frame->slots + count);
  if (function->closure != nullptr) std::ranges::copy(function->closure->items, frame->stack - code.code->free_count);
  frame_->top = place;
  frame_ = &thread_.frames.push(std::move(frame));
  return true;
}

/// Calls the cached property's getter for the object at place[0]. False as above.
bool Interpreter::enter_property(Value* place, const CachedLookup& known) {
  const Value object = place[0];
  if (object.object()->cls()->version() != known.version) return false;
  place[0] = known.value;
  place[1] = object;
  if (enter_function(place, 0)) return true;
  place[0] = object;
  return false;
}

/// Calls the class at place[0] if that only makes an instance and calls its __init__. False as above.
bool Interpreter::enter_init(Value* place, std::uint32_t count, const CachedLookup* known) {
  auto* cls = static_cast<Class*>(place[0].object());
  const bool holds = known != nullptr && known->kind == CachedLookup::Kind::construct && known->version == cls->version();
  if (!holds || !place[1].is_undefined()) return false;
  const Value instance(vm_.heap().make<Instance>(cls));
  place[0] = known->value;
  place[1] = instance;
  if (!enter_function(place, count)) {
    place[0] = Value(cls);
    place[1] = Value::undefined();
    return false;
  }
  frame_->action = ReturnAction::instance;
  frame_->substitute = instance;
  return true;
}

/// Pops the frame and pushes its result on the caller's stack. False if its ReturnAction is another; then nothing has changed.
[[gnu::always_inline]] inline bool Interpreter::leave_function(Value result) {
  Frame& done = *frame_;
  if (done.generator != nullptr || done.below == nullptr) return false;
  if (done.action == ReturnAction::instance && result.is_none()) result = done.substitute;
  else if (done.action != ReturnAction::push) return false;
  thread_.frames.drop();
  frame_ = thread_.frame();
  frame_->push(result);
  return true;
}

// The dispatch loop.
//
// It executes the instructions that programs spend their time in, for the operands that they mostly have. For anything else a case
// breaks out of the switch *before it has changed anything*, and execute_one() in slow_path.cpp executes the instruction from its
// beginning. So a fast path may be added or removed without changing what a program does.
//
// Four fields are kept in locals, and so in machine registers. Through `this`, every instruction would load and store them, since the
// C++ compiler cannot know that a store to a Value does not change them.
//
//   local   is            changed by                    written back by store_registers()
//   f       frame_        calls and returns             never: load_registers() follows each change of frame_
//   next    f->next       every instruction             as an index; in the loop it is a pointer, already past `instruction`
//   top     f->top        every push and pop            as it is: the first free place of the operand stack
//   slots   f->slots      calls and returns             never: an instruction stores into the slots, not into the pointer
//
// store_registers() comes before any code that may raise, call, collect garbage or read the frame: unwinding finds the handler by
// f->next, and the collector marks the values below f->top. It also comes before execute_one() and before the loop returns.
// load_registers() follows any code that may have pushed or dropped a frame, or moved its values (Frame::reserve).
//
// `continue` ends an instruction that has been executed; `break` leaves it to execute_one(). Dispatch is a switch, not a computed
// goto, which WebAssembly does not have: there it becomes a br_table.
//
// Preemptible is the simulated runner's loop: it returns before each scheduling point, and executes instructions one by one instead
// of fusing one with the next.

/// Returns std::nullopt if it wants to be called again, see ticks_before_reentry.
template <bool Preemptible>
std::optional<Outcome> Interpreter::execute() {
  Frame* f;
  const Instruction* next;
  Value *top, *slots;
  [[maybe_unused]] std::uint32_t ticks = ticks_before_reentry;
  const auto load_registers = [&] {
    f = frame_;
    next = f->code->start + f->next;
    top = f->top;
    slots = f->slots;
  };
  const auto store_registers = [&] {
    f->next = static_cast<std::uint32_t>(next - f->code->start);
    f->top = top;
  };
  load_registers();
  while (true) {
    if constexpr (Preemptible) {
      // Not before the first instruction, or the thread would make no progress.
      if (!std::exchange(at_first_instruction_, false)) {
        const bool is_point = (f->code->points[static_cast<std::size_t>(next - f->code->start)] & point_) != 0;
        if (is_point || --fuel_ == 0) {
          store_registers();
          return is_point ? Outcome::preempted : Outcome::requested;
        }
      }
    }
    const Instruction instruction = *next++;
    const std::uint32_t n = instruction.operand();
    using enum Opcode;
    switch (instruction.opcode()) {
      case nop_: continue;
      case pop_top_: --top; continue;
      case copy_:
        *top = *(top - n);
        ++top;
        continue;
      case swap_: std::swap(*(top - 1), *(top - n)); continue;
      case push_null_: *top++ = Value::undefined(); continue;
      case load_const_: *top++ = f->code->constants[n]; continue;

      case load_fast_:
        if (slots[n].is_undefined()) break;
        *top++ = slots[n];
        continue;
      case store_fast_: {
        const Value value = *(top - 1);
        if (wants_name(value)) break;
        --top;
        slots[n] = value;
        continue;
      }

      case load_cell_: {
        const Value value = static_cast<const Cell*>(slots[n].object())->value;
        if (value.is_undefined()) break;
        *top++ = value;
        continue;
      }
      case load_global_: {
        const CachedLookup* known = cached_at(next);
        if (known == nullptr) break;
        const Value value = cached_global(*known, *f->module);
        if (value.is_undefined()) break;
        *top++ = value;
        continue;
      }
      case store_global_: {
        const CachedLookup* known = cached_at(next);
        if (known == nullptr || known->kind != CachedLookup::Kind::global) break;
        const Value value = *(top - 1), old = cached_global(*known, *f->module);
        if (old.is_undefined() || wants_name(old) || wants_name(value)) break;
        --top;
        const_cast<NameTable::Place*>(known->place)->value = value;
        continue;
      }

      case load_attr_: {
        const Value object = *(top - 1);
        const CachedLookup* known = cached_at(next);
        if (known == nullptr || known->kind == CachedLookup::Kind::method || !object.is_object()) break;
        if (known->kind == CachedLookup::Kind::property) {
          store_registers();
          if (!enter_property(top - 1, *known)) break;
          load_registers();
          continue;
        }
        const Value value = cached_value(*known, *object.object());
        if (value.is_undefined()) break;
        *(top - 1) = value;
        continue;
      }
      case load_method_: {
        const Value object = *(top - 1);
        const CachedLookup* known = cached_at(next);
        if (known == nullptr || !object.is_object()) break;
        const Value value = cached_value(*known, *object.object());
        if (value.is_undefined()) break;
        *(top - 1) = value;
        *top++ = known->kind == CachedLookup::Kind::method ? object : Value::undefined();
        continue;
      }
      case store_attr_: {
        const Value object = *(top - 1), value = *(top - 2);
        const CachedLookup* known = cached_at(next);
        if (known == nullptr || !object.is_object() || wants_name(value)) break;
        Object& instance = *object.object();
        if (instance.type_tag() != TypeTag::instance || instance.cls()->version() != known->version) break;
        NameTable& own = static_cast<Instance&>(instance).attributes;
        NameTable::Place* place = own.at(known->index);
        if (place != nullptr && place->name == known->name && !place->value.get().is_undefined()) {
          place->value = value;
        } else {
          store_registers();
          vm_.heap().charge(sizeof(NameTable::Entry));
          own.set(f->code->names[n], value);
        }
        top -= 2;
        continue;
      }
      case load_subscr_: {
        const Value container = *(top - 2), index = *(top - 1);
        if (!is_plain_access(container, index)) break;
        store_registers();
        *(top - 2) = get_item(vm_, container, index);
        --top;
        continue;
      }
      case store_subscr_: {
        const Value container = *(top - 2), index = *(top - 1);
        if (!is_plain_access(container, index)) break;
        store_registers();
        set_item(vm_, container, index, *(top - 3));
        top -= 3;
        continue;
      }

      case binary_op_:
      case inplace_op_: {
        const Value a = *(top - 2), b = *(top - 1);
        if (a.is_int() && b.is_int()) {
          if (!small_ints::binary(static_cast<BinaryOp>(n), a, b, *(top - 2))) break;
        } else {
          double result = 0;
          if (is_float(a) && is_float(b) && float_binary(static_cast<BinaryOp>(n), a, b, result)) {
            store_registers();
            *(top - 2) = vm_.number(result);
          } else {
            const auto *left = as<Str>(a), *right = as<Str>(b);
            if (left == nullptr || right == nullptr || static_cast<BinaryOp>(n) != BinaryOp::add) break;
            if (left->cls() != right->cls() || left->cls()->in_python) break;
            store_registers();
            *(top - 2) = Value(vm_.joined(*left, *right, instruction.opcode() == inplace_op_));
          }
        }
        --top;
        continue;
      }
      case compare_op_: {
        const Value a = *(top - 2), b = *(top - 1);
        bool result = false;
        if (!a.is_int() || !b.is_int()) {
          if (!same_text(static_cast<CompareOp>(n), a, b, result)) break;
        } else {
          result = small_ints::compare(static_cast<CompareOp>(n), a, b);
        }
        --top;
        if constexpr (!Preemptible) {
          // A jump usually follows: fused with it, the result needs no test.
          const Opcode following = next->opcode();
          if (following == pop_jump_if_false_ || following == pop_jump_if_true_) {
            --top;
            const std::uint32_t target = next++->operand();
            if (result == (following == pop_jump_if_true_)) next = f->code->start + target;
            continue;
          }
        }
        *(top - 1) = Value::boolean(result);
        continue;
      }
      case is_op_:
        --top;
        *(top - 1) = Value::boolean((*(top - 1) == *top) != (n == 1));
        continue;

      case build_tuple_:
        if constexpr (!Preemptible) {
          // a, b = b, a
          if (next->opcode() == unpack_sequence_ && next->operand() == n) {
            std::reverse(top - n, top);
            ++next;
            continue;
          }
        }
        break;
      case unpack_sequence_: {
        const Value sequence = *(top - 1);
        const auto* tuple = as<Tuple>(sequence);
        if (tuple == nullptr || tuple->cls()->in_python || tuple->items.size() != n) break;
        --top;
        for (std::size_t i = n; i > 0; --i) *top++ = tuple->items[i - 1];
        continue;
      }

      case format_value_:
        if (n == 0 && is_text_or_int(*(top - 1))) continue;
        break;
      case build_string_:
        store_registers();
        build_string(n);
        top = f->top;
        continue;

      case jump_: next = f->code->start + n; continue;
      case jump_backward_:
        if (must_stop()) break;
        next = f->code->start + n;
        if (ticks_before_reentry != 0 && --ticks == 0) {
          store_registers();
          return std::nullopt;
        }
        continue;
      case pop_jump_if_false_:
      case pop_jump_if_true_: {
        const Value tested = *(top - 1);
        bool value = false;
        if (!plain_truth(tested, value)) {
          if (tested.object()->cls()->in_python || tested == vm_.not_implemented) break;
          store_registers();
          value = truthy(vm_, tested);
        }
        --top;
        if (value == (instruction.opcode() == pop_jump_if_true_)) next = f->code->start + n;
        continue;
      }
      case pop_jump_if_none_:
        if ((--top)->is_none()) next = f->code->start + n;
        continue;
      case for_iter_: {
        auto* iterator = as<Iterator>(*(top - 1));
        if (iterator == nullptr) break;
        store_registers();
        const Value item = next_of(*iterator, vm_);
        if (item.is_undefined()) {
          --top;
          next = f->code->start + n;
        } else {
          *top++ = item;
        }
        continue;
      }

      case call_: {
        Value* place = top - n - 2;
        if (must_stop() || !place->is_object()) break;
        store_registers();
        const TypeTag type_tag = place->object()->type_tag();
        if (type_tag == TypeTag::function) {
          if (!enter_function(place, n)) break;
        } else if (type_tag == TypeTag::native) {
          auto& native = *static_cast<Native*>(place->object());
          const bool has_self = !place[1].is_undefined();
          const std::span<const Value> arguments(place + (has_self ? 1 : 2), n + (has_self ? 1 : 0));
          f->call_depth = static_cast<std::size_t>(place - f->stack);
          if (finish_call(native.in_order == arguments.size() ? call_in_order(thread_, native, arguments)
                                                              : call_value(thread_, *place, arguments)))
            return outcome_;
        } else if (n == 1 && place->object() == vm_.classes.str && place[1].is_undefined() && is_text_or_int(place[2])) {
          *place = text_of(vm_, place[2]);
          f->top = place + 1;
        } else if (type_tag != TypeTag::cls || !enter_init(place, n, cached_at(next))) {
          break;
        }
        if (ticks_before_reentry != 0 && --ticks == 0) return std::nullopt;
        load_registers();
        continue;
      }
      case return_value_:
        if (!leave_function(*(top - 1))) break;
        load_registers();
        continue;
      default: break;
    }
    store_registers();
    if (execute_one(instruction)) return outcome_;
    load_registers();
  }
}

template std::optional<Outcome> Interpreter::execute<false>();
template std::optional<Outcome> Interpreter::execute<true>();

}  // namespace threadbox::script
