#pragma once

#include <cstddef>
#include <cstdint>

namespace threadbox::model {

/// The stack of one thread of a run; all run on one OS thread. The state of a suspended thread, including its registers, lies
/// between `suspended_at` and the top of its stack, so it can be compared by its bytes.
class Stack {
 public:
  static constexpr std::size_t size = 64 * 1024;

  /// Makes it ready to call `entry`, which must never return.
  void prepare(void (*entry)()) noexcept;
  /// Runs it until it suspends itself.
  void resume() noexcept;
  /// Returns to the context that resumed it.
  void suspend() noexcept;

  [[nodiscard]] const std::byte* suspended_at() const noexcept { return static_cast<const std::byte*>(sp_); }
  [[nodiscard]] const std::byte* top() const noexcept { return bytes_ + size; }
  [[nodiscard]] bool contains(const void* address) const noexcept { return address >= bytes_ && address < bytes_ + size; }

 private:
  alignas(64) std::byte bytes_[size];
  void* sp_ = nullptr;
  void* resumer_ = nullptr;
  // The C++ runtime's notes on exceptions that are thrown or caught; one for each OS thread.
  void* caught_ = nullptr;
  std::uintptr_t uncaught_ = 0;
};

}  // namespace threadbox::model
