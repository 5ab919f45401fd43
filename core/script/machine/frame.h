#pragma once

#include "script/values/callables.h"
#include "script/values/modules.h"

#include <threadbox/sync/blocking.h>
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

/// What is done with a frame's result in its caller. The operands that it replaces stay on the caller's stack until then, so that
/// the collector finds them.
enum class ReturnAction : std::uint8_t {
  push,  ///< It is pushed: a call.
  method,  ///< It is pushed, and "no self" after it: a property whose value is called.
  discard,  ///< It is dropped, together with the `operands` topmost values: a setter.
  replace,  ///< It replaces the `operands` topmost values: an operator.
  binary,  ///< replace, unless it is NotImplemented: then the other operand's method is called.
  retry,  ///< It replaces the value `operands` from the top, and the instruction is executed again.
  truth,  ///< It becomes Frame::truth, and the instruction is executed again.
  iterator,  ///< replace; it must be an iterator.
  substitute,  ///< `substitute` is pushed whatever it is; or None, if `operands` is not 0: an exec(), whose substitute are its locals.
  instance,  ///< substitute; it must be None: an __init__.
  retry_instance,  ///< retry with `substitute`: a class that is raised.
  class_body,  ///< `substitute`, the class, is completed and pushed.
  next,  ///< It is the next item for for_iter or send; a StopIteration ends the iteration.
  wait,  ///< It is dropped, and the thread goes on with the wait that it has left for this frame: a signal's handler.
};

/// Which operand's method of a binary operator or comparison is being called: a += b tries in_place, left, then right; right_first
/// comes before left if the right operand's class derives from the left one's.
enum class OperandStage : std::uint8_t { in_place, left, right, right_first };

/// How a frame's result is delivered to its caller.
struct Continuation {
  ReturnAction action = ReturnAction::push;
  OperandStage stage = OperandStage::left;  ///< Of ReturnAction::binary.
  std::uint32_t operands = 0;  ///< See ReturnAction.
  Value substitute = Value::undefined();  ///< See ReturnAction.
};

/// One activation of a code object. It is allocated on C++'s heap, not on its stack, so that a Python call does not recurse in C++ and
/// the interpreter can leave a thread anywhere and resume it. Its values follow it in the same allocation:
///
///     Frame | slots: parameters, locals, cells, free variables | operand stack ───►      | room for larger frames |
///           ^slots                                             ^stack        ^top (first free)                    ^capacity
///
/// All slots are initialized, unbound ones as undefined; the operand stack below `top` is, too. So slots..top is the range that the
/// collector marks. FrameStack rounds the capacity up, so that frames of similar size can reuse the memory.
/// Threads: the one whose stack it is on; a generator's suspended frame: the one that claims it.
/// Owns: nothing but `moved`; values are kept alive by marking.
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
  /// Makes room for `count` more values than the code itself needs, for a call with * or **. May move the values. Errors: std::bad_alloc.
  void reserve(std::size_t count);
  /// Its size, as charged to the heap.
  [[nodiscard]] std::size_t bytes() const noexcept { return sizeof(Frame) + capacity * sizeof(Value); }
  void mark(Marker& marker) const;

  Code* code;
  Module* module;
  Value* slots;  ///< Begin of the values.
  Value* stack;
  Value* top;
  Frame* below = nullptr;  ///< The caller's frame, while it is on a FrameStack.
  std::uint32_t next = 0;  ///< Index of the instruction to execute next.
  std::uint32_t capacity;  ///< Number of values that there is room for.
  NameTable* names = nullptr;  ///< A class body's names, for store_name.
  Generator* generator = nullptr;  ///< The generator whose frame it is, if any.
  Value handled = Value::none();  ///< The exception that this frame is handling.
  std::size_t call_depth = 0;  ///< Depth that the stack is cut to when the current call has its result.
  Value truth = Value::undefined();  ///< Result of the __bool__ or __len__ that the current instruction has called.
  std::unique_ptr<Value[]> moved;  ///< The values, once reserve() needed more room than there is after the frame.
};

using FramePtr = std::unique_ptr<Frame, FrameDeleter>;

/// The frames of one thread, innermost first. Keeps the memory of frames that have ended, for later ones.
/// Threads: the one whose frames they are; mark(): the collecting thread, while that one is stopped.
/// Owns:    its frames.
class FrameStack {
 public:
  /// `heap`: charged for the frames' memory.
  explicit FrameStack(Heap& heap) noexcept : heap_(heap) {}
  ~FrameStack();
  FrameStack(const FrameStack&) = delete;
  FrameStack& operator=(const FrameStack&) = delete;

