#include "script/natives/library_natives.h"
#include "script/natives/native_arguments.h"
#include "script/text/digits.h"
#include "script/text/fuel.h"
#include "script/text/literals.h"
#include "script/text/utf8.h"
#include "script/values/critical_section.h"
#include "script/values/nesting.h"
#include "script/values/octets.h"
#include "script/values/tables.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace threadbox::script {

namespace {

// The module _json: what json.py does not do in Python.

/// A fault of the text: its words and its place, in bytes.
struct Fault {
  const char* message;
  std::size_t at;
};

/// Reads values. For hooks, `tree` makes an object a tuple of pairs, a float the bytes of its text, an int the bytearray of its text, and
/// NaN, Infinity and -Infinity a frozen slice of the word; JSON has none of these itself.
class Scanner {
 public:
  Scanner(Vm& vm, std::string_view text, bool strict, bool tree) noexcept : vm_(vm), text_(text), strict_(strict), tree_(tree) {}

  Value value(std::size_t& at) {
    Fuel::spend();
    const char c = peek(at);
    if (c == '"') return string(++at);
    if (c == '{') return object(++at);
    if (c == '[') return array(++at);
    const std::string_view rest = text_.substr(std::min(at, text_.size()));
    const auto word = [&](std::string_view name, Value made) {
      at += name.size();
      return made;
    };
    if (rest.starts_with("null")) return word("null", Value::none());
    if (rest.starts_with("true")) return word("true", Value::boolean(true));
    if (rest.starts_with("false")) return word("false", Value::boolean(false));
    for (const std::string_view name : {"NaN", "Infinity", "-Infinity"})
      if (rest.starts_with(name)) return word(name, constant(name));
    return number(at);
  }

  void skip_blanks(std::size_t& at) const noexcept {
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\n' || text_[at] == '\r' || text_[at] == '\t')) ++at;
  }

 private:
  [[nodiscard]] char peek(std::size_t at) const noexcept { return at < text_.size() ? text_[at] : '\0'; }

  Value constant(std::string_view name) {
    if (tree_) return Value(vm_.heap().make<Slice>(vm_.classes.slice, vm_.text(name), Value::none(), Value::none()));
    return vm_.number(name == "NaN" ? NAN : name == "Infinity" ? INFINITY : -INFINITY);
  }

  Value number(std::size_t& at) {
    const std::size_t start = at;
    const auto is_digit = [this](std::size_t place) { return peek(place) >= '0' && peek(place) <= '9'; };
    std::size_t end = at + (peek(at) == '-' ? 1 : 0);
    if (!is_digit(end)) throw Fault{"Expecting value", start};
    if (peek(end) == '0') ++end;
    else
      while (is_digit(end)) ++end;
    bool real = false;
    if (peek(end) == '.' && is_digit(end + 1)) {
      real = true;
      for (++end; is_digit(end);) ++end;
    }
    if ((peek(end) | 0x20) == 'e') {
      const std::size_t digits = end + (peek(end + 1) == '+' || peek(end + 1) == '-' ? 2 : 1);
      if (is_digit(digits)) {
        real = true;
        for (end = digits; is_digit(end);) ++end;
      }
    }
    at = end;
    const std::string digits(text_.substr(start, end - start));
    if (tree_) return real ? make_bytes(vm_, digits) : make_bytearray(vm_, digits);
    if (real) return vm_.number(std::strtod(digits.c_str(), nullptr));
    return digits.size() < 18 ? Value::integer(std::strtoll(digits.c_str(), nullptr, 10)) : parse_int(vm_, digits, 10);
  }

  /// The four hexadecimal digits at a place.
  char32_t code_unit(std::size_t at) const {
    char32_t unit = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
      const char c = peek(i), lower = static_cast<char>(c | 0x20);
      if (c >= '0' && c <= '9') unit = unit * 16 + static_cast<char32_t>(c - '0');
      else if (lower >= 'a' && lower <= 'f') unit = unit * 16 + static_cast<char32_t>(lower - 'a' + 10);
      else throw Fault{"Invalid \\uXXXX escape", at - 1};
    }
    return unit;
  }

  /// A string, from the place after its opening quote.
  Value string(std::size_t& at) {
    const std::size_t begin = at - 1;
    std::string made;
    bool plain = true;
    for (std::size_t from = at;; from = at) {
      while (at < text_.size() && text_[at] != '"' && text_[at] != '\\' &&
             (!strict_ || static_cast<unsigned char>(text_[at]) >= 0x20))
        ++at;
      if (at >= text_.size()) throw Fault{"Unterminated string starting at", begin};
      const std::string_view part = text_.substr(from, at - from);
      Fuel::spend(1 + part.size() / Fuel::bytes_per_unit);
      if (text_[at] == '"') {
        ++at;
        return plain ? vm_.text(part) : vm_.text(made.append(part));
      }
      if (text_[at] != '\\') throw Fault{"Invalid control character at", at};
      plain = false;
      made.append(part);
      escape(made, at, begin);
    }
  }

