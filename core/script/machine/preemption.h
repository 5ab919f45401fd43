#pragma once

#include <cstdint>

namespace threadbox::script {

/// Where a simulated run may go on with another thread, beside where one waits, begins or ends.
enum class Preemption : std::uint8_t {
  line,      ///< Before each statement of the program.
  bytecode,  ///< Before each instruction of the program.
};

}  // namespace threadbox::script
