#pragma once

// In place of core/include/threadbox/park/detail/atomic.h: before each access another thread may go on.

#include "engine/access.h"

#include <atomic>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace threadbox {

/// std::atomic as the model checker sees it. Accesses take place one at a time; a store that is not sequentially
/// consistent may reach the other threads later, if the search asks for it (see Options::delayed_stores).
template <typename T>
class Atomic {
  static_assert(std::is_trivially_copyable_v<T> && sizeof(T) <= sizeof(std::uint64_t));

 public:
  constexpr Atomic() noexcept = default;
  constexpr Atomic(T value) noexcept : value_(value) {}
  Atomic(const Atomic&) = delete;
  Atomic& operator=(const Atomic&) = delete;

  T load(std::memory_order = std::memory_order_seq_cst) const noexcept {
    model::before_access(&value_, sizeof(T), false);
    if (const std::uint64_t* own = model::delayed_store(&value_)) return from_bits(*own);
    return value_;
  }
  void store(T value, std::memory_order order = std::memory_order_seq_cst) noexcept {
    model::before_access(&value_, sizeof(T), true);
    if (order != std::memory_order_seq_cst && model::delay_store(&value_, to_bits(value), sizeof(T))) return;
    model::complete_stores();
    value_ = value;
  }
  T exchange(T value, std::memory_order = std::memory_order_seq_cst) noexcept {
    return modify([value](T) { return value; });
  }
  bool compare_exchange_strong(T& expected, T desired, std::memory_order = std::memory_order_seq_cst,
                               std::memory_order = std::memory_order_seq_cst) noexcept {
    model::before_access(&value_, sizeof(T), true);
    model::complete_stores();
    if (value_ != expected) {
      expected = value_;
      return false;
    }
    value_ = desired;
    return true;
  }
  bool compare_exchange_weak(T& expected, T desired, std::memory_order success = std::memory_order_seq_cst,
                             std::memory_order failure = std::memory_order_seq_cst) noexcept {
    return compare_exchange_strong(expected, desired, success, failure);
  }
  T fetch_add(T by, std::memory_order = std::memory_order_seq_cst) noexcept {
    return modify([by](T old) { return static_cast<T>(old + by); });
  }
  T fetch_sub(T by, std::memory_order = std::memory_order_seq_cst) noexcept {
    return modify([by](T old) { return static_cast<T>(old - by); });
  }
  T fetch_or(T bits, std::memory_order = std::memory_order_seq_cst) noexcept {
    return modify([bits](T old) { return static_cast<T>(old | bits); });
  }
  T fetch_and(T bits, std::memory_order = std::memory_order_seq_cst) noexcept {
    return modify([bits](T old) { return static_cast<T>(old & bits); });
  }

 private:
  template <typename Change>
  T modify(Change change) noexcept {
    model::before_access(&value_, sizeof(T), true);
    model::complete_stores();
    const T old = value_;
    value_ = change(old);
    return old;
  }
  static std::uint64_t to_bits(T value) noexcept {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof(T));
    return bits;
  }
  static T from_bits(std::uint64_t bits) noexcept {
    T value;
    std::memcpy(&value, &bits, sizeof(T));
    return value;
  }

  T value_{};
};

}  // namespace threadbox
