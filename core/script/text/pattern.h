#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace threadbox::script {

/// The instructions of a compiled regular expression; prelude/re.py compiles to them. Each is a word, followed by its operands. A target
/// is the index of a word.
///
///     match                       the pattern matches here
///     literal c                   the character c
///     any, all                    any character but "\n"; any character
///     set flags 4*bits n (lo hi)* k category*   a character of the set; flags: 1 not in it, 2 ignore case. The bits are those of ASCII.
///     jump t
///     split t u                   go on at t, or else at u
///     save n                      the position into register n
///     at kind                     a condition on the position, see At; plus 16: ASCII only
///     look flags width end        flags: 1 not, 2 behind (by width). The pattern up to its own `match` before `end`
///     atomic end                  likewise, consuming
///     backref n flags             what register 2 n and the next enclose; flags: 2 ignore case
///     if_group n t                go on if group n took part, else at t
///     one min max kind            repeats the one-character instruction after it; kind: 0 greedy, 1 lazy, 2 possessive; max -1: any number
///                                 (its length, `skip`, comes after kind)
///     loop_begin r                register r = 0 rounds
///     loop r min max lazy exit    goes on with the `again` after it, or at exit
///     again r                     begins another round: registers r, the number of rounds, and r + 1, where the last one began
enum class Step : std::int32_t {
  match,
  literal,
  any,
  all,
  set,
  jump,
  split,
  save,
  at,
  look,
  atomic,
  backref,
  if_group,
  one,
  loop_begin,
  loop,
  again
};
enum class At : std::int32_t { begin, begin_line, end, end_line, end_text, boundary, no_boundary };
/// Categories in sets; plus 16: ASCII only.
enum class Category : std::int32_t { digit, no_digit, space, no_space, word, no_word };

/// A matcher that backtracks, with a stack of its own, so that a pattern cannot exhaust the thread's.
/// Threads:  one.
/// Errors:   Interrupted, since it spends fuel; whatever `check_room` throws.
/// Units:    positions in bytes of the text, which is UTF-8 if `wide`, else of one-byte characters.
class Matcher {
 public:
  /// The words before the first instruction: the number of registers, of which the first hold groups and the last one the number of the
  /// last closed group; the number of groups, the whole match included; 1 if the pattern is for bytes.
  static constexpr std::size_t header = 3;
  Matcher(std::span<const std::int32_t> code, std::string_view text, bool wide, std::function<void(std::size_t)> check_room);

  /// The first match that begins at `from` or later, or exactly there; `whole`: it must also end at the end of the text. `not_empty`: a match
  /// at `from` must not be empty. On success registers() are set.
  bool search(std::size_t from, bool exactly, bool whole, bool not_empty);
  [[nodiscard]] const std::vector<std::int64_t>& registers() const noexcept { return registers_; }

  /// Whether a set, given by its words from `flags` on, has the character. listed_in_set() does not look at the bits.
  [[nodiscard]] static bool in_set(std::span<const std::int32_t> set, char32_t c) noexcept;
  [[nodiscard]] static bool listed_in_set(std::span<const std::int32_t> set, char32_t c) noexcept;

 private:
  enum class Entry : std::uint8_t { choice, undo, greedy, lazy };
  struct Saved {
    Entry kind;
    std::int32_t pc;  ///< choice: where to go on; undo: the register; greedy, lazy: the instruction
    std::int64_t at, other;  ///< the position, the register's value; greedy: the least position; lazy: how many more
  };

  bool run(std::int32_t pc, std::size_t at, std::size_t& end);
  bool one_character(std::int32_t pc, std::size_t& at) const;
  bool holds(std::int32_t kind, std::size_t at) const;
  bool look(std::int32_t pc, std::size_t at);
  bool backtrack(std::size_t base, std::int32_t& pc, std::size_t& at);
  bool repeat_one(std::int32_t& pc, std::size_t& at);
  bool same_as_group(std::int32_t pc, std::size_t& at) const;
  void push(Saved saved);
  void assign(std::size_t reg, std::int64_t value);
  void keep_undos(std::size_t base);
  char32_t character(std::size_t& at) const noexcept;
  [[nodiscard]] std::size_t before(std::size_t at) const noexcept;

  std::span<const std::int32_t> code_;
  std::string_view text_;
  bool wide_, whole_ = false, not_empty_ = false;
  std::size_t begin_ = 0;
  int depth_ = 0;
  std::function<void(std::size_t)> check_room_;
  std::vector<std::int64_t> registers_;
  std::vector<Saved> stack_;
};

}  // namespace threadbox::script
