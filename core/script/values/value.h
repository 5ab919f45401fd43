#pragma once

#include <bit>
#include <cstdint>

namespace threadbox::script {

class Object;

/// A Python value in one 64-bit word:
///   …xxx1   a small integer of 63 bits
///   …xx10   a constant: None, False, True, and the VM's own markers
///   …xx00   a pointer to an object on the heap (floats are objects, too)
class Value {
 public:
  constexpr Value() noexcept : word_(undefined_word) {}
  explicit Value(Object* object) noexcept : word_(reinterpret_cast<std::uintptr_t>(object)) {}

  static constexpr Value none() noexcept { return Value(none_word, 0); }
  static constexpr Value boolean(bool value) noexcept { return Value(value ? true_word : false_word, 0); }
  /// No value: an unbound variable, or "no self" in a call.
  static constexpr Value undefined() noexcept { return Value(undefined_word, 0); }
  /// What a native returns that left an operation in its thread: the result comes later.
  static constexpr Value pending() noexcept { return Value(pending_word, 0); }
  /// What a native returns that pushed a frame: the frame's result is its result.
  static constexpr Value entered() noexcept { return Value(entered_word, 0); }

  static constexpr std::int64_t largest_int = (std::int64_t{1} << 62) - 1;
  static constexpr std::int64_t smallest_int = -(std::int64_t{1} << 62);
  static constexpr bool fits(std::int64_t value) noexcept { return value >= smallest_int && value <= largest_int; }
  static constexpr Value integer(std::int64_t value) noexcept { return Value(static_cast<std::uint64_t>(value) << 1 | 1, 0); }

  [[nodiscard]] constexpr bool is_int() const noexcept { return (word_ & 1) != 0; }
  [[nodiscard]] constexpr bool is_object() const noexcept { return (word_ & 3) == 0; }
  [[nodiscard]] constexpr bool is_none() const noexcept { return word_ == none_word; }
  [[nodiscard]] constexpr bool is_true() const noexcept { return word_ == true_word; }
  [[nodiscard]] constexpr bool is_false() const noexcept { return word_ == false_word; }
  [[nodiscard]] constexpr bool is_bool() const noexcept { return is_true() || is_false(); }
  [[nodiscard]] constexpr bool is_undefined() const noexcept { return word_ == undefined_word; }
  [[nodiscard]] constexpr bool is_pending() const noexcept { return word_ == pending_word; }
  [[nodiscard]] constexpr bool is_entered() const noexcept { return word_ == entered_word; }

  /// Arithmetic shift: the sign stays.
  [[nodiscard]] constexpr std::int64_t as_int() const noexcept { return static_cast<std::int64_t>(word_) >> 1; }
  [[nodiscard]] Object* object() const noexcept { return reinterpret_cast<Object*>(static_cast<std::uintptr_t>(word_)); }
  [[nodiscard]] constexpr std::uint64_t word() const noexcept { return word_; }
  /// What has that word(): for arithmetic on integers as they are.
  static constexpr Value from_word(std::uint64_t word) noexcept { return Value(word, 0); }

  friend constexpr bool operator==(Value, Value) noexcept = default;  ///< Identity.

 private:
  static constexpr std::uint64_t none_word = 0x02, false_word = 0x06, true_word = 0x0A, undefined_word = 0x0E,
                                 pending_word = 0x12, entered_word = 0x16;
  constexpr Value(std::uint64_t word, int) noexcept : word_(word) {}

  std::uint64_t word_;
};

}  // namespace threadbox::script
