#include "script/text/pattern.h"

#include "script/text/fuel.h"
#include "script/text/unicode.h"
#include "script/text/utf8.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace threadbox::script {

namespace {

constexpr std::int32_t ascii_only_flag = 16;
constexpr std::int32_t negated = 1, ignores_case = 2;

bool is_word(char32_t c, bool ascii) noexcept {
  if (c < 0x80) return (c | 32) - 'a' < 26 || c - '0' < 10 || c == '_';
  return !ascii && (is_letter(c) || is_digit(c));
}

bool in_category(std::int32_t category, char32_t c) noexcept {
  const bool ascii = (category & ascii_only_flag) != 0 && c >= 0x80;
  const std::int32_t kind = category & 15;
  bool found = false;
  if (kind <= static_cast<std::int32_t>(Category::no_digit)) found = !ascii && is_digit(c);
  else if (kind <= static_cast<std::int32_t>(Category::no_space)) {
    const bool strict = (category & ascii_only_flag) != 0;
    found = strict ? c == ' ' || c - 9 <= 4 : is_space(c);
  } else found = is_word(c, ascii);
  return found != ((kind & 1) != 0);
}

}  // namespace

Matcher::Matcher(std::span<const std::int32_t> code, std::string_view text, bool wide,
                 std::function<void(std::size_t)> check_room)
    : code_(code),
      text_(text),
      wide_(wide),
      check_room_(std::move(check_room)),
      registers_(static_cast<std::size_t>(code[0]), -1) {}

char32_t Matcher::character(std::size_t& at) const noexcept {
  const auto lead = static_cast<unsigned char>(text_[at]);
  if (lead < 0x80 || !wide_) return ++at, lead;
  const char32_t code = long_code_point(text_, at);
  at += code_point_length(text_, at);
  return code;
}

std::size_t Matcher::before(std::size_t at) const noexcept { return wide_ ? code_point_before(text_, at) : at - 1; }

void Matcher::push(Saved saved) {
  if (stack_.size() == stack_.capacity()) check_room_(stack_.size() * 2 * sizeof(Saved));
  stack_.push_back(saved);
}

void Matcher::assign(std::size_t reg, std::int64_t value) {
  push({Entry::undo, static_cast<std::int32_t>(reg), registers_[reg], 0});
  registers_[reg] = value;
}

bool Matcher::in_set(std::span<const std::int32_t> set, char32_t c) noexcept {
  // [flags, 4 * bits, n, ranges…, k, categories…]
  return c < 0x80 ? (static_cast<std::uint32_t>(set[1 + c / 32]) >> (c % 32) & 1) != 0 : listed_in_set(set, c);
}

bool Matcher::listed_in_set(std::span<const std::int32_t> set, char32_t c) noexcept {
  const auto has = [set](char32_t code) {
    std::size_t place = 5;
    for (std::int32_t left = set[place++]; left > 0; --left, place += 2)
      if (code >= static_cast<char32_t>(set[place]) && code <= static_cast<char32_t>(set[place + 1])) return true;
    for (std::int32_t left = set[place++]; left > 0; --left)
      if (in_category(set[place++], code)) return true;
    return false;
  };
  const bool found = has(c) || ((set[0] & ignores_case) != 0 && (has(to_lower(c)) || has(to_upper(c))));
  return found != ((set[0] & negated) != 0);
}

bool Matcher::one_character(std::int32_t pc, std::size_t& at) const {
  if (at >= text_.size()) return false;
  const std::int32_t* operand = &code_[static_cast<std::size_t>(pc) + 1];
  const std::size_t start = at;
  const char32_t c = character(at);
  bool fits = true;
  switch (static_cast<Step>(code_[static_cast<std::size_t>(pc)])) {
    case Step::literal: fits = c == static_cast<char32_t>(operand[0]); break;
    case Step::any: fits = c != U'\n'; break;
    case Step::set: fits = in_set(code_.subspan(static_cast<std::size_t>(pc) + 2), c); break;
    default: break;
  }
  if (!fits) at = start;
  return fits;
}

bool Matcher::holds(std::int32_t kind, std::size_t at) const {
  const std::size_t size = text_.size();
  const auto word = [&](std::size_t place) { return is_word(character(place), (kind & ascii_only_flag) != 0); };
  switch (static_cast<At>(kind & 15)) {
    case At::begin: return at == 0;
    case At::begin_line: return at == 0 || text_[at - 1] == '\n';
    case At::end: return at == size || (at + 1 == size && text_[at] == '\n');
    case At::end_line: return at == size || text_[at] == '\n';
    case At::end_text: return at == size;
    default: break;
  }
  const bool boundary = (at > 0 && word(before(at))) != (at < size && word(at));
  // An empty text has no place that is not a boundary, and none that is.
  if (size == 0) return false;
  return boundary == (static_cast<At>(kind & 15) == At::boundary);
}

/// Drops the choices above `base`, and keeps what restores registers.
void Matcher::keep_undos(std::size_t base) {
  const auto first = stack_.begin() + static_cast<std::ptrdiff_t>(base);
  stack_.erase(std::remove_if(first, stack_.end(), [](const Saved& saved) { return saved.kind != Entry::undo; }), stack_.end());
}

