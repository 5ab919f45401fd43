#pragma once

#include "script/values/cells.h"
#include "script/values/value.h"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
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
/// A class of the program that derives from list makes objects of that shape, too.
enum class Shape : std::uint8_t {
  other, str, float_, big_int, tuple, list, dict, set, view, range, slice, iterator, generator, cell, module, code,
  function, native, bound_method, descriptor, super, cls, traceback,
  instance, exception,  // Instances are last: is_instance().
};

/// Anything on the heap. Which Python type it is, its class says.
class Object {
 public:
  explicit Object(Class* cls, Shape shape = Shape::other) noexcept : cls_(cls), shape_(shape) {}
  virtual ~Object() = default;
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  [[nodiscard]] Class* cls() const noexcept { return cls_; }
  void set_class(Class* cls) noexcept { cls_ = cls; }
  [[nodiscard]] Shape shape() const noexcept { return shape_; }

  /// Marks everything that it refers to, beside its class.
  virtual void mark_children(Marker& marker) const = 0;
  /// The primitive or thread that it is to the trace; null for most.
  [[nodiscard]] virtual SyncObject* sync() const noexcept { return nullptr; }
  /// Its own attributes, __dict__ in Python; null when it cannot have any.
  [[nodiscard]] virtual NameTable* own_attributes() noexcept { return nullptr; }

 private:
  friend class Heap;
  friend class Marker;
  Class* cls_;
  std::size_t bytes_ = 0;
  bool marked_ = false;
  const Shape shape_;
};

/// Collects what is reachable. Iterative, so that a deep structure does not exhaust the stack.
class Marker {
 public:
  void mark(Value value) {
    if (value.is_object()) mark(value.object());
  }
  void mark(Object* object) {
    if (object == nullptr || object->marked_) return;
    object->marked_ = true;
    pending_.push_back(object);
  }

 private:
  friend class Heap;
  void run();
  std::vector<Object*> pending_;
};

/// Thrown when a run wants more memory than it may have.
struct HeapExhausted {};

/// The objects of one run: precise, stop-the-world mark and sweep.
/// Collection happens at safepoints only, where no native is under way: every live value is then in a frame,
/// a module, or another object, so C++ code may hold values in local variables without telling anybody.
/// Threads: the one that holds the GIL.
class Heap {
 public:
  using MarkRoots = std::function<void(Marker&)>;

  Heap(std::size_t limit_bytes, MarkRoots mark_roots) : limit_(limit_bytes), mark_roots_(std::move(mark_roots)) {}
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  /// Errors (thrown): HeapExhausted.
  template <typename T, typename... Arguments>
  T* make(Arguments&&... arguments) {
    charge(sizeof(T));
    void* place = cells_.peek(sizeof(T));
    T* object = new (place) T(std::forward<Arguments>(arguments)...);
    assert(static_cast<Object*>(object) == place);  // The sweep finds it there.
    cells_.commit();
    object->bytes_ = sizeof(T);
    return object;
  }

  /// Counts `bytes` that a container or string holds outside of its object. Errors: HeapExhausted.
  void charge(std::size_t bytes);
  /// Counts them as this object's, so that they are given back with it.
  void charge(Object& object, std::size_t bytes) {
    charge(bytes);
    object.bytes_ += bytes;
  }

  /// Errors: HeapExhausted when `bytes` more would be too much.
  void check_room(std::size_t bytes) const {
    if (bytes > limit_ || used_ > limit_ - bytes) throw HeapExhausted{};
  }

  /// A collection is worth its while. Looked at on calls and backward jumps.
  [[nodiscard]] bool wants_collection() const noexcept { return used_ >= threshold_; }
  void collect();

  [[nodiscard]] std::size_t used_bytes() const noexcept { return used_; }

 private:
  static constexpr std::size_t least_threshold = std::size_t{4} << 20;

  void sweep();

  Cells cells_;
  std::size_t used_ = 0;
  std::size_t limit_;
  std::size_t threshold_ = least_threshold;
  MarkRoots mark_roots_;
};

}  // namespace threadbox::script
