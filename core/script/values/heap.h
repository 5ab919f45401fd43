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
#include <unordered_map>
#include <utility>
#include <vector>

namespace threadbox {
class SyncObject;
}

namespace threadbox::script {

class Marker;
class NameTable;
class Class;

/// The C++ class of an object, for as<T>(), which would otherwise need a dynamic_cast.
///
/// The tag says how an object is laid out and never changes; cls() says what type it has in Python and may change, by assignment to
/// __class__. Many types share a tag: an instance of a class that derives from list has the tag `list`, and the objects of nearly all
/// classes of the program have the tag `instance`. So native code asks for the tag before it uses fields, and asks the class before it
/// assumes behaviour, because a derived class may override a method (see special_in_python()).
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
  bytes,
  bytearray,
  memory,
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
  exception,  // An Instance, too. These two are last, so that as<Instance>() is one comparison.
};

/// The base of everything on the heap. Its header, as laid out natively:
///
///     offset 0   pointer to the virtual functions
///            8   cls_: the Python type
///           16   bytes_: the size of the cell that the object was allocated in
///           24   guard_: the lock of a mutable object, 4 bytes (see CriticalSection)
///           28   marked_: the number of the last collection that reached the object, 1 byte; 0 if it is newer (see Marker)
///           29   type_tag_: the C++ class, 1 byte
///           30   is_numbered_: Heap::number_of() has been called for it, 1 byte
///           31   is_serial_: Heap::serial_of() has been called for it, 1 byte
///
/// Threads:  any for the accessors. Fields of derived classes say how they are guarded.
/// Owns:     nothing through Values and object pointers: these are references that mark_children() reports to the collector.
class Object {
 public:
  explicit Object(Class* cls, TypeTag type_tag = TypeTag::other) noexcept : cls_(cls), type_tag_(type_tag) {}
  virtual ~Object() = default;
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  [[nodiscard]] Class* cls() const noexcept { return cls_; }
  void set_class(Class* cls) noexcept { cls_ = cls; }
  [[nodiscard]] TypeTag type_tag() const noexcept { return type_tag_; }

  /// The lock for changes of the object in a free-threaded run. Used through CriticalSection.
  [[nodiscard]] SmallGuard& guard() const noexcept { return guard_; }

  /// Marks every object that this one refers to, except its class.
  virtual void mark_children(Marker& marker) const = 0;
  /// The memory that the object owns outside its cell. Called by the collector while no other thread executes.
  [[nodiscard]] virtual std::size_t outside_bytes() const noexcept { return 0; }
  /// The synchronization object that the trace knows it as; null for most objects.
  [[nodiscard]] virtual SyncObject* sync() const noexcept { return nullptr; }
  /// The attributes of the object itself (its __dict__); null if it cannot have any.
  [[nodiscard]] virtual NameTable* own_attributes() noexcept { return nullptr; }

 private:
  friend class Heap;
  friend class Marker;
  Class* cls_;
  std::size_t bytes_ = 0;  ///< The size of its cell; see above.
  mutable SmallGuard guard_;
  std::uint8_t marked_ = 0;  ///< See Marker.
  const TypeTag type_tag_;
  bool is_numbered_ = false;
  bool is_serial_ = false;
};

/// The mark phase of a collection. It is iterative, so that a deeply nested structure does not exhaust the stack.
/// Each collection has a number from 1 to 255, and marks an object by storing the number in it. Marks of an earlier collection, or of one
/// that was interrupted, differ from it and therefore need not be cleared. New objects have 0.
/// Threads:  the thread that collects; all others are stopped.
/// Errors:   std::bad_alloc if there is no memory for the list of pending objects.
class Marker {
 public:
  void mark(Value value) {
    if (value.is_object()) mark(value.object());
  }
  [[nodiscard]] bool is_marked(const Object& object) const noexcept { return object.marked_ == mark_; }
  void mark(Object* object) {
    if (object == nullptr || object->marked_ == mark_) return;
    object->marked_ = mark_;
    if (object->type_tag_ == TypeTag::str) return mark_str(*object);
    pending_.push_back(object);
  }
  void mark(std::span<const Value> values) {
    // The objects are scattered over memory: prefetch each while its predecessors are being marked.
    constexpr std::size_t ahead = 8;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i + ahead < values.size() && values[i + ahead].is_object()) __builtin_prefetch(values[i + ahead].object(), 1);
      if (i % between_looks == between_looks - 1 && must_stop()) return;
      mark(values[i]);
    }
  }
  /// Counts memory that belongs to a root and not to an object.
  void count(std::size_t bytes) noexcept { outside_bytes_ += bytes; }

 private:
  friend class Heap;
  static constexpr std::size_t between_looks = 4096;

  explicit Marker(std::uint8_t mark) noexcept : mark_(mark) {}
  void mark_str(Object& str);
  /// Marks everything that is reachable from the pending objects. False if it gave up because the thread was asked to stop.
  bool run();
  [[nodiscard]] bool must_stop() noexcept;
  const std::uint8_t mark_;
  bool stopped_ = false;
  std::size_t outside_bytes_ = 0;
  std::vector<Object*> pending_;
};

