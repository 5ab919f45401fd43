#include "script/values/ranges.h"

#include "script/machine/vm.h"
#include "script/values/integers.h"
#include "script/values/iterators.h"
#include "script/values/operators.h"

#include <algorithm>

namespace threadbox::script {

namespace {

/// Over a range whose numbers may be of any size.
class WideRangeIterator final : public Iterator {
 public:
  WideRangeIterator(Class* cls, Value first, Value by, Value length) noexcept : Iterator(cls), at(first), step(by), left(length) {}
  void mark_children(Marker& marker) const override {
    marker.mark(at);
    marker.mark(step);
    marker.mark(left);
  }
  Value next(Vm& vm) override {
    const Value item = at;
    if (compare_ints(left, Value::integer(0)) <= 0) return Value::undefined();
    left = int_binary(vm, BinaryOp::subtract, left, Value::integer(1));
    at = int_binary(vm, BinaryOp::add, item, step);
    return item;
  }

 private:
  Shared<Value> at;
  const Value step;
  Shared<Value> left;
};

enum Part : std::size_t { start_part, stop_part, step_part, length_part };

BigInteger length_between(const BigInteger& start, const BigInteger& stop, const BigInteger& step) {
  if (step > 0) return start < stop ? BigInteger((stop - start - 1) / step + 1) : BigInteger(0);
  return start > stop ? BigInteger((start - stop - 1) / -step + 1) : BigInteger(0);
}

/// start + index * step
Value item_at(Vm& vm, const Range& range, const BigInteger& index) {
  return make_int(vm, BigInteger(to_big(range_start(range)) + index * to_big(range_step(range))));
}

BigInteger slice_number(Vm& vm, Value value) {
  if (is_integral(value)) return to_big(value);
  if (!special_in_python(vm, value, vm.names.index).is_undefined()) throw NeedsPython{};
  vm.raise("TypeError", "slice indices must be integers or None or have an __index__ method");
}

}  // namespace

Value make_range(Vm& vm, Value start, Value stop, Value step) {
  for (const Value number : {start, stop, step})
    if (!is_integral(number)) to_int(vm, number, "range");
  if (compare_ints(step, Value::integer(0)) == 0) vm.raise("ValueError", "range() arg 3 must not be zero");
  if (is_small(start) && is_small(stop) && is_small(step))
    return Value(vm.heap().make<Range>(vm.classes.range, small(start), small(stop), small(step)));
  const Value length = make_int(vm, length_between(to_big(start), to_big(stop), to_big(step)));
  return Value(vm.heap().make<Range>(vm.classes.range, vm.tuple({start, stop, step, length})));
}

Value range_start(const Range& range) { return range.wide != nullptr ? range.wide->items[start_part] : Value::integer(range.start); }
Value range_stop(const Range& range) { return range.wide != nullptr ? range.wide->items[stop_part] : Value::integer(range.stop); }
Value range_step(const Range& range) { return range.wide != nullptr ? range.wide->items[step_part] : Value::integer(range.step); }
Value range_length(Vm& vm, const Range& range) { return range.wide != nullptr ? range.wide->items[length_part] : make_int(vm, range.length()); }

std::array<Value, 3> slice_indices(Vm& vm, const Slice& slice, Value length) {
  const BigInteger size = to_big(length);
  const BigInteger step = slice.step.is_none() || slice.step.is_undefined() ? BigInteger(1) : slice_number(vm, slice.step);
  if (step == 0) vm.raise("ValueError", "slice step cannot be zero");
  const BigInteger lowest = step < 0 ? -1 : 0, highest = step < 0 ? BigInteger(size - 1) : size;
  const auto place = [&](Value value, const BigInteger& fallback) {
    if (value.is_none()) return make_int(vm, fallback);
    BigInteger index = slice_number(vm, value);
    if (index < 0) index += size;
    return make_int(vm, std::clamp(index, lowest, highest));
  };
  const bool backwards = step < 0;
  return {place(slice.start, backwards ? highest : lowest), place(slice.stop, backwards ? lowest : highest), make_int(vm, step)};
}

Value range_item(Vm& vm, const Range& range, Value index) {
  if (const auto* slice = as<Slice>(index)) {
    const auto [start, stop, step] = slice_indices(vm, *slice, range_length(vm, range));
    return make_range(vm, item_at(vm, range, to_big(start)), item_at(vm, range, to_big(stop)), int_binary(vm, BinaryOp::multiply, range_step(range), step));
  }
  if (!is_integral(index)) {
    if (!special_in_python(vm, index, vm.names.index).is_undefined()) throw NeedsPython{};
    vm.raise("TypeError", "range indices must be integers or slices, not " + vm.type_name(index));
  }
  if (range.wide == nullptr && is_small(index)) {
    const std::int64_t length = range.length(), at = small(index) < 0 ? small(index) + length : small(index);
    if (at >= 0 && at < length) return make_int(vm, range.start + at * range.step);
  }
  const BigInteger length = to_big(range_length(vm, range));
  BigInteger at = to_big(index);
  if (at < 0) at += length;
  if (at < 0 || at >= length) vm.raise("IndexError", "range object index out of range");
  return item_at(vm, range, at);
}

bool range_contains(Vm& vm, const Range& range, Value integral) {
  if (range.wide == nullptr && is_small(integral)) {
    const std::int64_t at = small(integral);
    const bool inside = range.step > 0 ? at >= range.start && at < range.stop : at <= range.start && at > range.stop;
    return inside && (at - range.start) % range.step == 0;
  }
  const Value start = range_start(range), stop = range_stop(range), step = range_step(range);
  const bool upwards = compare_ints(step, Value::integer(0)) > 0;
  const Value low = upwards ? start : stop, high = upwards ? stop : start;
  const int above = compare_ints(integral, low), below = compare_ints(integral, high);
  if (upwards ? above < 0 || below >= 0 : above <= 0 || below > 0) return false;
  const Value rest = int_binary(vm, BinaryOp::modulo, int_binary(vm, BinaryOp::subtract, integral, start), step);
  return compare_ints(rest, Value::integer(0)) == 0;
}

Value range_index_of(Vm& vm, const Range& range, Value integral) {
  return int_binary(vm, BinaryOp::floor_divide, int_binary(vm, BinaryOp::subtract, integral, range_start(range)), range_step(range));
}

bool same_range(Vm& vm, const Range& a, const Range& b) {
  const Value length = range_length(vm, a);
  if (compare_ints(length, range_length(vm, b)) != 0) return false;
  if (compare_ints(length, Value::integer(0)) == 0) return true;
  if (compare_ints(range_start(a), range_start(b)) != 0) return false;
  return compare_ints(length, Value::integer(1)) == 0 || compare_ints(range_step(a), range_step(b)) == 0;
}

Value range_iterator(Vm& vm, const Range& range, bool reversed) {
  if (range.wide == nullptr && !reversed) return Value(vm.heap().make<RangeIterator>(vm.classes.range_iterator, range));
  const Value length = range_length(vm, range), step = range_step(range);
  const Value first = reversed ? item_at(vm, range, BigInteger(to_big(length) - 1)) : range_start(range);
  return Value(vm.heap().make<WideRangeIterator>(vm.classes.range_iterator, first, reversed ? int_negative(vm, step) : step, length));
}

}  // namespace threadbox::script
