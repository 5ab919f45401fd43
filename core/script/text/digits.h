#pragma once

#include <cstddef>
#include <cstdint>

namespace threadbox::script {

/// How many characters a number is in the decimal system, its sign included.
std::size_t digit_count(std::int64_t number) noexcept;
/// Writes them. Returns the place behind them.
char* put_digits(std::int64_t number, char* place) noexcept;

}  // namespace threadbox::script
