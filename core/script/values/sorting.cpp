#include "script/values/sorting.h"

#include "script/values/comparison.h"
#include "script/values/conversion.h"
#include "script/values/critical_section.h"

namespace threadbox::script {

namespace {

/// Whether comparing these items acquires no object's guard.
bool plainly_ordered(const std::vector<Value>& items) {
  return std::ranges::all_of(items, [](Value item) { return is_number(item) || as<Str>(item) != nullptr; });
}

void sort_items(Universe& universe, std::vector<Value>& items, bool descending) {
  const auto any_less = [&universe](Value a, Value b) { return truthy(universe, compare(universe, CompareOp::lt, a, b)); };
  with_order(items, any_less, [&](const auto& less) {
    // Like CPython, a reversed sort keeps the order of equal items.
    if (descending) merge_sort(items, [&](Value a, Value b) { return less(b, a); });
    else merge_sort(items, less);
  });
}

}  // namespace

void sort_list(Universe& universe, List& list, bool descending) {
  constexpr int most_attempts = 16;
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    std::vector<Value> before;
    {
      const CriticalSection section(universe, list);
      if (!universe.free_threaded || plainly_ordered(list.items)) {
        std::vector<Value> items = list.items;
        sort_items(universe, items, descending);
        list.items = std::move(items);
        return;
      }
      before = list.items;
    }
    // Comparing other items may acquire an item's guard, which must not happen while the list's guard is held (see CriticalSection).
    std::vector<Value> items = before;
    sort_items(universe, items, descending);
    if (put_sorted(universe, list, before, std::move(items))) return;
  }
  universe.raise("ValueError", "list modified during sort");
}

bool put_sorted(Universe& universe, List& list, const std::vector<Value>& before, std::vector<Value> sorted) {
  const CriticalSection section(universe, list);
  const bool grown = universe.free_threaded && list.items.size() > before.size();
  if (grown && std::equal(before.begin(), before.end(), list.items.begin())) {
    sorted.insert(sorted.end(), list.items.begin() + static_cast<std::ptrdiff_t>(before.size()), list.items.end());
    list.items = std::move(sorted);
    return true;
  }
  const bool same = list.items == before;
  if (same || !universe.free_threaded) list.items = std::move(sorted);
  return same;
}

}  // namespace threadbox::script
