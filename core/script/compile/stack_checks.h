#pragma once

#include "script/compile/code.h"

#include <string>

namespace threadbox::script {

/// How an instruction changes the depth of the operand stack when it does not jump.
int stack_effect(Opcode opcode, std::uint32_t operand) noexcept;

/// Follows every path through the code, handlers included, and says what is wrong with the operand stack: an
/// instruction that two paths reach with different depths, a depth below what the instruction or its handler
/// needs or above `stack_size`, a jump out of the code, a path that falls off the end. Empty when all is well.
std::string stack_fault(const CodeObject& code);

}  // namespace threadbox::script
