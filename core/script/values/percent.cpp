#include "script/values/percent.h"

#include "script/text/literals.h"
#include "script/text/utf8.h"
#include "script/values/code_points.h"
#include "script/values/conversion.h"
#include "script/values/format.h"
#include "script/values/integers.h"
#include "script/values/repr.h"
#include "script/values/room.h"
#include "script/values/special_method.h"
#include "script/values/subscripts.h"
#include "script/values/universe.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

namespace threadbox::script {

namespace {

/// The next value that Python must convert.
struct Wanted {
  char kind;
  Value value;
};

/// text % values: one conversion after the other.
class PercentFormat {
 public:
  /// `converted`: the values that Python has converted so far. If null, a value that needs Python throws NeedsFallback.
  PercentFormat(Universe& universe, std::string_view text, Value values, const std::vector<Value>* converted)
      : universe_(universe),
        text_(text),
        values_(values),
        tuple_(as<Tuple>(values)),
        is_mapping_(has_items(values)),
        converted_(converted) {}

  std::string run() {
    while (at_ < text_.size()) {
      if (text_[at_] != '%') {
        result_ += text_[at_++];
        continue;
      }
      ++at_;
      conversion();
    }
    const bool left = tuple_ != nullptr ? used_ < tuple_->items.size() : used_ == 0 && !is_mapping_;
    if (left && !(tuple_ == nullptr && by_name_))
      universe_.raise("TypeError", "not all arguments converted during string formatting");
    return std::move(result_);
  }

 private:
  struct Flags {
    bool left = false, zero = false, plus = false, space = false, alternate = false;
  };

  /// Whether CPython would use it as a mapping: anything subscriptable except a tuple or str.
  [[nodiscard]] bool has_items(Value values) const {
    if (as<Tuple>(values) != nullptr || as<Str>(values) != nullptr) return false;
    return !universe_.class_of(values)->lookup(universe_.names.getitem).is_undefined();
  }

  Value next() {
    if (tuple_ == nullptr) {
      if (used_++ > 0 || by_name_) universe_.raise("TypeError", "not enough arguments for format string");
      return values_;
    }
    if (used_ >= tuple_->items.size()) universe_.raise("TypeError", "not enough arguments for format string");
    return tuple_->items[used_++];
  }

  /// The value as Python has converted it for this kind of conversion; '(' is the lookup of a key.
  Value in_python(char kind, Value value) {
    if (converted_ == nullptr) throw NeedsFallback{};
    if (taken_ == converted_->size()) throw Wanted{kind, value};
    return (*converted_)[taken_++];
  }

  bool stands_for(Value value, std::initializer_list<const Str*> methods) {
    return std::ranges::any_of(methods,
                               [&](const Str* method) { return !special_in_python(universe_, value, method).is_undefined(); });
  }

  Value item(Value key) {
    if (stands_for(values_, {universe_.names.getitem})) return in_python('(', key);
    try {
      return get_item(universe_, values_, key);
    } catch (const NeedsFallback&) {
      return in_python('(', key);
    }
  }

  Value words(char type, Value value) {
    try {
      return universe_.text(type == 's'   ? str(universe_, value)
                            : type == 'r' ? repr(universe_, value)
                                          : ascii_only(repr(universe_, value)));
    } catch (const NeedsFallback&) {
      return in_python(type, value);
    }
  }

  char take() {
    if (at_ >= text_.size()) universe_.raise("ValueError", "incomplete format");
    return text_[at_++];
  }

  /// Parses a number, or takes an argument for `*`; -1 if there is neither. CPython keeps a width in an ssize_t, a precision in an int.
  std::int64_t number(bool is_width) {
    const std::int64_t most = is_width ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<int>::max();
    if (at_ < text_.size() && text_[at_] == '*') {
      ++at_;
      const Value value = next();
      if (!is_integral(value)) universe_.raise("TypeError", "* wants int");
      const auto word = word_of(value);
      if (!word || *word > most || *word < -most - 1)
        universe_.raise("OverflowError", std::string("Python int too large to convert to C ") + (is_width ? "ssize_t" : "int"));
      return is_width ? *word : std::max<std::int64_t>(*word, 0);
    }
    std::int64_t value = -1;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
      const std::int64_t digit = text_[at_++] - '0';
      value = std::max<std::int64_t>(value, 0);
      if (value > (most - digit) / 10) universe_.raise("ValueError", is_width ? "width too big" : "precision too big");
      value = value * 10 + digit;
    }
    return value;
  }

