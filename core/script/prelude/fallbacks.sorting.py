# Sorting by keys whose __lt__ is in Python. Up to 63 items are compared in CPython's order, which an __lt__ can observe.

from _machine import exchange_items, replace_items, sort_by
from fallbacks.common import fallback_of


@fallback_of(sorted)
def sorted_fallback(iterable, key=None, reverse=False):
    items = [item for item in iterable]
    items.sort(key=key, reverse=reverse)
    return items


@fallback_of(list.sort)
def sort_fallback(items, key=None, reverse=False):
    # The list appears empty while it is being sorted, as in CPython.
    taken = []
    exchange_items(items, taken)
    try:
        sorted_items = taken.copy()
        keys = sorted_items if key is None else [key(item) for item in sorted_items]
        sort_by(keys.copy(), sorted_items, True if reverse else False)
    except BaseException:
        exchange_items(items, taken)
        raise
    if exchange_items(items, sorted_items):
        raise ValueError("list modified during sort")


@fallback_of(sort_by)
def sort_by_fallback(keys, items, reverse):
    pairs = list(zip(keys, items))
    if reverse:
        pairs.reverse()
    pairs = _run_sort(pairs) if len(pairs) < 64 else _merge_sort(pairs)
    if reverse:
        pairs.reverse()
    replace_items(items, [item for _, item in pairs])


def _run_sort(pairs):
    """A binary insertion sort after the initial run: the same comparisons as CPython, in the same order."""
    size = len(pairs)
    end = _run_of(pairs, size)
    for at in range(end, size):
        pair = pairs[at]
        low, high = 0, at
        while low < high:
            middle = (low + high) // 2
            if pair[0] < pairs[middle][0]:
                high = middle
            else:
                low = middle + 1
        pairs[low:at + 1] = [pair, *pairs[low:at]]
    return pairs


def _run_of(pairs, size):
    """The end of the initial run. A descending run is reversed; equal items keep their order."""
    if size < 2:
        return size
    at = 1
    while at < size and not pairs[at][0] < pairs[at - 1][0]:
        at += 1
    if at == size:
        return at
    if at > 1:
        if pairs[0][0] < pairs[at - 1][0]:
            return at
        pairs[:at] = pairs[at - 1::-1]
    at += 1
    equal = 0
    while at < size:
        if pairs[at][0] < pairs[at - 1][0]:
            pairs[at - equal - 1:at] = [*reversed(pairs[at - equal - 1:at])]
            equal = 0
        elif pairs[at - 1][0] < pairs[at][0]:
            break
        else:
            equal += 1
        at += 1
    pairs[at - equal - 1:at] = [*reversed(pairs[at - equal - 1:at])]
    pairs[:at] = pairs[at - 1::-1]
    while at < size and not pairs[at][0] < pairs[at - 1][0]:
        at += 1
    return at


def _merge_sort(pairs):
    if len(pairs) < 2:
        return pairs
    middle = len(pairs) // 2
    left, right = _merge_sort(pairs[:middle]), _merge_sort(pairs[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j][0] < left[i][0]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]
