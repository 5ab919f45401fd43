# Python's heapq module. Items are compared by < only, in CPython's order, so that ties have the same result.

import _machine


def _check(heap, text):
    if not isinstance(heap, list):
        raise TypeError(f"{text} must be list, not {'None' if heap is None else type(heap).__name__}")


def _sift_down(heap, start, place):
    item = heap[place]
    while place > start:
        parent = (place - 1) >> 1
        if not item < heap[parent]:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item


def _sift_up(heap, place):
    end = len(heap)
    start = place
    item = heap[place]
    child = 2 * place + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _sift_down(heap, start, place)


@_machine.in_c
def heappush(heap, item, /):
    _check(heap, "heappush() argument 1")
    heap.append(item)
    _sift_down(heap, 0, len(heap) - 1)


@_machine.in_c
def heappop(heap, /):
    _check(heap, "heappop() argument")
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _sift_up(heap, 0)
    return first


@_machine.in_c
def heapreplace(heap, item, /):
    _check(heap, "heapreplace() argument 1")
    if not heap:
        raise IndexError("index out of range")
    first = heap[0]
    heap[0] = item
    _sift_up(heap, 0)
    return first


@_machine.in_c
def heappushpop(heap, item, /):
    _check(heap, "heappushpop() argument 1")
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sift_up(heap, 0)
    return item


@_machine.in_c
def heapify(x, /):
    _check(x, "heapify() argument")
    for place in range(len(x) // 2 - 1, -1, -1):
        _sift_up(x, place)


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[: max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[: max(n, 0)]


def merge(*iterables, key=None, reverse=False):
    # Equal items come in the order of their iterables, in either direction. Only one item of each iterable is taken ahead.
    iterators = [iter(iterable) for iterable in iterables]
    heads = []

    def draw(place):
        for item in iterators[place]:
            heads.append((item if key is None else key(item), place, item))
            break

    for place in range(len(iterators)):
        draw(place)
    while heads:
        first = 0
        for i in range(1, len(heads)):
            mine, best = heads[i], heads[first]
            before, after = (best[0] < mine[0], mine[0] < best[0]) if reverse else (mine[0] < best[0], best[0] < mine[0])
            if before or (not after and mine[1] < best[1]):
                first = i
        _, place, item = heads.pop(first)
        yield item
        draw(place)


__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop",
]
