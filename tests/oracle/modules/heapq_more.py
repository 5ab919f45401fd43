import heapq

heap = []
for value in (5, 1, 4, 1, 3):
    heapq.heappush(heap, value)
print(heap, heapq.heappop(heap), heapq.heappushpop(heap, 0), heapq.heapreplace(heap, 9), heap)
items = [9, 7, 5, 3, 1]
heapq.heapify(items)
print(items, heapq.nlargest(2, items), heapq.nsmallest(2, items), heapq.nlargest(2, ["a", "ccc", "bb"], key=len), list(heapq.merge([1, 4], [2, 3])), heapq.nsmallest(10, [2, 1]))
tasks = []
for entry in ((2, "b"), (1, "z"), (1, "a")):
    heapq.heappush(tasks, entry)
print([heapq.heappop(tasks) for _ in range(3)])
for bad in (lambda: heapq.heappop([]), lambda: heapq.heapify([1, "a"]), lambda: heapq.heapreplace([], 1)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
