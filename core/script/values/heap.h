#pragma once

#include "script/values/cells.h"
#include "script/values/value.h"

#include <threadbox/park/detail/small_guard.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <new>
#include <span>
#include <utility>
#include <vector>

namespace threadbox {
class SyncObject;
}

namespace threadbox::script {

class Marker;
class NameTable;
class Class;

/// Which C++ class an object is of, so that as<T>() need not ask the compiler's type information.
/// A class of the program that derives from list makes objects of that type_tag, too.
enum class TypeTag : std::uint8_t {
  other,
  str,
  float_,
  big_int,
  tuple,
  list,
  dict,
  set,
  view,
  range,
  slice,
  iterator,
  generator,
  stepper,
  cell,
  module,
  code,
  function,
  native,
  bound_method,
  descriptor,
  super,
  cls,
  traceback,
  instance,
  exception,  // Instances are last: is_instance().
};

/// Anything on the heap. Which Python type it is, its class says.
class Object {
 public:
  explicit Object(Class* cls, TypeTag type_tag = TypeTag::other) noexcept : cls_(cls), type_tag_(type_tag) {}
  virtual ~Object() = default;
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  [[nodiscard]] Class* cls() const noexcept { return cls_; }
  void set_class(Class* cls) noexcept { cls_ = cls; }
  [[nodiscard]] TypeTag type_tag() const noexcept { return type_tag_; }

  /// Who holds it has the object to itself, where threads run at the same time: see CriticalSection.
  [[nodiscard]] SmallGuard& guard() const noexcept { return guard_; }

  /// Marks everything that it refers to, beside its class.
  virtual void mark_children(Marker& marker) const = 0;
  /// What it has outside of its cell, for the heap's account. Asked while no other thread executes.
  [[nodiscard]] virtual std::size_t outside_bytes() const noexcept { return 0; }
  /// The primitive or thread that it is to the trace; null for most.
  [[nodiscard]] virtual SyncObject* sync() const noexcept { return nullptr; }
  /// Its own attributes, __dict__ in Python; null when it cannot have any.
  [[nodiscard]] virtual NameTable* own_attributes() noexcept { return nullptr; }

 private:
  friend class Heap;
  friend class Marker;
  Class* cls_;
  std::size_t bytes_ = 0;  ///< Its cell.
  mutable SmallGuard guard_;
  std::uint8_t marked_ = 0;  ///< See Marker.
  const TypeTag type_tag_;
};

/// Collects what is reachable. Iterative, so that a deep structure does not exhaust the stack.
/// A mark is the number of the collection: what an earlier one has left, or one that was not done to its end, means nothing.
class Marker {
 public:
  void mark(Value value) {
    if (value.is_object()) mark(value.object());
  }
  void mark(Object* object) {
    if (object == nullptr || object->marked_ == mark_) return;
    object->marked_ = mark_;
    if (object->type_tag_ == TypeTag::str) return mark_str(*object);
    pending_.push_back(object);
  }
  void mark(std::span<const Value> values) {
    // What they lead to is all over the memory, and comes while those before it are marked.
    constexpr std::size_t ahead = 8;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i + ahead < values.size() && values[i + ahead].is_object()) __builtin_prefetch(values[i + ahead].object(), 1);
      if (i % between_looks == between_looks - 1 && must_stop()) return;
      mark(values[i]);
    }
  }
  /// What a root has that no object answers for, for the heap's account.
  void count(std::size_t bytes) noexcept { outside_bytes_ += bytes; }

 private:
  friend class Heap;
  static constexpr std::size_t between_looks = 4096;

  explicit Marker(std::uint8_t mark) noexcept : mark_(mark) {}
  void mark_str(Object& str);
  /// False: the thread shall stop, and not all is marked.
  bool run();
  [[nodiscard]] bool must_stop() noexcept;
  const std::uint8_t mark_;
  bool stopped_ = false;
  std::size_t outside_bytes_ = 0;
  std::vector<Object*> pending_;
};