bool Matcher::look(std::int32_t pc, std::size_t at) {
  const std::int32_t* operand = &code_[static_cast<std::size_t>(pc) + 1];
  const bool wants = (operand[0] & 1) == 0;
  if ((operand[0] & 2) != 0)
    for (std::int32_t left = operand[1]; left > 0; --left) {
      if (at == 0) return !wants;
      at = before(at);
    }
  const std::size_t base = stack_.size();
  std::size_t end = 0;
  const bool found = run(pc + 4, at, end);
  if (found && wants) keep_undos(base);
  else if (found) {
    std::int32_t unused = 0;
    keep_undos(base);
    backtrack(base, unused, end);  // Restores the registers.
  }
  return found == wants;
}

bool Matcher::same_as_group(std::int32_t pc, std::size_t& at) const {
  const std::int32_t* operand = &code_[static_cast<std::size_t>(pc) + 1];
  const auto group = static_cast<std::size_t>(operand[0]) * 2;
  if (registers_[group] < 0 || registers_[group + 1] < 0) return false;
  auto from = static_cast<std::size_t>(registers_[group]);
  const auto to = static_cast<std::size_t>(registers_[group + 1]);
  while (from < to) {
    if (at >= text_.size()) return false;
    const char32_t a = character(from), b = character(at);
    if (a != b && ((operand[1] & ignores_case) == 0 || to_lower(a) != to_lower(b))) return false;
  }
  return true;
}

bool Matcher::repeat_one(std::int32_t& pc, std::size_t& at) {
  const std::int32_t* operand = &code_[static_cast<std::size_t>(pc) + 1];
  const std::int32_t least = operand[0], most = operand[1], kind = operand[2];
  const std::int32_t body = pc + 5, next = pc + operand[3];
  std::int32_t count = 0;
  const auto step = static_cast<Step>(code_[static_cast<std::size_t>(body)]);
  const std::span<const std::int32_t> set = code_.subspan(static_cast<std::size_t>(body) + 2);
  for (; count < least; ++count)
    if (!one_character(body, at)) return false;
  if (kind == 1) {
    if (most < 0 || count < most) push({Entry::lazy, pc, static_cast<std::int64_t>(at), most < 0 ? -1 : most - count});
    pc = next;
    return true;
  }
  const std::size_t minimum = at;
  if (step == Step::set) {
    while (most < 0 || count < most) {
      if (at >= text_.size()) break;
      std::size_t place = at;
      if (!in_set(set, character(place))) break;
      at = place;
      ++count;
      Fuel::spend();
    }
  } else {
    while ((most < 0 || count < most) && one_character(body, at)) {
      ++count;
      Fuel::spend();
    }
  }
  if (kind == 0 && at > minimum) push({Entry::greedy, pc, static_cast<std::int64_t>(at), static_cast<std::int64_t>(minimum)});
  pc = next;
  return true;
}

/// Goes back to the last choice above `base`. False if there is none.
bool Matcher::backtrack(std::size_t base, std::int32_t& pc, std::size_t& at) {
  while (stack_.size() > base) {
    Fuel::spend();
    Saved& saved = stack_.back();
    switch (saved.kind) {
      case Entry::undo:
        registers_[static_cast<std::size_t>(saved.pc)] = saved.at;
        stack_.pop_back();
        continue;
      case Entry::choice:
        pc = saved.pc;
        at = static_cast<std::size_t>(saved.at);
        stack_.pop_back();
        return true;
      case Entry::greedy: {
        const std::int32_t next = saved.pc + code_[static_cast<std::size_t>(saved.pc) + 4];
        at = before(static_cast<std::size_t>(saved.at));
        // Skips the places where the literal that must follow does not.
        if (code_[static_cast<std::size_t>(next)] == static_cast<std::int32_t>(Step::literal)) {
          const std::int32_t wanted = code_[static_cast<std::size_t>(next) + 1];
          if (wanted < 0x80 || !wide_)
            while (at > static_cast<std::size_t>(saved.other) && static_cast<unsigned char>(text_[at]) != wanted) {
              at = before(at);
              Fuel::spend();
            }
        }
        saved.at = static_cast<std::int64_t>(at);
        pc = next;
        if (saved.at <= saved.other) stack_.pop_back();
        return true;
      }
      case Entry::lazy: {
        const std::int32_t body = saved.pc + 5, next = saved.pc + code_[static_cast<std::size_t>(saved.pc) + 4];
        at = static_cast<std::size_t>(saved.at);
        if (!one_character(body, at)) {
          stack_.pop_back();
          continue;
        }
        saved.at = static_cast<std::int64_t>(at);
        pc = next;
        if (saved.other > 0 && --saved.other == 0) stack_.pop_back();
        return true;
      }
    }
  }
  return false;
}

