#pragma once

#include "script/values/callables.h"
#include "script/values/containers.h"

#include <cstddef>
#include <span>

namespace threadbox::script {

class Vm;
class VmThread;

/// The call of a native: its only parameter. `keyword_names` name the last arguments.
struct Call {
  Vm& vm;
  VmThread& thread;
  std::span<const Value> arguments;  ///< In the order of its parameters, undefined where left out; as given if it is variadic.
  const Tuple* keyword_names = nullptr;
  Value fallback = Value::undefined();  ///< The fallback of the called native: see NeedsFallback and leave_to_fallback().
  /// The arguments as the caller gave them, for the fallback.
  std::span<const Value> given_arguments = arguments;
  const Tuple* given_names = keyword_names;
  const Native* native = nullptr;  ///< The called native; null for a class.

  [[nodiscard]] std::size_t positional_count() const noexcept {
    return arguments.size() - (keyword_names != nullptr ? keyword_names->items.size() : 0);
  }
};

}  // namespace threadbox::script
