#include "script/text/digits.h"

#include <charconv>

namespace threadbox::script {

std::size_t digit_count(std::int64_t number) noexcept {
  const std::uint64_t magnitude = number < 0 ? -static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  std::size_t count = 1;
  for (std::uint64_t power = 10; count < 19 && magnitude >= power; power *= 10) ++count;
  return number < 0 ? count + 1 : count;
}

char* put_digits(std::int64_t number, char* place) noexcept {
  constexpr std::size_t most_digits = 20;
  return std::to_chars(place, place + most_digits, number).ptr;
}

}  // namespace threadbox::script
