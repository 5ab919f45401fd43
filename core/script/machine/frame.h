#pragma once

#include "script/values/callables.h"
#include "script/values/modules.h"

#include <threadbox/sync/thread.h>

#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace threadbox::script {

class Generator;
class Vm;
class VmThread;

struct Frame;

struct FrameDeleter {
  void operator()(Frame* frame) const noexcept;
};

/// What becomes of a frame's result in its caller. What it takes the place of stays on the caller's stack until then.
enum class ReturnAction : std::uint8_t {
  push,        ///< It is pushed: a call.
  method,      ///< It is pushed, with "no self" behind: a property that is called.
  discard,     ///< It is dropped, with the `operands` topmost values: a setter.
  replace,     ///< It takes the place of the `operands` topmost values: an operator.
  binary,      ///< replace, unless it is NotImplemented: the other operand is asked.
  retry,       ///< It takes the place of the value `operands` from the top, and the instruction comes again.
  truth,       ///< It says whether a condition is true, and the instruction comes again.
  iterator,    ///< replace, and it must be an iterator.
  substitute,     ///< `substitute` is pushed whatever it is.
  instance,    ///< substitute, and it must be None: an __init__.
  retry_instance,  ///< retry with `substitute`: a class that is raised.
  class_body,  ///< `substitute` is pushed: the class.
  next,        ///< It is the next value for for_iter or send; a StopIteration ends the iteration.
};

/// Which operand of an operator has been asked.
enum class OperandStage : std::uint8_t { in_place, left, right, right_first };

/// What becomes of a result in the caller.
struct Continuation {
  ReturnAction action = ReturnAction::push;
  OperandStage stage = OperandStage::left;           ///< Of ReturnAction::binary.
  std::uint32_t operands = 0;          ///< See ReturnAction.
  Value substitute = Value::undefined();  ///< See ReturnAction.
};

/// One activation of a code object. On the heap of C++, never on its stack, so that a Python call does not
/// recurse in C++ and a thread can be left and entered anywhere. Its values lie behind it, in the same piece of memory;
/// made by FrameStack alone.
struct Frame : Continuation {
  Frame(Code& frame_code, Module& home, Value* values, std::uint32_t room) noexcept
      : code(&frame_code), module(&home), slots(values), stack(values + frame_code.slot_count), top(stack), capacity(room) {
    std::uninitialized_fill(slots, stack, Value::undefined());
  }

  void push(Value value) noexcept { *top++ = value; }
  Value pop() noexcept { return *--top; }
  [[nodiscard]] Value& peek(std::size_t from_top = 1) noexcept { return *(top - from_top); }
  [[nodiscard]] std::size_t depth() const noexcept { return static_cast<std::size_t>(top - stack); }
  void drop_to(std::size_t depth) noexcept { top = stack + depth; }
  /// Makes room for `count` more values than the code itself needs.
  void reserve(std::size_t count);
  /// What it takes, for the heap's account.
  [[nodiscard]] std::size_t bytes() const noexcept { return sizeof(Frame) + capacity * sizeof(Value); }
  void mark(Marker& marker) const;

  Code* code;
  Module* module;
  Value* slots;                          ///< Slots, then the operand stack.
  Value* stack;
  Value* top;
  Frame* below = nullptr;                ///< Its caller's, as long as it is a thread's.
  std::uint32_t next = 0;                ///< Index of the instruction to execute next.
  std::uint32_t capacity;                ///< Of the values behind it.
  NameTable* names = nullptr;            ///< A class body's: where store_name goes.
  Generator* generator = nullptr;        ///< Whose frame it is.
  Value handled = Value::none();         ///< The exception that this frame is handling.
  std::size_t call_depth = 0;            ///< Where the stack is cut when the call under way has its result.
  Value truth = Value::undefined();      ///< Of the condition that the current instruction tests, once it is known.
  std::unique_ptr<Value[]> moved;        ///< Where the values are, when they need more room than there is behind it.
};

