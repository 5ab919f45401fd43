#pragma once

#include <cstddef>
#include <cstdint>

namespace threadbox::script {

/// The length of a number in decimal, its sign included.
std::size_t digit_count(std::int64_t number) noexcept;
/// Writes the number in decimal to `place`. Returns the end of what it wrote.
char* put_digits(std::int64_t number, char* place) noexcept;

}  // namespace threadbox::script
