#pragma once

#include "script/objects.h"

#include <string>

namespace threadbox::script {

// What operators, conversions and built-in protocols do with values of built-in types. Anything may raise
// (throw Raised). Special methods of the program's classes are calls, which only the interpreter can make:
// it looks for them before it comes here.

bool truthy(Vm& vm, Value value);
/// ==, by value for built-in types, else identity.
bool equal(Vm& vm, Value a, Value b);
/// Errors: TypeError "unhashable type: 'list'".
std::size_t hash_of(Vm& vm, Value value);

Value unary(Vm& vm, UnaryOp op, Value operand);
Value binary(Vm& vm, BinaryOp op, Value a, Value b, bool in_place);
Value compare(Vm& vm, CompareOp op, Value a, Value b);
bool contains(Vm& vm, Value container, Value item);

Value get_item(Vm& vm, Value container, Value index);
void set_item(Vm& vm, Value container, Value index, Value value);
void delete_item(Vm& vm, Value container, Value index);

/// Errors: TypeError "'int' object is not iterable".
Value iterate(Vm& vm, Value iterable);
/// All values of an iterable of a built-in type.
std::vector<Value> collect(Vm& vm, Value iterable);
/// len(); errors: TypeError "object of type 'int' has no len()".
std::int64_t length_of(Vm& vm, Value value);

/// The value's class has a __str__ (or, without `for_str`, a __repr__) of its own, written in Python: it has to be
/// called, which str() and repr() below cannot do.
bool has_own_text(Vm& vm, Value value, bool for_str);
/// Errors: NotImplementedError when has_own_text().
std::string str(Vm& vm, Value value);
std::string repr(Vm& vm, Value value);
/// text % values.
std::string percent_format(Vm& vm, const std::string& text, Value values);
/// format(value, spec); errors: ValueError "Invalid format specifier …".
std::string format(Vm& vm, Value value, const std::string& spec);
/// repr() of a str and of a float.
std::string quoted(const std::string& text);
std::string float_text(double value);

/// The value as a C++ number. Errors: TypeError. A bool is an int, an int is a float.
bool is_number(Value value) noexcept;
std::int64_t to_int(Vm& vm, Value value, const char* what);
double to_double(Vm& vm, Value value, const char* what);

/// list.sort() over built-in ordering; stable.
void sort_list(Vm& vm, List& list, bool descending);

/// A new integer. Errors: OverflowError for what does not fit 63 bits.
Value make_int(Vm& vm, std::int64_t value);

}  // namespace threadbox::script
