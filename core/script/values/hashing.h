#pragma once

#include "script/values/special_method.h"
#include "script/values/tables.h"

#include <span>

namespace threadbox::script {

// hash(), with CPython's results for numbers, tuples and frozensets: they determine the order of a set.
// Threads:  any.

/// Errors: TypeError "unhashable type: 'list'"; NeedsFallback if a __hash__ is written in Python.
Hash hash_of(Universe& universe, Value value);
/// As hash_of(), but ignores a __hash__ or __eq__ of the value's own class.
Hash own_hash(Universe& universe, Value value);
/// The hash of a tuple whose items have these hashes.
Hash hash_of_hashes(std::span<const Hash> hashes) noexcept;
/// The hash of a frozenset whose items have these hashes.
Hash hash_of_set(std::span<const Hash> hashes) noexcept;
/// False if the class is unhashable because a class in its MRO defines __eq__ and no class before that one defines __hash__.
bool defines_hash_after_eq(const Universe& universe, const Class& cls) noexcept;

/// Whether hash_of() would throw NeedsFallback for the key itself. Much faster than to catch the exception.
inline bool hashes_in_python(const Universe& universe, Value key) {
  return key.is_object() && key.object()->cls()->in_python &&
         as<Native>(key.object()->cls()->lookup(universe.names.hash)) == nullptr;
}

}  // namespace threadbox::script
