#pragma once

#include "script/values/containers.h"

#include <array>

namespace threadbox::script {

// Operations on ranges of ints of any size. Nearly all fit 63 bits and use Range's fields; the others use Range::wide.
// Threads:  any; a range is immutable.

/// Errors: TypeError if an argument is not an int, ValueError for a step of 0; NeedsFallback for an __index__ in Python.
Value make_range(Universe& universe, Value start, Value stop, Value step);
Value range_start(const Range& range);
Value range_stop(const Range& range);
Value range_step(const Range& range);
/// The number of items, which may be too large for len().
Value range_length(Universe& universe, const Range& range);
/// range[index] and range[slice]. Errors: IndexError, TypeError, ValueError; NeedsFallback.
Value range_item(Universe& universe, const Range& range, Value index);
bool range_contains(Universe& universe, const Range& range, Value integral);
/// The index of an int that is in the range. Check range_contains() first.
Value range_index_of(Universe& universe, const Range& range, Value integral);
bool same_range(Universe& universe, const Range& a, const Range& b);
/// slice.indices(length): start, stop and step, of any size. Errors: as range_item.
std::array<Value, 3> slice_indices(Universe& universe, const Slice& slice, Value length);
Value range_iterator(Universe& universe, const Range& range, bool reversed);

}  // namespace threadbox::script
