#pragma once

#include "script/natives/natives.h"
#include "script/values/integers.h"

namespace threadbox::script {

// What natives say about their arguments, in one way.

inline Value argument(const Call& call, std::size_t index, Value fallback = Value::none()) {
  return given(call, index) ? call.arguments[index] : fallback;
}

/// The first argument of a method. Errors: TypeError "descriptor 'append' for 'list' objects doesn't apply to a 'int' object".
template <typename T>
T& self_of(Call& call, const char* type) {
  auto* self = as<T>(call.arguments[0]);
  if (self == nullptr)
    call.vm.raise("TypeError", std::string("descriptor requires a '") + type + "' object but received a '" + call.vm.type_name(call.arguments[0]) + "'");
  return *self;
}

inline bool flag(Call& call, std::size_t index, bool fallback = false) {
  return given(call, index) ? truthy(call.vm, call.arguments[index]) : fallback;
}

}  // namespace threadbox::script
