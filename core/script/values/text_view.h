#pragma once

#include <string>
#include <string_view>

namespace threadbox::script {

/// The bytes of a str, wherever they are: a view that makes a std::string where one is wanted, and is added to others.
class TextView : public std::string_view {
 public:
  using std::string_view::string_view;
  constexpr TextView(std::string_view view) noexcept : std::string_view(view) {}
  operator std::string() const { return std::string(data(), size()); }

  friend std::string operator+(TextView left, TextView right) { return std::string(left).append(right); }
  friend std::string operator+(TextView left, const char* right) { return std::string(left).append(right); }
  friend std::string operator+(TextView left, const std::string& right) { return std::string(left).append(right); }
  friend std::string operator+(const char* left, TextView right) { return std::string(left).append(right); }
  friend std::string operator+(const std::string& left, TextView right) { return std::string(left).append(right); }
  friend std::string operator+(std::string&& left, TextView right) { return std::move(left.append(right)); }
};

}  // namespace threadbox::script
