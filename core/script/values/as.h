#pragma once

#include "script/values/heap.h"
#include "script/values/value.h"

#include <type_traits>

namespace threadbox::script {

class Instance;

/// The object as a T, or null if it is not a T. Compares the type tag, so it does not need RTTI; for a class without one, a dynamic_cast.
template <typename T>
T* as(Object* object) noexcept {
  if constexpr (std::is_same_v<T, Instance>) return object->type_tag() >= TypeTag::instance ? static_cast<T*>(object) : nullptr;
  else if constexpr (requires { T::type_tag; }) return object->type_tag() == T::type_tag ? static_cast<T*>(object) : nullptr;
  else return dynamic_cast<T*>(object);
}

/// The value's object as a T; null also for a small int or a constant.
template <typename T>
T* as(Value value) noexcept {
  return value.is_object() ? as<T>(value.object()) : nullptr;
}

}  // namespace threadbox::script
