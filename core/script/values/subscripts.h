#pragma once

#include "script/values/containers.h"

#include <cstddef>
#include <cstdint>

namespace threadbox::script {

class Universe;

// container[index], container[slice] and len().
// Threads:  any; a list's guard is held while its items are read or changed.
// Errors:   IndexError, KeyError, TypeError, ValueError; NeedsFallback if a special method is written in Python.

Value get_item(Universe& universe, Value container, Value index);
void set_item(Universe& universe, Value container, Value index, Value value);
void delete_item(Universe& universe, Value container, Value index);

/// The range of indices that a slice selects from a sequence: start, stop and step as slice.indices() returns them, and their number.
struct Bounds {
  std::int64_t start, stop, step, count;
};
Bounds bounds_of(Universe& universe, const Slice& slice, std::size_t length);

/// len(value). Errors: TypeError "object of type 'int' has no len()".
std::int64_t length_of(Universe& universe, Value value);
/// As length_of(), but ignores a __len__ that the value's class overrides.
std::int64_t own_length(Universe& universe, Value value);

}  // namespace threadbox::script
