#include "script/machine/unwinding.h"

#include "script/machine/calls.h"
#include "script/machine/generator.h"
#include "script/machine/interpreter.h"
#include "script/machine/suggestions.h"
#include "script/machine/vm.h"
#include "script/values/conversion.h"
#include "script/values/critical_section.h"
#include "script/values/iteration.h"
#include "script/values/iterators.h"

#include <cassert>

namespace threadbox::script {

void Interpreter::entered(ReturnAction action, std::uint32_t operands) {
  frame_ = thread_.frame();
  frame_->action = action;
  frame_->operands = operands;
}

void Interpreter::leave_frame(Value result) {
  FramePtr done = thread_.frames.pop();
  frame_ = thread_.frame();
  if (done->generator != nullptr) {
    done->generator->leave(vm_, nullptr);
    if (done->action == ReturnAction::next) return end_iteration(result);
    throw Raised{stop_iteration(vm_, result)};
  }
  if (frame_ == nullptr) thread_.result = done->substitute.is_undefined() ? result : done->substitute;
  else deliver(*done, result);
  thread_.frames.keep(std::move(done));
}

void Interpreter::deliver(const Continuation& done, Value result) {
  Frame& f = *frame_;
  switch (done.action) {
    case ReturnAction::push: f.push(result); return;
    case ReturnAction::method:
      f.push(result);
      f.push(Value::undefined());
      return;
    case ReturnAction::binary:
      if (result == vm_.not_implemented) return try_next_operand(done.stage);
      [[fallthrough]];
    case ReturnAction::replace: break;
    case ReturnAction::discard: f.drop_to(f.depth() - done.operands); return;
    case ReturnAction::retry:
      f.peek(done.operands) = result;
      --f.next;
      return;
    case ReturnAction::truth:
      f.truth = Value::boolean(truth_of_result(result, done.operands != 0));
      --f.next;
      return;
    case ReturnAction::retry_instance:
      f.peek(done.operands) = done.substitute;
      --f.next;
      return;
    case ReturnAction::iterator:
      if (!is_iterator(vm_, result))
        vm_.raise("TypeError", "iter() returned non-iterator of type '" + vm_.type_name(result) + "'");
      break;
    case ReturnAction::instance:
      if (!result.is_none()) vm_.raise("TypeError", "__init__() should return None, not '" + vm_.type_name(result) + "'");
      [[fallthrough]];
    case ReturnAction::substitute: f.push(done.operands == 0 ? done.substitute : Value::none()); return;
    case ReturnAction::class_body:
      if (auto* cell = as<Cell>(result)) cell->value = done.substitute;
      return finish_class_body(done.substitute);
    case ReturnAction::next: return got_next(result);
    case ReturnAction::wait: thread_.take_operation_back(); throw BackInWait{};
  }
  f.drop_to(f.depth() - done.operands);
  f.push(result);
}

void Interpreter::finish_class_body(Value cls) {
  const Value result = finish_class(thread_, *as<Class>(cls));
  if (result.is_entered()) entered(ReturnAction::push, 0);
  else frame_->push(result);
}

/// Checks the result of __bool__ or __len__, and returns it as a condition.
bool Interpreter::truth_of_result(Value result, bool is_length) {
  if (is_length) return to_length(vm_, result) != 0;
  if (!result.is_bool()) vm_.raise("TypeError", "__bool__ should return bool, returned " + vm_.type_name(result));
  return result.is_true();
}

// --- generators and iteration

void Interpreter::make_generator() {
  FramePtr frame = thread_.frames.pop();
  frame_ = thread_.frame();
  auto* generator = vm_.heap().make<Generator>(vm_.classes.generator, vm_.intern(frame->code->code->name),
                                               vm_.intern(frame->code->code->qualified_name));
  generator->code = frame->code;
  frame->generator = generator;
  generator->frame = std::move(frame);
  deliver(*generator->frame, Value(generator));
}

void Interpreter::yield_value(Value value) {
  Frame& f = *frame_;
  const ReturnAction action = f.action;
  Generator& generator = *f.generator;
  FramePtr frame = thread_.frames.pop();
  frame_ = thread_.frame();
  generator.leave(vm_, std::move(frame));
  if (action == ReturnAction::next) got_next(value);
  else frame_->push(value);
}

void Interpreter::got_next(Value value) {
  if (current().opcode() == Opcode::for_iter_) frame_->push(value);
  else frame_->peek() = value;
}

void Interpreter::end_iteration(Value result) {
  const Instruction asks = current();
  frame_->pop();
  if (asks.opcode() != Opcode::for_iter_) frame_->peek() = result;
  frame_->next = asks.operand();
}

void Interpreter::advance(Value iterator, Value sent) {
  if (auto* generator = as<Generator>(iterator)) {
    if (generator->state == Generator::State::finished) return end_iteration(Value::none());
    resume_generator(thread_, *generator, sent);
    return entered(ReturnAction::next, 0);
  }
  if (const auto* stepper = as<Stepper>(iterator); stepper != nullptr && sent.is_none()) {
    const Value item = advance_stepper(thread_, *stepper);
    return item.is_undefined() ? end_iteration(Value::none()) : entered(ReturnAction::next, 0);
  }
  if (!sent.is_none()) {
    bool called = false;
    if (iterator.object()->cls()->in_python)
      called = special_call(iterator, vm_.intern("send"), {iterator, sent}, ReturnAction::next, 0);
    if (!called) vm_.raise("AttributeError", "'" + vm_.type_name(iterator) + "' object has no attribute 'send'");
    return;
  }
  if (auto* native = as<Iterator>(iterator)) {
    const Value next = native->next(vm_);
    return next.is_undefined() ? end_iteration(Value::none()) : got_next(next);
  }
  if (special_call(iterator, vm_.names.next, {iterator}, ReturnAction::next, 0)) return;
  vm_.raise("TypeError", "'" + vm_.type_name(iterator) + "' object is not an iterator");
}

void Interpreter::throw_into(Value iterator, Value exception) {
  // The generator is added to the traceback when the exception has left the iterator.
  {
    auto& object = *as<ExceptionObject>(exception);
    const CriticalSection section(vm_, object);
    if (!object.traceback.empty()) object.traceback.pop_back();
  }
  auto* generator = as<Generator>(iterator);
  const bool is_exit = vm_.is_instance(exception, vm_.exception_class("GeneratorExit"));
  if (is_exit || generator == nullptr || generator->cls() != vm_.classes.generator)
    return call_fallback(is_exit ? "close_delegate" : "throw_into_delegate", {iterator, exception}, ReturnAction::next, 0);
  throw_into_generator(thread_, *generator, exception);
  entered(ReturnAction::next, 0);
  throw Raised{std::exchange(thread_.injected, Value::undefined())};
}

// --- exceptions

/// Adds the current frame to the exception's traceback: for a MemoryError from the heap's reserve, or not at all if that is used up.
void Interpreter::note_place(ExceptionObject& exception, std::uint32_t at) {
  if (exception.is_last_resort) return;
  const auto note = [&] {
    vm_.heap().charge(sizeof(ExceptionObject::Place));
    const CriticalSection section(vm_, exception);
    exception.traceback.push_back({frame_->code, frame_->code->code->lines[at]});
  };
  try {
    note();
  } catch (const std::bad_alloc&) {
    if (!exception.cls()->is_subclass_of(vm_.exception_class("MemoryError"))) throw;
    const Heap::Reserve reserve(vm_.heap());
    try {
      note();
    } catch (const std::bad_alloc&) {
      // Without memory its traceback lacks this frame.
    }
  }
}

bool Interpreter::unwind(Value exception) {
  auto* object = as<ExceptionObject>(exception);
  assert(object != nullptr);
  frame_ = thread_.frame();
  bool reraised = std::exchange(reraising_, false);
  if (!reraised) set_context(*object, handled_exception(thread_));
  while (frame_ != nullptr) {
    const std::uint32_t at = frame_->next > 0 ? frame_->next - 1 : 0;
    if (!std::exchange(reraised, false)) {
      note_place(*object, at);
      if (object->failed_lookup) record_scope(vm_, *object, *frame_);
    }
    for (const ExceptionEntry& entry : frame_->code->code->exceptions) {
      if (at < entry.start || at >= entry.end) continue;
      frame_->truth = Value::undefined();
      frame_->drop_to(entry.depth);
      frame_->push(exception);
      frame_->next = entry.handler;
      return true;
    }
    const FramePtr left = thread_.frames.pop();
    frame_ = thread_.frame();
    const auto is_stop = [&] { return object->cls()->is_subclass_of(vm_.exception_class("StopIteration")); };
    if (left->generator != nullptr) {
      left->generator->leave(vm_, nullptr);
      // A StopIteration that leaves a generator's body is an error (PEP 479). The prelude's generators stand for iterators in C, which
      // may raise it.
      if (left->generator->cls() == vm_.classes.generator && left->code->depth == Code::whole_depth && is_stop()) {
        object = stopped_inside(vm_, *object);
        exception = Value(object);
        continue;
      }
    }
    if (left->action == ReturnAction::next && is_stop()) {
      end_iteration(stop_value(*object));
      return true;
    }
    if (left->action == ReturnAction::wait && frame_ != nullptr) {
      // The exception ends the wait as an interrupt does.
      interrupt_wait(thread_, exception);
      throw BackInWait{};
    }
  }
  thread_.uncaught = exception;
  return false;
}

// --- used by natives, too

Value handled_exception(const VmThread& thread) {
  for (const Frame* frame = thread.frame(); frame != nullptr; frame = frame->below)
    if (!frame->handled.is_none()) return frame->handled;
  return Value::none();
}

void set_context(ExceptionObject& exception, Value context) {
  if (context.is_none() || context == Value(&exception) || exception.is_last_resort) return;
  // The chain of contexts must not lead back to the exception: it is cut there, as in CPython. A cycle that the program, or a race, has
  // made elsewhere in it is detected with Floyd's two pointers.
  auto* slow = as<ExceptionObject>(context);
  bool moves = false;
  for (auto* at = slow; at != nullptr; at = as<ExceptionObject>(at->context.get())) {
    if (at->context == Value(&exception)) {
      at->context = Value::none();
      break;
    }
    if (std::exchange(moves, !moves)) slow = as<ExceptionObject>(slow->context.get());
    if (slow == nullptr || as<ExceptionObject>(at->context.get()) == slow) break;
  }
  exception.context = context;
}

void interrupt_wait(VmThread& thread, Value exception) noexcept {
  thread.take_operation_back();
  thread.interrupting = exception;
  thread.waiter().request(interrupt_request);
}

Value stop_iteration(Vm& vm, Value value) {
  return Value(
      vm.make_exception(vm.exception_class("StopIteration"), value.is_none() ? std::vector<Value>{} : std::vector<Value>{value}));
}

Value stop_value(const ExceptionObject& stop) {
  return stop.arguments->items.empty() ? Value::none() : stop.arguments->items.front();
}

Value exit_value(const ExceptionObject& exit) {
  return exit.arguments->items.size() > 1 ? Value(exit.arguments.get()) : stop_value(exit);
}

ExceptionObject* stopped_inside(Vm& vm, ExceptionObject& stop) {
  ExceptionObject* error = vm.make_exception(vm.exception_class("RuntimeError"), {vm.text("generator raised StopIteration")});
  const ElementSnapshot places(vm, stop, stop.traceback);
  error->traceback.assign(places.end() - 1, places.end());
  error->cause = Value(&stop);
  error->context = Value(&stop);
  error->suppress_context = true;
  return error;
}

Value resume_generator(VmThread& thread, Generator& generator, Value sent) {
  Vm& vm = thread.vm;
  using enum Generator::State;
  if (generator.state == created && !sent.is_none())
    vm.raise("TypeError", "can't send non-None value to a just-started generator");
  if (thread.frames.depth() >= vm.deepest()) vm.raise("RecursionError", "maximum recursion depth exceeded");
  const Generator::State before = generator.claim(vm);
  if (before == running) vm.raise("ValueError", "generator already executing");
  if (before == finished) throw Raised{stop_iteration(vm, Value::none())};
  Frame& frame = *generator.frame;
  if (before == suspended) frame.push(sent);
  frame.action = ReturnAction::push;
  thread.frames.push(std::move(generator.frame));
  return Value::entered();
}

Value advance_stepper(VmThread& thread, const Stepper& stepper) {
  if (stepper.source == nullptr) return call_value(thread, stepper.step, {});
  const Value item = stepper.source->next(thread.vm);
  return item.is_undefined() ? item : call_value(thread, stepper.step, {&item, 1});
}

void finish_generator(Vm& vm, Generator& generator) {
  const Generator::State before = generator.claim(vm);
  if (before == Generator::State::running) vm.raise("ValueError", "generator already executing");
  if (before != Generator::State::finished) generator.leave(vm, nullptr);
}

Value throw_into_generator(VmThread& thread, Generator& generator, Value exception) {
  using enum Generator::State;
  if (generator.state != suspended) {
    finish_generator(thread.vm, generator);
    throw Raised{exception};
  }
  resume_generator(thread, generator, Value::none());
  thread.injected = exception;
  return Value::entered();
}

}  // namespace threadbox::script
