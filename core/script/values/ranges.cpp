#include "script/values/ranges.h"

#include "script/values/conversion.h"
#include "script/values/integers.h"
#include "script/values/iterators.h"
#include "script/values/special_method.h"
#include "script/values/universe.h"

#include <algorithm>

namespace threadbox::script {

namespace {

/// An iterator over a range with ints of any size. The item follows from how many are left, so that threads that take the same one
/// at once never take one beyond the end.
class WideRangeIterator final : public Iterator {
 public:
  /// `stop`: the item after the last one.
  WideRangeIterator(Class* cls, Value stop, Value by, Value length) noexcept : Iterator(cls), end(stop), step(by), left(length) {}
  void mark_children(Marker& marker) const override {
    marker.mark(end);
    marker.mark(step);
    marker.mark(left);
  }
  Value next(Universe& universe) override {
    const Value rest = left;
    if (compare_ints(rest, Value::integer(0)) <= 0) return Value::undefined();
    left = int_binary(universe, BinaryOp::subtract, rest, Value::integer(1));
    return int_binary(universe, BinaryOp::subtract, end, int_binary(universe, BinaryOp::multiply, rest, step));
  }

 private:
  const Value end, step;
  Shared<Value> left;
};

enum Part : std::size_t { start_part, stop_part, step_part, length_part };

BigInteger length_between(const BigInteger& start, const BigInteger& stop, const BigInteger& step) {
  if (step > 0) return start < stop ? BigInteger((stop - start - 1) / step + 1) : BigInteger(0);
  return start > stop ? BigInteger((start - stop - 1) / -step + 1) : BigInteger(0);
}

/// start + index * step
Value item_at(Universe& universe, const Range& range, const BigInteger& index) {
  return make_int(universe, BigInteger(to_big(range_start(range)) + index * to_big(range_step(range))));
}

BigInteger slice_number(Universe& universe, Value value) {
  if (is_integral(value)) return to_big(value);
  if (!special_in_python(universe, value, universe.names.index).is_undefined()) throw NeedsFallback{};
  universe.raise("TypeError", "slice indices must be integers or None or have an __index__ method");
}

}  // namespace

Value make_range(Universe& universe, Value start, Value stop, Value step) {
  for (Value* number : {&start, &stop, &step})
    if (!is_integral(*number)) to_int(universe, *number);
    else *number = plain_int(*number);
  if (compare_ints(step, Value::integer(0)) == 0) universe.raise("ValueError", "range() arg 3 must not be zero");
  if (is_small(start) && is_small(stop) && is_small(step))
    return Value(universe.heap().make<Range>(universe.classes.range, small(start), small(stop), small(step)));
  const Value length = make_int(universe, length_between(to_big(start), to_big(stop), to_big(step)));
  return Value(universe.heap().make<Range>(universe.classes.range, universe.tuple({start, stop, step, length})));
}

Value range_start(const Range& range) {
  return range.wide != nullptr ? range.wide->items[start_part] : Value::integer(range.start);
}
Value range_stop(const Range& range) { return range.wide != nullptr ? range.wide->items[stop_part] : Value::integer(range.stop); }
Value range_step(const Range& range) { return range.wide != nullptr ? range.wide->items[step_part] : Value::integer(range.step); }
Value range_length(Universe& universe, const Range& range) {
  return range.wide != nullptr ? range.wide->items[length_part] : make_int(universe, range.length());
}

std::array<Value, 3> slice_indices(Universe& universe, const Slice& slice, Value length) {
  const BigInteger size = to_big(length);
  const BigInteger step = slice.step.is_none() || slice.step.is_undefined() ? BigInteger(1) : slice_number(universe, slice.step);
  if (step == 0) universe.raise("ValueError", "slice step cannot be zero");
  const BigInteger lowest = step < 0 ? -1 : 0, highest = step < 0 ? BigInteger(size - 1) : size;
  const auto place = [&](Value value, const BigInteger& fallback) {
    if (value.is_none()) return make_int(universe, fallback);
    BigInteger index = slice_number(universe, value);
    if (index < 0) index += size;
    return make_int(universe, std::clamp(index, lowest, highest));
  };
  const bool backwards = step < 0;
  return {place(slice.start, backwards ? highest : lowest), place(slice.stop, backwards ? lowest : highest),
          make_int(universe, step)};
}

Value range_item(Universe& universe, const Range& range, Value index) {
  if (const auto* slice = as<Slice>(index)) {
    const auto [start, stop, step] = slice_indices(universe, *slice, range_length(universe, range));
    return make_range(universe, item_at(universe, range, to_big(start)), item_at(universe, range, to_big(stop)),
                      int_binary(universe, BinaryOp::multiply, range_step(range), step));
  }
  if (!is_integral(index)) {
    if (!special_in_python(universe, index, universe.names.index).is_undefined()) throw NeedsFallback{};
    universe.raise("TypeError", "range indices must be integers or slices, not " + universe.type_name(index));
  }
  if (range.wide == nullptr && is_small(index)) {
    const std::int64_t length = range.length(), at = small(index) < 0 ? small(index) + length : small(index);
    if (at >= 0 && at < length) return make_int(universe, range.start + at * range.step);
  }
  const BigInteger length = to_big(range_length(universe, range));
  BigInteger at = to_big(index);
  if (at < 0) at += length;
  if (at < 0 || at >= length) universe.raise("IndexError", "range object index out of range");
  return item_at(universe, range, at);
}

bool range_contains(Universe& universe, const Range& range, Value integral) {
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
  const Value rest = int_binary(universe, BinaryOp::modulo, int_binary(universe, BinaryOp::subtract, integral, start), step);
  return compare_ints(rest, Value::integer(0)) == 0;
}

Value range_index_of(Universe& universe, const Range& range, Value integral) {
  return int_binary(universe, BinaryOp::floor_divide, int_binary(universe, BinaryOp::subtract, integral, range_start(range)),
                    range_step(range));
}

bool same_range(Universe& universe, const Range& a, const Range& b) {
  const Value length = range_length(universe, a);
  if (compare_ints(length, range_length(universe, b)) != 0) return false;
  if (compare_ints(length, Value::integer(0)) == 0) return true;
  if (compare_ints(range_start(a), range_start(b)) != 0) return false;
  return compare_ints(length, Value::integer(1)) == 0 || compare_ints(range_step(a), range_step(b)) == 0;
}

Value range_iterator(Universe& universe, const Range& range, bool reversed) {
  if (range.wide == nullptr && !reversed)
    return Value(universe.heap().make<RangeIterator>(universe.classes.range_iterator, range));
  const Value length = range_length(universe, range), step = range_step(range);
  const Value stop = item_at(universe, range, reversed ? BigInteger(-1) : to_big(length));
  return Value(universe.heap().make<WideRangeIterator>(universe.classes.range_iterator, stop,
                                                       reversed ? int_negative(universe, step) : step, length));
}

}  // namespace threadbox::script
