#pragma once

#include "script/machine/vm.h"
#include "script/values/nesting.h"
#include "script/values/objects.h"

#include <string>

namespace threadbox::script {

// What operators, conversions and built-in protocols do with values of built-in types. Anything may raise
// (throw Raised). Special methods of the program's classes are calls, which only the interpreter can make:
// it looks for them before it comes here.

/// The special method of the value's class when it is written in Python; undefined otherwise.
inline Value special_in_python(const Vm& vm, Value value, const Str* method) {
  const Class* cls = vm.class_of(value);
  if (!cls->in_python) return Value::undefined();
  const Value found = cls->lookup(method);
  const auto* native = as<Native>(found);
  return native != nullptr && native->is_method ? Value::undefined() : found;
}

/// As a key of a dict it needs Python: asked where throwing NeedsPython would take long.
inline bool hashes_in_python(const Vm& vm, Value key) {
  return key.is_object() && key.object()->cls()->in_python && as<Native>(key.object()->cls()->lookup(vm.names.hash)) == nullptr;
}

/// Errors: NeedsPython for an object with __bool__ or __len__.
bool truthy(Vm& vm, Value value);
/// ==, by value for built-in types, else identity. Errors: NeedsPython for an object with __eq__.
bool equal(Vm& vm, Value a, Value b);
/// Errors: TypeError "unhashable type: 'list'".
Hash hash_of(Vm& vm, Value value);
/// hash() of a tuple, and of a frozenset, of values with these hashes.
Hash hash_of_hashes(std::span<const Hash> hashes) noexcept;
Hash hash_of_set(std::span<const Hash> hashes) noexcept;
bool defines_hash_after_eq(const Vm& vm, const Class& cls) noexcept;
/// Negative, zero, positive; nothing when one is NaN.
std::optional<int> compare_numbers(Value a, Value b);
/// a // b and a % b. b is not zero.
std::pair<double, double> float_divmod(double a, double b) noexcept;

Value unary(Vm& vm, UnaryOp op, Value operand);
Value binary(Vm& vm, BinaryOp op, Value a, Value b, bool in_place);
Value compare(Vm& vm, CompareOp op, Value a, Value b);
/// What the built-in types make of it, whatever classes that derive from them say. Errors: TypeError; NeedsPython for an item.
Value compare_by_type(Vm& vm, CompareOp op, Value a, Value b);
/// What a comparison is when neither operand knows: == is identity. Errors: TypeError.
Value compare_by_identity(Vm& vm, CompareOp op, Value a, Value b);
/// a op b is b reflected(op) a.
CompareOp reflected_compare(CompareOp op) noexcept;
bool contains(Vm& vm, Value container, Value item);

Value get_item(Vm& vm, Value container, Value index);
void set_item(Vm& vm, Value container, Value index, Value value);
void delete_item(Vm& vm, Value container, Value index);

// --- sets.cpp
/// A set, frozenset, or a dict's keys() or items().
bool is_set_like(Value value) noexcept;
/// As a set; made for a view.
Set* set_of(Vm& vm, Value set_like);
Set* set_of_values(Vm& vm, std::span<const Value> values);
/// Its keys, at one moment.
std::vector<Value> members(const Vm& vm, const Set& set);
bool is_subset(Vm& vm, const Set& part, const Set& whole);
/// |, &, - and ^; nothing when these are no sets.
std::optional<Value> set_binary(Vm& vm, BinaryOp op, Value a, Value b, bool in_place);
bool views_equal(Vm& vm, Value a, Value b);
Value frozen(Vm& vm, Value set);

// --- names_dict.cpp
/// The __dict__ of an object that has attributes: it shows them, and changing it changes them.
Value names_dict(Vm& vm, Object& owner);
/// owner.__dict__ = dict. Errors: NotImplementedError for a key that is no str.
void set_names_dict(Vm& vm, Object& owner, Dict& dict);

void add_to_set(Vm& vm, Set& set, Value item);
void store_in_dict(Vm& vm, Dict& dict, Value key, Value value);
/// Copies, as they are at one moment.
std::vector<Value> items_of(Vm& vm, const List& list);
std::vector<Dict::Entry> entries_of(Vm& vm, const Dict& dict);
void append_all(Vm& vm, List& list, std::span<const Value> items);

bool is_iterable(const Vm& vm, Value value);
bool is_iterator(const Vm& vm, Value value);
/// Errors: TypeError "'int' object is not iterable"; NeedsPython for an __iter__ in Python.
Value iterate(Vm& vm, Value iterable);
/// It is walked over without Python, and again if need be: no iterator, which would be used up when the twin comes.
bool can_walk_again(const Vm& vm, Value iterable);
/// The items of one that can. Errors: NeedsPython, with the iterable.
std::vector<Value> collect_again(Vm& vm, Value iterable);
/// An iterator that needs no Python. Errors: NeedsPython, with the iterable.
Iterator& iterate_natively(Vm& vm, Value iterable);
Value make_enumerate(Vm& vm, Value iterable, Value start);
Value make_zip(Vm& vm, std::span<const Value> iterables, bool strict);
Value make_reversed(Vm& vm, Value sequence);

/// Where a slice lies in a sequence of some length, as slice.indices() has it, and how many items it has.
struct Bounds {
  std::int64_t start, stop, step, count;
};
Bounds bounds_of(Vm& vm, const Slice& slice, std::size_t length);

/// All values of an iterable. Errors: NeedsPython when Python has to be asked for them.
std::vector<Value> collect(Vm& vm, Value iterable);
/// len(); errors: TypeError "object of type 'int' has no len()".
std::int64_t length_of(Vm& vm, Value value);
/// What __len__ gave. Errors: TypeError, ValueError "__len__() should return >= 0".
std::int64_t to_length(Vm& vm, Value value);

/// Errors: NeedsPython when a __str__ or __repr__ is in Python.
std::string str(Vm& vm, Value value);
/// The same as a value: a str is its own.
Value text_of(Vm& vm, Value value);
std::string repr(Vm& vm, Value value);
// --- what the built-in type does, whatever a class that derives from it says: super().__len__() and its like
Hash own_hash(Vm& vm, Value value);
bool own_equal(Vm& vm, Value a, Value b);
Value own_compare(Vm& vm, CompareOp op, Value a, Value b);
bool own_contains(Vm& vm, Value container, Value item);
Value own_iterator(Vm& vm, Value iterable);
std::int64_t own_length(Vm& vm, Value value);
std::string own_repr(Vm& vm, Value value);
std::string own_str(Vm& vm, Value value);

/// text % values.
std::string percent_format(Vm& vm, std::string_view text, Value values);
/// text % values, with the values that Python has converted so far, in order. Returns the str, or a tuple of a conversion's letter and the
/// next value that Python must convert; the letter '(' asks for the lookup of a key.
Value percent_format_with(Vm& vm, std::string_view text, Value values, const std::vector<Value>& converted);
/// format(value, spec); errors: ValueError "Invalid format specifier …".
std::string format(Vm& vm, Value value, std::string_view spec);
/// repr() of a str and of a float.
std::string quoted(std::string_view text);
/// Replaces characters outside ASCII by escapes.
std::string ascii_only(std::string_view text);
std::string float_text(double value);

/// The value as a C++ number. Errors: TypeError. A bool is an int, an int is a float.
bool is_number(Value value) noexcept;
std::int64_t to_int(Vm& vm, Value value, const char* what);
double to_double(Vm& vm, Value value, const char* what);

/// list.sort() over built-in ordering; stable. Errors: ValueError "list modified during sort".
void sort_list(Vm& vm, List& list, bool descending);
/// What was sorted takes the place of what was there `before`. False: another thread has changed the list meanwhile. What it
/// only appended, without a GIL, stays behind the sorted: as if it had come after the sort.
bool put_sorted(Vm& vm, List& list, const std::vector<Value>& before, std::vector<Value> sorted);

/// A new integer.
Value make_int(Vm& vm, std::int64_t value);

}  // namespace threadbox::script