/// Thrown if an allocation would exceed the run's memory limit. It is a std::bad_alloc, which the system and the containers of C++ throw,
/// because handlers treat both alike: as MemoryError.
struct HeapExhausted : std::bad_alloc {
  [[nodiscard]] const char* what() const noexcept override { return "the heap's limit"; }
};

/// Fault injection for tests: decides which of a run's allocations fail. It counts those that are charged to the heap or, if a test has
/// replaced operator new, all of them.
/// Threads:  any. All loads and stores are relaxed: counters order nothing, and a test reads them after the run.
class AllocationFaults {
 public:
  /// Refuses `count` allocations, from number `first` on, counting from 1. `of_program`: starts counting at begin_program() instead of
  /// at the start of the run.
  AllocationFaults(std::uint64_t first, std::uint64_t count, bool of_program) noexcept
      : first_(first), count_(count), counts_(!of_program) {}

  /// The program's own code begins.
  void begin_program() noexcept {
    if (!ceased_.load(std::memory_order_relaxed)) counts_.store(true, std::memory_order_relaxed);
  }
  /// Stops counting and refusing.
  void cease() noexcept {
    ceased_.store(true, std::memory_order_relaxed);
    counts_.store(false, std::memory_order_relaxed);
  }
  /// Counts an allocation. Returns true if it is to be refused.
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

/// The objects of one run, with a precise, stop-the-world, mark-and-sweep collector.
/// A collection happens only at safepoints, where no native function is active. Every live value is then in a frame, a module or another
/// object, so C++ code may keep values in local variables without registering them.
/// Threads:  the thread that holds the GIL; in a free-threaded run, any thread that has an AllocationBuffer. collect() needs all other
///           threads stopped, see StopTheWorld.
/// Errors:   HeapExhausted (MemoryError) from every function that allocates or charges.
/// Units:    bytes.
/// Owns:     all objects made by it, until a collection finds them unreachable or the heap is destroyed.
class Heap {
 public:
  using MarkRoots = std::function<void(Marker&)>;

  /// A thread-local allocation buffer: cells to construct objects in, and a budget of bytes that the thread may use without touching the
  /// heap's shared counter. In a free-threaded run each thread makes its own for as long as it executes. With a GIL there is only the
  /// heap's own buffer, used by the GIL holder.
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
    std::size_t budget_ = 0;  ///< Already included in Heap::used_.
  };

  /// Raises the limit by reserve_bytes while it exists, so that a MemoryError can be reported. The reserve is added to the memory in use if
  /// that is above the limit already: containers are charged by an estimate until a collection measures them.
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

  /// `shared`: threads allocate at the same time (free-threaded). `faults`: null except in tests.
  Heap(std::size_t limit_bytes, MarkRoots mark_roots, bool shared = false, AllocationFaults* faults = nullptr);
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  /// Makes an object. Errors: HeapExhausted; whatever the constructor throws.
  template <typename T, typename... Arguments>
  T* make(Arguments&&... arguments) {
    return make_with_room<T>(0, std::forward<Arguments>(arguments)...);
  }

  /// Makes an object that is followed by `room` more bytes in the same cell. Errors: as make().
  template <typename T, typename... Arguments>
  T* make_with_room(std::size_t room, Arguments&&... arguments) {
    if (room > most_budget) check_room(room);
    const std::size_t bytes = sizeof(T) + room;
    charge(bytes);
    Cells& cells = buffer().cells_;
    void* place = cells.peek(bytes);
    T* object = new (place) T(std::forward<Arguments>(arguments)...);
    assert(static_cast<Object*>(object) == place);  // The sweep takes the start of a cell for an Object.
    cells.commit();
    object->bytes_ = bytes;
    return object;
  }

