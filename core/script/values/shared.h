#pragma once

#include <atomic>
#include <type_traits>

namespace threadbox::script {

/// Set when the first free-threaded run begins, and never cleared; see Shared. Relaxed: it is set before the threads that need it start.
inline std::atomic<bool> fences_publication{false};

/// A variable of at most 64 bits that threads read and write without a lock in a free-threaded run: a closure cell, an attribute, a field
/// that a program can set. A reader that races with a writer gets the old value or the new one.
///
/// A load synchronizes with the store whose value it reads, so an object is completely constructed before another thread can reach it
/// through its pointer. Natively these are release and acquire operations, which cost nothing on x86. WebAssembly has only sequentially
/// consistent atomics, which are expensive. There the accesses are plain, because WebAssembly defines races of plain accesses, and a
/// release fence comes before the store once a free-threaded run has begun.
/// Threads:  any.
template <typename T>
class Shared {
 public:
  constexpr Shared() noexcept = default;
  constexpr Shared(T value) noexcept : value_(value) {}
  Shared(const Shared& other) noexcept : value_(other.get()) {}
  Shared& operator=(const Shared& other) noexcept {
    set(other.get());
    return *this;
  }

  Shared& operator=(T value) noexcept {
    set(value);
    return *this;
  }
  operator T() const noexcept { return get(); }
  T operator->() const noexcept
    requires std::is_pointer_v<T>
  {
    return get();
  }

#ifdef __EMSCRIPTEN__
  [[nodiscard]] T get() const noexcept { return value_; }
  void set(T value) noexcept {
    if (fences_publication.load(std::memory_order_relaxed)) std::atomic_thread_fence(std::memory_order_release);
    value_ = value;
  }

 private:
  T value_{};
#else
  [[nodiscard]] T get() const noexcept { return value_.load(std::memory_order_acquire); }
  void set(T value) noexcept { value_.store(value, std::memory_order_release); }

 private:
  std::atomic<T> value_{T{}};
#endif
};

}  // namespace threadbox::script
