#pragma once

#include "script/values/containers.h"

#include <array>

namespace threadbox::script {

// range() over ints of any size. Nearly all are of 63 bits, and have Range's own numbers; the others keep Values.

/// Errors: TypeError for what is no int, ValueError for a step of 0; NeedsFallback for an __index__.
Value make_range(Universe& universe, Value start, Value stop, Value step);
Value range_start(const Range& range);
Value range_stop(const Range& range);
Value range_step(const Range& range);
/// How many items it has, which len() cannot always say.
Value range_length(Universe& universe, const Range& range);
/// range[index] and range[slice]. Errors: IndexError, TypeError, ValueError; NeedsFallback.
Value range_item(Universe& universe, const Range& range, Value index);
bool range_contains(Universe& universe, const Range& range, Value integral);
/// Where it is, if it is in it.
Value range_index_of(Universe& universe, const Range& range, Value integral);
bool same_range(Universe& universe, const Range& a, const Range& b);
/// slice.indices(length): start, stop and step, of any size. Errors: as range_item.
std::array<Value, 3> slice_indices(Universe& universe, const Slice& slice, Value length);
Value range_iterator(Universe& universe, const Range& range, bool reversed);

}  // namespace threadbox::script