/// Executes the instructions from `pc` on, at a position, until a `match`, whose position is `end`. On success the choices that are left
/// are above the stack's size at the call; on failure the stack and the registers are as they were.
bool Matcher::run(std::int32_t pc, std::size_t at, std::size_t& end) {
  const std::size_t base = stack_.size();
  const bool outermost = depth_ == 0;
  ++depth_;
  struct Leave {
    int& depth;
    ~Leave() { --depth; }
  } leave{depth_};
  while (true) {
    Fuel::spend();
    const std::int32_t* operand = &code_[static_cast<std::size_t>(pc) + 1];
    bool good = true;
    switch (static_cast<Step>(operand[-1])) {
      case Step::match:
        good = !outermost || ((!whole_ || at == text_.size()) && (!not_empty_ || at != begin_));
        if (!good) break;
        end = at;
        return true;
      case Step::literal:
        good = one_character(pc, at);
        pc += 2;
        break;
      case Step::any:
      case Step::all:
        good = one_character(pc, at);
        pc += 1;
        break;
      case Step::set:
        good = one_character(pc, at);
        pc += operand[0];
        break;
      case Step::jump: pc = operand[0]; break;
      case Step::split:
        push({Entry::choice, operand[1], static_cast<std::int64_t>(at), 0});
        pc = operand[0];
        break;
      case Step::save:
        assign(static_cast<std::size_t>(operand[0]), static_cast<std::int64_t>(at));
        if ((operand[0] & 1) != 0) assign(registers_.size() - 1, operand[0] / 2);
        pc += 2;
        break;
      case Step::at:
        good = holds(operand[0], at);
        pc += 2;
        break;
      case Step::look:
        good = look(pc, at);
        pc = operand[2];
        break;
      case Step::atomic: {
        const std::size_t size = stack_.size();
        std::size_t inner_end = 0;
        good = run(pc + 2, at, inner_end);
        if (good) {
          keep_undos(size);
          at = inner_end;
        }
        pc = operand[0];
        break;
      }
      case Step::backref:
        good = same_as_group(pc, at);
        pc += 3;
        break;
      case Step::if_group: {
        const auto group = static_cast<std::size_t>(operand[0]) * 2;
        pc = registers_[group + 1] >= 0 ? pc + 3 : operand[1];
        break;
      }
      case Step::one: good = repeat_one(pc, at); break;
      case Step::loop_begin:
        assign(static_cast<std::size_t>(operand[0]), 0);
        assign(static_cast<std::size_t>(operand[0]) + 1, -1);
        pc += 2;
        break;
      case Step::loop: {
        const auto reg = static_cast<std::size_t>(operand[0]);
        const std::int64_t count = registers_[reg];
        const std::int32_t again = pc + 6, exit = operand[4];
        // A round that has matched nothing is not repeated.
        const bool may = (operand[2] < 0 || count < operand[2]) && registers_[reg + 1] != static_cast<std::int64_t>(at);
        const bool must = count < operand[1], lazy = operand[3] != 0;
        if (may && !must) push({Entry::choice, lazy ? again : exit, static_cast<std::int64_t>(at), 0});
        pc = must || (may && !lazy) ? again : exit;
        break;
      }
      case Step::again: {
        const auto reg = static_cast<std::size_t>(operand[0]);
        assign(reg, registers_[reg] + 1);
        assign(reg + 1, static_cast<std::int64_t>(at));
        pc += 2;
        break;
      }
    }
    if (!good && !backtrack(base, pc, at)) return false;
  }
}

bool Matcher::search(std::size_t from, bool exactly, bool whole, bool not_empty) {
  whole_ = whole;
  begin_ = from;
  not_empty_ = not_empty;
  // The first instruction that takes a character, if the pattern begins with one: places without that character are passed over.
  std::size_t start = header;
  while (code_[start] == static_cast<std::int32_t>(Step::save)) start += 2;
  if (code_[start] == static_cast<std::int32_t>(Step::one) && code_[start + 1] > 0) start += 5;
  const std::int32_t* first = &code_[start];
  const bool literal = first[0] == static_cast<std::int32_t>(Step::literal) && (first[1] < 0x80 || !wide_);
  const bool set = first[0] == static_cast<std::int32_t>(Step::set);
  for (std::size_t at = from; at <= text_.size();) {
    if (!exactly && literal) {
      const void* found = at < text_.size() ? std::memchr(text_.data() + at, first[1], text_.size() - at) : nullptr;
      if (found == nullptr) return false;
      at = static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
    } else if (!exactly && set) {
      for (std::size_t place = at; at < text_.size(); at = place) {
        if (in_set(code_.subspan(start + 2), character(place))) break;
        Fuel::spend();
      }
      if (at >= text_.size()) return false;
    }
    std::ranges::fill(registers_, -1);
    stack_.clear();
    begin_ = from;
    std::size_t end = 0;
    if (run(static_cast<std::int32_t>(header), at, end)) {
      registers_[0] = static_cast<std::int64_t>(at);
      registers_[1] = static_cast<std::int64_t>(end);
      return true;
    }
    if (exactly || at >= text_.size()) return false;
    character(at);
  }
  return false;
}

}  // namespace threadbox::script
