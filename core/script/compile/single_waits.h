#pragma once

#include "script/compile/ast.h"

#include <cstdint>
#include <vector>

namespace threadbox::script {

/// The lines of the statements `x.wait(…)` after which a program goes on without testing again what it has waited for. It tests again where
/// the statement is in the body of a `while` with a condition, or where nothing but the next pass of a loop follows it. In order.
/// Threads: any. Errors: std::bad_alloc.
std::vector<std::uint32_t> single_waits(const Ast& ast);

}  // namespace threadbox::script
