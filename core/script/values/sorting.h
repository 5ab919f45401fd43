#pragma once

#include "script/text/fuel.h"
#include "script/values/containers.h"
#include "script/values/str.h"
#include "script/values/universe.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

namespace threadbox::script {

/// Implements merge_sort(). Invariant: each run on the stack `ends_` is at least twice as long as the next one, so there are few of them
/// and merges are balanced.
template <typename Item, typename Less>
class MergeSort {
 public:
  MergeSort(std::vector<Item>& items, const Less& less) : items_(items), less_(less) {}

  void sort() {
    for (std::size_t at = 0; at < items_.size(); at = ends_.back()) {
      ends_.push_back(run_from(at));
      while (ends_.size() > 1 && length(ends_.size() - 2) < 2 * length(ends_.size() - 1)) merge_last();
    }
    while (ends_.size() > 1) merge_last();
  }

 private:
  using Place = typename std::vector<Item>::iterator;
  static constexpr std::size_t shortest_run = 32;

  [[nodiscard]] bool less(const Item& a, const Item& b) const {
    Fuel::spend();
    return less_(a, b);
  }
  [[nodiscard]] std::size_t begin_of(std::size_t run) const { return run == 0 ? 0 : ends_[run - 1]; }
  [[nodiscard]] std::size_t length(std::size_t run) const { return ends_[run] - begin_of(run); }
  [[nodiscard]] Place place(std::size_t at) const { return items_.begin() + static_cast<std::ptrdiff_t>(at); }
  /// In a sorted part: the first item that is not less than `item`, and the first that is greater.
  [[nodiscard]] Place lower(Place first, Place last, const Item& item) const {
    return std::lower_bound(first, last, item, [this](const Item& a, const Item& b) { return less(a, b); });
  }
  [[nodiscard]] Place upper(Place first, Place last, const Item& item) const {
    return std::upper_bound(first, last, item, [this](const Item& a, const Item& b) { return less(a, b); });
  }

  /// Returns the end of the sorted run that begins at `begin`, after extending a short run to shortest_run items.
  std::size_t run_from(std::size_t begin) {
    std::size_t end = begin + 1;
    if (end == items_.size()) return end;
    const bool falls = less(items_[end], items_[begin]);
    for (++end; end < items_.size() && less(items_[end], items_[end - 1]) == falls;) ++end;
    if (falls) std::reverse(place(begin), place(end));
    for (; end < items_.size() && end - begin < shortest_run; ++end)
      std::rotate(upper(place(begin), place(end), items_[end]), place(end), place(end + 1));
    return end;
  }

  void merge_last() {
    const Place middle = place(begin_of(ends_.size() - 1)), end = place(ends_.back());
    ends_.erase(ends_.end() - 2);
    // Skip the items at both ends that are in place already.
    const Place begin = upper(place(begin_of(ends_.size() - 1)), middle, *middle);
    if (begin != middle) merge(begin, middle, lower(middle, end, *std::prev(middle)));
  }

  void merge(Place begin, Place middle, Place end) {
    left_.assign(std::make_move_iterator(begin), std::make_move_iterator(middle));
    Place to = begin;
    auto left = left_.begin();
    for (Place right = middle; left != left_.end(); ++to) {
      const bool from_right = right != end && less(*right, *left);
      *to = std::move(from_right ? *right++ : *left++);
    }
  }

  std::vector<Item>& items_;
  const Less& less_;
  std::vector<std::size_t> ends_;  ///< The end of each run found so far.
  std::vector<Item> left_;
};

/// Sorts stably, in linear time if the items are already in ascending or descending order, like CPython's list.sort().
/// Threads: the caller's only. Errors: Interrupted; whatever `less` throws. The items are then unspecified, and some may be lost.
template <typename Item, typename Less>
void merge_sort(std::vector<Item>& items, const Less& less) {
  MergeSort(items, less).sort();
}

/// Calls `use` with a comparison for these values: a specialized one if all are small ints or all are strs, otherwise `less`.
template <typename Less, typename Use>
void with_order(const std::vector<Value>& values, const Less& less, const Use& use) {
  if (std::ranges::all_of(values, [](Value value) { return value.is_int(); }))
    return use([](Value a, Value b) { return a.as_int() < b.as_int(); });
  if (std::ranges::all_of(values, [](Value value) { return as<Str>(value) != nullptr && !value.object()->cls()->in_python; }))
    return use(
        [](Value a, Value b) { return static_cast<const Str*>(a.object())->text < static_cast<const Str*>(b.object())->text; });
  use(less);
}

/// list.sort() over built-in ordering; stable. Errors: ValueError "list modified during sort"; whatever a comparison raises.
void sort_list(Universe& universe, List& list, bool descending);
/// Stores the sorted items in a list whose items were `before`. Returns false if another thread has changed the list in the meantime,
/// unless, without a GIL, it only appended: then its items stay after the sorted ones, as if they had been appended after the sort.
bool put_sorted(Universe& universe, List& list, const std::vector<Value>& before, std::vector<Value> sorted);

}  // namespace threadbox::script
