#pragma once

#include "script/values/as.h"
#include "script/values/callables.h"
#include "script/values/classes.h"
#include "script/values/containers.h"
#include "script/values/iterators.h"
#include "script/values/nesting.h"
#include "script/values/str.h"
#include "script/values/tables.h"
#include "script/values/universe.h"

#include <string>

namespace threadbox::script {

// What operators, conversions and built-in protocols do with values of built-in types. Anything may raise
// (throw Raised). Special methods of the program's classes are calls, which only the interpreter can make:
// it looks for them before it comes here.

/// The special method of the value's class when it is written in Python; undefined otherwise.
inline Value special_in_python(const Universe& universe, Value value, const Str* method) {
  const Class* cls = universe.class_of(value);
  if (!cls->in_python) return Value::undefined();
  const Value found = cls->lookup(method);
  const auto* native = as<Native>(found);
  return native != nullptr && native->is_method ? Value::undefined() : found;
}

/// As a key of a dict it needs Python: asked where throwing NeedsFallback would take long.
inline bool hashes_in_python(const Universe& universe, Value key) {
  return key.is_object() && key.object()->cls()->in_python &&
         as<Native>(key.object()->cls()->lookup(universe.names.hash)) == nullptr;
}

/// Errors: NeedsFallback for an object with __bool__ or __len__.
bool truthy(Universe& universe, Value value);
/// ==, by value for built-in types, else identity. Errors: NeedsFallback for an object with __eq__.
bool equal(Universe& universe, Value a, Value b);
/// Errors: TypeError "unhashable type: 'list'".
Hash hash_of(Universe& universe, Value value);
/// hash() of a tuple, and of a frozenset, of values with these hashes.
Hash hash_of_hashes(std::span<const Hash> hashes) noexcept;
Hash hash_of_set(std::span<const Hash> hashes) noexcept;
bool defines_hash_after_eq(const Universe& universe, const Class& cls) noexcept;
/// Negative, zero, positive; nothing when one is NaN.
std::optional<int> compare_numbers(Value a, Value b);
/// a // b and a % b. b is not zero.
std::pair<double, double> float_divmod(double a, double b) noexcept;

Value unary(Universe& universe, UnaryOp op, Value operand);
Value binary(Universe& universe, BinaryOp op, Value a, Value b, bool in_place);
Value compare(Universe& universe, CompareOp op, Value a, Value b);
/// What the built-in types make of it, whatever classes that derive from them say. Errors: TypeError; NeedsFallback for an item.
Value compare_by_type(Universe& universe, CompareOp op, Value a, Value b);
/// What a comparison is when neither operand knows: == is identity. Errors: TypeError.
Value compare_by_identity(Universe& universe, CompareOp op, Value a, Value b);
/// a op b is b reflected(op) a.
CompareOp reflected_compare(CompareOp op) noexcept;
bool contains(Universe& universe, Value container, Value item);

Value get_item(Universe& universe, Value container, Value index);
void set_item(Universe& universe, Value container, Value index, Value value);
void delete_item(Universe& universe, Value container, Value index);

// --- sets.cpp
/// A set, frozenset, or a dict's keys() or items().
bool is_set_like(Value value) noexcept;
/// As a set; made for a view.
Set* set_of(Universe& universe, Value set_like);
Set* set_of_values(Universe& universe, std::span<const Value> values);
/// Its keys, at one moment.
std::vector<Value> members(const Universe& universe, const Set& set);
bool is_subset(Universe& universe, const Set& part, const Set& whole);
/// |, &, - and ^; nothing when these are no sets.
std::optional<Value> set_binary(Universe& universe, BinaryOp op, Value a, Value b, bool in_place);
bool views_equal(Universe& universe, Value a, Value b);
Value frozen(Universe& universe, Value set);

// --- names_dict.cpp
/// The __dict__ of an object that has attributes: it shows them, and changing it changes them.
Value names_dict(Universe& universe, Object& owner);
/// owner.__dict__ = dict. Errors: NotImplementedError for a key that is no str.
void set_names_dict(Universe& universe, Object& owner, Dict& dict);

void add_to_set(Universe& universe, Set& set, Value item);
void store_in_dict(Universe& universe, Dict& dict, Value key, Value value);
/// Copies, as they are at one moment.
std::vector<Value> items_of(Universe& universe, const List& list);
std::vector<Dict::Entry> entries_of(Universe& universe, const Dict& dict);
void append_all(Universe& universe, List& list, std::span<const Value> items);

bool is_iterable(const Universe& universe, Value value);
bool is_iterator(const Universe& universe, Value value);
/// Errors: TypeError "'int' object is not iterable"; NeedsFallback for an __iter__ in Python.
Value iterate(Universe& universe, Value iterable);
/// It is walked over without Python, and again if need be: no iterator, which would be used up when the fallback comes.
bool can_walk_again(const Universe& universe, Value iterable);
/// The items of one that can. Errors: NeedsFallback, with the iterable.
std::vector<Value> collect_again(Universe& universe, Value iterable);
/// An iterator that needs no Python. Errors: NeedsFallback, with the iterable.
Iterator& iterate_natively(Universe& universe, Value iterable);
Value make_enumerate(Universe& universe, Value iterable, Value start);
Value make_zip(Universe& universe, std::span<const Value> iterables, bool strict);
Value make_reversed(Universe& universe, Value sequence);

/// Where a slice lies in a sequence of some length, as slice.indices() has it, and how many items it has.
struct Bounds {
  std::int64_t start, stop, step, count;
};
Bounds bounds_of(Universe& universe, const Slice& slice, std::size_t length);

/// All values of an iterable. Errors: NeedsFallback when Python has to be asked for them.
std::vector<Value> collect(Universe& universe, Value iterable);
/// len(); errors: TypeError "object of type 'int' has no len()".
std::int64_t length_of(Universe& universe, Value value);
/// What __len__ gave. Errors: TypeError, ValueError "__len__() should return >= 0".
std::int64_t to_length(Universe& universe, Value value);

/// Errors: NeedsFallback when a __str__ or __repr__ is in Python.
std::string str(Universe& universe, Value value);
/// The same as a value: a str is its own.
Value text_of(Universe& universe, Value value);
std::string repr(Universe& universe, Value value);
// --- what the built-in type does, whatever a class that derives from it says: super().__len__() and its like
Hash own_hash(Universe& universe, Value value);
bool own_equal(Universe& universe, Value a, Value b);
Value own_compare(Universe& universe, CompareOp op, Value a, Value b);
bool own_contains(Universe& universe, Value container, Value item);
Value own_iterator(Universe& universe, Value iterable);
std::int64_t own_length(Universe& universe, Value value);
std::string own_repr(Universe& universe, Value value);
std::string own_str(Universe& universe, Value value);

/// text % values.
std::string percent_format(Universe& universe, std::string_view text, Value values);
/// text % values, with the values that Python has converted so far, in order. Returns the str, or a tuple of a conversion's letter and the
/// next value that Python must convert; the letter '(' asks for the lookup of a key.
Value percent_format_with(Universe& universe, std::string_view text, Value values, const std::vector<Value>& converted);
/// format(value, spec); errors: ValueError "Invalid format specifier …".
std::string format(Universe& universe, Value value, std::string_view spec);
/// The value as a C++ number. Errors: TypeError. A bool is an int, an int is a float.
bool is_number(Value value) noexcept;
std::int64_t to_int(Universe& universe, Value value, const char* what);
double to_double(Universe& universe, Value value, const char* what);

/// list.sort() over built-in ordering; stable. Errors: ValueError "list modified during sort".
void sort_list(Universe& universe, List& list, bool descending);
/// What was sorted takes the place of what was there `before`. False: another thread has changed the list meanwhile. What it
/// only appended, without a GIL, stays behind the sorted: as if it had come after the sort.
bool put_sorted(Universe& universe, List& list, const std::vector<Value>& before, std::vector<Value> sorted);

/// A new integer.
Value make_int(Universe& universe, std::int64_t value);

}  // namespace threadbox::script