  /// Counts `bytes` that an object is about to allocate outside its cell. The next collection replaces this estimate by the object's
  /// outside_bytes(). Errors: HeapExhausted.
  void charge(std::size_t bytes) {
    std::size_t& budget = buffer().budget_;
    if (bytes <= budget) budget -= bytes;
    else refill_budget(budget, bytes);
  }

  /// Errors: HeapExhausted if `bytes` more would exceed the limit.
  void check_room(std::size_t bytes) const {
    const std::size_t most = limit();
    if (bytes > most || used_bytes() > most - bytes) throw HeapExhausted{};
  }

  /// Whether the thread should stop for a collection at its next safepoint. Polled at calls and backward jumps. Relaxed: a thread that
  /// sees the flag late stops at a later safepoint.
  [[nodiscard]] bool wants_collection() const noexcept { return wanted_.load(std::memory_order_relaxed); }
  /// Makes wants_collection() true for all threads until the next collection is complete.
  void call_for_collection() noexcept { wanted_.store(true, std::memory_order_relaxed); }
  /// Collects garbage. No other thread may execute meanwhile. Frees nothing if the thread is asked to stop, or if there is no memory for
  /// the mark phase.
  void collect() noexcept;
  /// Called in each collection when everything that the roots lead to is marked: may mark more, which then survives, too.
  std::function<void(Marker&)> before_sweep;

  [[nodiscard]] bool shared() const noexcept { return shared_; }

  /// Has id() number the objects instead of telling their addresses, so that a simulated run and its replay have the same ids and the
  /// same order of sets. Called before the run starts; not in a free-threaded run.
  void number_objects() noexcept { numbers_objects_ = true; }
  [[nodiscard]] bool numbers_objects() const noexcept { return numbers_objects_; }
  /// The object's number: objects are numbered in the order of their first calls, and it looks like an address, a multiple of 16.
  /// Errors: HeapExhausted.
  std::uint64_t number_of(Object& object);
  /// A number that no other object of the run has or had, 1, 2, 3 …; the program cannot see it. Used by one OS thread.
  /// Errors: std::bad_alloc.
  std::uint32_t serial_of(Object& object);
  /// The memory that objects use, and the unused budgets of the threads: up to 32 kB each.
  [[nodiscard]] std::size_t used_bytes() const noexcept { return used_.load(std::memory_order_relaxed); }

 private:
  static constexpr std::size_t least_threshold = std::size_t{4} << 20;
  static constexpr std::size_t most_budget = std::size_t{32} << 10;

  /// The limit, raised while a Reserve exists.
  [[nodiscard]] std::size_t limit() const noexcept {
    return reserves_.load(std::memory_order_relaxed) > 0 ? reserve_base_.load(std::memory_order_relaxed) + reserve_bytes : limit_;
  }
  AllocationBuffer& buffer() noexcept { return shared_ && current_buffer != nullptr ? *current_buffer : own_; }
  void refill_budget(std::size_t& budget, std::size_t bytes);
  /// Frees unmarked objects. Returns the bytes that the others use.
  std::size_t sweep();
  static bool is_plain(const Object& object) noexcept;
  void end(Object& object) noexcept;

  static inline thread_local AllocationBuffer* current_buffer = nullptr;

  const std::size_t limit_;
  const bool shared_;
  AllocationFaults* const faults_;
  // The atomics below are counters and hints, accessed with relaxed order: they publish no data. A collection reads and writes them while
  // all other threads are stopped.
  std::atomic<unsigned> reserves_{0};
  std::atomic<std::size_t> reserve_base_;  ///< The limit, or the memory in use when the first Reserve was made, if that was more.
  std::atomic<std::size_t> used_{0};
  std::atomic<std::size_t> threshold_{least_threshold};
  std::atomic<bool> wanted_{false};  ///< See wants_collection(): one load in each iteration of every loop.
  MarkRoots mark_roots_;
  static constexpr std::size_t bytes_of_number = 48;  ///< An entry of numbers_.
  bool numbers_objects_ = false;
  std::unordered_map<const Object*, std::uint64_t> numbers_;  ///< Of the living objects. Used by one OS thread.
  std::unordered_map<const Object*, std::uint32_t> serials_;  ///< Likewise.
  std::uint32_t last_serial_ = 0;
  std::uint64_t last_number_ = 0;
  std::uint8_t mark_ = 0;  ///< The number of the last collection; see Marker.
  CellPool pool_;
  Guard guard_;
  std::vector<AllocationBuffer*> buffers_ THREADBOX_GUARDED_BY(guard_);
  AllocationBuffer own_;  ///< Used by the GIL holder, and by the main thread before the run starts.
};

}  // namespace threadbox::script