  /// Makes a frame that is not on the stack yet; its slots are unbound. Errors: std::bad_alloc.
  FramePtr make(Code& code, Module& module) {
    const std::uint32_t size = code.frame_values / step, capacity = (size + 1) * step;
    void* place = size < sizes ? kept_[size] : nullptr;
    if (place != nullptr) kept_[size] = kept_[size]->below;
    else place = new_memory(sizeof(Frame) + capacity * sizeof(Value));
    return FramePtr(new (place) Frame(code, module, reinterpret_cast<Value*>(static_cast<Frame*>(place) + 1), capacity));
  }
  /// The innermost frame; null if there is none.
  [[nodiscard]] Frame* top() const noexcept { return top_; }
  /// The sum of the frames' Code::depth, which the recursion limit bounds.
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
  /// Keeps a popped frame's memory for later ones.
  void keep(FramePtr frame) noexcept {
    const std::uint32_t size = frame->capacity / step - 1;
    if (!keeps || frame->moved != nullptr || size >= sizes) return;
    frame->below = kept_[size];
    kept_[size] = frame.release();
  }
  void drop() noexcept { keep(pop()); }
  void mark(Marker& marker) const;

 private:
  // Capacities are multiples of `step` values; memory is kept for `sizes` of them, that of larger frames is freed.
  static constexpr std::uint32_t step = 8, sizes = 8;
#ifdef __SANITIZE_ADDRESS__
  static constexpr bool keeps = false;  // Frames are freed at once, so that ASan reports a use after the end.
#else
  static constexpr bool keeps = true;
#endif

  void* new_memory(std::size_t bytes);

  Heap& heap_;
  Frame* top_ = nullptr;
  std::size_t depth_ = 0;
  Frame* kept_[sizes] = {};  ///< Free lists by size, linked by `below`.
};

/// Thrown when a frame has ended for which the thread had left a wait, which goes on.
struct BackInWait {};

/// One Python thread as the VM sees it: its frames, and the operation that it waits in. It runs on whichever OS thread a runner drives
/// it on.
/// Threads: the OS thread that drives it; mark(): the collecting thread, while it is stopped.
/// Owns:    its frames and its operation; shares its core Thread.
class VmThread {
 public:
  VmThread(Vm& owner, std::shared_ptr<Thread> core_thread);
  ~VmThread() { drop_operations(); }

  Waiter& waiter() noexcept { return thread->waiter(); }

  /// Turns a finished operation into the result of the call. May raise.
  using Finish = Value (*)(VmThread&, Operation&);

  /// Makes an operation of type T for the runner to wait in. The native returns the result, Value::pending().
  template <typename T, typename... Arguments>
  Value block(Finish finish, Arguments&&... arguments) {
    static_assert(sizeof(T) <= sizeof(Storage) && alignof(T) <= alignof(std::max_align_t));
    operation_ = new (storage_->bytes) T(std::forward<Arguments>(arguments)...);
    destroy_ = [](void* place) { static_cast<T*>(place)->~T(); };
    finish_ = finish;
    return Value::pending();
  }
  [[nodiscard]] Operation* operation() noexcept { return operation_; }
  /// Destroys the operation, which is done or has raised, and returns the result of the call. Errors: Raised.
  Value finish_operation(Progress progress);
  void drop_operation() noexcept;
  /// Likewise, and those that were put aside, which are cancelled: for a thread that will not execute any more.
  void drop_operations() noexcept;

  /// Puts the pending operation aside, whose wait has been left, so that the frames of a handler can wait in others. Errors: std::bad_alloc.
  void put_operation_aside();
  /// Makes the operation that was put aside last the current one again. Its wait has to go on, with `pause`.
  void take_operation_back() noexcept;
  WaitPause pause;  ///< Of the current operation's wait.

  [[nodiscard]] Frame* frame() const noexcept { return frames.top(); }
  void mark(Marker& marker) const;

  Vm& vm;
  std::shared_ptr<Thread> thread;
  FrameStack frames;
  Value result = Value::none();  ///< The outermost frame's, once it has finished.
  Value uncaught = Value::undefined();  ///< The exception that left the outermost frame.
  std::vector<const Object*> inside_repr;  ///< Objects whose repr() is being computed in Python, for "[...]".
  bool is_console = false;  ///< Whether it is the Console thread.
  Value injected = Value::undefined();  ///< Raised when the thread is executed next: KeyboardInterrupt.
  /// What an interrupt request raises, in a wait as well; undefined: a KeyboardInterrupt.
  Value interrupting = Value::undefined();

 private:
  struct Storage {
    alignas(std::max_align_t) std::byte bytes[256];
  };
  /// An operation that was put aside; it stays in its place, and later ones are made in `next`.
  struct Aside {
    Operation* operation;
    void (*destroy)(void*);
    Finish finish;
    Storage* storage;
    WaitPause pause;
    std::unique_ptr<Storage> next;
  };
  Storage first_storage_;
  Storage* storage_ = &first_storage_;
  Operation* operation_ = nullptr;
  void (*destroy_)(void*) = nullptr;
  Finish finish_ = nullptr;
  std::vector<Aside> aside_;
};

}  // namespace threadbox::script
