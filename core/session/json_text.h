#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace threadbox::session {

/// Writes JSON value by value. The library's tree of values would be simpler to use, but its destructor allocates, and ends the
/// process when memory is exhausted. The library still writes texts and numbers.
/// Threads: one at a time. Errors: std::bad_alloc.
class JsonText {
 public:
  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_list() { begin('['); }
  void end_list() { end(']'); }
  /// The name of the next value, within an object.
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
  /// `null` if it is not finite.
  void value(double number);
  /// Bytes that are not UTF-8 are replaced: a program's strings may hold lone surrogates.
  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const char* text) { value(std::string_view(text)); }
  template <typename T>
  void value(const std::optional<T>& given) {
    if (given) value(*given);
    else value(nullptr);
  }
  /// A named value of an object.
  template <typename T>
  void member(std::string_view name, const T& given) {
    key(name);
    value(given);
  }
  /// A named list, of which `write` writes each value.
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
  void put(std::string_view written) {
    separate();
    text_ += written;
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
  bool is_first_ = true;  // the next value needs no comma
};

}  // namespace threadbox::session