using FramePtr = std::unique_ptr<Frame, FrameDeleter>;

/// The frames of one thread, and the memory of those that have ended, for those to come.
/// Threads: the one whose frames they are; marking, any while that one stands still.
class FrameStack {
 public:
  /// `heap`: where they are charged.
  explicit FrameStack(Heap& heap) noexcept : heap_(heap) {}
  ~FrameStack();
  FrameStack(const FrameStack&) = delete;
  FrameStack& operator=(const FrameStack&) = delete;

  /// A frame that is on no stack yet; its slots are unbound. Errors: std::bad_alloc.
  FramePtr make(Code& code, Module& module) {
    const std::uint32_t size = code.frame_values / step, capacity = (size + 1) * step;
    void* place = size < sizes ? kept_[size] : nullptr;
    if (place != nullptr) kept_[size] = kept_[size]->below;
    else place = new_memory(sizeof(Frame) + capacity * sizeof(Value));
    return FramePtr(new (place) Frame(code, module, reinterpret_cast<Value*>(static_cast<Frame*>(place) + 1), capacity));
  }
  /// The innermost frame; null when there is none. The others are below it.
  [[nodiscard]] Frame* top() const noexcept { return top_; }
  /// Of all frames together: Code::depth.
  [[nodiscard]] std::size_t depth() const noexcept { return depth_; }
  Frame& push(FramePtr frame) noexcept {
    frame->below = top_;
    depth_ += frame->code->depth;
    return *(top_ = frame.release());
  }
  FramePtr pop() noexcept {
    FramePtr frame(top_);
    top_ = frame->below;
    depth_ -= frame->code->depth;
    return frame;
  }
  /// Keeps a frame's memory.
  void keep(FramePtr frame) noexcept {
    const std::uint32_t size = frame->capacity / step - 1;
    if (!keeps || frame->moved != nullptr || size >= sizes) return;
    frame->below = kept_[size];
    kept_[size] = frame.release();
  }
  void drop() noexcept { keep(pop()); }
  void mark(Marker& marker) const;

 private:
  // Frames that differ by less than a step of values use the same memory; what is larger goes back to the system.
  static constexpr std::uint32_t step = 8, sizes = 8;
#ifdef __SANITIZE_ADDRESS__
  static constexpr bool keeps = false;  // Each frame by itself, so that a use after its end is seen.
#else
  static constexpr bool keeps = true;
#endif

  void* new_memory(std::size_t bytes);

  Heap& heap_;
  Frame* top_ = nullptr;
  std::size_t depth_ = 0;
  Frame* kept_[sizes] = {};  ///< Of each size, linked by `below`.
};

/// One Python thread as the VM sees it. Runs wherever a runner drives it.
class VmThread {
 public:
  VmThread(Vm& owner, std::shared_ptr<Thread> core_thread);
  ~VmThread() { drop_operation(); }

  Waiter& waiter() noexcept { return thread->waiter(); }

  /// ThreadGate a finished operation into the value that the call results in. May raise.
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

  [[nodiscard]] Frame* frame() const noexcept { return frames.top(); }
  void mark(Marker& marker) const;

  Vm& vm;
  std::shared_ptr<Thread> thread;
  FrameStack frames;
  Value result = Value::none();          ///< Of the outermost frame, once finished.
  Value uncaught = Value::undefined();   ///< The exception that left the outermost frame.
  std::vector<const Object*> inside_repr;  ///< What repr() is under way of, in Python.
  bool is_console = false;               ///< It runs what the user clicks and types.
  Value injected = Value::undefined();   ///< To be raised when the thread goes on: KeyboardInterrupt.

 private:
  alignas(std::max_align_t) std::byte storage_[256];
  Operation* operation_ = nullptr;
  void (*destroy_)(void*) = nullptr;
  Finish finish_ = nullptr;
};

}  // namespace threadbox::script
