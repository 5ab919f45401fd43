#pragma once

#include "script/objects.h"

#include <threadbox/sync/thread.h>

#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace threadbox::script {

class Vm;
class VmThread;

/// One activation of a code object. On the heap of C++, never on its stack, so that a Python call does not
/// recurse in C++ and a thread can be left and entered anywhere.
struct Frame {
  Frame(Code* frame_code, Module* home);

  void push(Value value) noexcept { *top++ = value; }
  Value pop() noexcept { return *--top; }
  [[nodiscard]] Value& peek(std::size_t from_top = 1) noexcept { return *(top - from_top); }
  [[nodiscard]] std::size_t depth() const noexcept { return static_cast<std::size_t>(top - stack); }
  void drop_to(std::size_t depth) noexcept { top = stack + depth; }
  /// Makes room for `count` more values than the code itself needs.
  void reserve(std::size_t count);
  void mark(Marker& marker) const;

  Code* code;
  Module* module;
  std::uint32_t next = 0;                ///< Index of the instruction to execute next.
  std::vector<Value> values;             ///< Slots, then the operand stack.
  Value* slots;
  Value* stack;
  Value* top;
  NameTable* names = nullptr;            ///< A class body's: where store_name goes.
  /// The class that a class body's frame makes; and of a constructor's: what the call results in.
  Value result_instead = Value::undefined();
  Class* built_class = nullptr;
  Value handled = Value::none();         ///< The exception that this frame is handling.
  std::size_t call_depth = 0;            ///< Where the stack is cut when the call under way has its result.
  bool is_constructor = false;           ///< An __init__: it must return None.
  bool discards_result = false;          ///< What it returns is not pushed: a setter.
  bool null_behind_result = false;       ///< "No self" is pushed behind its result: a property that is called.
};

/// One Python thread as the VM sees it. Runs wherever a runner drives it.
class VmThread {
 public:
  VmThread(Vm& owner, std::shared_ptr<Thread> core_thread) : vm(owner), thread(std::move(core_thread)) {}
  ~VmThread() { drop_operation(); }

  Waiter& waiter() noexcept { return thread->waiter(); }

  /// Turns a finished operation into the value that the call results in. May raise.
  using Finish = Value (*)(VmThread&, Operation&);

  /// Leaves an operation behind for the runner; the native returns the result.
  template <typename T, typename... Arguments>
  Value block(Finish finish, Arguments&&... arguments) {
    static_assert(sizeof(T) <= sizeof(storage_) && alignof(T) <= alignof(std::max_align_t));
    operation_ = new (storage_) T(std::forward<Arguments>(arguments)...);
    destroy_ = [](void* place) { static_cast<T*>(place)->~T(); };
    finish_ = finish;
    return Value::pending();
  }
  [[nodiscard]] Operation* operation() noexcept { return operation_; }
  /// The operation is done or has raised: ends it. Throws Raised.
  Value finish_operation(Progress progress);
  void drop_operation() noexcept;

  [[nodiscard]] Frame* frame() noexcept { return frames.empty() ? nullptr : frames.back().get(); }
  void mark(Marker& marker) const;

  Vm& vm;
  std::shared_ptr<Thread> thread;
  std::vector<std::unique_ptr<Frame>> frames;
  Value result = Value::none();          ///< Of the outermost frame, once finished.
  Value uncaught = Value::undefined();   ///< The exception that left the outermost frame.
  bool is_console = false;               ///< It runs what the user clicks and types.
  Value injected = Value::undefined();   ///< To be raised when the thread goes on: KeyboardInterrupt.

 private:
  alignas(std::max_align_t) std::byte storage_[256];
  Operation* operation_ = nullptr;
  void (*destroy_)(void*) = nullptr;
  Finish finish_ = nullptr;
};

}  // namespace threadbox::script