  void escape(std::string& made, std::size_t& at, std::size_t begin) {
    const std::size_t start = at;
    if (start + 1 >= text_.size()) throw Fault{"Unterminated string starting at", begin};
    const char c = text_[start + 1];
    at += 2;
    static constexpr std::string_view letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
    if (const std::size_t which = letters.find(c); which != std::string_view::npos) {
      made += meanings[which];
      return;
    }
    if (c != 'u') throw Fault{"Invalid \\escape", start};
    char32_t code = code_unit(at);
    at += 4;
    if (code >= 0xD800 && code < 0xDC00 && text_.substr(at).starts_with("\\u")) {
      if (const char32_t low = code_unit(at + 2); low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        at += 6;
      }
    }
    if (code >= 0xD800 && code < 0xE000) vm_.raise("NotImplementedError", "Threadbox has no lone surrogates");
    append_utf8(made, code);
  }

  Value array(std::size_t& at) {
    const Nesting nesting(vm_, " while decoding a JSON array from a unicode string");
    std::vector<Value> items;
    skip_blanks(at);
    if (peek(at) == ']') return ++at, Value(vm_.list({}));
    while (true) {
      items.push_back(value(at));
      if (items.size() % 1024 == 0) vm_.heap().check_room(items.size() * sizeof(Value));
      skip_blanks(at);
      if (peek(at) == ']') return ++at, Value(vm_.list(std::move(items)));
      if (peek(at) != ',') throw Fault{"Expecting ',' delimiter", at};
      const std::size_t comma = at++;
      skip_blanks(at);
      if (peek(at) == ']') throw Fault{"Illegal trailing comma before end of array", comma};
    }
  }

  Value object(std::size_t& at) {
    const Nesting nesting(vm_, " while decoding a JSON object from a unicode string");
    Dict* dict = tree_ ? nullptr : vm_.dict();
    std::vector<Value> pairs;
    skip_blanks(at);
    for (bool first = true; peek(at) != '}' || !first; first = false) {
      if (peek(at) != '"') throw Fault{"Expecting property name enclosed in double quotes", at};
      const Value key = string(++at);
      skip_blanks(at);
      if (peek(at) != ':') throw Fault{"Expecting ':' delimiter", at};
      skip_blanks(++at);
      const Value item = value(at);
      if (dict != nullptr) store_in_dict(vm_, *dict, key, item);
      else pairs.push_back(Value(vm_.tuple({key, item})));
      skip_blanks(at);
      if (peek(at) == '}') break;
      if (peek(at) != ',') throw Fault{"Expecting ',' delimiter", at};
      const std::size_t comma = at++;
      skip_blanks(at);
      if (peek(at) == '}') throw Fault{"Illegal trailing comma before end of object", comma};
    }
    ++at;
    return dict != nullptr ? Value(dict) : Value(vm_.tuple(std::move(pairs)));
  }

  Vm& vm_;
  const std::string_view text_;
  const bool strict_, tree_;
};

/// scan(text, at, strict, tree): (value, end), or (None, place, message) for a text with a fault.
Value scan(Call& call) {
  const auto& string = *as<Str>(call.arguments[0]);
  const std::string_view text = string.text;
  const std::int64_t index = to_int(call.vm, call.arguments[1]);
  std::size_t at = 0;
  for (std::int64_t i = 0; i < index && at < text.size(); ++i) at += code_point_length(text, at);
  const auto place = [&](std::size_t byte) {
    return Value::integer(static_cast<std::int64_t>(string.ascii() ? byte : count_code_points(text.substr(0, byte))));
  };
  Scanner scanner(call.vm, text, flag(call, 2), flag(call, 3));
  try {
    const Value value = scanner.value(at);
    return Value(call.vm.tuple({value, place(at)}));
  } catch (const Fault& fault) {
    return Value(call.vm.tuple({Value::none(), place(std::min(fault.at, text.size())), call.vm.text(fault.message)}));
  }
}

/// Writes values of the built-in types. Others are left to Python.
class Writer {
 public:
  struct Options {
    bool ascii, allow_nan, sorted, indented;
    std::string indent, item_separator, key_separator;
  };
  Writer(Vm& vm, Options options) : vm_(vm), options_(std::move(options)) {}