  /// The end of a key, which may contain balanced parentheses.
  std::size_t end_of_key() {
    std::size_t end = at_ + 1;
    for (int open = 1; end < text_.size(); ++end) {
      if (text_[end] == '(') ++open;
      if (text_[end] == ')' && --open == 0) return end;
    }
    universe_.raise("ValueError", "incomplete format key");
  }

  [[noreturn]] void unsupported(std::size_t place) {
    const char32_t code = code_point(text_, place);
    char message[64];
    std::snprintf(message, sizeof message, "unsupported format character '%c' (0x%x) at index ",
                  code > 30 && code < 127 ? static_cast<char>(code) : '?', static_cast<unsigned>(code));
    universe_.raise("ValueError", message + std::to_string(count_code_points(text_.substr(0, place))));
  }

  void conversion() {
    std::optional<Value> chosen;
    if (at_ < text_.size() && text_[at_] == '(') {
      if (!is_mapping_) universe_.raise("TypeError", "format requires a mapping");
      const std::size_t close = end_of_key();
      chosen = item(universe_.text(text_.substr(at_ + 1, close - at_ - 1)));
      by_name_ = true;
      at_ = close + 1;
    }
    Flags flags;
    for (; at_ < text_.size() && std::string_view("-+ #0").find(text_[at_]) != std::string_view::npos; ++at_) {
      flags.left |= text_[at_] == '-';
      flags.plus |= text_[at_] == '+';
      flags.space |= text_[at_] == ' ';
      flags.alternate |= text_[at_] == '#';
      flags.zero |= text_[at_] == '0';
    }
    std::int64_t width = number(true), precision = -1;
    if (at_ < text_.size() && text_[at_] == '.') {
      ++at_;
      precision = std::max<std::int64_t>(number(false), 0);
    }
    if (width < -1) {
      flags.left = true;
      width = width == std::numeric_limits<std::int64_t>::min() ? std::numeric_limits<std::int64_t>::max() : -width;
    }
    if (at_ < text_.size() && (text_[at_] == 'l' || text_[at_] == 'h' || text_[at_] == 'L')) ++at_;
    const std::size_t place = at_;
    const char type = take();
    if (type == '%' && text_[place - 1] == '%') {
      result_ += '%';
      return;
    }
    const Value value = chosen ? *chosen : next();
    if (std::string_view("diuoxXeEfFgGcrsa").find(type) == std::string_view::npos) unsupported(place);
    result_ += converted(type, flags, width, precision, value);
  }

  std::string converted(char type, const Flags& flags, std::int64_t width, std::int64_t precision, Value value) {
    std::string spec = flags.left                                                                    ? "<"
                       : flags.zero && std::string_view("crsa").find(type) == std::string_view::npos ? "0="
                                                                                                     : ">";
    if (spec == "0=" && flags.left) spec = "<";
    const std::string size = width > 0 ? std::to_string(width) : "";
    const std::string digits = precision >= 0 ? "." + std::to_string(precision) : "";
    const std::string sign = flags.plus ? "+" : flags.space ? " " : "";
    switch (type) {
      case 's':
      case 'r':
      case 'a': return format(universe_, words(type, value), spec + size + digits);
      case 'c': return format(universe_, character(value), spec + size);
      case 'd':
      case 'i':
      case 'u': return integer(type, flags, width, precision, value);
      case 'o':
      case 'x':
      case 'X':
        if (!is_integral(value) && stands_for(value, {universe_.names.index})) value = in_python(type, value);
        if (!is_integral(value))
          universe_.raise("TypeError",
                          std::string("%") + type + " format: an integer is required, not " + universe_.type_name(value));
        return integer_text(type, flags, width, precision, value);
      default:
        if (!is_number(value) && stands_for(value, {universe_.names.float_, universe_.names.index}))
          value = in_python(type, value);
        return format(universe_, universe_.number(to_double(universe_, value)),
                      spec + sign + (flags.alternate ? "#" : "") + size + digits + type);
    }
  }

