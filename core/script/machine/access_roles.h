#pragma once

#include "script/compile/code.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace threadbox::script {

/// What the code says about what each of its instructions reads or writes. It follows values through the operand stack and local variables,
/// along the text of the code: values that come around a loop are not followed.
struct AccessRoles {
  /// AccessFlags: whether a value that the instruction reads goes into a store of the same name, whether a condition depends on it, whether it is in
  /// the body of such a condition.
  std::vector<std::uint8_t> flags;
  /// Of an instruction with access_linked that stores, and of one with access_acts: the instructions that have read what it stores, or what the
  /// conditions depend on.
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> stored_from, acts_on;
};

/// Threads: any. Errors: std::bad_alloc.
AccessRoles access_roles(const CodeObject& code);

}  // namespace threadbox::script
