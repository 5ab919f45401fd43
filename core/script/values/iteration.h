#pragma once

#include "script/values/iterators.h"
#include "script/values/value.h"

#include <span>
#include <vector>

namespace threadbox::script {

class Universe;

// iter(), and the functions that are built on it.
// Threads:  any.
// Errors:   TypeError "'int' object is not iterable"; NeedsFallback, which names the iterable, if it can be iterated over only by calling
//           Python; whatever an iterator's next() raises.

bool is_iterable(const Universe& universe, Value value);
bool is_iterator(const Universe& universe, Value value);
/// iter(iterable).
Value iterate(Universe& universe, Value iterable);
/// As iterate(), but ignores an __iter__ that the value's class overrides.
Value own_iterator(Universe& universe, Value iterable);
/// As iterate(), for an iterator whose next() is native.
Iterator& iterate_natively(Universe& universe, Value iterable);

/// Whether a fallback can iterate over it from the start after native code has begun to: it is not an iterator, whose items would be
/// used up by then, and has no __iter__ in Python.
bool can_walk_again(const Universe& universe, Value iterable);
/// All items.
std::vector<Value> collect(Universe& universe, Value iterable);
/// All items of an iterable that passes can_walk_again(). Errors: NeedsFallback for any other.
std::vector<Value> collect_again(Universe& universe, Value iterable);

/// enumerate(iterable, start).
Value make_enumerate(Universe& universe, Value iterable, Value start);
/// zip(*iterables, strict=strict).
Value make_zip(Universe& universe, std::span<const Value> iterables, bool strict);
/// reversed(sequence). Errors: TypeError "'set' object is not reversible".
Value make_reversed(Universe& universe, Value sequence);

}  // namespace threadbox::script