  std::string integer(char type, const Flags& flags, std::int64_t width, std::int64_t precision, Value value) {
    if (!is_number(value) && stands_for(value, {universe_.names.int_, universe_.names.index, universe_.intern("__trunc__")}))
      value = in_python(type, value);
    if (!is_number(value))
      universe_.raise("TypeError",
                      std::string("%") + type + " format: a real number is required, not " + universe_.type_name(value));
    if (const auto* number = as<Float>(value)) {
      if (std::isnan(number->value)) universe_.raise("ValueError", "cannot convert float NaN to integer");
      if (std::isinf(number->value)) universe_.raise("OverflowError", "cannot convert float infinity to integer");
      value = int_of_double(universe_, number->value);
    }
    return integer_text('d', flags, width, precision, value);
  }

  /// Sign, prefix and digits: zeros up to the precision, and, with the flag, up to the width.
  std::string integer_text(char type, const Flags& flags, std::int64_t width, std::int64_t precision, Value value) {
    if (precision > std::numeric_limits<int>::max() - 3) universe_.raise("OverflowError", "precision too large");
    const bool negative = compare_ints(value, Value::integer(0)) < 0;
    std::string head = negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
    if (flags.alternate && type != 'd') head += std::string("0") + type;
    std::string digits = format(universe_, value, std::string(1, type));
    if (negative) digits.erase(0, 1);
    const std::int64_t room = width - static_cast<std::int64_t>(head.size());
    const std::int64_t least = flags.zero && !flags.left ? std::max(precision, room) : precision;
    check_room_for(universe_.heap(), static_cast<std::uint64_t>(std::max<std::int64_t>({least, width, 0})));
    if (const auto count = static_cast<std::int64_t>(digits.size()); count < least)
      digits.insert(0, static_cast<std::size_t>(least - count), '0');
    std::string text = head + digits;
    if (const auto count = static_cast<std::int64_t>(text.size()); count < width)
      text.insert(flags.left ? text.size() : 0, static_cast<std::size_t>(width - count), ' ');
    return text;
  }

  Value character(Value value) {
    if (const auto* string = as<Str>(value)) {
      if (string->length() != 1) universe_.raise("TypeError", "%c requires int or char");
      return value;
    }
    if (!is_integral(value) && stands_for(value, {universe_.names.index})) value = in_python('c', value);
    if (!is_integral(value)) universe_.raise("TypeError", "%c requires int or char");
    value = plain_int(value);
    if (!is_small(value) || small(value) < 0 || small(value) > 0x10FFFF)
      universe_.raise("OverflowError", "%c arg not in range(0x110000)");
    return universe_.text(character_text(universe_, small(value)));
  }

  Universe& universe_;
  const std::string_view text_;
  Value values_;
  const Tuple* tuple_;
  const bool is_mapping_;
  std::string result_;
  std::size_t at_ = 0, used_ = 0;
  bool by_name_ = false;
  const std::vector<Value>* converted_;
  std::size_t taken_ = 0;  ///< How many of `converted` have been used.
};

}  // namespace

std::string percent_format(Universe& universe, std::string_view text, Value values) {
  return PercentFormat(universe, text, values, nullptr).run();
}

Value percent_format_with(Universe& universe, std::string_view text, Value values, const std::vector<Value>& converted) {
  try {
    return universe.text(PercentFormat(universe, text, values, &converted).run());
  } catch (const Wanted& wanted) {
    return Value(universe.tuple({universe.text(std::string(1, wanted.kind)), wanted.value}));
  }
}

}  // namespace threadbox::script