  /// False if it cannot.
  bool write(Value value) {
    Fuel::spend();
    if (value.is_none()) return put("null");
    if (value.is_bool()) return put(value.is_true() ? "true" : "false");
    if (value.is_int() || as<BigInt>(value) != nullptr) return put(int_text(vm_, value));
    if (const auto* text = as<Str>(value)) return put_string(text->text);
    if (const auto* number = as<Float>(value)) return put_float(number->value);
    const Class* cls = vm_.class_of(value);
    const auto& types = vm_.classes;
    if (++depth_ > deepest) return false;
    bool written = false;
    if (cls == types.list) written = array(*ElementSnapshot(vm_, *value.object(), as<List>(value)->items));
    else if (cls == types.tuple) written = array(as<Tuple>(value)->items);
    else if (cls == types.dict) written = object(*as<Dict>(value));
    --depth_;
    return written;
  }
  bool put_string(std::string_view text) {
    made_ += '"';
    std::size_t good = 0;
    for (std::size_t at = 0; at < text.size();) {
      const auto c = static_cast<unsigned char>(text[at]);
      if (c >= 0x20 && c != '"' && c != '\\' && (c < 0x7F || !options_.ascii)) {
        ++at;
        continue;
      }
      made_.append(text, good, at - good);
      const char32_t code = code_point(text, at);
      at += code_point_length(text, at);
      good = at;
      put_escape(code);
    }
    made_.append(text, good);
    made_ += '"';
    vm_.heap().check_room(made_.size());
    Fuel::spend(text.size() / Fuel::bytes_per_unit);
    return true;
  }
  [[nodiscard]] const std::string& made() const noexcept { return made_; }

 private:
  static constexpr int deepest = 150;

  bool put(std::string_view text) {
    made_ += text;
    return true;
  }
  void put_escape(char32_t code) {
    static constexpr std::string_view letters = "\"\\bfnrt", meanings = "\"\\\b\f\n\r\t";
    const std::size_t which = code < 0x80 ? meanings.find(static_cast<char>(code)) : std::string_view::npos;
    if (which != std::string_view::npos) {
      (made_ += '\\') += letters[which];
      return;
    }
    char text[16];
    if (code < 0x10000) std::snprintf(text, sizeof text, "\\u%04x", static_cast<unsigned>(code));
    else
      std::snprintf(text, sizeof text, "\\u%04x\\u%04x", static_cast<unsigned>(0xD800 + ((code - 0x10000) >> 10)),
                    static_cast<unsigned>(0xDC00 + ((code - 0x10000) & 0x3FF)));
    made_ += text;
  }
  bool put_float(double value) {
    if (std::isfinite(value)) return put(float_text(value));
    return options_.allow_nan && put(std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
  }
  void line() {
    if (!options_.indented) return;
    made_ += '\n';
    for (int i = 0; i < depth_; ++i) made_ += options_.indent;
  }
  bool array(const std::vector<Value>& items) {
    if (items.empty()) return put("[]");
    made_ += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) made_ += options_.item_separator;
      line();
      if (!write(items[i])) return false;
    }
    --depth_;
    line();
    ++depth_;
    return put("]");
  }
  bool key(Value value) {
    if (const auto* text = as<Str>(value)) return put_string(text->text);
    const bool simple =
        value.is_none() || value.is_bool() || value.is_int() || as<BigInt>(value) != nullptr || as<Float>(value) != nullptr;
    if (!simple) return false;
    made_ += '"';
    return write(value) && put("\"");
  }
  bool object(const Dict& dict) {
    std::vector<Dict::Entry> entries;
    for (const Dict::Entry& entry : ElementSnapshot(vm_, dict, dict.entries()))
      if (entry.live) entries.push_back(entry);
    if (entries.empty()) return put("{}");
    if (options_.sorted) {
      if (!std::ranges::all_of(entries, [](const Dict::Entry& entry) { return as<Str>(entry.key) != nullptr; })) return false;
      std::ranges::sort(entries, {}, [](const Dict::Entry& entry) { return std::string_view(as<Str>(entry.key)->text); });
    }
    made_ += '{';
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i > 0) made_ += options_.item_separator;
      line();
      if (!key(entries[i].key)) return false;
      made_ += options_.key_separator;
      if (!write(entries[i].value)) return false;
    }
    --depth_;
    line();
    ++depth_;
    return put("}");
  }

  Vm& vm_;
  const Options options_;
  int depth_ = 0;
  std::string made_;
};

/// encode(value, ensure_ascii, allow_nan, sort_keys, indent or None, item_separator, key_separator): the text, or None if it contains what
/// only Python can encode.
Value encode(Call& call) {
  const auto text = [&](std::size_t index) { return std::string(as<Str>(call.arguments[index])->text); };
  const bool indented = !call.arguments[4].is_none();
  Writer writer(call.vm, {flag(call, 1), flag(call, 2), flag(call, 3), indented, indented ? text(4) : "", text(5), text(6)});
  return writer.write(call.arguments[0]) ? call.vm.text(writer.made()) : Value::none();
}

}  // namespace

void install_json(Vm& vm) {
  static constexpr NativeEntry entries[] = {
      {"scan", scan, {"text", "at", "strict", "tree", "/"}},
      {"encode", encode, {"value", "ensure_ascii", "allow_nan", "sort_keys", "indent", "item_separator", "key_separator", "/"}},
  };
  define_all(vm, vm.module("_json"), entries);
}

}  // namespace threadbox::script
