#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace threadbox::session {

/// JSON, written as it comes: no tree of values is made, whose destruction may need memory where there is none. The caller
/// writes commas by no word of its own: each value after the first of its list or object gets one.
/// Threads: one. Errors: std::bad_alloc.
class JsonText {
 public:
  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_list() { begin('['); }
  void end_list() { end(']'); }
  /// What the next value is called; within an object.
  void key(std::string_view name) {
    value(name);
    text_ += ':';
    is_first_ = true;
  }

  void value(std::nullptr_t) { put("null"); }
  void value(bool flag) { put(flag ? "true" : "false"); }
  template <std::integral Number>
    requires(!std::same_as<Number, bool>)
  void value(Number number) {
    put(std::to_string(number));
  }
  /// A finite one.
  void value(double number);
  /// What is no UTF-8 in it, as a lone surrogate, is replaced: a program's strings may hold anything.
  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const char* text) { value(std::string_view(text)); }
  template <typename T>
  void value(const std::optional<T>& given) {
    if (given) value(*given);
    else value(nullptr);
  }
  template <typename T>
  void member(std::string_view name, const T& given) {
    key(name);
    value(given);
  }
  /// A list; `write` writes each of `rows`.
  template <typename Rows, typename Write>
  void list(std::string_view name, const Rows& rows, Write write) {
    key(name);
    begin_list();
    for (const auto& row : rows) write(row);
    end_list();
  }

  [[nodiscard]] std::string take() noexcept { return std::move(text_); }

 private:
  void separate() {
    if (!is_first_) text_ += ',';
    is_first_ = false;
  }
  void put(std::string_view literal) {
    separate();
    text_ += literal;
  }
  void begin(char bracket) {
    separate();
    text_ += bracket;
    is_first_ = true;
  }
  void end(char bracket) {
    text_ += bracket;
    is_first_ = false;
  }

  std::string text_;
  bool is_first_ = true;  ///< The next value needs no comma.
};

}  // namespace threadbox::session
