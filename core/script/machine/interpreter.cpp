#include "script/machine/interpreter.h"

#include "script/machine/calls.h"
#include "script/machine/execution.h"
#include "script/machine/output.h"
#include "script/machine/requests.h"
#include "script/machine/unwinding.h"
#include "script/text/fuel.h"
#include "script/values/tables.h"

#include <algorithm>

namespace threadbox::script {

/// Unwinding and the handlers below may run out of memory themselves, so their exceptions are caught as well (raised_by): no C++
/// exception leaves this function.
Outcome Interpreter::run() {
  Value exception = Value::undefined();
  if (watch_ != nullptr) at_first_instruction_ = watch_->leaves_stand(thread_);
  if (recorder_ != nullptr && at_first_instruction_ && frame_ != nullptr && (points_here() & record_point) != 0)
    recorder_->note(thread_);
  while (true) {
    try {
      if (exception.is_undefined()) exception = std::exchange(thread_.injected, Value::undefined());
      if (!exception.is_undefined() && !unwind(exception)) return Outcome::finished;
      exception = Value::undefined();
      if (const auto outcome = (this->*execute_)()) {
        if (outcome != Outcome::preempted || switches_here()) return *outcome;
        if (--fuel_ == 0) return Outcome::requested;
        if (recorder_ != nullptr && (points_here() & record_point) != 0) recorder_->note(thread_);
        at_first_instruction_ = true;
      }
    } catch (const Raised& raised) {
      exception = raised.exception;
    } catch (const Interrupted&) {
      return Outcome::requested;
    } catch (const BackInWait&) {
      return Outcome::blocked;
    } catch (const NeedsFallback& need) {
      exception = raised_by([&] { call_fallback_of_instruction(need); });
    } catch (const std::bad_alloc&) {
      exception = out_of_memory(exception);
    } catch (const Error& error) {
      exception = raised_by([&] { throw Raised{vm_.exception_of(error)}; });
    }
  }
}

/// Whether another thread may go on before the next instruction, before which execute() has returned.
bool Interpreter::switches_here() {
  return (points_here() & switch_point_) != 0 && (watch_ == nullptr || watch_->stops(thread_));
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

/// Returns a MemoryError. `during`: the exception that was being unwound when memory ran out, or undefined; it becomes the context.
Value Interpreter::out_of_memory(Value during) noexcept {
  if (watch_ != nullptr) watch_->reaches(AccessWatch::Limit::memory);
  thread_.drop_operation();
  thread_.injected = during;  // Makes it a root for the collection.
  const Value error = vm_.out_of_memory(waiter_);
  thread_.injected = Value::undefined();
  frame_ = thread_.frame();
  if (!during.is_undefined()) set_context(*as<ExceptionObject>(error), during);
  return error;
}

/// Called before an instruction has changed anything. True: leave the loop; the instruction is executed again afterwards.
bool Interpreter::safepoint() {
  if (vm_.heap().wants_collection()) vm_.collect(thread_.waiter());
  const std::uint32_t requests = thread_.waiter().requests();
  if (requests == 0 || ((requests & ~deferred_requests) == 0 && frame_->code->is_c)) return false;
  --frame_->next;
  return true;
}

bool Interpreter::call(std::size_t first, std::size_t count, const Tuple* keyword_names) {
  Value* place = frame_->stack + first;
  Value callable = place[0];
  // Unpacks a bound method: its self goes into the place that is reserved for one.
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

/// Delivers the result of the call at call_depth on the stack. True: execution leaves with outcome_.
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
  if (Waiter::take_wakes()) record_line(thread_);  // So that the log says from where another thread was let go on.
  caller->drop_to(caller->call_depth);
  if (!result.is_entered()) {
    caller->push(result);
    return false;
  }
  frame_ = thread_.frame();
  // generator.throw() raises its exception in the generator's frame.
  if (!thread_.injected.is_undefined()) throw Raised{std::exchange(thread_.injected, Value::undefined())};
  return false;
}

/// Calls [f, self or undefined, tuple of arguments (, dict of keywords)], after spreading the arguments on the stack.
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

Outcome run(VmThread& thread, std::optional<Preemption> preemption, AccessWatch* watch) {
  return Interpreter(thread, preemption, watch).run();
}

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
