#pragma once

#include <atomic>
#include <type_traits>

namespace threadbox::script {

/// Set when the first run without the GIL begins, and never taken back: see Shared.
inline std::atomic<bool> fences_publication{false};

/// A word that threads read and write at the same moment, where there is no GIL: a variable in a cell, a field that a
/// program can set. A race gives the old value or the new one.
///
/// Whoever loads it sees what was done before it was stored: what a pointer leads to has been made. Natively that is
/// release and acquire, which cost nothing on x86. WebAssembly has one kind of atomics, the dearest: there it is plain
/// accesses, which it defines for races, behind a fence that is needed only once a run without the GIL has begun.
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
