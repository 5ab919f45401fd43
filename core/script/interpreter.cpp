#include "script/interpreter.h"

#include "script/operators.h"

#include <algorithm>
#include <cassert>

namespace threadbox::script {

namespace {

Value operand_name(const Frame& frame, std::uint32_t index) { return Value(frame.code->names[index]); }

class Machine {
 public:
  explicit Machine(VmThread& thread) : thread_(thread), vm_(thread.vm), frame_(thread.frame()) {}

  Outcome run() {
    while (true) {
      Value exception;
      try {
        if (!thread_.injected.is_undefined())
          throw Raised{std::exchange(thread_.injected, Value::undefined())};
        return execute();
      } catch (const Raised& raised) {
        exception = raised.exception;
      } catch (const HeapExhausted&) {
        vm_.heap().collect();
        exception = vm_.memory_error;
      } catch (const Error& error) {
        exception = vm_.exception_of(error);
      }
      if (!unwind(exception)) return Outcome::finished;
    }
  }

 private:
  // --- helpers of instructions

  [[nodiscard]] Str* name(std::uint32_t index) const { return frame_->code->names[index]; }
  [[nodiscard]] const std::string& slot_name(std::uint32_t slot) const {
    return frame_->code->code->slot_names[slot];
  }
  [[nodiscard]] bool must_stop() const noexcept {
    return thread_.waiter().requests() != 0 || vm_.heap().wants_collection();
  }

  /// At a safepoint, before the instruction has done anything. True: leave, the instruction comes again.
  bool safepoint() {
    if (vm_.heap().wants_collection()) vm_.heap().collect();
    if (thread_.waiter().requests() == 0) return false;
    --frame_->next;
    return true;
  }

  void leave_frame(Value result) {
    Frame& done = *frame_;
    if (done.built_class != nullptr) {
      if (result.is_object())
        if (auto* cell = as<Cell>(result.object())) cell->value = Value(done.built_class);
      result = Value(done.built_class);
    } else if (!done.result_instead.is_undefined()) {
      if (!result.is_none() && done.is_constructor)
        vm_.raise("TypeError", "__init__() should return None, not '" + vm_.type_name(result) + "'");
      result = done.result_instead;
    }
    const bool discards = done.discards_result;
    thread_.frames.pop_back();
    frame_ = thread_.frame();
    if (frame_ == nullptr) thread_.result = result;
    else if (!discards) frame_->push(result);
  }

  /// Looks for a handler, frame by frame. False: there is none, and no frame is left.
  bool unwind(Value exception) {
    auto* object = as<ExceptionObject>(exception.object());
    assert(object != nullptr);
    frame_ = thread_.frame();
    bool reraised = frame_ != nullptr && std::exchange(reraising_, false);
    while (frame_ != nullptr) {
      const std::uint32_t at = frame_->next > 0 ? frame_->next - 1 : 0;
      if (!std::exchange(reraised, false))
        object->traceback.push_back({frame_->code->code, frame_->code->code->positions[at].line});
      for (const ExceptionEntry& entry : frame_->code->code->exceptions) {
        if (at < entry.start || at >= entry.end) continue;
        frame_->drop_to(entry.depth);
        frame_->push(exception);
        frame_->next = entry.handler;
        return true;
      }
      thread_.frames.pop_back();
      frame_ = thread_.frame();
    }
    thread_.uncaught = exception;
    return false;
  }

  /// The exception that is being handled around here, for a bare `raise` and for __context__.
  [[nodiscard]] Value handled() const {
    for (auto frame = thread_.frames.rbegin(); frame != thread_.frames.rend(); ++frame)
      if (!(*frame)->handled.is_none()) return (*frame)->handled;
    return Value::none();
  }

  [[noreturn]] void raise(Value value, Value cause, bool has_cause);
  Value load_global(Str* name);
  void store_global(Str* name, Value value);
  void format_value(std::uint32_t operand);
  void build_string(std::uint32_t count);
  void unpack(std::uint32_t before, std::uint32_t after, bool has_rest);
  void import_name(Str* name);
  void dict_merge(Dict& into, Value from, bool is_call);
  bool matches(Value exception, Value type);
  bool special_binary(BinaryOp op, Value a, Value b, bool in_place);
  bool special_compare(CompareOp op, Value a, Value b);
  bool special_call(const char* method, std::initializer_list<Value> arguments);
  void check_truth(Value value);
  bool call(std::size_t first, std::size_t count, const Tuple* keyword_names, Outcome& outcome);

