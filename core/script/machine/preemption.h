#pragma once

#include <cstdint>

namespace threadbox::script {

/// Where a simulated run has scheduling points, besides where a thread waits, begins or ends.
enum class Preemption : std::uint8_t {
  line,      ///< Before each statement of the program.
  bytecode,  ///< Before each instruction of the program.
  access,    ///< Before each instruction of the program that reads or writes what threads share.
};

}  // namespace threadbox::script