/// Thrown when a run wants more memory than it may have. A handler of it is one of std::bad_alloc, which the
/// system and the containers of C++ throw: both are MemoryError.
struct HeapExhausted : std::bad_alloc {
  [[nodiscard]] const char* what() const noexcept override { return "the heap's limit"; }
};

/// Fault injection, for tests: which of a run's allocations are refused, of those that are charged to its heap or,
/// where a test has replaced operator new, of all. Threads: any, once it is set up.
class AllocationFaults {
 public:
  /// Refuses `count` allocations, from number `first` on; the first is 1. `of_program`: counted from the first one that
  /// comes after the program's own code has begun, not from the run's beginning.
  AllocationFaults(std::uint64_t first, std::uint64_t count, bool of_program) noexcept
      : first_(first), count_(count), counts_(!of_program) {}

  /// The program's own code begins.
  void begin_program() noexcept {
    if (!ceased_.load(std::memory_order_relaxed)) counts_.store(true, std::memory_order_relaxed);
  }
  /// From now on nothing is refused.
  void cease() noexcept {
    ceased_.store(true, std::memory_order_relaxed);
    counts_.store(false, std::memory_order_relaxed);
  }
  /// One more allocation is asked for: whether it is refused.
  bool next() noexcept {
    if (!counts_.load(std::memory_order_relaxed)) return false;
    const std::uint64_t number = seen_.fetch_add(1, std::memory_order_relaxed) + 1;
    if (number < first_ || number - first_ >= count_) return false;
    refused_.fetch_add(1, std::memory_order_relaxed);
    return true;
  }
  [[nodiscard]] std::uint64_t seen() const noexcept { return seen_.load(std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t refused() const noexcept { return refused_.load(std::memory_order_relaxed); }

 private:
  const std::uint64_t first_, count_;
  std::atomic<bool> counts_, ceased_{false};
  std::atomic<std::uint64_t> seen_{0}, refused_{0};
};

/// The objects of one run: precise, stop-the-world mark and sweep.
/// Collection happens at safepoints only, where no native is under way: every live value is then in a frame,
/// a module, or another object, so C++ code may hold values in local variables without telling anybody.
/// Threads: the one that holds the GIL; without it, any that has an AllocationBuffer. collect: see StopTheWorld.
class Heap {
 public:
  using MarkRoots = std::function<void(Marker&)>;

  /// What one thread has of a heap that many use at once: cells to make objects in, and bytes that it may use without
  /// asking. Made by the thread itself, for as long as it executes; of a heap that is not shared there is one, which
  /// goes with the GIL.
  class AllocationBuffer {
   public:
    explicit AllocationBuffer(Heap& heap);
    ~AllocationBuffer();
    AllocationBuffer(const AllocationBuffer&) = delete;
    AllocationBuffer& operator=(const AllocationBuffer&) = delete;

   private:
    friend class Heap;
    Heap& heap_;
    Cells cells_;
    std::size_t budget_ = 0;  ///< Counted in Heap::used_ already.
  };

  /// Beyond the limit, for as long as one lives: what the report of a MemoryError needs, of which nothing is left. As much
  /// is there when more than the limit is in use: containers are charged by an estimate, which a collection sets right.
  class Reserve {
   public:
    explicit Reserve(Heap& heap) noexcept : heap_(heap) {
      if (heap_.reserves_.fetch_add(1, std::memory_order_relaxed) == 0)
        heap_.reserve_base_.store(std::max(heap_.limit_, heap_.used_bytes()), std::memory_order_relaxed);
    }
    ~Reserve() { heap_.reserves_.fetch_sub(1, std::memory_order_relaxed); }
    Reserve(const Reserve&) = delete;
    Reserve& operator=(const Reserve&) = delete;

   private:
    Heap& heap_;
  };
  static constexpr std::size_t reserve_bytes = std::size_t{64} << 10;

  /// `shared`: threads make objects in it at the same time. `faults`: null but in tests.
  Heap(std::size_t limit_bytes, MarkRoots mark_roots, bool shared = false, AllocationFaults* faults = nullptr);
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  /// Errors: HeapExhausted.
  template <typename T, typename... Arguments>
  T* make(Arguments&&... arguments) {
    return make_with_room<T>(0, std::forward<Arguments>(arguments)...);
  }

  /// An object with `room` bytes behind it. Errors: HeapExhausted.
  template <typename T, typename... Arguments>
  T* make_with_room(std::size_t room, Arguments&&... arguments) {
    if (room > most_budget) check_room(room);
    const std::size_t bytes = sizeof(T) + room;
    charge(bytes);
    Cells& cells = buffer().cells_;
    void* place = cells.peek(bytes);
    T* object = new (place) T(std::forward<Arguments>(arguments)...);
    assert(static_cast<Object*>(object) == place);  // The sweep finds it there.
    cells.commit();
    object->bytes_ = bytes;
    return object;
  }

  /// Counts `bytes` that an object is about to have outside of its cell, until the next collection asks it how many it has.
  /// Errors: HeapExhausted.
  void charge(std::size_t bytes) {
    std::size_t& budget = buffer().budget_;
    if (bytes <= budget) budget -= bytes;
    else refill_budget(budget, bytes);
  }

  /// Errors: HeapExhausted when `bytes` more would be too much.
  void check_room(std::size_t bytes) const {
    const std::size_t most = limit();
    if (bytes > most || used_bytes() > most - bytes) throw HeapExhausted{};
  }

  /// A collection is worth its while, or another thread waits to make one. Looked at on calls and backward jumps.
  [[nodiscard]] bool wants_collection() const noexcept { return wanted_.load(std::memory_order_relaxed); }
  /// From now on until the next collection has been made, every thread hears that one is wanted.
  void call_for_collection() noexcept { wanted_.store(true, std::memory_order_relaxed); }
  /// No other thread executes meanwhile. Leaves off, and frees nothing, as soon as the thread is asked to stop, and when there
  /// is no memory for what has to be marked.
  void collect() noexcept;

  [[nodiscard]] bool shared() const noexcept { return shared_; }
  /// What objects have, and what threads have taken ahead: some kilobytes each.
  [[nodiscard]] std::size_t used_bytes() const noexcept { return used_.load(std::memory_order_relaxed); }

 private:
  static constexpr std::size_t least_threshold = std::size_t{4} << 20;
  static constexpr std::size_t most_budget = std::size_t{32} << 10;

  /// The limit, with the reserve while that is open.
  [[nodiscard]] std::size_t limit() const noexcept {
    return reserves_.load(std::memory_order_relaxed) > 0 ? reserve_base_.load(std::memory_order_relaxed) + reserve_bytes : limit_;
  }
  AllocationBuffer& buffer() noexcept { return shared_ && current_buffer != nullptr ? *current_buffer : own_; }
  void refill_budget(std::size_t& budget, std::size_t bytes);
  /// The bytes that are left.
  std::size_t sweep();
  static bool is_plain(const Object& object) noexcept;
  static void end(Object& object) noexcept;

  static inline thread_local AllocationBuffer* current_buffer = nullptr;

  const std::size_t limit_;
  const bool shared_;
  AllocationFaults* const faults_;
  std::atomic<unsigned> reserves_{0};
  std::atomic<std::size_t> reserve_base_;  ///< What was in use when the first of them came, or the limit.
  std::atomic<std::size_t> used_{0};
  std::atomic<std::size_t> threshold_{least_threshold};
  std::atomic<bool> wanted_{false};  ///< A collection: so that asking is one look, in every round of every loop.
  MarkRoots mark_roots_;
  std::uint8_t mark_ = 0;  ///< Of the last collection.
  CellPool pool_;
  Guard guard_;
  std::vector<AllocationBuffer*> buffers_ THREADBOX_GUARDED_BY(guard_);
  AllocationBuffer own_;  ///< Of whoever has the GIL; of who sets the run up.
};

}  // namespace threadbox::script
