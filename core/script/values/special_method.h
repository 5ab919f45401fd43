#pragma once

#include "script/values/as.h"
#include "script/values/callables.h"
#include "script/values/classes.h"
#include "script/values/universe.h"

namespace threadbox::script {

/// The special method of the value's class if it is written in Python; undefined otherwise.
/// The operations of this room handle built-in types only. Calls are the interpreter's, so an operation that finds a special method
/// in Python throws NeedsFallback.
inline Value special_in_python(const Universe& universe, Value value, const Str* method) {
  const Class* cls = universe.class_of(value);
  if (!cls->in_python) return Value::undefined();
  const Value found = cls->lookup(method);
  const auto* native = as<Native>(found);
  return native != nullptr && native->is_method ? Value::undefined() : found;
}

}  // namespace threadbox::script
