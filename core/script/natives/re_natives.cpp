#include "script/natives/library_natives.h"
#include "script/natives/native_arguments.h"
#include "script/text/pattern.h"
#include "script/text/search.h"
#include "script/values/code_points.h"
#include "script/values/iteration.h"
#include "script/values/octets.h"

#include <algorithm>
#include <optional>
#include <span>

namespace threadbox::script {

namespace {

// The module _re: what re.py, which parses and compiles patterns, needs in C++.

/// assemble(words): the words of a program as bytes.
Value assemble(Call& call) {
  std::string octets;
  for (const Value word : collect(call.vm, call.arguments[0])) {
    const auto number = static_cast<std::int32_t>(to_int(call.vm, word));
    octets.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  return make_bytes(call.vm, octets);
}

/// ascii_bits(words): the four words of bits of a set, given by its words from `flags` on.
Value ascii_bits(Call& call) {
  std::vector<std::int32_t> words;
  for (const Value word : collect(call.vm, call.arguments[0])) words.push_back(static_cast<std::int32_t>(to_int(call.vm, word)));
  std::vector<Value> bits;
  for (char32_t at = 0; at < 0x80; at += 32) {
    std::uint32_t some = 0;
    for (char32_t i = 0; i < 32; ++i) some |= Matcher::listed_in_set(words, at + i) ? 1U << i : 0U;
    bits.push_back(Value::integer(static_cast<std::int32_t>(some)));
  }
  return Value(call.vm.list(std::move(bits)));
}

/// A program and the part of a text, or of octets, that it is applied to.
class Subject {
 public:
  /// From the arguments (code, text, pos, endpos).
  explicit Subject(Call& call) : vm_(call.vm), octets_(call.vm, call.arguments[1]), string_(as<Str>(call.arguments[1])) {
    // The octets of a bytes begin at the end of an Object, hence at a multiple of its alignment.
    static_assert(sizeof(Bytes) % alignof(std::int32_t) == 0);
    const std::string_view packed = as<Bytes>(call.arguments[0])->octets();
    code_ = {reinterpret_cast<const std::int32_t*>(packed.data()), packed.size() / sizeof(std::int32_t)};
    if (string_ == nullptr && !octets_)
      vm_.raise("TypeError", "expected string or bytes-like object, got '" + vm_.type_name(call.arguments[1]) + "'");
    const bool for_octets = code_[2] != 0;
    if (for_octets && string_ != nullptr) vm_.raise("TypeError", "cannot use a bytes pattern on a string-like object");
    if (!for_octets && string_ == nullptr) vm_.raise("TypeError", "cannot use a string pattern on a bytes-like object");
    text_ = string_ != nullptr ? std::string_view(string_->text) : *octets_;
    wide_ = string_ != nullptr && !string_->ascii();
    if (wide_) points_.emplace(*string_);
    const auto size = static_cast<std::int64_t>(wide_ ? points_->size() : text_.size());
    const auto place = [&](Value value) {
      const std::int64_t at = std::clamp<std::int64_t>(slice_index(call, value), 0, size);
      return wide_ ? points_->byte(static_cast<std::size_t>(at)) : static_cast<std::size_t>(at);
    };
    from_ = place(call.arguments[2]);
    text_ = text_.substr(0, place(call.arguments[3]));
    matcher_.emplace(code_, text_, wide_, [this](std::size_t bytes) { vm_.heap().check_room(bytes); });
  }

  Matcher& matcher() noexcept { return *matcher_; }
  [[nodiscard]] std::size_t from() const noexcept { return from_; }
  [[nodiscard]] std::size_t size() const noexcept { return text_.size(); }
  [[nodiscard]] bool ends_before_start() const noexcept { return from_ > text_.size(); }
  [[nodiscard]] std::size_t groups() const noexcept { return static_cast<std::size_t>(code_[1]); }

  /// (start, end, start of group 1, …, the number of the last closed group or -1), in characters; -1 for a group that took no part.
  Value spans() {
    const auto& registers = matcher_->registers();
    std::vector<Value> places;
    places.reserve(groups() * 2 + 1);
    for (std::size_t i = 0; i < groups() * 2; ++i) {
      // A group that has begun but not ended took no part.
      const std::int64_t at = registers[i | 1] < 0 ? -1 : registers[i];
      places.push_back(Value::integer(
          at < 0 || !wide_ ? at : static_cast<std::int64_t>(points_->index_of_byte(static_cast<std::size_t>(at)))));
    }
    places.push_back(Value::integer(registers.back()));
    return Value(vm_.tuple(std::move(places)));
  }

  /// The text of a group; if it took no part, None or an empty text.
  Value group(std::size_t number, bool or_none) {
    const auto& registers = matcher_->registers();
    const std::int64_t from = registers[number * 2], to = registers[number * 2 + 1];
    if (to < 0 && or_none) return Value::none();
    return part(to < 0 ? 0 : static_cast<std::size_t>(from), to < 0 ? 0 : static_cast<std::size_t>(to));
  }
  Value part(std::size_t from, std::size_t to) {
    const std::string_view found = text_.substr(from, to - from);
    return string_ != nullptr ? vm_.text(found) : make_bytes(vm_, found);
  }

 private:
  Vm& vm_;
  std::span<const std::int32_t> code_;
  Octets octets_;
  const Str* string_;
  std::string_view text_;
  bool wide_ = false;
  std::optional<CodePoints> points_;
  std::size_t from_ = 0;
  std::optional<Matcher> matcher_;
};

/// find(code, text, pos, endpos, mode): the spans of the first match; None if there is none. mode: 0 search, 1 match, 2 fullmatch.
Value find(Call& call) {
  Subject subject(call);
  const std::int64_t mode = to_int(call.vm, call.arguments[4]);
  if (subject.ends_before_start() || !subject.matcher().search(subject.from(), mode > 0, mode == 2, false)) return Value::none();
  return subject.spans();
}

/// What find_all() returns: the spans of each match; what findall() returns for each; or before each match, and at the end, the text
/// between the matches, and for each match its spans, its groups' texts, or nothing.
enum class Form : std::int64_t { spans, texts, between_spans, between_groups, between };

/// find_all(code, text, pos, endpos, most, form): all matches, or the first `most` if that is not 0.
Value find_all(Call& call) {
  Subject subject(call);
  const std::int64_t most = to_int(call.vm, call.arguments[4]);
  const auto form = static_cast<Form>(to_int(call.vm, call.arguments[5]));
  std::vector<Value> found;
  const auto& registers = subject.matcher().registers();
  std::size_t at = subject.from();
  const auto groups = [&](std::size_t first) {
    std::vector<Value> parts;
    for (std::size_t i = first; i < subject.groups(); ++i) parts.push_back(subject.group(i, form != Form::texts));
    return Value(call.vm.tuple(std::move(parts)));
  };
  bool not_empty = false;
  for (std::int64_t times = 0; !subject.ends_before_start() && (most == 0 || times < most); ++times) {
    if (!subject.matcher().search(at, false, false, not_empty)) break;
    if (found.size() == found.capacity()) call.vm.heap().check_room(found.size() * 2 * sizeof(Value));
    not_empty = registers[0] == registers[1];
    if (form >= Form::between_spans) found.push_back(subject.part(at, static_cast<std::size_t>(registers[0])));
    at = static_cast<std::size_t>(registers[1]);
    if (form == Form::spans || form == Form::between_spans) found.push_back(subject.spans());
    else if (form == Form::texts && subject.groups() <= 2) found.push_back(subject.group(subject.groups() - 1, false));
    else if (form != Form::between) found.push_back(groups(form == Form::texts ? 1 : 0));
  }
  if (form >= Form::between_spans) found.push_back(subject.part(at, subject.size()));
  return Value(call.vm.list(std::move(found)));
}

}  // namespace

void install_re(Vm& vm) {
  static constexpr NativeEntry entries[] = {
      {"assemble", assemble, {"words", "/"}},
      {"ascii_bits", ascii_bits, {"words", "/"}},
      {"find", find, {"code", "text", "pos", "endpos", "mode", "/"}},
      {"find_all", find_all, {"code", "text", "pos", "endpos", "most", "form", "/"}},
  };
  define_all(vm, vm.module("_re"), entries);
}

}  // namespace threadbox::script
