#pragma once

#include "script/compile/code.h"

#include <string>

namespace threadbox::script {

/// The change of the operand stack's depth by an instruction that does not jump.
int stack_effect(Opcode opcode, std::uint32_t operand) noexcept;

/// Verifies the operand stack along every path through the code, handlers included. Returns a description of the first fault, or an empty
/// string. Faults are: an instruction reached with different depths, a depth below what an instruction or handler needs, a depth above
/// `stack_size`, a jump out of the code, a path that runs past the end.
std::string stack_fault(const CodeObject& code);

}  // namespace threadbox::script