  Outcome execute();

  VmThread& thread_;
  Vm& vm_;
  Frame* frame_;
  bool reraising_ = false;
};

constexpr const char* special_names[] = {"__add__", "__sub__", "__mul__", "__truediv__", "__floordiv__", "__mod__",
                                         "__pow__", "__lshift__", "__rshift__", "__and__", "__or__", "__xor__", "__matmul__"};
constexpr const char* compare_names[] = {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"};

void Machine::raise(Value value, Value cause, bool has_cause) {
  const auto instance_of = [this](Value type_or_instance) -> ExceptionObject* {
    if (!type_or_instance.is_object()) return nullptr;
    if (auto* cls = as<Class>(type_or_instance.object()))
      return cls->layout == Class::Layout::exception ? vm_.make_exception(cls, {}) : nullptr;
    return as<ExceptionObject>(type_or_instance.object());
  };
  ExceptionObject* exception = instance_of(value);
  if (exception == nullptr) vm_.raise("TypeError", "exceptions must derive from BaseException");
  if (has_cause) {
    if (!cause.is_none()) {
      ExceptionObject* because = instance_of(cause);
      if (because == nullptr) vm_.raise("TypeError", "exception causes must derive from BaseException");
      exception->cause = Value(because);
    }
    exception->suppress_context = true;
  }
  if (const Value context = handled(); !context.is_none() && context != Value(exception)) exception->context = context;
  throw Raised{Value(exception)};
}

Value Machine::load_global(Str* name) {
  if (const Value value = frame_->module->names.get(name); !value.is_undefined()) return value;
  if (const Value value = vm_.builtins->names.get(name); !value.is_undefined()) return value;
  if (thread_.is_console)
    if (const Value value = vm_.console_names.get(name); !value.is_undefined()) return value;
  vm_.raise("NameError", "name '" + name->text + "' is not defined");
}

void Machine::store_global(Str* name, Value value) {
  const bool in_program = frame_->module == vm_.main_module;
  if (in_program) unname_traced(thread_, frame_->module->names.get(name), name, value);
  frame_->module->names.set(name, value);
  if (in_program && value.is_object()) name_traced(thread_, value, name->text, true);
}

void Machine::format_value(std::uint32_t operand) {
  const std::string spec = (operand & 4) != 0 ? str(vm_, frame_->pop()) : std::string();
  Value value = frame_->pop();
  if ((operand & 3) == 1) value = vm_.text(str(vm_, value));
  if ((operand & 3) >= 2) value = vm_.text(repr(vm_, value));
  frame_->push(vm_.text(format(vm_, value, spec)));
}

void Machine::build_string(std::uint32_t count) {
  std::string text;
  for (std::uint32_t i = count; i > 0; --i) text += static_cast<Str*>(frame_->peek(i).object())->text;
  frame_->drop_to(frame_->depth() - count);
  frame_->push(vm_.text(std::move(text)));
}

void Machine::unpack(std::uint32_t before, std::uint32_t after, bool has_rest) {
  const Value iterable = frame_->pop();
  std::vector<Value> items;
  try {
    items = collect(vm_, iterable);
  } catch (const Raised& raised) {
    if (!vm_.is_instance(raised.exception, vm_.exception_class("TypeError"))) throw;
    vm_.raise("TypeError", "cannot unpack non-iterable " + vm_.type_name(iterable) + " object");
  }
  const std::size_t wanted = before + after;
  if (items.size() < wanted)
    vm_.raise("ValueError", std::string("not enough values to unpack (expected ") + (has_rest ? "at least " : "") +
                                std::to_string(wanted) + ", got " + std::to_string(items.size()) + ")");
  if (!has_rest && items.size() > wanted)
    vm_.raise("ValueError", "too many values to unpack (expected " + std::to_string(wanted) + ")");
  for (std::size_t i = 0; i < after; ++i) frame_->push(items[items.size() - 1 - i]);
  if (has_rest)
    frame_->push(Value(vm_.list({items.begin() + before, items.end() - static_cast<std::ptrdiff_t>(after)})));
  for (std::size_t i = before; i > 0; --i) frame_->push(items[i - 1]);
}

void Machine::import_name(Str* name) {
  const Value names = frame_->pop();
  Module* module = vm_.find_module(name->text);
  const bool internal = Vm::is_internal(name->text) && frame_->module == vm_.main_module;
  if (module == nullptr || name->text == "builtins" || internal)
    vm_.raise("ModuleNotFoundError", "No module named '" + name->text + "' (Threadbox has: " + vm_.module_names() + ")");
  if (names.is_none()) module = vm_.find_module(name->text.substr(0, name->text.find('.')));
  frame_->push(Value(module));
}

void Machine::dict_merge(Dict& into, Value from, bool is_call) {
  const auto* mapping = as<Dict>(from);
  if (mapping == nullptr)
    vm_.raise("TypeError", is_call ? "argument after ** must be a mapping, not " + vm_.type_name(from)
                                   : "'" + vm_.type_name(from) + "' object is not a mapping");
  for (const Dict::Entry& entry : mapping->entries()) {
    if (!entry.live) continue;
    if (is_call) {
      if (as<Str>(entry.key.object()) == nullptr) vm_.raise("TypeError", "keywords must be strings");
      if (into.find(vm_, entry.key) != nullptr)
        vm_.raise("TypeError", "got multiple values for keyword argument '" + str(vm_, entry.key) + "'");
    }
    into.set(vm_, entry.key, entry.value);
  }
}

bool Machine::matches(Value exception, Value type) {
  if (auto* tuple = as<Tuple>(type))
    return std::ranges::any_of(tuple->items, [&](Value item) { return matches(exception, item); });
  auto* cls = as<Class>(type);
  if (cls == nullptr || cls->layout != Class::Layout::exception)
    vm_.raise("TypeError", "catching classes that do not inherit from BaseException is not allowed");
  return vm_.is_instance(exception, cls);
}

/// Calls a special method of the program's own class, if it has one. The frame's result is the operator's.
bool Machine::special_call(const char* method, std::initializer_list<Value> arguments) {
  const Value self = *arguments.begin();
  const Value function = vm_.class_of(self)->lookup(vm_.intern(method));
  if (function.is_undefined() || as<Function>(function.object()) == nullptr) return false;
  call_value(thread_, function, std::span(arguments.begin(), arguments.size()));
  frame_ = thread_.frame();
  return true;
}

bool is_instance_object(Value value) noexcept {
  return as<Instance>(value) != nullptr;
}

bool Machine::special_binary(BinaryOp op, Value a, Value b, bool in_place) {
  const std::string plain = special_names[static_cast<std::size_t>(op)];
  if (is_instance_object(a)) {
    if (in_place && special_call(("__i" + plain.substr(2)).c_str(), {a, b})) return true;
    if (special_call(plain.c_str(), {a, b})) return true;
  }
  return is_instance_object(b) && special_call(("__r" + plain.substr(2)).c_str(), {b, a});
}

bool Machine::special_compare(CompareOp op, Value a, Value b) {
  return is_instance_object(a) && special_call(compare_names[static_cast<std::size_t>(op)], {a, b});
}

/// A condition that is an object with __bool__ or __len__ would need a call here.
void Machine::check_truth(Value value) {
  if (!is_instance_object(value)) return;
  for (const char* method : {"__bool__", "__len__"})
    if (!vm_.class_of(value)->lookup(vm_.intern(method)).is_undefined())
      vm_.raise("NotImplementedError", std::string("Threadbox cannot use ") + method + " of a class in a condition yet");
}

/// Calls what is at `first` on the stack, with the `count` values above "self or _" as arguments. True: execution
/// leaves with `outcome`.
bool Machine::call(std::size_t first, std::size_t count, const Tuple* keyword_names, Outcome& outcome) {
  Value* place = frame_->stack + first;
  Value callable = place[0];
  // A bound method puts its self where there is room for one.
  if (callable.is_object() && place[1].is_undefined()) {
    if (const auto* method = as<BoundMethod>(callable.object())) {
      place[1] = method->self;
      place[0] = callable = method->function;
    }
  }
  const bool has_self = !place[1].is_undefined();
  const std::span<const Value> arguments(place + (has_self ? 1 : 2), count + (has_self ? 1 : 0));
  Frame* caller = frame_;
  caller->call_depth = first;
  Value result = call_value(thread_, callable, arguments, keyword_names);
  if (result.is_pending()) {
    const Progress progress = thread_.operation()->poll(thread_.waiter());
    if (progress == Progress::pending) {
      record_line(thread_);
      outcome = Outcome::blocked;
      return true;
    }
    result = thread_.finish_operation(progress);
  }
  caller->drop_to(first);
  if (result.is_entered()) frame_ = thread_.frame();
  else caller->push(result);
  return false;
}

Outcome Machine::execute() {
  Outcome outcome{};
  while (true) {
    const Instruction instruction = frame_->code->code->instructions[frame_->next++];
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
        if (f.slots[n].is_undefined())
          vm_.raise("UnboundLocalError", "cannot access local variable '" + slot_name(n) + "' where it is not associated with a value");
        f.push(f.slots[n]);
        break;
      case store_fast_: {
        const Value value = f.pop();
        f.slots[n] = value;
        if (value.is_object()) name_traced(thread_, value, slot_name(n), false);
        break;
      }
      case delete_fast_:
        if (f.slots[n].is_undefined())
          vm_.raise("UnboundLocalError", "cannot access local variable '" + slot_name(n) + "' where it is not associated with a value");
        f.slots[n] = Value::undefined();
        break;
      case make_cell_: f.slots[n] = Value(vm_.heap().make<Cell>(vm_.classes.cell, f.slots[n])); break;
      case load_closure_: f.push(f.slots[n]); break;
      case load_cell_: {
        const Value value = static_cast<Cell*>(f.slots[n].object())->value;
        if (value.is_undefined()) {
          const bool own = n < f.code->code->slot_names.size() - f.code->code->free_count;
          if (own) vm_.raise("UnboundLocalError", "cannot access local variable '" + slot_name(n) + "' where it is not associated with a value");
          vm_.raise("NameError", "cannot access free variable '" + slot_name(n) + "' where it is not associated with a value in enclosing scope");
        }
        f.push(value);
        break;
      }
      case store_cell_: static_cast<Cell*>(f.slots[n].object())->value = f.pop(); break;
      case delete_cell_: static_cast<Cell*>(f.slots[n].object())->value = Value::undefined(); break;
      case load_global_: f.push(load_global(name(n))); break;
      case store_global_: {
        const Value value = f.pop();
        store_global(name(n), value);
        break;
      }
      case delete_global_:
        unname_traced(thread_, f.module->names.get(name(n)), name(n), Value::none());
        if (!f.module->names.erase(name(n))) vm_.raise("NameError", "name '" + name(n)->text + "' is not defined");
        break;
      case load_name_: {
        const Value own = f.names->get(name(n));
        f.push(own.is_undefined() ? load_global(name(n)) : own);
        break;
      }
      case store_name_: f.names->set(name(n), f.pop()); break;
      case delete_name_:
        if (!f.names->erase(name(n))) vm_.raise("NameError", "name '" + name(n)->text + "' is not defined");
        break;
      case load_name_or_cell_: {
        const Value own = f.names->get(vm_.intern(slot_name(n)));
        f.push(own.is_undefined() ? static_cast<Cell*>(f.slots[n].object())->value : own);
        break;
      }
      case annotate_: {
        const Value value = f.pop();
        Str* annotations = vm_.intern("__annotations__");
        Value dict = f.names->get(annotations);
        if (dict.is_undefined()) f.names->set(annotations, dict = Value(vm_.dict()));
        static_cast<Dict*>(dict.object())->set(vm_, operand_name(f, n), value);
        break;
      }

      case load_attr_: {
        const Value object = f.peek();
        bool needs_call = false;
        const Value value = find_attribute(thread_, object, name(n), needs_call);
        if (needs_call) {
          // A property: its getter's result is the attribute.
          f.pop();
          call_value(thread_, value, {{object}});
          frame_ = thread_.frame();
          break;
        }
        f.peek() = value;
        break;
      }
      case load_method_: {
        const Value object = f.peek();
        if (is_instance_object(object)) {
          // A plain method of the class needs no bound method.
          const auto* instance = static_cast<Instance*>(object.object());
          const Value found = instance->cls()->lookup(name(n));
          if (as<Function>(found) != nullptr &&
              instance->attributes.get(name(n)).is_undefined()) {
            f.peek() = found;
            f.push(object);
            break;
          }
        }
        bool needs_call = false;
        const Value value = find_attribute(thread_, object, name(n), needs_call);
        if (needs_call) {
          f.pop();
          // The getter's frame pushes what is called; push_null has to come behind it.
          call_value(thread_, value, {{object}});
          thread_.frames.back()->null_behind_result = true;
          frame_ = thread_.frame();
          break;
        }
        f.peek() = value;
        f.push(Value::undefined());
        break;
      }
      case store_attr_: {
        const Value object = f.pop();
        const Value value = f.pop();
        if (set_attribute(thread_, object, name(n), value)) frame_ = thread_.frame();
        break;
      }
      case delete_attr_: {
        const Value object = f.pop();
        delete_attribute(thread_, object, name(n));
        break;
      }
      case load_subscr_: {
        const Value index = f.pop();
        const Value container = f.pop();
        if (is_instance_object(container) && special_call("__getitem__", {container, index})) break;
        f.push(get_item(vm_, container, index));
        break;
      }
      case store_subscr_: {
        const Value index = f.pop();
        const Value container = f.pop();
        const Value value = f.pop();
        if (is_instance_object(container) && special_call("__setitem__", {container, index, value})) {
          frame_->discards_result = true;
          break;
        }
        set_item(vm_, container, index, value);
        break;
      }
      case delete_subscr_: {
        const Value index = f.pop();
        const Value container = f.pop();
        if (is_instance_object(container) && special_call("__delitem__", {container, index})) {
          frame_->discards_result = true;
          break;
        }
        delete_item(vm_, container, index);
        break;
      }
      case build_slice_: {
        const Value step = n == 3 ? f.pop() : Value::none();
        const Value stop = f.pop();
        f.peek() = Value(vm_.heap().make<Slice>(vm_.classes.slice, f.peek(), stop, step));
        break;
      }

      case unary_op_: {
        const Value operand = f.pop();
        const auto op = static_cast<UnaryOp>(n);
        if (op == UnaryOp::logical_not) check_truth(operand);
        else if (is_instance_object(operand) &&
                 special_call(op == UnaryOp::negative ? "__neg__" : op == UnaryOp::positive ? "__pos__" : "__invert__", {operand}))
          break;
        f.push(unary(vm_, op, operand));
        break;
      }
      case binary_op_:
      case inplace_op_: {
        const Value b = f.pop();
        const Value a = f.pop();
        const bool in_place = instruction.opcode() == inplace_op_;
        const auto op = static_cast<BinaryOp>(n);
        if (!(a.is_int() && b.is_int()) && special_binary(op, a, b, in_place)) break;
        f.push(binary(vm_, op, a, b, in_place));
        break;
      }
      case compare_op_: {
        const Value b = f.pop();
        const Value a = f.pop();
        const auto op = static_cast<CompareOp>(n);
        if (special_compare(op, a, b)) break;
        f.push(compare(vm_, op, a, b));
        break;
      }
      case is_op_: {
        const Value b = f.pop();
        f.peek() = Value::boolean((f.peek() == b) != (n == 1));
        break;
      }
      case contains_op_: {
        const Value container = f.pop();
        const Value item = f.pop();
        if (is_instance_object(container) && !vm_.class_of(container)->lookup(vm_.intern("__contains__")).is_undefined())
          vm_.raise("NotImplementedError", "Threadbox cannot use __contains__ of a class yet");
        f.push(Value::boolean(contains(vm_, container, item) != (n == 1)));
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
        Dict* set = vm_.heap().make<Dict>(vm_.classes.set);
        for (const Value* item = f.top - n; item != f.top; ++item) set->set(vm_, *item, Value::none());
        f.drop_to(f.depth() - n);
        f.push(Value(set));
        break;
      }
      case build_map_: {
        Dict* dict = vm_.dict();
        for (const Value* item = f.top - 2 * n; item != f.top; item += 2) dict->set(vm_, item[0], item[1]);
        f.drop_to(f.depth() - 2 * n);
        f.push(Value(dict));
        break;
      }
      case list_append_: {
        const Value value = f.pop();
        auto* list = static_cast<List*>(f.peek(n).object());
        vm_.heap().charge(*list, sizeof(Value));
        list->items.push_back(value);
        break;
      }
      case set_add_: {
        const Value value = f.pop();
        static_cast<Dict*>(f.peek(n).object())->set(vm_, value, Value::none());
        break;
      }
      case map_add_: {
        const Value value = f.pop();
        const Value key = f.pop();
        set_item(vm_, f.peek(n), key, value);
        break;
      }
      case list_extend_: {
        const std::vector<Value> items = collect(vm_, f.pop());
        auto* list = static_cast<List*>(f.peek(n).object());
        vm_.heap().charge(*list, items.size() * sizeof(Value));
        list->items.insert(list->items.end(), items.begin(), items.end());
        break;
      }
      case set_update_: {
        const std::vector<Value> items = collect(vm_, f.pop());
        for (const Value item : items) static_cast<Dict*>(f.peek(n).object())->set(vm_, item, Value::none());
        break;
      }
      case dict_update_:
      case dict_merge_: {
        const Value from = f.pop();
        dict_merge(*static_cast<Dict*>(f.peek(n).object()), from, instruction.opcode() == dict_merge_);
        break;
      }
      case list_to_tuple_: f.peek() = Value(vm_.tuple(static_cast<List*>(f.peek().object())->items)); break;
      case format_value_: format_value(n); break;
      case build_string_: build_string(n); break;
      case unpack_sequence_: unpack(n, 0, false); break;
      case unpack_ex_: unpack(n & 0xfff, n >> 12, true); break;

      case jump_: f.next = n; break;
      case jump_backward_:
        if (must_stop() && safepoint()) return Outcome::requested;
        f.next = n;
        break;
      case pop_jump_if_false_: {
        const Value value = f.pop();
        check_truth(value);
        if (!truthy(vm_, value)) f.next = n;
        break;
      }
      case pop_jump_if_true_: {
        const Value value = f.pop();
        check_truth(value);
        if (truthy(vm_, value)) f.next = n;
        break;
      }
      case pop_jump_if_none_:
        if (f.pop().is_none()) f.next = n;
        break;
      case jump_if_false_or_pop_:
      case jump_if_true_or_pop_:
        check_truth(f.peek());
        if (truthy(vm_, f.peek()) == (instruction.opcode() == jump_if_true_or_pop_)) f.next = n;
        else f.pop();
        break;
      case get_iter_: f.peek() = iterate(vm_, f.peek()); break;
      case for_iter_: {
        const Value next = static_cast<Iterator*>(f.peek().object())->next(vm_);
        if (next.is_undefined()) {
          f.pop();
          f.next = n;
        } else {
          f.push(next);
        }
        break;
      }

      case call_:
        if (must_stop() && safepoint()) return Outcome::requested;
        if (call(f.depth() - n - 2, n, nullptr, outcome)) return outcome;
        break;
      case call_kw_: {
        if (must_stop() && safepoint()) return Outcome::requested;
        const auto* names = static_cast<Tuple*>(f.peek().object());
        // The names stay on the stack, above the arguments: they must live through the call.
        if (call(f.depth() - n - 3, n, names, outcome)) return outcome;
        break;
      }
      case call_ex_: {
        if (must_stop() && safepoint()) return Outcome::requested;
        std::vector<Value> names;
        const std::size_t first = f.depth() - (n != 0 ? 4 : 3);
        std::vector<Value> arguments = static_cast<Tuple*>(f.stack[first + 2].object())->items;
        if (n != 0) {
          for (const Dict::Entry& entry : static_cast<Dict*>(f.peek().object())->entries()) {
            if (!entry.live) continue;
            names.push_back(entry.key);
            arguments.push_back(entry.value);
          }
        }
        const Tuple* keyword_names = names.empty() ? nullptr : vm_.tuple(std::move(names));
        f.drop_to(first + 2);
        f.reserve(arguments.size() + 1);
        for (const Value argument : arguments) f.push(argument);
        if (keyword_names != nullptr) f.push(Value(const_cast<Tuple*>(keyword_names)));
        if (call(first, arguments.size(), keyword_names, outcome)) return outcome;
        break;
      }
      case make_function_: {
        auto* function = vm_.heap().make<Function>(vm_.classes.function, static_cast<Code*>(f.pop().object()), f.module);
        const CodeObject& code = *function->code->code;
        function->name = vm_.intern(code.name);
        function->qualified_name = vm_.intern(code.qualified_name);
        if ((n & part_closure) != 0) function->closure = static_cast<Tuple*>(f.pop().object());
        if ((n & part_kwdefaults) != 0) function->keyword_defaults = static_cast<Dict*>(f.pop().object());
        if ((n & part_defaults) != 0) function->defaults = static_cast<Tuple*>(f.pop().object());
        f.push(Value(function));
        break;
      }
      case return_value_: {
        const bool null_behind = f.null_behind_result;
        leave_frame(f.pop());
        if (frame_ == nullptr) return Outcome::finished;
        if (null_behind) frame_->push(Value::undefined());
        break;
      }
      case load_build_class_: f.push(vm_.build_class); break;

      case raise_: {
        if (n == 0) {
          const Value current = handled();
          if (current.is_none()) vm_.raise("RuntimeError", "No active exception to reraise");
          throw Raised{current};
        }
        const Value cause = n == 2 ? f.pop() : Value::none();
        const Value value = f.pop();
        raise(value, cause, n == 2);
      }
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
        throw Raised{exception};
      }
      case load_assertion_error_: f.push(Value(vm_.exception_class("AssertionError"))); break;
      case load_with_methods_: {
        const Value manager = f.pop();
        for (const char* method : {"__exit__", "__enter__"}) {
          const Value found = vm_.class_of(manager)->lookup(vm_.intern(method));
          if (found.is_undefined())
            vm_.raise("TypeError", "'" + vm_.type_name(manager) + "' object does not support the context manager protocol" +
                                       (std::string_view(method) == "__exit__" ? " (missed __exit__ method)" : ""));
          f.push(found);
          f.push(manager);
        }
        break;
      }
      case with_except_start_: {
        // [exit, self, previously handled, exc] and the call above it, which leaves its result there.
        const Value exception = f.peek();
        const Value arguments[] = {f.peek(3), Value(vm_.class_of(exception)), exception, Value::none()};
        const std::size_t first = f.depth();
        f.reserve(6);
        f.push(f.peek(4));
        for (const Value argument : arguments) f.push(argument);
        if (call(first, 3, nullptr, outcome)) return outcome;
        break;
      }

      case return_generator_:
      case yield_value_:
      case get_yield_from_iter_:
      case send_: vm_.raise("NotImplementedError", "Threadbox has no generators yet");

      case import_name_: import_name(name(n)); break;
      case import_from_: {
        const auto* module = static_cast<Module*>(f.peek().object());
        const Value value = module->names.get(name(n));
        if (value.is_undefined())
          vm_.raise("ImportError", "cannot import name '" + name(n)->text + "' from '" + module->name + "'");
        f.push(value);
        break;
      }
      case print_expr_: {
        const Value value = f.pop();
        if (value.is_none()) break;
        write(thread_, repr(vm_, value) + "\n");
        f.module->names.set(vm_.intern("_"), value);
        break;
      }
    }
  }
}

}  // namespace

Outcome run(VmThread& thread) { return Machine(thread).run(); }

void resume(VmThread& thread, Progress progress) {
  Frame& frame = *thread.frame();
  try {
    const Value result = thread.finish_operation(progress);
    frame.drop_to(frame.call_depth);
    frame.push(result);
  } catch (const Raised& raised) {
    thread.injected = raised.exception;
  }
}

void write(VmThread& thread, std::string_view text, OutputStream stream) {
  if (text.empty()) return;
  Waiter& self = thread.waiter();
  record(self, EventKind::output, 0, intern(self, text), static_cast<std::uint8_t>(stream));
}

void record_line(VmThread& thread) {
  for (auto at = thread.frames.rbegin(); at != thread.frames.rend(); ++at) {
    const Frame& frame = **at;
    const CodeObject& code = *frame.code->code;
    if (code.filename.starts_with("<threadbox")) continue;  // The prelude is none of the learner's lines.
    const std::uint32_t line = code.positions[frame.next > 0 ? frame.next - 1 : 0].line;
    Waiter& self = thread.waiter();
    record(self, EventKind::line, 0, intern(self, code.name), 0, static_cast<std::uint16_t>(std::min(line, 65535U)));
    return;
  }
}

}  // namespace threadbox::script
