# heapq's errors, and merge(), which draws no further than it must.
import functools
import heapq
import itertools

for call in (lambda: heapq.heappush(1, 2), lambda: heapq.heappop(()), lambda: heapq.heapify((1,)), lambda: heapq.heapreplace("a", 1),
             lambda: heapq.heappushpop({}, 1), lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1), lambda: heapq.heappush([]),
             lambda: functools.cmp_to_key(), lambda: functools.cmp_to_key(max)(1) < 2):
    try:
        print(call())
    except (TypeError, IndexError) as error:
        print(type(error).__name__, error)


def told(name, items):
    for item in items:
        print("draw", name, item)
        yield item


print(list(itertools.islice(heapq.merge(told("a", [1, 4, 6]), told("b", [2, 3, 9]), told("c", [])), 4)))
print(list(itertools.islice(heapq.merge(itertools.count(0, 2), itertools.count(1, 3)), 8)))
print(list(heapq.merge(["c", "BB"], ["bb", "A"], key=str.lower, reverse=True)))
print(list(heapq.merge([(1, "a"), (2, "a")], [(1, "b"), (2, "b")], key=lambda pair: pair[0])))
print(list(heapq.merge([3, 1], [3, 2], reverse=True)), list(heapq.merge()), list(heapq.merge([1])))
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
