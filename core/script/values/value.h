#pragma once

#include <bit>
#include <cstdint>

namespace threadbox::script {

class Object;

/// A Python value, or a marker of the VM, in one 64-bit word. The lowest bits say which:
///
///     63                                             2 1 0
///     +-----------------------------------------------+-+-+
///     |            integer, two's complement            |1|   an int from smallest_int to largest_int (63 bits)
///     +-----------------------------------------------+-+-+
///     |                   constant                    |1|0|   None, False, True, undefined, pending, entered
///     +-----------------------------------------------+-+-+
///     |            address of an Object               |0|0|   everything else, floats and larger ints (BigInt) included
///     +-----------------------------------------------+-+-+
///
/// An int that fits is never a BigInt, so equal ints in this range are equal words. Objects lie at multiples of 16 (see Granule), so
/// the two lowest bits of an address are free. The word has 64 bits also where addresses have 32: ints have the same range everywhere.
/// A value does not keep its object alive. The heap finds the values in use by itself, see Heap.
/// Threads:  a value is copied like a number; a variable that threads share is a Shared<Value>.
class Value {
 public:
  constexpr Value() noexcept : word_(undefined_word) {}
  explicit Value(Object* object) noexcept : word_(reinterpret_cast<std::uintptr_t>(object)) {}

  static constexpr Value none() noexcept { return Value(none_word, 0); }
  static constexpr Value boolean(bool value) noexcept { return Value(value ? true_word : false_word, 0); }
  /// The absence of a value: an unbound variable, a missing key, or "no self" in a call.
  static constexpr Value undefined() noexcept { return Value(undefined_word, 0); }
  /// Returned by a native that has started a blocking operation: the result is delivered when it is done.
  static constexpr Value pending() noexcept { return Value(pending_word, 0); }
  /// Returned by a native that has pushed a frame, whose result becomes the result of the call.
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
  /// The inverse of word(), for arithmetic on tagged integers: see small_ints.h.
  static constexpr Value from_word(std::uint64_t word) noexcept { return Value(word, 0); }

  friend constexpr bool operator==(Value, Value) noexcept = default;  ///< Identity, as `is`.

 private:
  static constexpr std::uint64_t none_word = 0x02, false_word = 0x06, true_word = 0x0A, undefined_word = 0x0E,
                                 pending_word = 0x12, entered_word = 0x16;
  constexpr Value(std::uint64_t word, int) noexcept : word_(word) {}

  std::uint64_t word_;
};

}  // namespace threadbox::script
