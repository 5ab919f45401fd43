#pragma once

#include "script/values/containers.h"

#include <span>
#include <vector>

namespace threadbox::script {

class Universe;

// Operations on whole sequences (str, list, tuple).
// Threads:  any; a list's guard is held while its items are read or changed.

bool is_sequence(Value value) noexcept;
/// a + b or a += b, where `a` is a sequence. Errors: TypeError; HeapExhausted.
Value concatenate(Universe& universe, Value a, Value b, bool in_place);
/// sequence * factor or sequence *= factor. Errors: TypeError, OverflowError, HeapExhausted; NeedsFallback for an __index__ in Python.
Value repeat(Universe& universe, Value sequence, Value factor, bool in_place);

/// A copy of the list's items, as they were at one moment.
std::vector<Value> items_of(Universe& universe, const List& list);
void append_all(Universe& universe, List& list, std::span<const Value> items);

}  // namespace threadbox::script
